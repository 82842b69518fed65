"""Whether a turn that names a place says that she goes there, or that she is there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.lazy_regex import regex

if TYPE_CHECKING:
    from bot.understanding.turns.turn import Turn

_GOES = regex(
    r"(?:^|[要想,我]|准备|打算)(?:去|到|走去|走到)(?!了|过)|(?<![a-z])(?:go|get|walk) to(?![a-z])",
    re.IGNORECASE,
)
_STAYS = regex(
    r"[在住是]|附近|旁边|隔壁|对面|门口|这里|到了|出发|(?<![a-z])(?:at|in|near|from|here|live|am)(?![a-z])",
    re.IGNORECASE,
)
_WAY = regex(
    r"怎么(?:走|去|过去)|哪能(?:走|去)|走?过去|(?:有|离我)?多远|远[吗伐不]|走(?:几|多少)分钟|走?(?:要)?多久"
    r"|(?<![a-z])how (?:far|long|do i (?:get|walk|go)|can i (?:get|walk|go))(?![a-z])"
)


def goes_somewhere(turn: Turn) -> bool:
    """Tell whether she says that she goes somewhere: "去仁济"."""
    return _GOES.search(turn.text) is not None


def stays_somewhere(turn: Turn) -> bool:
    """Tell whether she says that she is somewhere, or looks around there: "仁济附近"."""
    return _STAYS.search(turn.text) is not None


def asks_the_way(turn: Turn) -> bool:
    """Tell whether it is asked how one gets somewhere, or how far that is."""
    return _WAY.search(turn.plain) is not None
