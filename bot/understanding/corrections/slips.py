"""Whether a slip of the pen may hide what is meant, and whether a mended spelling tells more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.normal_form import is_chinese
from bot.understanding.lexicon.patterns import MASK
from bot.understanding.query import Intent

if TYPE_CHECKING:
    from bot.understanding.evidence.case import Case
    from bot.understanding.moments.moment_reader import Times
    from bot.understanding.query import Query
    from bot.understanding.sentence import Sentence

_NEVER_MENDED = frozenset({Intent.UNKNOWN, Intent.FEEDBACK, Intent.HUMAN, Intent.THANKS})
_NAME_LIKE = regex(
    "([㐀-鿿]{2,4}?)(?:小区|居委|新村|公寓|花园|路(?![口边灯过人费程线])|[一二三四]村)"
)


def is_doubtful(query: Query, case: Case) -> bool:
    """Whether a slip of the pen may have hidden what is meant."""
    if query.choices and not case.sentence.unexplained():
        return False
    if query.intent is Intent.UNKNOWN or query.place_text:
        return True
    if not case.sentence.unexplained():
        return False
    if _runs_on(case.sentence) if query.place else _may_name(case.sentence):
        return True
    if _begins_nowhere(case.sentence):
        return True
    guessed = bool(query.categories) and not (case.weighed.sure or query.advice)
    asks = query.intent is Intent.SET_PLACE and case.has("cue.exist", "cue.where", "cue.want")
    leans = query.follows and not query.categories
    return (
        guessed or asks or leans or (not query.place and case.has("cue.near", "intent.set_place"))
    )


def _begins_nowhere(sentence: Sentence) -> bool:
    """Whether a way leads somewhere, and nobody knows where it begins: "从仁横广场到塘桥站"."""
    return bool(sentence.mentions.goal and not sentence.mentions.start) and "从" in sentence.text


def _runs_on(sentence: Sentence) -> bool:
    """Whether a name runs into something strange: "塘桥|公元" may be one name."""
    return any(
        is_chinese(sentence.rest[end : end + 1] or ",") for _, end in sentence.mentions.spans
    )


def _may_name(sentence: Sentence) -> bool:
    """Whether a word that nobody knows ends as names of places do: "龙圆居委"."""
    return any(
        sentence.rest.startswith(found[1], found.start())
        for found in _NAME_LIKE.finditer(sentence.masked)
    )


def slips(plain: str, mended: str, sentence: Sentence) -> bool:
    """Whether what was mended made no sense as it stood: "煤汽", but not "都是些"."""
    rest = sentence.rest.ljust(len(plain), MASK)
    places = (i for i, (old, new) in enumerate(zip(plain, mended, strict=False)) if old != new)
    return any(rest[max(0, i - 1) : i + 2].strip(MASK + ",") for i in places)


def is_better(mended: Query, case: Case, written: Query) -> bool:
    """Whether the mended spelling names something that the written one did not."""
    if mended.intent in _NEVER_MENDED:
        return False  # nobody's slip of the pen makes a ticket or a complaint
    if (mended.place or mended.goal) not in {None, written.place, written.goal}:
        return True
    if written.place_text or (written.categories and mended.categories == written.categories):
        return False
    return case.weighed.sure if mended.intent is Intent.NEARBY or written.categories else True


def tells_time(mended: Case, written: Case) -> bool:
    """Whether a mended spelling tells a moment, a length or opening, and all else is as it was."""
    new, old = mended.sentence, written.sentence
    small = {f"filler.{language}" for language in ("zh", "en")} | {"cue.place", "cue.join"}
    lost = old.marks - new.marks - small
    same = (new.mentions, new.called, new.pick, new.typed) == (
        old.mentions,
        old.called,
        old.pick,
        old.typed,
    )
    less = new.unexplained() < old.unexplained()
    if lost or not (same and less) or mended.danger != written.danger:
        return False
    asks = {"cue.now", "cue.then"} & (new.marks - old.marks)
    return _keeps_times(new.times, old.times) and bool(asks or new.times[:2] != old.times[:2])


def _keeps_times(new: Times, old: Times) -> bool:
    """Whether no time that was told is another now."""
    if old.walk_min not in {None, new.walk_min} or (new.moment and new.moment.impossible):
        return False
    if old.moment is None or old.moment.vague:
        return not (new.moment and new.moment.vague)
    dates = (one.at.date() if one and one.at else None for one in (new.moment, old.moment))
    return len({*dates}) == 1
