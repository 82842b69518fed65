"""What a sentence says where an alarm was raised before it: of the alarm, or of another matter.

"食堂几点开" is so plain a wish that it is answered; "没人管我" names no service, though a single
word of it may mean one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.normal_form import is_chinese
from bot.understanding.listed_words import UNLISTED
from bot.understanding.query import Intent
from bot.understanding.rules.lost_things import LOST_THING, tells_only_of_it
from bot.understanding.rules.report_questions import QUESTION
from bot.understanding.safety.after_alarm import after_alarm, is_not_yet
from bot.understanding.safety.bereavement import tells_of_a_loss
from bot.understanding.safety.deafness import is_deaf
from bot.understanding.safety.false_alarms import is_false
from bot.understanding.safety.plain_statements import tells_of_herself
from bot.understanding.safety.reading import AllClear, Care
from bot.understanding.safety.rescue_reports import rescue_reports
from bot.understanding.safety.verdict import ASKED

if TYPE_CHECKING:
    from bot.understanding.query import Query
    from bot.understanding.rules.case import Case
    from bot.understanding.safety.verdict import DangerVerdict

_OTHER_MATTERS = frozenset({"weather", "clock", "joke"})
_FEW_CHARS = 2
_SURELY = 0.8
_DESPAIR, _ILLNESS = "suicide", "medical"
_ASKED_BESIDE_A_WISH = 0.15
"""From this likelihood on danger is asked about beside a plain wish."""


def read_for_emergency(query: Query, case: Case, written: str, danger: DangerVerdict) -> Query:
    """Fill in `plain`, `after`, `doubt`; `written` is the sentence before slips were mended."""
    said = (after_alarm(text, case.safety) for text in dict.fromkeys((case.sentence.text, written)))
    after, plain = next(filter(None, said), ()), is_plain(case, query)
    if "false" in after or ("unserious" in after and query.topic in _OTHER_MATTERS):
        plain = False  # "it was a joke" asks for none, "it was in a movie" for no cinema
    head, _, _ = case.sentence.text.rpartition(",")
    if plain and is_false(head) and not is_not_yet(head):
        after = (*after, "false")  # said in front of a wish: "是电视里的,附近有食堂吗"
    certain = danger.sure or (plain and _is_unlikely(danger))
    only_lost = query.topic == LOST_THING and tells_only_of_it(case.sentence.text)
    plainly = only_lost or tells_of_herself(case.sentence)
    certain = certain or (not danger.heard and plainly)
    doubt = None if certain else danger.topic
    if isinstance(case.danger, AllClear) and not is_not_yet(case.sentence.text):
        after = (*after, "over")
    after = (*after, *sorted(rescue_reports(case.sentence.text)))
    if is_deaf(case.sentence.text):
        after = (*after, "deaf")
    worded = danger.sure and not danger.heard
    mourns = isinstance(case.danger, Care) and tells_of_a_loss(case.sentence.text)
    return replace(query, plain=plain, after=after, doubt=doubt, worded=worded, mourns=mourns)


def _is_unlikely(danger: DangerVerdict) -> bool:
    """Whether danger is so unlikely that somebody with a plain wish is not asked about it.

    Whoever is ill may plainly ask for a doctor, so that tells nothing against an illness that no
    rule hears.
    """
    sooner = danger.topic == (_DESPAIR if danger.heard else _ILLNESS)
    return danger.likely < (ASKED if sooner else _ASKED_BESIDE_A_WISH)


def is_plain(case: Case, query: Query) -> bool:
    """Whether a service, a facility, a place to go to or an answer is plainly asked for."""
    if query.facility or query.goal or query.intent is Intent.CIRCLE:
        return True
    question = bool(case.asks_facts or QUESTION.search(case.sentence.text))
    if query.intent is Intent.UNKNOWN:
        looks = question or case.has("cue.where", "cue.near")
        return query.topic in _OTHER_MATTERS or (looks and query.topic == UNLISTED)
    asks = question or case.asks_at_all
    if query.intent is Intent.ANSWER:
        return asks and query.score >= _SURELY
    if query.categories:
        looks = query.score >= _SURELY and case.has("cue.where", "cue.near")
        return looks or (case.weighed.sure and (asks or _says_nothing_else(case)))
    return query.intent is Intent.NEARBY and case.has("cue.near") and asks


def _says_nothing_else(case: Case) -> bool:
    """Whether the name of a service is all that is said, but for "呢" or "吧"."""
    text = case.sentence.masked
    named = sum(span.end - span.start for span in case.sentence.of_kind("category"))
    other = sum(map(str.isalpha, text)) - named
    return other <= (_FEW_CHARS if any(map(is_chinese, text)) else 0)
