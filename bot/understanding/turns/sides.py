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
    """Her own place, somebody else's, the one before, or between hers and theirs."""

    OWN = "own"
    THEIRS = "theirs"
    BEFORE = "before"
    BETWEEN = "between"


_THERE = "(?:那边|那里|那儿|那头|那块|附近|旁边|周围|边上)"
_HERE = "(?:这边|这里|这儿|这头|这块|附近|旁边|周围|边上)"
_ASKS = "(?:有|有吗|有没有|有哪些|怎么样|又|也|看|的|啊|呀|呢|吧|,)*"
_OPENING = "(?:那么?|还是|再|看|找|查|换成|换到|换|回到|就|,)*"
_WHO = rf"(?:我|阿拉|我们)?(?:家|的)?(?:{FAMILY}|{FRIENDS}|{OLD})|[她他伊]们?"
_I = "(?:我|阿拉|俺|我们)(?:自己|自家|本人)?"
_THEIR_HOME = "(?:的?(?:家里?|屋里|那边|这边|那里|这里|住的地方))?"
_NEAR_BY = rf"{_THEIR_HOME}(?:比较|更|稍微)?近(?:一?[点些])?(?:的地方)?"
_OWN = regex(
    rf"{_OPENING}(?:离|靠|挨着?){_I}{_NEAR_BY}{_ASKS}|"
    rf"{_OPENING}(?:我|阿拉|俺|我们)(?:自己|自家|家)?(?:的)?{_HERE}{_ASKS}"
    rf"|{_OPENING}(?:我|阿拉)(?:自己|自家)呢"
    r"|(?:and |what about |how about )*(?:near (?:me|my (?:home|place))|my side)"
)
_THEIRS = regex(
    rf"{_OPENING}(?:离|靠|挨着?)(?:{_WHO}){_NEAR_BY}{_ASKS}|"
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
_BETWEEN = regex(
    "(?:那么?|我们|阿拉|,)*(?:两个|两家|两边|两头|两处|两个人|两地|我和[她他伊]|我跟[她他伊])(?:的)?(?:中间|当中|居中|之间)"
    "(?:一?点|的|地方|有|有没有|哪里|呢|吗|伐)*"
    "|(?:and |what about )*(?:half ?way|in the middle|in between|between (?:us|the two|both))"
)
_NEAREST = rf"{_THEIR_HOME}(?:最|顶)近"
_NEAR_THEM = regex(
    rf"(?:离|靠|挨着?)(?:{_WHO})(?:{_NEAR_BY}|{_NEAREST})"
    r"|(?<![a-z])(?:near|nearest|closest|close)(?: to)?"
    rf" (?:her|him|them|my (?:{FAMILY_EN}))(?![a-z])"
)
_NEAR_ME = regex(
    rf"(?:离|靠|挨着?){_I}(?:{_NEAR_BY}|{_NEAREST})"
    "|(?<![a-z])(?:nearest|closest|close) to (?:me|my (?:home|place))(?![a-z])"
)
_SHOWN = "(?:它|那个?地方|那|这|这个?地方)"
_BESIDE_IT = regex(
    rf"(?:那么?|请问|,)*(?:{_SHOWN}的?(?:那边|那里|附近|旁边|周围|边上|一带)|那边|那里|附近|旁边|周围|边上).*"
    "|.* (?:near|around|beside) (?:it|there)"
)
_MIDDLE = regex(
    "(?:在|往|到)(?:两家|两边|两个)?(?:中间|当中|居中)(?:的|地方|位置|一?点)*(?:找|约|见|碰|吃|坐|有|选)"
    r"|(?<![a-z])(?:half ?way|in the middle|in between|between us)(?![a-z])"
)
_GOES_TO_THEIRS = regex(
    rf"(?:那么?|好的?|行|就|还是|决定|我们?|阿拉|一起|先|要|想|,)*(?:去|到)(?:{_WHO})(?:家|屋里)?的?{_THERE}"
    "的?(?:最近的?)?(?:[那这]一?)?[个家处](?:吧|好了|算了|了|,)*(?:(?:要|该)?(?:怎么|咋|哪能|如何)(?:走|去|过去|到))?"
    "(?:呢|啊|呀)?"
)
_SIDES = {Side.BETWEEN: _BETWEEN, Side.OWN: _OWN, Side.THEIRS: _THEIRS, Side.BEFORE: _BEFORE}


def side_named(turn: Turn) -> Side | None:
    """Give whose place is named, where nothing else is said."""
    plain = turn.plain.rstrip("?,")
    if not is_short(plain, _MOST_CHARS):
        return None
    return next((side for side, said in _SIDES.items() if said.fullmatch(plain)), None)


def side_of_wish(turn: Turn) -> Side | None:
    """Give around whose place a wish is told: "她附近有食堂吗"."""
    plain = turn.plain.rstrip("?,")
    if _AT_THEIRS.fullmatch(plain) or _NEAR_THEM.search(plain):
        return Side.THEIRS
    return Side.OWN if _AT_OWN.fullmatch(plain) or _NEAR_ME.search(plain) else None


def wants_the_middle(turn: Turn) -> bool:
    """Tell whether something half way is wished for: "我们想在中间找个地方"."""
    return _MIDDLE.search(turn.plain) is not None


def goes_to_theirs(turn: Turn) -> bool:
    """Tell whether she goes to what is near somebody else: "那就去她那边那个吧,怎么走"."""
    return _GOES_TO_THEIRS.fullmatch(turn.plain.rstrip("?,")) is not None


def is_near_them(turn: Turn) -> bool:
    """Tell whether what is near somebody else is asked for: "离我妈近的食堂"."""
    return _NEAR_THEM.search(turn.plain) is not None


def is_beside_it(turn: Turn) -> bool:
    """Tell whether it is looked around the place that was just spoken of: "那它旁边有食堂吗"."""
    return _BESIDE_IT.fullmatch(turn.plain.rstrip("?,")) is not None
