"""Time as people say it: moments, ranges of days, feasts, waits and walks."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.normal_form import normalise
from bot.understanding.lexicon.lexicon import read_tables
from bot.understanding.moments.moment_reader import MomentReader

MORNING = "2026-03-10T10:00"  # a Tuesday
CLOCKWORK = MomentReader.of(read_tables()["moment"])


def moment(text: str) -> datetime:
    """A moment in Shanghai."""
    return datetime.fromisoformat(f"{text}:00+08:00")


@pytest.mark.parametrize(
    ("now", "text", "at"),
    [
        (MORNING, "一个半小时后食堂还开着吗", "2026-03-10T11:30"),
        (MORNING, "三刻钟后我到", "2026-03-10T10:45"),
        (MORNING, "再过二十分钟食堂还开吗", "2026-03-10T10:20"),
        (MORNING, "two hours later", "2026-03-10T12:00"),
        (MORNING, "is it open in an hour and a half", "2026-03-10T11:30"),
        (MORNING, "still open in one and a half hours?", "2026-03-10T11:30"),
        ("2026-03-10T22:00", "零点食堂开吗", "2026-03-11T00:00"),
        ("2026-03-10T20:00", "夜里两点有人值班吗", "2026-03-11T02:00"),
        (MORNING, "晚上六点半", "2026-03-10T18:30"),
        (MORNING, "open at half past six pm", "2026-03-10T18:30"),
        (MORNING, "canteen open 5:30 pm", "2026-03-10T17:30"),
        (MORNING, "at 5:30 p.m. open?", "2026-03-10T17:30"),
        (MORNING, "7.30晚上食堂开吗", "2026-03-10T19:30"),
        (MORNING, "晚上7.30食堂开吗", "2026-03-10T19:30"),
        (MORNING, "canteen tomorrow 12", "2026-03-11T12:00"),
        (MORNING, "7:30晚上食堂开吗", "2026-03-10T19:30"),
        (MORNING, "half past six in the evening", "2026-03-10T18:30"),
        (MORNING, "quarter to five", "2026-03-10T16:45"),
        (MORNING, "15号食堂开门吗", "2026-03-15T10:00"),
        (MORNING, "3/15上班吗", "2026-03-15T10:00"),
        (MORNING, "三月二十号", "2026-03-20T10:00"),
        (MORNING, "open on March 15th?", "2026-03-15T10:00"),
        (MORNING, "on the 15th", "2026-03-15T10:00"),
        (MORNING, "三天后去办", "2026-03-13T10:00"),
        (MORNING, "in 3 days", "2026-03-13T10:00"),
        (MORNING, "月底食堂开不开", "2026-03-31T10:00"),
        (MORNING, "下月8号", "2026-04-08T10:00"),
        ("2026-02-10T10:00", "除夕", "2026-02-16T10:00"),
        ("2026-02-10T10:00", "年初三", "2026-02-19T10:00"),
        ("2026-02-12T10:00", "小年夜", "2026-02-15T10:00"),
        ("2026-02-26T10:00", "元宵节", "2026-03-03T10:00"),
        ("2026-10-15T09:00", "重阳", "2026-10-18T10:00"),
        ("2026-12-18T10:00", "冬至那天", "2026-12-22T10:00"),
        ("2026-12-21T10:00", "平安夜晚上七点", "2026-12-24T19:00"),
        (MORNING, "今天不去,明天去", "2026-03-11T10:00"),
        (MORNING, "不是周六,是周日", "2026-03-15T10:00"),
        (MORNING, "不是上午十点,是晚上十点钟", "2026-03-10T22:00"),
        (MORNING, "下周一早上八点", "2026-03-16T08:00"),
        (MORNING, "不是今天是明天早上", "2026-03-11T08:00"),
        (MORNING, "改成明天吧,今天去不成", "2026-03-11T10:00"),
        (MORNING, "清早五点半健身点能进去吗", "2026-03-11T05:30"),
        (MORNING, "天亮五点钟", "2026-03-11T05:00"),
        (MORNING, "晚上八点还有人跳舞吗,今晚", "2026-03-10T20:00"),
        (MORNING, "can I come at 5:30 pm today", "2026-03-10T17:30"),
        (MORNING, "serving tonight, say around six?", "2026-03-10T18:00"),
        (MORNING, "saturday morning 10 ok?", "2026-03-14T10:00"),
        (MORNING, "我五点钟过去", "2026-03-10T17:00"),
        (MORNING, "妈妈下午两点去,那时候开吗", "2026-03-10T14:00"),
        (MORNING, "during the October holiday", "2026-10-01T10:00"),
        (MORNING, "下午一点来", "2026-03-10T13:00"),
        (MORNING, "一点半还有饭吗", "2026-03-10T13:30"),
        ("2026-03-10T15:00", "今天下午有医生吗", "2026-03-10T15:00"),
        (MORNING, "breakfast at half past six", "2026-03-11T06:30"),
        (MORNING, "早锻炼六点能进吗", "2026-03-11T06:00"),
        ("2026-03-10T20:00", "晚饭七点还有吗", "2026-03-10T19:00"),
        (MORNING, "我下班都六点了,你们还开吗", "2026-03-10T18:00"),
    ],
)
def test_a_moment_is_read_as_it_is_said(now: str, text: str, at: str) -> None:
    """Waits, days, dates, feasts and hours; what is denied is not meant."""
    text = text.replace("星期", "周")
    found = CLOCKWORK.read(normalise(text), moment(now)).moment
    assert found is not None
    assert found.at == moment(at)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("中午十二点到一点休息不休息", "2026-03-10T12:00"),
        ("下午两点到四点可以去吗", "2026-03-10T14:00"),
        ("上午九点到十一点之间有人吗", "2026-03-10T09:00"),
        ("八点半到下午四点半", "2026-03-10T08:30"),
        ("5-7点开吗", "2026-03-10T17:00"),
        ("六点到八点有饭吗", "2026-03-10T18:00"),
        ("9am to 11am", "2026-03-10T09:00"),
    ],
)
def test_a_range_of_hours_is_meant_from_its_first(text: str, at: str) -> None:
    """The end of a range is no moment of its own; one that is not over yet is today's."""
    found = CLOCKWORK.read(normalise(text), moment(MORNING)).moment
    assert found is not None
    assert found.at == moment(at)


@pytest.mark.parametrize(
    ("text", "weekdays"),
    [
        ("周一到周五几点开", (0, 1, 2, 3, 4)),
        ("工作日上午", (0, 1, 2, 3, 4)),
        ("双休日有人吗", (5, 6)),
        ("weekdays", (0, 1, 2, 3, 4)),
        ("Mon to Fri", (0, 1, 2, 3, 4)),
        ("周五至周日", (4, 5, 6)),
    ],
)
def test_a_range_of_days_is_no_moment(text: str, weekdays: tuple[int, ...]) -> None:
    """Days of the week are asked about, none of them in particular."""
    found = CLOCKWORK.read(normalise(text), moment(MORNING)).moment
    assert found is not None
    assert (found.at, found.weekdays) == (None, weekdays)


@pytest.mark.parametrize("text", ["2月30号食堂开吗", "4月31日", "32号", "13月5号", "25点食堂开吗"])
def test_what_does_not_exist_is_said_to_be_so(text: str) -> None:
    """A date or an hour that there is not never becomes now."""
    found = CLOCKWORK.read(normalise(text), moment(MORNING)).moment
    assert found is not None
    assert found.at is None
    assert found.impossible


@pytest.mark.parametrize(
    "text",
    [
        "每周三要理疗", "每天早上六点钟就醒了", "我六点才收工", "现在11点40", "两点了,还有吃的吗",
        "昨天去过了", "7号线", "慢一点", "第二个", "贵一点没关系", "配一点药", "走一点点",
        "一点不懂",
        "逢初一十五吃素", "每个月十五号剪头发", "where to throw a christmas tree", "圣诞树扔哪里",
        "三个礼拜天天冬瓜", "快十一点了还开吗", "十点多了食堂开了没", "my tooth hurts since monday",
    ],
)  # fmt: skip
def test_what_is_told_is_no_moment_to_ask_about(text: str) -> None:
    """Habits, one's own hours, the time of day, the past, and numbers of other things."""
    text = normalise(text).replace("礼拜", "周")
    assert CLOCKWORK.read(text, moment(MORNING)).moment is None


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("食堂 10分钟以内", 10),
        ("不要超过十分钟的路", 10),
        ("一个半小时走得到", 90),
        ("三刻钟以内", 45),
        ("what can I reach in 15 minutes", 15),
        ("15分中能走到", 15),
        ("我没有15分钟那么好的脚力,顶多5分钟", 5),
        ("一个半小时后", None),
        ("再过二十分钟", None),
        ("排了四十分钟", None),
        ("歇一个钟头", None),
        ("打烊前十分钟", None),
        ("半小时以内关门的", None),
        ("is it open in an hour", None),
        ("坐公交过来二十分钟", None),
        ("the bus took forty minutes", None),
        ("do i have to queue for an hour", None),
        ("twenty minutes by bus", None),
        ("排队三小时", None),
        ("离关门还有一个钟头", None),
        ("干嘛给我算半个小时", None),
        ("多少钱一小时", None),
        ("一个钟头收几钿", None),
        ("不是五十分钟", None),
        ("中午就半小时", None),
        ("i have two hours", None),
        ("我只有十分钟", 10),
        ("超过二十分钟就算了", 20),
        ("来回半个钟头", None),
        ("五分钟就打发我走了", None),
        ("走不了五分钟以上", 5),
    ],
)
def test_waiting_is_no_walking(text: str, minutes: int | None) -> None:
    """Minutes count for the walk only where somebody walks."""
    assert CLOCKWORK.read(normalise(text), moment(MORNING)).walk_min == minutes
