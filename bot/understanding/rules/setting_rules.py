"""Where somebody is, how she walks, and the last question with something changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.evidence.unheard_words import unheard_in
from bot.understanding.lexicon.patterns import MASK, masked
from bot.understanding.places.parts import PART
from bot.understanding.places.told_of import is_told_of, is_where_kin_are
from bot.understanding.query import Intent
from bot.understanding.rules.ruled import SOME_CHARS
from bot.understanding.text.people import FAMILY, FAMILY_EN, OLD
from bot.understanding.text.questions import QUESTION
from bot.understanding.topics import KIN_THERE, NOT_THERE, TOLD_OF

if TYPE_CHECKING:
    from bot.understanding.evidence.case import Case
    from bot.understanding.query import Query

_FEW_CHARS = 2  # so much that no word explains does not change what is meant
_PART = regex(
    r"(?:不对|哦|,|我|应该)*(?:不是[^,是]{1,4},?而?)?(?:是|住|在)*"
    rf"(?P<part>{PART})[的里]?(?:,?不是[^,]{{1,4}})?"
)
_OTHERS_STAY = regex(
    rf"(?:[他她伊]们?|{FAMILY}|{OLD})(?:家|人|现在|就|也|一个人)*[在住勒]+$"
    rf"|(?<![a-z])(?:she|he|{FAMILY_EN})(?:'s| is| lives)(?: now)? (?:at|in|near|on) $"
)

_NOT_THERE = regex(
    rf"(?:错了?|不对|哦|现在|搬家了|,)*(?:我|阿拉|人|我们)*(?:现在|已经|人|又)*(?:不|没)(?:在|住|是)(?:在)?"
    rf"(?:{MASK}+(?:那里|那边|这里|附近)?|那里|那边|老房子|老地方)(?:了|啊|呀|的|哦|,)*"
    r"(?:(?:我们?|阿拉)?(?:已经|刚)?搬(?:家|走|掉)了)?"
    rf"|(?:no,? ?)?i(?:'m| am) not (?:at|in|near|on)(?: the)? {MASK}+(?: any ?more| now)?"
)

# "还是回到塘桥站" asks the last question around that place again; no way is asked.
RETURNS = regex(
    r"(?:还是|那|就|再|我们?|算了|,)*(?:换回|回到|换到|返回到?|退回到?|改回)(?!家|去|来|原来|刚才)(?!.*(?:怎么|多远|多久|路))"
    r"|(?:let's |ok(?:ay)? )*(?:go |switch |change )?back to (?!the )(?!.*how)"
)


def set_place(case: Case) -> Query | None:
    """Where I am, or in which part of the place that was named: "二期,不是一期"."""
    part = _PART.fullmatch(case.sentence.text)
    if part and not case.weighed.categories:
        slots = {"place_text": part["part"], "place_kind": "part", "corrects": True}
        return case.query(Intent.SET_PLACE, place=None, pick=None, **slots)
    if not case.sentence.has_place:
        named = case.sentence.mentions.spans or MASK not in case.sentence.masked
        gone = named and _NOT_THERE.fullmatch(case.sentence.masked)
        return case.query(Intent.SET_PLACE, topic=NOT_THERE, pick=None) if gone else None
    if case.sentence.mentions.own:
        return _of_two_homes(case)
    topic = whose(case) if case.sentence.mentions.place else None
    if topic:
        return case.query(Intent.SET_PLACE, topic=topic, pick=None)
    said = case.has("intent.set_place", "cue.follow") or case.corrects or case.sentence.typed
    asks = case.has("cue.fact", "cue.how", "cue.where", "cue.exist", "intent.detail")
    asks = asks or (bool(QUESTION.search(case.sentence.text)) and not case.has("cue.near"))
    acts = any(span.word.key != Intent.GREET for span in case.sentence.of_kind("intent"))
    other = not _stays(case) and (acts or case.sentence.unexplained() > _FEW_CHARS)
    if not said and (asks or other):
        return None
    returns = RETURNS.match(case.sentence.text) is not None
    query = case.query(Intent.SET_PLACE, pick=None)
    return replace(query, follows=True) if returns else query


def _of_two_homes(case: Case) -> Query:
    """Be where she is herself, where somebody else's place is told beside it."""
    own = case.sentence.mentions.own
    return case.query(Intent.SET_PLACE, place=own, pick=None)


def whose(case: Case) -> str | None:
    """Give the topic of a place that is told of, and is not where she says she is.

    Who is in another city herself is not at the place that she tells of.
    """
    mentions, text = case.sentence.mentions, case.sentence.text
    if mentions.place and is_told_of(text, mentions.spans):
        return TOLD_OF
    for start, end in mentions.away:
        clause = slice(text.rfind(",", 0, start) + 1, end)
        text = masked(text, [(clause.start, end)])
    spans = [span for span in mentions.spans if span not in mentions.away]
    return KIN_THERE if is_where_kin_are(text, spans) and not _wants(case) else None


def _stays(case: Case) -> bool:
    """Whether it is told where somebody is for whom she asks: "我替我妈问,她在蓝村路站"."""
    text, spans = case.sentence.text, case.sentence.mentions.spans
    return not _wants(case) and any(_OTHERS_STAY.search(text, 0, start) for start, _ in spans)


def _wants(case: Case) -> bool:
    """Whether something is asked for there, too: "她住塘桥居委会那边,有没有人能上门"."""
    return case.has("cue.want", "cue.exist")


def set_pace(case: Case) -> Query | None:
    """How I walk."""
    asks = case.has("cue.where", "cue.place", "cue.fact")
    level = case.walker.accessible and not case.has("cue.follow")
    said = case.pace or level or case.walker.off
    if not said or asks or case.sentence.unexplained() > SOME_CHARS:
        return None
    return case.query(Intent.SET_PACE, pick=None)


def follow(case: Case) -> Query | None:
    """The last question again, with something changed, if only a time that nobody understands."""
    unread = sum(map(len, unheard_in(case.sentence)))
    long = case.sentence.times.long
    never = unread or (case.sentence.moment and case.sentence.moment.impossible)
    said = (
        case.sentence.minutes
        or case.sentence.times.walk_m
        or case.has("cue.follow")
        or (case.sentence.moment and case.has("cue.reply"))
        or case.mends
        or never
    )
    changed = bool(said or case.sentence.attributes)
    narrowed = (case.open_now or case.has("pace.step_free")) and not case.asks_facts
    known = sum(end - start for start, end in long) if unread else 0  # they are no strays
    unexplained = (
        case.sentence.unexplained()
        - max(0, unread - known)
        - case.sentence.unexplained_in_attributes
    )
    few = SOME_CHARS if case.mends else _FEW_CHARS
    if unexplained >= few or not (changed or (narrowed and unexplained == 0)):
        return None
    return case.query(Intent.NEARBY, follows=True, pick=None)
