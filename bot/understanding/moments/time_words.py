"""Words of time, as they may be misspelt or written in pinyin."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

from bot.normal_form import is_chinese

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_HOURS = ("一", "二", "两", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_WEEKDAYS = tuple("一二三四五六日天")
_WEEKS = ("星期", "礼拜", "下周", "下个周", "这周", "这个周")
_DAYS = ("今天", "明天", "后天", "大后天", "今早", "明早", "今晚", "明晚", "现在")
_PARTS = ("早上", "上午", "中午", "下午", "晚上")
_MINUTES = ("", "几", "五", "十", "十来", "十五", "二十", "三十")
_LENGTHS = ("一刻钟", "三刻钟", "小时", "半小时", "半个小时", "一个小时", "半个钟头", "一个钟头")

_ENGLISH = (
    *("today", "tonight", "tomorrow", "weekend", "morning", "afternoon", "evening", "midnight"),
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *("minutes", "quarter", "hour", "hours", "christmas"),
)


def time_words(moment: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Give days, parts of the day, feasts, hours and lengths; `moment` is `moment.toml`.

    An hour and a bare weekday stand beside another word of time, or are long: "二店" may be a
    shop, "周姨" somebody's name.
    """
    dated = [f"周{day}" for day in _WEEKDAYS]
    feasts = [word.removesuffix("节") for word in moment["feasts"] if is_chinese(word[0])]
    yield from (*_DAYS, *_PARTS, *_LENGTHS, *_ENGLISH)
    yield from (week + day for week, day in product(_WEEKS, _WEEKDAYS))
    yield from (day + part for day, part in product(dated, _PARTS))
    yield from (f"{feast}节" for feast in feasts)
    yield from (f"{before}{hour}点" for before, hour in product((*_PARTS, *_DAYS, *dated), _HOURS))
    yield from (f"{hour}点{rest}" for hour, rest in product(_HOURS, ("半", "钟")))
    yield from (f"{minutes}分钟" for minutes in _MINUTES)
