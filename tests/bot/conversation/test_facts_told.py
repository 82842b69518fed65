"""Facts are told with their age, plans by their year, meals by the clock, homes to nobody."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.composing import age, meals
from bot.conversation.composing.composer import Composer
from bot.conversation.reply import Event, Listed
from bot.storage.store import Store
from bot.understanding.query import Intent
from geo.hours.day_states import Openness
from geo.hours.opening import OpenState
from geo.hours.public_holidays import is_holiday
from geo.uncertainty import Walk
from tests.bot.conversation.talk import dialogue_over
from tests.support.tangqiao import TANGQIAO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bot.conversation.reply import Reply

SHANGHAI = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=SHANGHAI)


@pytest.fixture
def says(tmp_path: Path) -> Iterator[Callable[..., Reply]]:
    """Say something in one conversation."""
    with Store.open(tmp_path / "store.db") as store:
        dialogue = dialogue_over(store)

        def say(text: str, now: datetime = NOW) -> Reply:
            return dialogue.handle("p", Event(text=text, id=text), now)

        yield say


@pytest.mark.parametrize(
    ("facility", "what", "told"),
    [
        ("eldercare-home", "phone", "（2025 年 12 月 31 日的资料）"),
        ("station-tangqiao", "phone", "（2013–2015 年写的，可能变了）"),
        ("canteen-beiyuan", "opening_hours", "（2023 年 9 月 17 日写的，可能变了）"),
        ("canteen-jinpu", "status", "（2024 年 7 月的资料）"),
        ("fitness-path-1", "status", "（2020 年 1 月 16 日写的，可能变了）"),
    ],
)
def test_a_fact_is_told_with_its_age(facility: str, what: str, told: str) -> None:
    """Older than three years is told as perhaps changed; so is what has no date."""
    known = TANGQIAO.facility(facility)
    assert age.remark(known, what, TANGQIAO, "zh", TODAY) == told
    assert age.is_old(known, what, TANGQIAO, TODAY) == ("可能变了" in told)
    assert age.remark(known, what, TANGQIAO, "en", TODAY).isascii() == ("–" not in told)


def test_a_fact_ages() -> None:
    """What is new today is old in three years and a day."""
    canteen = TANGQIAO.facility("canteen-jinpu")
    assert not age.is_old(canteen, "status", TANGQIAO, date(2027, 7, 30))
    assert age.is_old(canteen, "status", TANGQIAO, date(2027, 8, 2))


def test_a_telephone_is_told_with_its_date(says: Callable[..., Reply]) -> None:
    """塘桥养护院 has one of 2025; the health centre has an address and no telephone."""
    assert "021-68760090（2025 年 12 月 31 日的资料）" in says("塘桥养护院电话").text
    centre = says("卫生服务中心在哪里 电话多少").text
    assert "浦建路131号" in centre
    assert "电话：资料里没有写，请打 12345" in centre


def test_a_plan_is_told_by_its_year(says: Callable[..., Reply]) -> None:
    """What was planned in 2020 is neither open nor "not open yet"."""
    text = says("蓝村路站附近的卫生站").text
    assert "2020 年计划建，后来有没有开没有查到：" in text
    assert "还没有开" not in text


def test_old_lines_of_a_list_are_named(says: Callable[..., Reply]) -> None:
    """The stations are those of the report of 2020; the meal points of 2024 are not old."""
    assert "①②③④⑤ 的资料超过 3 年了，可能变了。" in says("塘桥站附近的家门口服务站").text
    assert "的资料超过" not in says("塘桥站附近的助餐点").text


@pytest.mark.parametrize(
    ("clock", "told"),
    [
        ("09:00", "中饭 10:45 开始，到 12:00"),
        ("11:00", "中饭赶得上：10:45–12:00"),
        ("11:50", "中饭 12:00 结束，可能赶不上"),
        ("12:00", "今天的中饭赶不上了，12:00 结束"),
    ],
)
def test_whether_lunch_is_left_depends_on_the_walk(clock: str, told: str) -> None:
    """Whoever sets out counts when she arrives: surely, perhaps, or too late."""
    canteen = TANGQIAO.facility("canteen-beiyuan")
    one = Listed(canteen, Walk(8, 5, 15, 400), OpenState(Openness.OPEN))
    at = datetime.fromisoformat(f"2026-03-10 {clock}").replace(tzinfo=SHANGHAI)
    assert meals.served(Composer(TANGQIAO, "zh", at), one, "lunch", at) == told


def test_lunch_on_a_holiday_and_lunch_that_nobody_wrote_down_are_unknown() -> None:
    """Neither is promised."""
    canteen, other = (TANGQIAO.facility(key) for key in ("canteen-beiyuan", "canteen-jinpu"))
    at = datetime(2026, 10, 1, 11, 0, tzinfo=SHANGHAI)
    one, two = (Listed(each, None, OpenState(Openness.UNKNOWN)) for each in (canteen, other))
    assert "节假日有没有中饭不知道" in meals.served(Composer(TANGQIAO, "zh", at), one, "lunch", at)
    assert "有没有中饭不知道" in meals.served(Composer(TANGQIAO, "zh", at), two, "lunch", at)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("塘桥站，明天早上七点去吃早饭",), "明天 07:00 去的话|早饭赶得上：06:30–09:00"),
        (("我在塘桥站，明天早饭", "明天中饭呢"), "明天 11:00 去的话|中饭赶得上：10:45–12:00"),
        (("我在塘桥站，后天早饭", "夜饭呢"), "周五 17:00 去的话|晚饭赶得上：16:30–20:00"),
        (("我在塘桥站，明天中午食堂有饭吗", "那下午三点呢"), "明天 15:00|中饭 12:00 已经结束"),
        (
            ("晚上六点还有饭吃吗，塘桥站", "那中午十二点半呢"),
            "12:30 去的话|中饭 12:00 已经结束，晚饭 16:30 开始",
        ),
        (("我今晚八点半下班到塘桥站，食堂还有饭吗",), "20:30 去的话|那时晚饭已经结束"),
        (("mingtian zaofan qu nali chi, tangqiao zhan",), "明天 08:00 去的话|早饭赶得上"),
        (
            ("breakfast tomorrow at 7, I am at Tangqiao station", "and lunch?"),
            "tomorrow at 11:00|lunch in time",
        ),
    ],
)
def test_a_meal_is_judged_at_the_day_and_hour_asked_about(
    says: Callable[..., Reply], asked: tuple[str, ...], told: str
) -> None:
    """Of a day alone at an hour for that meal, and never by the clock of today."""
    reply = [says(text, NOW.replace(hour=10)) for text in asked][-1]
    assert all(part in reply.text for part in told.split("|"))
    assert "今天的" not in reply.text


def test_open_is_not_serving(says: Callable[..., Reply]) -> None:
    """Between two meals a house is open; which meal is over and which comes next is told."""
    reply = says("我在塘桥站，食堂还有饭吃吗", NOW.replace(hour=12, minute=40))
    house = next(line for line in reply.text.split("\n") if "美好生活馆" in line)
    assert house.startswith("①")
    assert "现在开着，20:00 关" in house
    assert "中饭 12:00 已经结束，晚饭 16:30 开始" in house
    card = says("第一个还有饭吗", NOW.replace(hour=12, minute=40)).text
    assert "中饭 12:00 已经结束" in card
    assert "②" not in card


def test_is_there_lunch_left(says: Callable[..., Reply]) -> None:
    """The meal that is asked for is answered for each canteen, also once the place is known."""
    noon = NOW.replace(hour=11, minute=10)
    assert says("现在去还有中饭吃吗", noon).needs_place
    text = says("北园路东方路口", noon).text
    assert "中饭赶得上：10:45–12:00" in text
    assert "有没有中饭不知道" in text
    assert "早饭" not in text
    later = says("现在去还有早饭吗", noon).text
    assert "今天的早饭赶不上了，09:00 结束" in later


def test_a_holiday_is_told_as_unknown(says: Callable[..., Reply]) -> None:
    """The canteen's source says nothing of holidays."""
    text = says("北园路东方路口附近的食堂", datetime(2026, 10, 1, 11, 0, tzinfo=SHANGHAI)).text
    assert "节假日开不开不知道，平常这时候开着" in text
    assert "现在开着" not in text


def test_a_house_number_between_others_says_so(says: Callable[..., Reply]) -> None:
    """Its neighbours and the error are told."""
    text = says("我住东方路1525弄，附近有食堂吗").text
    assert "位置是按东方路1523号、东方路1663弄推算的，误差约" in text


def test_a_house_number_is_kept_nowhere(says: Callable[..., Reply], tmp_path: Path) -> None:
    """It tells as much of her as a point: neither it nor its place is in the file."""
    assert "东方路1523弄" in says("我住东方路1523弄，附近有食堂吗").text
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for trace in ("东方路1523弄", "dongfanglu1523", "\\u4e1c\\u65b9\\u8def1523", "121.52299"):
        assert trace.encode() not in kept
    again = says("那卫生站呢", NOW + timedelta(minutes=1))
    assert not again.needs_place
    assert "您说的地方" in again.text


@pytest.mark.parametrize(
    "text",
    [
        "一加一加一是什么意思，二楼王阿姨叫我问的",
        "这个一加一加一到底啥意思啊我们楼组长二楼那个阿姨叫我来问",
        "1+1+1到底是啥意思，签了有啥好处",
        "what is 1+1+1? my neighbour keeps talking about it",
    ],
)
def test_a_word_is_explained_whatever_is_told_around_it(
    says: Callable[..., Reply], text: str
) -> None:
    """Who told her to ask, and what else she wonders, hides no question."""
    told = says(text).text
    assert ("家庭医生" in told and "市级医疗机构" in told) or "city hospital" in told


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("日间照护中心是做啥的", "日间照护中心", "养老的地方"),
        ("助餐点是什么意思", "助餐点", "老年助餐点"),
        ("什么叫健身苑点", "健身苑点", "锻炼的地方"),
        ("what is a day care centre for", "care centre", "places of elder care"),
    ],
)
def test_a_kind_of_house_is_named_and_what_it_does_is_not_made_up(
    says: Callable[..., Reply], text: str, word: str, kind: str
) -> None:
    """Which service it is, that no source tells more, then the list; never a loose citation."""
    reply = says(text)
    first = reply.text.partition("\n")[0]
    assert reply.intent is Intent.NEARBY
    assert word in first
    assert kind in first
    assert "12345" in first


@pytest.mark.parametrize("text", ["食堂是什么时候开的", "围棋是什么", "食堂是什么价钱"])
def test_other_questions_with_what_are_none_about_a_house(
    says: Callable[..., Reply], text: str
) -> None:
    """When, how dear, and what a game is are questions of their own."""
    assert "具体做什么" not in says(f"我在塘桥站，{text}").text


@pytest.mark.parametrize("text", ["家门口服务站是做啥的", "What is a doorstep station?"])
def test_what_a_source_tells_of_a_house_is_cited(says: Callable[..., Reply], text: str) -> None:
    """The report counts what is done there."""
    reply = says(text)
    assert reply.answer is not None
    assert "129" in reply.text


@pytest.mark.parametrize(
    ("day", "asked", "told"),
    [
        ("2026-02-17", ("大年初一食堂开吗",), "今天是节假日，开不开不知道"),
        ("2026-02-17", ("食堂，塘桥站", "那社区医院呢"), "今天是节假日，开不开不知道"),
        ("2026-02-17", ("社区医院，塘桥站", "初四呢"), "2 月 20 日（周五）是节假日"),
        ("2026-09-20", ("国庆节居委服务站开门吗",), "10 月 1 日（周四）是节假日"),
        ("2026-10-01", ("国庆节食堂开不开，我住塘桥站",), "今天是节假日，开不开不知道"),
        ("2026-05-01", ("Is there a canteen near Tangqiao station?",), "Today is a public holiday"),
        ("2026-09-20", ("国庆节食堂开吗，塘桥站", "十月十二号呢"), ""),
        ("2026-03-02", ("元宵节食堂开吗，塘桥站",), ""),
    ],
)
def test_a_holiday_is_told_of_before_the_hours(
    says: Callable[..., Reply], day: str, asked: tuple[str, ...], told: str
) -> None:
    """Ordinary hours promise nothing for it; a feast without a day off is an ordinary day."""
    now = datetime.fromisoformat(f"{day} 10:30").replace(tzinfo=SHANGHAI)
    text = [says(one, now) for one in asked][-1].text
    assert told in text
    assert bool(told) == ("节假日" in text or "holiday" in text)


@pytest.mark.parametrize(
    ("country", "day", "holiday"),
    [
        ("CN", date(2026, 2, 20), True),
        ("CN", date(2026, 3, 8), False),
        ("CN", date(2031, 10, 1), True),
        ("CN", date(2031, 10, 5), None),
        ("FI", date(2026, 12, 6), True),
        ("none", date(2026, 1, 1), False),
    ],
)
def test_a_day_of_a_year_that_is_not_published_may_be_a_holiday(
    country: str,
    day: date,
    holiday: bool | None,  # noqa: FBT001 - told of the day
) -> None:
    """The festivals are fixed by law, the days around them by a notice."""
    assert is_holiday(country, day) is holiday


LATE = NOW.replace(hour=19, minute=40)


def test_who_asks_whether_she_is_in_time_is_told_by_walk_and_closing(
    says: Callable[..., Reply],
) -> None:
    """From the place that is said in the same breath, and that is kept for the next turn."""
    reply = says("现在去美好生活馆还来得及吗，我在北园路", LATE)
    assert "还有 20 分钟，走过去可能来不及" in reply.text
    assert reply.origin
    assert "走路大概 10 分钟" in says("走过去要多久", LATE).text
    assert "明天 06:30 开，20:00 关" in says("那明天早上最早几点", LATE).text
    assert "走过去来得及" in says("从塘桥站去美好生活馆来得及吗").text
    assert "可能来不及" in says("从塘桥站去美好生活馆来得及吗", LATE.replace(minute=30)).text
    assert "还有 5 分钟" in says("塘桥站，现在去食堂来得及伐", LATE.replace(minute=55)).text


def test_who_walks_slowly_is_in_time_at_her_own_pace(says: Callable[..., Reply]) -> None:
    """The pace that is said beside a facility counts for its walk, too."""
    usual = says("我在塘桥站，美好生活馆开着吗").listed[0].walk
    slow = says("我走得慢，在塘桥站，现在去美好生活馆来得及伐", LATE).listed[0].walk
    assert usual
    assert slow
    assert slow.minutes > usual.minutes


def test_in_time_waits_for_the_place(says: Callable[..., Reply]) -> None:
    """Nobody can tell without it."""
    assert "请告诉我您在哪里" in says("美好生活馆还赶得上吗", LATE).text
    assert "走过去可能来不及" in says("我在塘桥站", LATE).text


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        ("北园路的美好生活馆开着吗", False),
        ("塘桥站旁边的南泉助餐点几点开门", False),
        ("is the Good Life House on Beiyuan Road open", False),
        ("塘桥站附近的文化活动中心", True),
        ("我在北园路，美好生活馆开着吗", True),
        ("南泉助餐点几点开门，我住塘桥站", True),
    ],
)
def test_the_place_of_a_facility_is_not_hers(
    says: Callable[..., Reply], text: str, moves: object
) -> None:
    """Where a house stands is told to find it; where she is, to walk from there."""
    assert (says(text).origin is not None) == moves
