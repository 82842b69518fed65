"""How long: the minutes or metres somebody is ready to walk, and the time until something."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from bot.lazy_regex import regex
from bot.understanding.text.numbers import CHINESE_NUMBER, ENGLISH_NUMBER, number
from bot.understanding.text.stance import is_denied

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

LONGEST_WALK_MIN = 180

_MANY = rf"(?:\d{{1,3}}|{CHINESE_NUMBER})"
_FEW = rf"(?<![a-z\d])(?:\d{{1,3}}|{ENGLISH_NUMBER})"
# "分中" and "分种" are slips of "分钟" before the words that tell of a walk.
_PATTERNS = tuple(
    regex(pattern)
    for pattern in (
        rf"(?<!点)(?P<quarters>\d|{CHINESE_NUMBER})刻钟?(?![\d君])",
        (
            r"(?P<of_hour>(?P<three_of>three )?quarters? (?:of )?an? hour"
            r"|(?P<three>three )?quarter hour)"
        ),
        rf"(?P<hours_half>{_MANY})个半(?:小时|钟头)",
        rf"(?P<whole>{_FEW}) and a half hours?|(?P<one_half>{_FEW}) hours? and a half",
        r"(?P<half>half)(?: an?)?[ -]hour|半点钟",
        rf"(?P<hours>{_MANY})?个?(?P<halved>半)?个?(?:小时|钟头)(?P<more>半)?",
        rf"(?:\d+[-~到至])?(?<!\d)(?P<minutes>{_MANY})(?:多|来|几)?分(?:[钟鐘]|[中种](?=以?之?内|能|走|的|,))",
        rf"(?:\d+[-~])?(?P<english>{_FEW})[ -]?(?:minutes?|mins?|fenzhong)(?![a-z])",
        rf"(?P<english_hours>{_FEW})[ -]?(?:hours?|hrs?)(?![a-z])",
    )
)
_UNITS = regex("[刻时钟分]|hour|hr|quarter|min|fenzhong")
"""What every duration has at least one of."""
_LI_M = 500
_SHORT = r"(?:以内|之内|里面|内|左右|能到|走得到)"
_LENGTH = (
    r"(?:(?P<metres>\d{2,4}) ?(?:米|公尺|m(?![a-z])|met(?:re|er)s?)"
    r"|(?P<hundreds>[一二两三四五六七八九])百(?P<fifty>五十?)?(?:米|公尺)"
    r"|(?P<thousand>一千米|一公里|(?:1|one) ?(?:km|kilomet(?:re|er))(?![a-z]))"
    r"|(?P<li>半|[一二两])里(?:路|地))"
)
_METRES = regex(
    rf"{_LENGTH}{_SHORT}|(?:(?:不超过|不要超过|最多|顶多|只能|只走得?[动了]?)走?"
    rf"|(?<![a-z])(?:within|at most|up to|under|less than) ){_LENGTH.replace('P<', 'P<so_')}"
)
_HALVES = ("half", "hours_half", "whole", "one_half", "halved", "more")
_UNTIL = regex(r" ?(?:之后|以后|过后|后(?!面)|later|from now)")
_FROM_NOW = regex(r"(?:再过|(?<!超)过个?|再等|等个?|再有)$")
_IN = regex(r"(?<![a-z])(?:in|after) (?:about )?$")
_AT_A_DOOR = regex(r"(?<![a-z])(?:open|opens|still|close[ds]?|closing|serve|serving)(?![a-z])")
_REACH = regex(r"(?<![a-z])(?:reach|get to|walk|on foot)(?![a-z])")
_ON_FOOT = regex(r",? ?(?:'s )?(?:on foot|walk|of |away|from )")
# What takes long and is no walk to come: "排了四十分钟", "歇一个钟头", "打烊前十分钟", a ride, a
# queue, what something costs by the hour, and what is found fault with: "干嘛给我算半个小时".
_RIDE = r"(?:坐|乘|搭|打|骑|开|换)(?:公交|地铁|轻轨|的士|出租|车|的|电瓶车|自行车|船)"
_ELSEWHERE = regex(
    r"(?:(?<!不)了个?|[歇睡等排玩躺晒聊]个?|遛弯|迟到|提前|[门烊班]前|每次|才|late|waited|queued"
    rf"|{_RIDE}[^,]{{0,8}}|(?:排队?|等[^,]{{1,4}})要?|离[^,走]{{1,6}}[还只差有剩]+"
    r"|来回|(?<![顶最])多走|米|公尺|多少钱|几[块元毛]钱?|每|做饭|(?<!不)不是"
    r"|(?:怎么|干嘛|为啥|为什么|凭什么)[^,]{0,3}(?:算|说|写|让我走)[^,]{0,3}"
    r"|(?<![a-z])(?:bus|metro|subway|taxi|train|ride|drive|queue|line|wait)(?: [a-z]+){0,2}"
    r"|(?<![a-z])(?:rode|drove|queu(?:e|ed|ing)|wait(?:ed|ing)?|lawyer|i have) "
    r"(?:for )?(?:about )?)"
    r"(?:整整|大概)? ?$"
)
_BEFORE_CLOSING = regex(
    r"(?:以内|之内|内|就|要|前)?(?:就|要)?(?:关门|打烊|下班|前|多少|几[块元])"
    r"|(?:要?收|要)?[^,]{0,3}(?:几钿|钱|费)|(?:大概|能|才|只能)*走?[^,走]{1,3}米|的?(?:车程|公交|地铁)"
    r"|就(?:打发|关|没|下班|结束)|那[家个]|(?<=[时头])的(?=,|$)"
    r"| ?(?:bus|ride|drive|(?:by|on the|on a) (?:bus|metro|car|taxi|train|subway)|of questions)"
    r"(?![a-z])"
)
# "中午就半小时", "I have two hours": time to spare, where it is long for a walk.
_TO_SPARE = regex(r"(?:就|只有|我有|(?<![a-z])(?:have|got) (?:about |only )?) ?$")
_LONG_MIN = 30
_SO_FAR = regex(r"(?:顶多|最多|只能|within|at most|up to|走|步行)[^,]{0,2}$")


class Use(Enum):
    """What a duration is said for."""

    WALK = auto()
    WAIT = auto()
    NEITHER = auto()


class Duration(NamedTuple):
    """A duration in minutes, where it is said, and what for."""

    start: int
    end: int
    minutes: float
    use: Use


def durations_in(text: str) -> list[Duration]:
    """Find every duration of a normalised sentence, in order."""
    if not _UNITS.search(text):
        return []
    found: list[Duration] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            minutes = _minutes_of(match)
            if minutes and not any(start < one.end and one.start < end for one in found):
                found.append(_used(text, start, end, minutes))
    return sorted(found)


def metres_in(text: str) -> tuple[int, int, int] | None:
    """Find how far somebody is ready to walk: where it is said, and the metres."""
    found = _METRES.search(text)
    if found is None:
        return None
    said = {key.removeprefix("so_"): words for key, words in found.groupdict().items() if words}
    if "metres" in said:
        return *found.span(), int(said["metres"])
    if "hundreds" in said:
        return *found.span(), 100 * (number(said["hundreds"]) or 0) + 50 * ("fifty" in said)
    li = {"半": _LI_M // 2}.get(said.get("li", ""), _LI_M * (number(said.get("li", "")) or 2))
    return *found.span(), li


def walk_of(durations: Iterable[Duration]) -> int | None:
    """Give the whole minutes to walk: of several the last that is said. None: none is said."""
    walks = [one.minutes for one in durations if one.use is Use.WALK]
    return int(walks[-1]) if walks else None


def wait_of(durations: Iterable[Duration]) -> Duration | None:
    """Give the time until the moment that is meant."""
    return next((one for one in durations if one.use is Use.WAIT), None)


def _minutes_of(match: re.Match[str]) -> float:
    said = {name: words.strip() for name, words in match.groupdict().items() if words}
    if "quarters" in said:
        return 15.0 * (number(said["quarters"]) or 0)
    if "of_hour" in said:
        return 45.0 if said.keys() & {"three", "three_of"} else 15.0
    if match[0] == "半点钟":
        return 30.0
    for name in ("minutes", "english"):
        if name in said:
            return float(number(said[name]) or 0)
    whole = next((number(words) or 0 for name, words in _counts(said)), 0)
    return 60 * (whole + (0.5 if any(name in said for name in _HALVES) else 0.0))


def _counts(said: dict[str, str]) -> Iterator[tuple[str, str]]:
    return ((name, words) for name, words in said.items() if name not in {"half", "halved", "more"})


def _used(text: str, start: int, end: int, minutes: float) -> Duration:
    """Widen the span by the words that tell what the duration is for."""
    until = _UNTIL.match(text, end)
    since = _FROM_NOW.search(text, 0, start)
    begin = since.start() if since else start
    if until or since or _is_in(text, start, end):
        return Duration(begin, until.end() if until else end, minutes, Use.WAIT)
    spare = minutes >= _LONG_MIN and _TO_SPARE.search(text, 0, start)
    past = spare or _ELSEWHERE.search(text, 0, start) or _BEFORE_CLOSING.match(text, end)
    denied = is_denied(text, start) and not _SO_FAR.search(text, 0, start)
    walks = minutes <= LONGEST_WALK_MIN and not past and not (denied and "没" in text[:start])
    return Duration(start, end, minutes, Use.WALK if walks else Use.NEITHER)


def _is_in(text: str, start: int, end: int) -> bool:
    """Whether an English "in" tells of a moment: "open in an hour", but "reach in ten minutes"."""
    said = _IN.search(text, 0, start) and not _ON_FOOT.match(text, end)
    return (
        bool(said)
        and not _REACH.search(text)
        and ("hour" in text[start:end] or _AT_A_DOOR.search(text) is not None)
    )
