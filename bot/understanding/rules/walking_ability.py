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
_STEPS = "(?:楼梯|台阶|[爬上下]楼|天桥|门槛|坎|二楼|楼上)"
# Steps are avoided: they are refused or feared before, or cannot be managed after.
AVOIDS_STEPS = re.compile(
    rf"(?:不要|不想|不用|不走|不上|不能|不爬|别|勿|覅|没有?|无|少|免|怕|不得|不了|不动|不好)[^,有]{{0,4}}{_STEPS}(?![^,]{{0,2}}(?:关系|问题|吧|吗|么|伐))"
    rf"|(?:不要|别|没)有{_STEPS}"
    rf"|{_STEPS}[^,有没]{{0,5}}?(?:不(?:了|动|去|行|好|便|可以|方便|要|能)|免谈|困难|吃力|要命|也?怕|过不|上不)"
    rf"|有{_STEPS}的[^,]{{0,3}}(?:不要|别|算了|免)|(?:全是|都是|到处是){_STEPS}|哪家没坎"
    r"|(?<![a-z])(?:avoid|without|no|can(?:'t|not) (?:do|climb|manage)|hate|afraid of)"
    r"(?: [a-z]+)? (?:steps?|stairs?|climbing)(?![a-z])"
)


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
    level = level or AVOIDS_STEPS.search(sentence.text) is not None
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
