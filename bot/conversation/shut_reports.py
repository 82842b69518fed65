"""What she has reported as shut in this conversation: it is not offered as if it were open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.conversation.context import Context
    from geo.facility import Facility

_SHUT = re.compile(
    "关(?:门|了|掉|张|着)|倒闭|停业|歇业|停了|没开|不开(?:门|了)|没有?人|搬|迁|拆|不在(?:了|那)|没有了"
    "|找不到|寻勿着|白跑|白走"
    r"|\b(?:closed|shut|gone|moved|nobody|no ?one|not there|does(?:n't| not) exist|empty)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(r"开着|其实开|没关|不是关|没搬|开门了|\b(?:is|still|are) open\b", re.IGNORECASE)


def tells_shut(words: str) -> bool:
    """Whether the words of a report say that a facility is shut, or not there any more."""
    return _SHUT.search(words) is not None and _OPEN.search(words) is None


def reported(context: Context, categories: Sequence[str]) -> tuple[Facility, ...]:
    """Give what she reported as shut, of some categories, or of any where none is given."""
    return tuple(
        one
        for one in context.dataset.facilities
        if one.id in context.session.reported and (not categories or one.category in categories)
    )


def remark(context: Context, facilities: Iterable[Facility]) -> list[str]:
    """Say that they are left out, and why."""
    names = context.composer.series(map(context.composer.name, facilities))
    return [context.say("list.reported", names=names)] if names else []
