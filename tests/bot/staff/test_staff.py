"""Corrections take effect where they should, and what staff write is read as they mean it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.staff.arguments import find_facilities, read_day
from bot.staff.editing.changes import history
from bot.staff.editing.suspension import resume, suspend
from bot.staff.editing.verification import UNTOLD_ERROR_M, awaits_position, take_position, verify
from bot.staff.feedback_queue import queue
from bot.staff.reports.demand_report import stats
from bot.staff.staff_buttons import press_staff_button
from bot.staff.staff_context import StaffContext
from bot.storage.store import Store
from geo.change_log.log_file import ChangeLog
from geo.dataset.dataset import reread
from geo.dataset.suspensions import as_of
from geo.facility import LonLat, Status
from tests.support.tangqiao import TANGQIAO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bot.conversation.reply import Reply
    from geo.change_log.changeset import Changeset
    from geo.dataset.dataset import Dataset

DATASET = TANGQIAO
TODAY = date(2026, 3, 10)
NOW = datetime(2026, 3, 10, 10, tzinfo=UTC)
DOOR = LonLat(121.5180, 31.2075)
CANTEEN = "canteen-beiyuan"
PATH = "fitness-zhangjiabang"
CENTRE = "eldercare-centre"


class Member:
    """A member of staff, at ten o'clock."""

    def __init__(self, store: Store, log: ChangeLog) -> None:
        """Work on a store, and change things in a log."""
        self.store = store
        self.dataset = replace(DATASET, log=log)

    def does(
        self,
        handler: Callable[..., Reply],
        *arguments: object,
        event: str = "1",
        language: str = "zh",
    ) -> Reply:
        """Do something, and get the reply."""
        return handler(self.context(event, language), *arguments)

    def context(self, event: str = "1", language: str = "zh") -> StaffContext:
        """What she acts in."""
        return StaffContext(self.store, self.sees(), "xiaoli", language, NOW, event)

    def sees(self) -> Dataset:
        """The dataset as it is now."""
        return as_of(reread(self.dataset), TODAY)

    def changesets(self) -> tuple[Changeset, ...]:
        """What was changed."""
        return history(self.context()).changesets

    def verifies(self, facility_id: str) -> Reply:
        """Stand at a facility and confirm."""
        self.does(verify, facility_id)
        shown = self.does(take_position, DOOR, 8.0, event=f"stands at {facility_id}")
        return self.presses(actions(shown)[0])

    def is_awaited(self) -> bool:
        """Tell whether a position that she sends next is meant for a facility."""
        return awaits_position(self.context("next"))

    def presses(self, action: str, event: str = "1") -> Reply:
        """Press a button."""
        return self.does(press_staff_button, action, event=event)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with Store.open(tmp_path / "store.sqlite3") as opened:
        yield opened


@pytest.fixture
def member(store: Store, tmp_path: Path) -> Member:
    """Somebody who may change things."""
    return Member(store, ChangeLog(tmp_path / "changes.sqlite3"))


def actions(reply: Reply) -> list[str]:
    """What the buttons of a reply do."""
    return [button.action for button in reply.buttons]


# What a change does to the dataset


def test_a_verified_position_takes_the_place_of_the_old_one(member: Member) -> None:
    """Point, error, day and basis are those of the visit; all others stay as they are."""
    member.verifies(CANTEEN)
    dataset = member.sees()
    facility = dataset.facility(CANTEEN)
    assert facility.geometry is not None
    assert facility.geometry.vertices == (DOOR,)
    assert (facility.position_error_m, facility.verified_on) == (8.0, TODAY)
    assert facility.position_basis == "现场核实"
    others = [one for one in dataset.facilities if one.id != CANTEEN]
    assert others == [one for one in DATASET.facilities if one.id != CANTEEN]


def test_a_visit_takes_the_place_of_other_sources(member: Member) -> None:
    """Position and status are as new as the visit; where the telephone is from stays told."""
    before = next(
        one
        for one in DATASET.facilities
        if {"position", "phone"} <= {origin.what for origin in one.provenance}
    )
    member.verifies(before.id)
    after = member.sees().facility(before.id)
    assert after.origin_of("position").verified_on == TODAY
    assert after.origin_of("phone") == before.origin_of("phone")


def test_a_line_keeps_its_shape(member: Member) -> None:
    """One spot on a fitness path is no better than the path."""
    member.verifies(PATH)
    facility = member.sees().facility(PATH)
    assert facility.geometry == DATASET.facility(PATH).geometry
    assert facility.verified_on == TODAY


def test_what_is_inside_moves_along(member: Member) -> None:
    """A facility that only has the position of its building gets the building's new one."""
    guest = next(one for one in DATASET.facilities if one.inside == CENTRE)
    assert guest.geometry == DATASET.facility(CENTRE).geometry
    member.verifies(CENTRE)
    moved = member.sees()
    assert moved.facility(guest.id).geometry == moved.facility(CENTRE).geometry
    assert moved.facility(guest.id).position_error_m == 8.0


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.dates(date(2026, 1, 1)))
def test_a_suspension_holds_up_to_its_last_day(until: date, today: date) -> None:
    """On the last day it still holds, the day after no more."""
    stopped = replace(DATASET.facility(CANTEEN), status=Status.SUSPENDED, suspended_until=until)
    facility = as_of(replace(DATASET, facilities=(stopped,)), today).facility(CANTEEN)
    assert (facility.status is Status.SUSPENDED) == (today <= until)


def test_only_what_is_open_can_be_suspended(member: Member) -> None:
    """What is planned stays planned."""
    planned = next(one.id for one in DATASET.facilities if one.status is Status.PLANNED)
    assert "没有什么可暂停" in member.does(suspend, planned).text
    assert member.changesets() == ()


# What staff write


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (CANTEEN, [CANTEEN]),
        ("塘桥美好生活馆（北园路店）", [CANTEEN]),
        ("塘桥美好生活馆(北园路店)", [CANTEEN]),
        ("美好生活馆", [CANTEEN]),
        ('浦建路"家门口"服务站', ["station-pujian"]),
        ("没有这个地方", []),
        ("  ", []),
    ],
)
def test_a_facility_is_found_as_people_write_it(text: str, found: list[str]) -> None:
    """By id, by name however its brackets and quotes are typed, or by a part that is its own."""
    assert [one.id for one in find_facilities(DATASET, text)] == found


def test_a_part_of_many_names_finds_them_all() -> None:
    """Whoever means one of several has to say which."""
    assert len(find_facilities(DATASET, "家门口")) > 10


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-10", TODAY),
        ("2026-4-1", date(2026, 4, 1)),
        ("2026年4月1日", date(2026, 4, 1)),
        ("4月1日", date(2026, 4, 1)),
        ("4/1", date(2026, 4, 1)),
        ("1月5日", date(2027, 1, 5)),
        ("2026-03-09", None),
        ("2月30日", None),
        ("明天", None),
        ("", None),
    ],
)
def test_days_are_read(text: str, day: date | None) -> None:
    """A day without a year is the next such day; the past is no day to suspend until."""
    assert read_day(text, TODAY) == day


@given(st.text(), st.dates(date(1, 1, 1), date(9998, 1, 1)))
def test_any_text_may_be_written_for_a_day(text: str, today: date) -> None:
    """No text breaks the reading of days."""
    day = read_day(text, today)
    assert day is None or day >= today


# Verifying


def test_nothing_changes_before_it_is_confirmed(member: Member) -> None:
    """The proposal shows before and after; leaving it leaves all as it was."""
    member.does(verify, CANTEEN)
    assert member.is_awaited()
    shown = member.does(take_position, DOOR, 8.0, event="2")
    assert "400" in shown.text
    assert "8 米" in shown.text
    assert "2026-03-10" in shown.text
    assert member.changesets() == ()
    assert "什么都没有改" in member.presses(actions(shown)[1], event="3").text
    assert member.changesets() == ()
    assert "太旧" in member.presses(actions(shown)[0], event="4").text


def test_a_confirmation_is_recorded_once(member: Member) -> None:
    """Pressing twice, or the same press delivered twice, is one change."""
    member.does(verify, CANTEEN)
    keep = actions(member.does(take_position, DOOR, 8.0, event="2"))[0]
    first = member.presses(keep, event="3")
    assert member.presses(keep, event="4") == first
    (change,) = member.changesets()
    after = {one.field: one.after for one in change.changes}
    assert after["geometry"] == {"type": "Point", "coordinates": list(DOOR)}
    assert (after["position_error_m"], after["verified_on"]) == (8.0, "2026-03-10")
    assert change.reason.role == "staff"


def test_the_same_proposal_delivered_twice_is_one_proposal(member: Member) -> None:
    """A position that is handled again gives the same buttons."""
    member.does(verify, CANTEEN)
    first = member.does(take_position, DOOR, 8.0, event="2")
    member.does(verify, CANTEEN)
    assert member.does(take_position, DOOR, 8.0, event="2") == first


def test_undo_takes_a_change_back(member: Member) -> None:
    """After undo nothing is corrected any more."""
    member.does(verify, CANTEEN)
    done = member.presses(actions(member.does(take_position, DOOR, 8.0, event="2"))[0], event="3")
    assert member.sees().facilities != DATASET.facilities
    for event in ("4", "5"):
        assert "已撤销" in member.presses(actions(done)[0], event=event).text
    assert member.sees().facilities == DATASET.facilities
    assert len(member.changesets()) == 2


def test_a_position_without_an_error_is_not_taken_for_exact(member: Member) -> None:
    """A pin set by hand is recorded with a doubt, and that is said."""
    member.does(verify, CANTEEN)
    shown = member.does(take_position, DOOR, 0.0, event="2")
    assert f"按 {UNTOLD_ERROR_M:.0f} 米记" in shown.text


def test_a_position_in_another_city_is_refused(member: Member) -> None:
    """Nobody verifies a canteen of Tangqiao from Beijing; the right position may still come."""
    member.does(verify, CANTEEN)
    refused = member.does(take_position, LonLat(116.4, 39.9), 8.0, event="2")
    assert refused.buttons == ()
    assert member.is_awaited()


def test_several_of_a_name_are_offered(member: Member) -> None:
    """A name that several have is asked back about; the choice goes on from there."""
    offered = member.does(verify, "卫生")
    assert len(offered.buttons) > 1
    member.presses(actions(offered)[0], event="2")
    assert member.is_awaited()


# Suspending, feedback, counts


@pytest.mark.parametrize(
    ("text", "until"),
    [
        (f"{CANTEEN} until 2026-04-01", date(2026, 4, 1)),
        (f"{CANTEEN} 到 4月1日", date(2026, 4, 1)),
        (f"{CANTEEN} 2026-04-01", date(2026, 4, 1)),
        ("塘桥美好生活馆（北园路店） 至 4月1日", date(2026, 4, 1)),
        (CANTEEN, None),
    ],
)
def test_suspending_is_read_as_written(member: Member, text: str, until: date | None) -> None:
    """With a last day or without, by id or by name."""
    reply = member.does(suspend, text)
    assert "已暂停" in reply.text
    facility = member.sees().facility(CANTEEN)
    assert (facility.status, facility.suspended_until) == (Status.SUSPENDED, until)


@pytest.mark.parametrize("text", ["", "nowhere", f"{CANTEEN} until 2020-01-01", "家门口"])
def test_what_is_not_understood_suspends_nothing(member: Member, text: str) -> None:
    """A typing error is answered with how to write it."""
    member.does(suspend, text)
    assert member.changesets() == ()


def test_resuming_takes_every_suspension_back(member: Member) -> None:
    """However often it was suspended, it serves again; saying so twice does no harm."""
    member.does(suspend, CANTEEN, event="1")
    member.does(suspend, f"{CANTEEN} until 2026-04-01", event="2")
    for event in ("3", "4"):
        assert "照常" in member.does(resume, CANTEEN, event=event).text
    assert member.sees().facilities == DATASET.facilities


def test_the_queue_is_worked_off(member: Member, store: Store) -> None:
    """Accepting or rejecting shows what is left; the resident hears of it by her number."""
    for number in range(7):
        store.feedback.file(CANTEEN, f"意见 {number}", "p", NOW, str(number))
    shown = member.does(queue)
    assert "7 条" in shown.text
    assert len(shown.buttons) == 10
    left = member.presses(actions(shown)[0], event="2")
    assert "T-0001 已采纳" in left.text
    assert "6 条" in left.text
    member.presses("staff:reject:T-0002", event="3")
    ticket = store.feedback.ticket("T-0002")
    assert ticket is not None
    assert ticket.status.value == "rejected"


def test_counts_name_nobody(member: Member, store: Store) -> None:
    """What is told is category, how often, and where it was missing most."""
    for found in (*[True] * 5, *[False] * 5):
        store.demand.note("canteen", "committee-weishan", 9, found=found)
    for _ in range(5):
        store.demand.note_unanswered("unknown", 9)
    text = member.does(stats).text
    assert "老年助餐：问了 10 次，没有查到 5 次，最多在微山新村居委会" in text
    assert "没答上来的：5 次" in text
    english = member.does(stats, language="en").text
    assert "asked 10 times" in english


def test_small_counts_are_hidden(member: Member, store: Store) -> None:
    """What fewer than five have asked, missed, or asked somewhere is told as few, in no order."""
    for _ in range(4):
        store.demand.note("health", "committee-weishan", 9, found=False)
        store.demand.note_unanswered("unknown", 9)
    store.demand.note("affairs", "committee-lanyun", 9, found=True)
    for place in ("committee-weishan", "committee-lanyun"):
        for _ in range(3):
            store.demand.note("canteen", place, 9, found=False)
    text = member.does(stats).text
    told = [line.partition("：")[2] for line in text.splitlines()[1:]]
    few = "问了 不到 5 次，没有查到 不到 5 次"
    assert told == ["问了 6 次，没有查到 6 次", few, few, "不到 5 次"]


@pytest.mark.parametrize(
    "action", ["staff:keep:x", "staff:undo:99", "staff:undo:x", "staff:accept:T-9", "staff:", ""]
)
def test_a_forged_button_does_nothing(member: Member, action: str) -> None:
    """Whatever is pressed, nothing changes that was not shown."""
    assert "太旧" in member.presses(action).text
    assert member.changesets() == ()
