"""The list says in words what is known of a facility, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.dataset.dataset import open_dataset
from geo.facility import Status
from geo.hours.day_states import Openness
from geo.hours.opening import OpenState
from geo.uncertainty import Walk
from maps.circle.cards import write_cards
from maps.drawing.scene import ListedFacility
from maps.drawing.texts import Texts
from tests.support.scenes import NOW, entry, facility, scene

if TYPE_CHECKING:
    from datetime import datetime

    from maps.circle.cards import Card


def _card(place: ListedFacility) -> Card:
    return write_cards(scene(place), Texts("zh"))[0]


def test_the_unlocated_come_last_and_say_so() -> None:
    """They keep their number, have no marker, and no time is guessed."""
    lost, found = entry(facility("无处", None)), entry(facility("有处", 50))
    cards = write_cards(scene(lost, found), Texts("zh"))
    assert [card.number for card in cards] == [2, 1]
    assert [card.on_map for card in cards] == [True, False]
    assert cards[1].walk == ""
    assert cards[1].doubt == "位置待核实，地图上没有标出"


@pytest.mark.parametrize(
    ("error_m", "verified", "doubt"),
    [
        (400.0, False, "位置待核实，误差约 400\u00a0米"),
        (400.0, True, "位置待核实，误差约 400\u00a0米"),
        (20.0, False, "位置待核实"),
        (None, True, "位置待核实"),
        (20.0, True, ""),
    ],
)
def test_doubtful_positions_are_told(error_m: float | None, verified: bool, doubt: str) -> None:  # noqa: FBT001 - a table
    """Only a position that somebody has verified, and that is close, is shown without a doubt."""
    day = NOW.date() if verified else None
    assert _card(entry(facility("站", 10, error_m=error_m, verified_on=day))).doubt == doubt


@pytest.mark.parametrize(
    ("walk", "said", "ranged", "reach"),
    [
        (Walk(6.2, 6.0, 6.9, 298), "走路约 6 分钟", "", ""),
        (Walk(6.2, 3.8, 8.1, 298), "走路约 6 分钟", "（3–9 分钟）", ""),
        (Walk(0.2, 0.0, 9.5, 4), "走路约 1 分钟", "（最多 10 分钟）", ""),
        (Walk(14, 9, 20, 700), "走路约 14 分钟", "（9–20 分钟）", "不一定 15 分钟内走得到"),
        (Walk(24, 18, 30, 900), "走路约 24 分钟", "（18–30 分钟）", "超过 15 分钟"),
    ],
)
def test_walks_are_told_with_their_range(walk: Walk, said: str, ranged: str, reach: str) -> None:
    """A range is rounded outwards, so that it never promises more than is known."""
    card = _card(entry(facility("站", 10), walk))
    assert (card.walk, card.walk_range, card.reach) == (said, ranged, reach)


@pytest.mark.parametrize(
    ("openness", "change", "said"),
    [
        (Openness.OPEN, NOW.replace(hour=20), "开着，今天 20:20 关门"),
        (Openness.OPEN, None, "开着"),
        (Openness.CLOSED, NOW.replace(day=24, hour=8, minute=0), "关着，明天 08:00 开门"),
        (
            Openness.CLOSED,
            NOW.replace(day=30, hour=8, minute=0),
            "关着，11 月 30 日周一 08:00 开门",
        ),
        (Openness.UNKNOWN, NOW, "开放时间不清楚，去之前先问一问"),
    ],
)
def test_openings_are_told(openness: Openness, change: datetime | None, said: str) -> None:
    """Open, closed and unknown are told apart, with the next change when it is known."""
    assert _card(entry(facility("站", 10), opening=OpenState(openness, change))).opening == said


@pytest.mark.parametrize("status", [Status.PLANNED, Status.SUSPENDED, Status.CLOSED])
def test_what_does_not_serve_is_never_called_open(status: Status) -> None:
    """The status stands in the place of the opening."""
    opening = OpenState(Openness.OPEN, NOW)
    card = _card(entry(facility("站", 10, status=status), opening=opening))
    assert card.state == status.value
    assert "开着" not in card.opening


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Mo-Su 06:30-20:00", "时间：每天 06:30–20:00"),
        ("Mo-Fr 08:30-11:30,13:00-17:00", "时间：周一–周五 08:30–11:30、13:00–17:00"),
        ("24/7", "时间：全天"),
        ("Mo-Fr 08:00-16:00; PH off", ""),
        ('Mo-Su 08:00-16:00 "call first"', ""),
        ("", ""),
    ],
)
def test_hours_are_in_words_or_not_there(written: str, said: str) -> None:
    """A resident never reads a code."""
    assert _card(entry(facility("站", 10, opening_hours=written))).hours == said


def test_a_telephone_has_its_date_and_a_canteen_its_meals() -> None:
    """Both are facts of the dataset, told as it has them."""
    dataset = open_dataset()
    home, canteen = (
        _card(ListedFacility(dataset.facility(key), None, OpenState(Openness.UNKNOWN)))
        for key in ("station-tangqiao", "canteen-beiyuan")
    )
    assert home.phone_date == "（2013–2015 的资料）"
    assert canteen.phone_date == ""
    assert "中饭 10:45–12:00" in canteen.meals
    assert home.meals == ""
