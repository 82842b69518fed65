"""Whether a turn that names a place says that she goes there, or that she is there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.lazy_regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.understanding.turns.turn import Turn

_GOES = regex(
    r"(?:^|[要想,，我 ]|准备|打算)(?:去|到|走去|走到)(?!了|过)"
    "|(?<![a-z])(?:go|get|walk) to(?![a-z])",
    re.IGNORECASE,
)
_WANTS_TO_GO = regex(
    "(?:我|阿拉|俺|现在|今天|明天|等会儿?|下午|上午|就)*(?:要|想|想要|准备|打算|得)(?:走)?(?:去|到)[^,吗么呢?了过住搬]{3,20}"
    "|i (?:want|need|would like|have) to (?:go|get|walk) to [^,?]{4,40}"
)
_LOOKS_FOR = regex(
    "(?:^|[我要想,])(?:找|寻)(?!不|个|一|点|些|附近)|(?<![a-z])(?:looking for|find) the "
)
_STAYS = regex(
    r"[在住是]|附近|旁边|隔壁|对面|门口|这里|到了|出发|(?<![a-z])(?:at|in|near|from|here|live|am)(?![a-z])",
    re.IGNORECASE,
)
_GOES_TO_IT = regex(
    "(?:好的?|行|那么?|就|我们?|还是|先|想|要|决定|,)*(?:去|到|走)(?:第|最|顶|近|前|后|中)[^,吗么呢?几哪什电开关]{1,8}(?:吧|好了|算了|啦|了)*"
)
_ANOTHER = regex(
    "(?:那么?|,)*(?:第|最|前|后|中间?)[^,]{1,5}(?:呢|怎么样)\\??|(?:and )?the [a-z]+ one\\??"
)
_NEAR_IT = "附近|旁边|周围|周边|这边|这里|这儿"
_STARTS = regex(
    r"(?<![到去])(?:走)?过[去来](?:的话)?(?:要|得|有|大概)*(?:走)?(?:多久|多远|几分钟|多少时间|多长时间|怎么走|哪能走|远[吗伐不])"
)
_WAY = regex(
    r"怎么(?:走|去|过去)|哪能(?:走|去)|走?过去|(?:有|离我)?多远|远[吗伐不]|走(?:几|多少)分钟|走?(?:要)?多久"
    r"|(?<![a-z])how (?:far|long|do i (?:get|walk|go)|can i (?:get|walk|go))(?![a-z])"
)


def wants_to_go(turn: Turn) -> bool:
    """Tell whether nothing is said but that she wants to go to a place: "我要去蓝村小区"."""
    return _WANTS_TO_GO.fullmatch(turn.plain) is not None


def goes_somewhere(turn: Turn) -> bool:
    """Tell whether she says that she goes somewhere: "去仁济"."""
    return _GOES.search(turn.text) is not None


def looks_for(turn: Turn) -> bool:
    """Tell whether she says that she looks for something: "我找那个健康小屋"."""
    return _LOOKS_FOR.search(turn.plain) is not None


def stays_somewhere(turn: Turn) -> bool:
    """Tell whether she says that she is somewhere, or looks around there: "仁济附近"."""
    return _STAYS.search(turn.text) is not None


def is_around(turn: Turn, names: Iterable[str]) -> bool:
    """Tell whether she is at a place of some names, or looks around it: "我在塘桥", "塘桥附近"."""
    names = {*names, *(name.split()[0] for name in names if name.isascii())}
    said = "|".join(map(re.escape, names))
    here = rf"(?:我|人|家)[^,，]{{0,4}}[在住到]了?(?:{said})|^[在住](?:{said})"
    here = rf"{here}|(?:{said})(?:{_NEAR_IT})"
    english = rf"(?<![a-z])i(?:'m| am| live) (?:at|in|near) (?:{said})|near (?:{said})"
    return re.search(rf"{here}|{english}", turn.text, re.IGNORECASE) is not None


def points_there(turn: Turn, names: Iterable[str]) -> bool:
    """Tell whether one is pointed at by where it stands: "北园路那个食堂"."""
    said = "|".join(map(re.escape, names))
    return re.search(rf"(?:{said})(?:上|边上)?的?[那这]一?[个家只处所]", turn.plain) is not None


def goes_to_it(turn: Turn) -> bool:
    """Tell whether nothing is said but that she goes to a line: "就去最近的那家吧"."""
    return _GOES_TO_IT.fullmatch(turn.plain) is not None


def asks_of_another(turn: Turn) -> bool:
    """Tell whether what was told of one line is asked of another: "那第二个呢"."""
    return _ANOTHER.fullmatch(turn.plain) is not None


def starts_there(turn: Turn) -> bool:
    """Tell whether a way begins at the place that is named: "塘桥站过去多久"."""
    return _STARTS.search(turn.plain) is not None


def asks_the_way(turn: Turn) -> bool:
    """Tell whether it is asked how one gets somewhere, or how far that is."""
    return _WAY.search(turn.plain) is not None
