"""Which facility is not wanted, by its street or name: "除了北园路那家"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_ONE = "那[家个处爿间]"
_NOUN = "(?:one|place|canteen|cent(?:re|er)|station|library)s?"
_AT = "(?:on|at|in|near|by|called|of)"
_PART = "[路街弄村苑园区馆站点院坊委]"
_LEFT_OUT = regex(
    rf"(?:除[了掉开去脱](?P<zh>(?!第|这|那|你|刚|我)[^,·]{{2,10}}?)"
    rf"|(?:不要|别给我|不想?去)(?P<named>[^,·第]{{1,9}}?{_PART}))的?{_ONE}(?!话|没)"
    r"|(?<![a-z])(?:"
    rf"(?:except(?: for)?|other than|apart from) (?:the )?(?:{_NOUN} )?(?:{_AT} )?(?:the )?"
    rf"|not (?:the )?{_NOUN} {_AT} (?:the )?)"
    r"(?P<english>(?!first|second|third|last|this|that|these|those)[a-z][a-z0-9' ]{2,30}?)"
    r"(?= one(?![a-z])|[,?]|$| please)"
)


def left_out_in(text: str) -> Iterator[tuple[int, int]]:
    """Find the words of a normalised sentence that name what is to be left out of a list."""
    return (found.span(found.lastgroup or 0) for found in _LEFT_OUT.finditer(text))
