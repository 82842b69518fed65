"""Around whose place the last question is asked again: "我这边呢", "她那边呢", "换回去"."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.text.length import is_short
from bot.understanding.text.people import FAMILY, FAMILY_EN, FRIENDS, OLD

if TYPE_CHECKING:
    from bot.understanding.turns.turn import Turn


_MOST_CHARS = 24


class Side(StrEnum):
    """Her own place, somebody else's, or the one before."""

    OWN = "own"
    THEIRS = "theirs"
    BEFORE = "before"


_THERE = "(?:那边|那里|那儿|那头|那块|附近|旁边|周围|边上)"
_HERE = "(?:这边|这里|这儿|这头|这块|附近|旁边|周围|边上)"
_ASKS = "(?:有|有吗|有没有|有哪些|怎么样|又|也|看|的|啊|呀|呢|吧|,)*"
_OPENING = "(?:那么?|还是|再|看|找|查|换成|换到|换|回到|就|,)*"
_WHO = rf"(?:我|阿拉|我们)?(?:家|的)?(?:{FAMILY}|{FRIENDS}|{OLD})|[她他伊]们?"
_OWN = regex(
    rf"{_OPENING}(?:我|阿拉|俺|我们)(?:自己|自家|家)?(?:的)?{_HERE}{_ASKS}"
    rf"|{_OPENING}(?:我|阿拉)(?:自己|自家)呢"
    r"|(?:and |what about |how about )*(?:near (?:me|my (?:home|place))|my side)"
)
_THEIRS = regex(
    rf"{_OPENING}(?:{_WHO})(?:家|屋里)?(?:的)?{_THERE}{_ASKS}"
    rf"|(?:and |what about |how about )*near (?:her|him|them|my (?:{FAMILY_EN}))"
)
_BEFORE = regex(
    r"(?:算了|还是|再|那|就|帮我|给我|重新|,)*(?:换|改|退|转)(?:回去|回来|回原来(?:的(?:地方)?)?|回刚才(?:的(?:地方|那里)?)?)(?:吧|了|呢|,)*"
    r"|(?:回到?|还是)(?:原来|刚才|前面|上一个)的?(?:地方|位置|那里|那边)(?:吧|呢)?"
    r"|(?:please )?(?:change|switch|go) (?:it )?back(?: to the (?:last|first|old) (?:one|place))?"
)
_AT_THEIRS = regex(
    rf"(?:那么?|请问|,)*(?:{_WHO})(?:家|屋里|住的)?(?:的)?{_THERE}.*"
    r"|.* near (?:her|him|them)(?: (?:home|place))?(?: please)?"
)
_AT_OWN = regex(
    rf"(?:那么?|请问|,)*(?:我|阿拉|俺)(?:自己|自家|家)?(?:的)?{_HERE}.*"
    r"|.* near (?:me|my (?:home|place))(?: please)?"
)
_SIDES = {Side.OWN: _OWN, Side.THEIRS: _THEIRS, Side.BEFORE: _BEFORE}


def side_named(turn: Turn) -> Side | None:
    """Give whose place is named, where nothing else is said."""
    plain = turn.plain.rstrip("?,")
    if not is_short(plain, _MOST_CHARS):
        return None
    return next((side for side, said in _SIDES.items() if said.fullmatch(plain)), None)


def side_of_wish(turn: Turn) -> Side | None:
    """Give around whose place a wish is told: "她附近有食堂吗"."""
    plain = turn.plain.rstrip("?,")
    if _AT_THEIRS.fullmatch(plain):
        return Side.THEIRS
    return Side.OWN if _AT_OWN.fullmatch(plain) else None
