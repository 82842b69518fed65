"""How somebody walks, as far as a sentence says it: her pace, and whether she needs a level way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bot.understanding.lexicon import SURE
from bot.understanding.stance import is_denied, is_past
from geo.facility import Pace

if TYPE_CHECKING:
    from bot.understanding.lexicon import WordSpan
    from bot.understanding.sentence import Sentence

_SLOW = frozenset({"slow", "wheels", "pram"})
_A_THING = re.compile("[旧破借租修买卖]$|有没有$")
_AS_A_THING = re.compile("[^,]{0,2}(?:借|租|出租|坏了|修|的护工|回收|送人|丢人|旧了)")
_LEVEL = frozenset({"wheels", "pram", "step_free"})


class WalkingAbility(NamedTuple):
    """A pace or None, whether steps must be avoided, and which of both is switched off."""

    pace: Pace | None
    accessible: bool
    off: tuple[str, ...]


def walking_ability_in(sentence: Sentence, *, acts: bool) -> WalkingAbility:
    """Read the words of a sentence; `acts` when a service is asked for beside them."""
    said: list[WordSpan] = []
    refused: list[WordSpan] = []
    for span in sentence.of_kind("pace"):
        if is_past(sentence.text, span.start) or _is_thing(sentence.text, span):
            continue
        denied = is_denied(sentence.text, span.start, span.end)
        (refused if denied else said).append(span)
    level = any(span.word.key in _LEVEL for span in said)
    off = {"accessible"} if any(s.word.key in _LEVEL for s in refused) and not level else set()
    pace = _pace_of(said, acts=acts)
    if pace is not Pace.SLOW and any(s.word.key in _SLOW for s in refused):
        off.add("slow")
    if pace is Pace.STANDARD:
        off.add("slow")
    return WalkingAbility(pace, level, tuple(sorted(off)))


def _is_thing(text: str, span: WordSpan) -> bool:
    """Whether a wheelchair is spoken of as a thing: an old one, one to lend, somebody's work."""
    return bool(_A_THING.search(text, 0, span.start) or _AS_A_THING.match(text, span.end))


def _pace_of(said: list[WordSpan], *, acts: bool) -> Pace | None:
    """The pace that is said; beside a service a word that is likely at best says none."""
    keys = {span.word.key for span in said}
    slow = [s for s in said if s.word.key in _SLOW and (s.word.weight == SURE or not acts)]
    if slow and not ("standard" in keys and all(s.word.key in _LEVEL for s in slow)):
        return Pace.SLOW
    if "standard" in keys:
        return Pace.STANDARD
    return Pace.ELDER if "elder" in keys else None
