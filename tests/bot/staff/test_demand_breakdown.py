"""No count under 5 is shown, and none can be worked out from those that are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.main import main
from bot.staff.reports.demand_breakdown import break_down, demand_by_category
from bot.storage.demand_table import DemandCount
from bot.storage.store import Store

if TYPE_CHECKING:
    from pathlib import Path

PLACES = ("committee-weishan", "committee-lanyun", "committee-tangdong", "")


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 20), min_size=1))
def test_nothing_small_is_shown_or_left_over(counts: dict[str, int]) -> None:
    """The sum of what is shown and of the rest is the whole; neither is under 5."""
    whole = sum(counts.values())
    part = break_down(counts)
    assert all(count >= 5 for _, count in part.shown)
    assert sum(count for _, count in part.shown) + part.rest == whole
    assert part.rest == 0 or part.rest >= 5 or whole < 5


@given(
    st.lists(
        st.builds(
            DemandCount,
            st.sampled_from(["canteen", "health"]),
            st.sampled_from(PLACES),
            st.integers(0, 23),
            st.booleans(),
            st.integers(1, 9),
        )
    )
)
def test_no_difference_tells_of_a_few_people(counts: list[DemandCount]) -> None:
    """Neither missed nor found, nor any breakdown of either."""
    for one in demand_by_category(counts):
        assert one.asked >= 5
        if one.missed is not None:
            assert one.missed == 0 or one.missed >= 5
            assert one.asked - one.missed == 0 or one.asked - one.missed >= 5
        for part in (one.by_committee, one.by_hour, one.missed_by_committee):
            assert all(count >= 5 for _, count in part.shown)
            assert part.rest == 0 or part.rest >= 5


def test_the_command_tells_it(tmp_path: Path) -> None:
    """Category, committee and hour in words; without a store there is nothing."""
    environment = {"YIKE_STATE": str(tmp_path / "state"), "YIKE_STORE": "", "YIKE_CHANGES": ""}

    def told(*options: str) -> str:
        result = CliRunner().invoke(main, ["data", "demand", *options], env=environment)
        assert result.exit_code == 0, result.output
        return result.output

    assert "不到 5 次" in told()
    with Store.open(tmp_path / "state" / "store.sqlite3") as store:
        for place, found in ((PLACES[0], False), (PLACES[1], True)):
            for _ in range(6):
                store.demand.note("canteen", place, 9, found=found)
        store.demand.note("canteen", PLACES[2], 23, found=True)
        store.demand.note("health", PLACES[0], 9, found=True)
    text = told()
    assert "老年助餐：问了 13 次，没有查到 6 次" in text
    assert "微山新村居委会 6" in text
    assert "蓝云" not in text.partition("没有查到的")[0]  # 6, and 1 elsewhere: together they are 7
    assert "其他 7" in text
    assert "卫生健康" not in text
    assert '"asked": 13' in told("--json")
