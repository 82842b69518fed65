"""What a sentence says where an alarm was raised before it: of the alarm, or of another matter.

"食堂几点开" is so plain a wish that it is answered; "没人管我" names no service, though a single
word of it may mean one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.normal_form import is_chinese
from bot.understanding.after_alarm.remarks import (
    is_unserious,
    never_was,
    takes_back_before_a_wish,
)
from bot.understanding.after_alarm.told_of_alarm import ToldOfAlarm
from bot.understanding.lexicon.listed_words import UNLISTED
from bot.understanding.other_matters.home_breakdowns import BREAKDOWNS, lives_by_a_machine
from bot.understanding.other_matters.lost_things import LOST_THING, tells_only_of_it
from bot.understanding.query import FollowUp, Intent
from bot.understanding.safety.danger import Danger
from bot.understanding.safety.reading import AllClear, Care
from bot.understanding.safety.told_calmly.sleeping_pills import SLEEPING_PILLS
from bot.understanding.safety.verdict import ASKED
from bot.understanding.safety.wordings.bereavement import tells_of_a_loss
from bot.understanding.safety.wordings.plain_statements import tells_of_herself
from bot.understanding.safety.wordings.quiet_despair import may_seek_means
from bot.understanding.small_talk.asked_calls import WHOM_TO_CALL
from bot.understanding.text.questions import QUESTION
from bot.understanding.topics import CARE

if TYPE_CHECKING:
    from bot.understanding.evidence.case import Case
    from bot.understanding.query import Query
    from bot.understanding.safety.reading import Safety
    from bot.understanding.safety.verdict import DangerVerdict

_OTHER_MATTERS = frozenset({"weather", "clock", "joke"})
_FEW_CHARS = 2
_SURELY = 0.8
_ASKED_BESIDE_A_WISH = 0.15
"""From this likelihood on danger is asked about beside a plain wish."""
_ASKED_BESIDE_THANKS = 0.08
"""From this likelihood on it is asked about beside a thanks or a goodbye, if no rule hears it."""


def read_for_emergency(query: Query, case: Case, written: str, danger: DangerVerdict) -> Query:
    """Fill in `plain`, `told`, `doubt`; `written` is the sentence before slips were mended."""
    text, over = case.sentence.text, isinstance(case.danger, AllClear)
    plain = is_plain(case, query) and not _is_taken_back(query, text, written, case.safety)
    taken_back = plain and takes_back_before_a_wish(text)
    told = ToldOfAlarm(text, written, over, taken_back, case.sentence.mentions.far, case.safety)
    doubt = _doubt(query, case, danger, plain=plain)
    worded = danger.sure and not danger.heard
    mourns = isinstance(case.danger, Care) and tells_of_a_loss(text)
    return replace(query, plain=plain, told=told, doubt=doubt, worded=worded, mourns=mourns)


def _doubt(query: Query, case: Case, danger: DangerVerdict, *, plain: bool) -> str | None:
    """Name the danger to ask about, though no alarm is raised; None where nothing is asked."""
    text = case.sentence.text
    if query.topic == SLEEPING_PILLS:  # how it goes on hangs on it, whatever the wording tells
        return Danger.SUICIDE
    settled = _is_answered(query, danger) or _is_certain(query, case, danger, plain=plain)
    if danger.topic and not settled:
        return danger.topic
    if lives_by_a_machine(text) and not plain:
        return Danger.MEDICAL
    return Danger.SUICIDE if may_seek_means(text) else None


def _is_certain(query: Query, case: Case, danger: DangerVerdict, *, plain: bool) -> bool:
    """Whether there is no doubt: an alarm is sure, or what is said is plainly something else."""
    if danger.sure or (plain and _is_unlikely(danger)):
        return True
    only_lost = query.topic == LOST_THING and tells_only_of_it(case.sentence.text)
    of_a_place = query.follow_up is FollowUp.SEEN and _is_unlikely(danger)
    plainly = only_lost or of_a_place or tells_of_herself(case.sentence)
    return plainly and not danger.heard


def _is_answered(query: Query, danger: DangerVerdict) -> bool:
    """Whether the answer names the numbers itself, or thanks are too plain to be doubted."""
    if query.topic in {WHOM_TO_CALL, *BREAKDOWNS}:
        return True
    if query.topic == CARE and danger.topic == Danger.SUICIDE:
        return True
    polite = query.intent is Intent.THANKS and danger.likely < _ASKED_BESIDE_THANKS
    return polite and not danger.heard


def _is_taken_back(query: Query, text: str, written: str, safety: Safety) -> bool:
    """Whether what sounds like a wish is none: "it was a joke", "it was in a movie"."""
    joke = query.topic in _OTHER_MATTERS and is_unserious(text, safety)
    return joke or any(never_was(one, safety) for one in {text, written})


def _is_unlikely(danger: DangerVerdict) -> bool:
    """Whether danger is so unlikely that somebody with a plain wish is not asked about it.

    Whoever is ill may plainly ask for a doctor, so that tells nothing against an illness that no
    rule hears.
    """
    sooner = danger.topic == (Danger.SUICIDE if danger.heard else Danger.MEDICAL)
    return danger.likely < (ASKED if sooner else _ASKED_BESIDE_A_WISH)


def is_plain(case: Case, query: Query) -> bool:
    """Whether a service, a facility, a place to go to or an answer is plainly asked for."""
    if query.facility or query.goal or query.goal_kind or query.intent is Intent.CIRCLE:
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
