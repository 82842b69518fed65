"""Whose place is named: hers, or that of the facility she asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex

if TYPE_CHECKING:
    from bot.understanding.sentence import Sentence

# Between a place and the facility that is there ("附近的" looks around the place instead), and what
# tells that she is there herself.
_ITS_PLACE = regex("(?:上|旁边?|边上|那边|对面|隔壁|里面?)?的?")
_ON_STREET = regex(r" ?(?:on|at|in|near|by)(?: the)? ?")
_STAYS = regex(r"(?:[在住从离]|(?<![a-z])(?:from|at|in|i'm))\s?$")


def sets_out(sentence: Sentence) -> bool:
    """Whether the first place that is named is where she is, or where a way begins."""
    mentions, text = sentence.mentions, sentence.text
    goes_on = mentions.goal and mentions.start and mentions.goal != mentions.start
    here = any(_STAYS.search(text, 0, start) for start, _ in mentions.spans[:1])
    return bool(goes_on or here)


def names_its_place(sentence: Sentence) -> bool:
    """Whether the only place named is that of a facility: "北园路的美好生活馆"."""
    called = sentence.called
    if not (called and called.facility) or len(sentence.mentions.spans) != 1:
        return False
    ((start, end),) = sentence.mentions.spans
    before = end <= called.start and _ITS_PLACE.fullmatch(sentence.text, end, called.start)
    after = start >= called.end and _ON_STREET.fullmatch(sentence.text, called.end, start)
    return bool(before or after) and not _STAYS.search(sentence.text, 0, start)
