"""Staff change facilities in their own words: shown first, confirmed, cited, undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from bot.cli.main import main
from bot.map_links import pin_links
from bot.staff.arguments import find_facilities
from bot.staff.editing.edit_dialogue import add, edit
from bot.staff.editing.field_edits import split_fields
from bot.staff.editing.still_right import ask
from bot.staff.feedback_queue import accept
from bot.staff.reports.change_report import change_lines
from bot.staff.staff_buttons import press_staff_button
from bot.staff.staff_context import StaffContext
from bot.staff.ticket_notice import newest_untold, notice
from bot.staff.web_login import web_login
from bot.storage.store import Store
from geo.change_log.log_file import ChangeLog
from geo.crs import System, to_wgs84
from geo.dataset.dataset import open_dataset, reread
from geo.facility import LonLat, Status
from tests.support.tangqiao import TANGQIAO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bot.conversation.reply import Reply
    from geo.dataset.dataset import Dataset

DATASET = TANGQIAO
TODAY = date(2026, 3, 10)
NOW = datetime(2026, 3, 10, 10, tzinfo=UTC)
MEALS = "塘东居委微型助餐点"
KEY = "canteen-tangdong"


class Member:
    """A member of staff in a chat."""

    def __init__(self, store: Store, log: ChangeLog) -> None:
        """Change things in a log."""
        self.store, self.dataset, self.events = store, replace(DATASET, log=log), 0

    def sees(self) -> Dataset:
        """The dataset as it is now."""
        return reread(self.dataset)

    def does(self, handler: Callable[..., Reply], text: str, language: str = "zh") -> Reply:
        """Send a command."""
        self.events += 1
        context = StaffContext(self.store, self.sees(), "xiaoli", language, NOW, f"{self.events}")
        return handler(context, text)

    def presses(self, reply: Reply, number: int = 0) -> Reply:
        """Press a button under a reply."""
        return self.does(press_staff_button, reply.buttons[number].action)


@pytest.fixture
def member(tmp_path: Path) -> Iterator[Member]:
    """Somebody who may change things."""
    with Store.open(tmp_path / "state" / "store.sqlite3") as store:
        yield Member(store, ChangeLog(tmp_path / "state" / "changes.sqlite3"))


@pytest.mark.parametrize(
    ("text", "name", "fields"),
    [
        (f"{MEALS} 电话 58311234", MEALS, {"phone": "58311234"}),
        (f"{MEALS} 电话：58311234，开放时间：早上8点到晚上9点", MEALS,
         {"phone": "58311234", "opening_hours": "早上8点到晚上9点"}),
        ("canteen-tangdong status closed", "canteen-tangdong", {"status": "closed"}),
        ("文兰小区食堂 类别 老年助餐 地址 南泉路1号", "文兰小区食堂",
         {"category": "老年助餐", "address": "南泉路1号"}),
        (MEALS, MEALS, {}),
        ("", "", {}),
    ],
)  # fmt: skip
def test_a_line_is_split_at_the_names_of_fields(
    text: str, name: str, fields: dict[str, str]
) -> None:
    """Between blanks or before a colon, in either language."""
    assert split_fields(text) == (name, fields)


def test_hours_in_words_are_shown_confirmed_and_cited(member: Member) -> None:
    """Nothing changes before 确认; after it the field is from staff, as of today."""
    shown = member.does(edit, f"{MEALS} 开放时间 早上8点到晚上9点")
    assert "开放时间：（空） → 每天 8 点到 21 点（Mo-Su 08:00-21:00）" in shown.text
    assert member.sees().facility(KEY).opening_hours == ""
    done = member.presses(shown)
    facility = member.sees().facility(KEY)
    origin = facility.origin_of("opening_hours")
    assert facility.opening_hours == "Mo-Su 08:00-21:00"
    assert (origin.source, origin.dated) == ("staff", "2026-03-10")
    assert "已撤销" in member.presses(done).text
    assert member.sees().facilities == DATASET.facilities


def test_leaving_it_changes_nothing(member: Member) -> None:
    """不改 forgets it; the old button is an old one."""
    shown = member.does(edit, f"{MEALS} 状态 关闭")
    assert "什么都没有改" in member.presses(shown, 1).text
    assert "太旧" in member.presses(shown).text
    assert member.sees().facilities == DATASET.facilities


def test_a_facility_is_closed(member: Member) -> None:
    """It is known still, and no longer offered."""
    member.presses(member.does(edit, f"{MEALS} 状态 已关闭"))
    assert member.sees().facility(KEY).status is Status.CLOSED


def test_a_facility_is_added_and_taken_back(member: Member) -> None:
    """With a link of a map app for its place, whatever system that is in."""
    link = next(one.url for one in pin_links(LonLat(121.5171, 31.2101), "x") if one.app == "amap")
    shown = member.does(add, f"文兰小区食堂 类别 老年助餐 坐标 {link}")
    done = member.presses(shown)
    made = member.sees().facilities[-1]
    assert (made.name.zh, made.category, made.source) == ("文兰小区食堂", "canteen", "staff")
    assert made.geometry is not None
    assert made.geometry.middle == LonLat(121.5171, 31.2101)
    assert made.position_error_m == 50
    assert "已撤销" in member.presses(done).text
    assert member.sees().facilities == DATASET.facilities


@pytest.mark.parametrize(
    ("handler", "text", "told"),
    [
        (edit, "", "请这样写"),
        (add, "", "请这样写"),
        (edit, "没有这个地方 电话 1", "没有编号或名称"),
        (edit, MEALS, "没有写要改哪一项"),
        (edit, f"{MEALS} 开放时间 看通知", "看不懂"),
        (edit, f"{MEALS} 坐标 121.5,31.2", "哪种坐标"),
        (edit, f"{MEALS} 状态 开放", "没有要改的"),
        (add, "新食堂", "没有写类别"),
        (add, f"{MEALS} 类别 老年助餐", "已经有"),
        (add, "新食堂 类别 赌场", "没有“赌场”这个类别"),
    ],
)
def test_what_is_not_understood_changes_nothing(
    member: Member, handler: Callable[..., Reply], text: str, told: str
) -> None:
    """It is answered with what to write."""
    reply = member.does(handler, text)
    assert told in reply.text
    assert reply.buttons == ()


def test_a_fault_is_told_and_nothing_changes(member: Member) -> None:
    """What the dataset would refuse is refused when it is shown."""
    link = next(one.url for one in pin_links(LonLat(116.4, 39.9), "x") if one.app == "amap")
    told = member.does(edit, f"{MEALS} 坐标 {link}")
    assert "没有改，因为" in told.text
    assert not told.buttons
    assert member.sees().facilities == DATASET.facilities


def test_each_field_is_confirmed_with_one_press(member: Member) -> None:
    """Its source stays, and it is as new as today; the others stay as old as they were."""
    key = next(one.id for one in DATASET.facilities if one.phone and one.address)
    asked = member.does(ask, key)
    number = next(n for n, one in enumerate(asked.buttons) if ":phone:" in one.action)
    member.presses(asked, number)
    facility, before = member.sees().facility(key), DATASET.facility(key)
    phone, old = facility.origin_of("phone"), before.origin_of("phone")
    assert phone.verified_on == TODAY
    assert (phone.source, phone.dated) == (old.source, old.dated)
    assert facility.origin_of("address") == before.origin_of("address")


def test_accepting_a_ticket_leads_to_the_facility(member: Member) -> None:
    """The first button opens what is known of it."""
    ticket = member.store.feedback.file(KEY, "电话不对", "p", NOW, "1")
    told = member.does(accept, ticket.number)
    assert told.buttons[0].label == "改这一处"
    assert "还对吗" in member.presses(told).text


def test_the_command_line_edits_and_adds(tmp_path: Path) -> None:
    """Shown, and changed with --yes alone; one number takes it back."""
    log = ("--changes", str(tmp_path / "changes.sqlite3"))

    def run(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["data", *words, *log])
        return result.exit_code, result.output

    code, told = run("edit", KEY, "状态", "关闭")
    assert (code, "开放 → 关闭" in told) == (2, True)
    assert run("edit", KEY, "状态", "关闭", "--yes")[0] == 0
    assert run("add", "文兰小区食堂", "类别", "老年助餐", "--yes")[0] == 0
    now = open_dataset(log=ChangeLog(tmp_path / "changes.sqlite3"))
    assert now.facility(KEY).status is Status.CLOSED
    assert now.facilities[-1].name.zh == "文兰小区食堂"
    assert run("undo", "1")[0] == 0
    assert run("edit", "没有", "状态", "关闭") == (
        2,
        "yike: 没有编号或名称是“没有”的设施\n",
    )


def test_staff_hear_of_new_feedback_once_and_by_day(member: Member) -> None:
    """One message for all that is new, none at night, none again until more comes."""

    def told(hour: int) -> str:
        number = newest_untold(member.store, NOW.replace(hour=hour))
        if not number:
            return ""
        member.store.feedback.note_told(number)
        return member.does(lambda context, _: notice(context), "").text

    assert told(9) == ""
    for number in range(3):
        member.store.feedback.file(KEY, "电话不对", "somebody", NOW, f"t{number}")
    assert told(23) == ""
    assert "3 条等着看" in told(9)
    assert told(9) == ""
    member.store.feedback.file(KEY, "搬走了", "somebody", NOW, "t9")
    assert "4 条等着看" in told(10)
    assert told(11) == ""
    assert "搬走了" in member.does(press_staff_button, "staff:queue:").text


def test_a_link_from_a_chat_logs_in_to_the_web(member: Member) -> None:
    """Where the web has an address; where it has none, who can help is said."""
    told = member.does(web_login, "https://yike.example.cn")
    token = told.text.rpartition("/staff/login?link=")[2]
    assert member.store.logins.enter(token, "zh", NOW) is not None
    assert "YIKE_WEB_ADDRESS" in member.does(web_login, "").text


@pytest.mark.parametrize("numbers", ["高德 121.5225,31.2055", "gcj02 121.5225 31.2055"])
def test_numbers_behind_the_name_of_their_system_are_a_position(
    member: Member, numbers: str
) -> None:
    """They are converted; bare ones are not taken."""
    assert "没有说是哪种坐标" in member.does(edit, f"{MEALS} 位置 121.5225,31.2055").text
    member.presses(member.does(edit, f"{MEALS} 位置 {numbers}"))
    shape = member.sees().facility(KEY).geometry
    assert shape is not None
    expected = to_wgs84(LonLat(121.5225, 31.2055), System.GCJ02)
    assert shape.middle == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("电话 abc", "不是电话号码"),
        ("电话 <script>alert(1)</script>", "不是电话号码"),
        ("电话 =1+1", "不是电话号码"),
        ("电话 12", "不是电话号码"),
        ("容量 -3", "不是一个数"),
        ("容量 负3人", "不是一个数"),
        ("verified_on 2026-03-11", "还没有到"),
        ("verified_on 2030年1月1日", "还没有到"),
    ],
)
def test_what_cannot_be_true_is_refused_before_it_is_confirmed(
    member: Member, text: str, told: str
) -> None:
    """A preview never shows what the confirmation would refuse, nor what nobody could dial."""
    shown = member.does(edit, f"{MEALS} {text}")
    assert told in shown.text
    assert not shown.buttons


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("电话 021-5831 1234 转 8", "phone", "021-5831 1234 转 8"),
        ("电话 58311234、58311235", "phone", "58311234、58311235"),
        ("容量 约30人", "capacity", 30),
        ("verified_on 2026-03-10", "verified_on", date(2026, 3, 10)),
    ],
)
def test_what_can_be_true_is_taken(member: Member, text: str, field: str, value: object) -> None:
    """Extensions, two numbers and words around a number are how people write."""
    member.presses(member.does(edit, f"{MEALS} {text}"))
    assert getattr(member.sees().facility(KEY), field) == value


@pytest.mark.parametrize(
    ("handler", "text", "told"),
    [
        (edit, "canteen-lancun 位置 GPS 31.2170,121.5221", "纬度写在了前面"),
        (edit, "canteen-lancun 位置 GPS 121.51,31.20", "还远，请再看一眼"),
        (edit, "canteen-lancun 电话 5831123", "这个电话是 7 位，别的都是 8 位"),
        (edit, "canteen-lancun foo bar", "没有“foo bar”这一项"),
        (add, "塘东助餐点 类别 老年助餐", "是不是已经有了：塘东居委微型助餐点"),
        (add, "蓝村食堂 类别 老年助餐", "是不是已经有了：蓝村助餐点"),
        (add, "测试食堂 类别 老年助餐 地址 浦建路131号", "按地址推定：浦建路131号"),
    ],
)
def test_what_may_be_a_slip_is_told_before_it_is_confirmed(
    member: Member, handler: Callable[..., Reply], text: str, told: str
) -> None:
    """A far move, swapped degrees, an odd telephone, and a facility under another name."""
    assert told in member.does(handler, text).text


@pytest.mark.parametrize(
    ("handler", "text"),
    [
        (edit, "canteen-lancun 电话 58311234"),
        (edit, "canteen-lancun 电话 12345"),
        (edit, "canteen-lancun 电话 13800138000"),
        (edit, "canteen-lancun 位置 GPS 121.5197,31.2155"),
        (add, "文兰小区食堂 类别 老年助餐"),
        (add, "塘桥新食堂 类别 老年助餐"),
    ],
)
def test_what_is_as_usual_raises_no_doubt(
    member: Member, handler: Callable[..., Reply], text: str
) -> None:
    """Doubts that come with every change are not read."""
    told = member.does(handler, text).text
    assert "再看一眼" not in told
    assert "是不是已经有了" not in told


def test_an_addition_that_was_taken_back_keeps_its_name_in_the_log(member: Member) -> None:
    """Its name is what it was called, though it has none any more."""
    done = member.presses(member.does(add, "文兰小区食堂 类别 老年助餐"))
    member.presses(done)
    log = member.dataset.log
    assert log is not None
    history = log.history("tangqiao")
    told = "\n".join(change_lines(history.changesets, history, member.sees(), "zh"))
    assert "None" not in told


def test_a_last_day_suspends_and_opening_again_takes_it_away(member: Member) -> None:
    """What staff write is enough: one field, or the status alone."""
    member.presses(member.does(edit, f"{MEALS} 暂停到 2026-03-20"))
    shut = member.sees().facility(KEY)
    assert (shut.status, shut.suspended_until) == (Status.SUSPENDED, date(2026, 3, 20))
    member.presses(member.does(edit, f"{MEALS} 状态 开放"))
    again = member.sees().facility(KEY)
    assert (again.status, again.suspended_until) == (Status.OPEN, None)
    assert "已经过了" in member.does(edit, f"{MEALS} 暂停到 2026-03-01").text


def test_a_renamed_facility_is_found_by_its_former_names(member: Member) -> None:
    """In both languages, until it is called so again; staff may write others themselves."""
    member.presses(member.does(edit, f"{KEY} 名称 塘东社区食堂 英文名称 Tangdong Canteen"))
    renamed = member.sees().facility(KEY)
    assert renamed.aliases == (MEALS, "Tangdong Micro Meal Point")
    for said in (MEALS, "塘东社区食堂", "Tangdong Micro Meal Point", "微型助餐"):
        assert [one.id for one in find_facilities(member.sees(), said)] == [KEY], said
    shown = member.does(edit, f"{MEALS} 名称 {MEALS}")
    member.presses(shown)
    assert member.sees().facility(KEY).aliases == ("Tangdong Micro Meal Point", "塘东社区食堂")
    member.presses(member.does(edit, f"{KEY} 别名 塘东食堂；塘东饭堂"))
    assert member.sees().facility(KEY).aliases == ("塘东食堂", "塘东饭堂")


def test_a_position_outside_the_town_is_told(member: Member) -> None:
    """One in the town is not; a house beside the boundary may serve it as well."""
    for at, is_told in (("121.5600,31.2400", True), ("121.5190,31.2150", False)):
        shown = member.does(edit, f"蓝村助餐点 位置 GPS {at}").text
        assert ("边界外面" in shown) is is_told, shown
    assert "outside Tangqiao" in member.does(edit, "蓝村助餐点 位置 GPS 121.56,31.24", "en").text
