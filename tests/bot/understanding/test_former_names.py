"""A facility that was renamed answers to its earlier name, unless another bears it today."""

from __future__ import annotations

from dataclasses import replace

from bot.understanding.slots.facility_names import FacilityNames
from geo.facility import BilingualText
from tests.support.tangqiao import TANGQIAO

RENAMED = BilingualText("幸福小厨食堂", "Happy Kitchen Canteen")


def names_after(former: str) -> FacilityNames:
    """The names in the box after 茂兴助餐点 was renamed; it was once called `former`."""
    facilities = (
        replace(one, name=RENAMED, aliases=(former,)) if one.id == "canteen-maoxing" else one
        for one in TANGQIAO.facilities
    )
    return FacilityNames.of(facilities, ("塘桥",), ("上海",))


def called(names: FacilityNames, text: str) -> str | None:
    """The facility that a sentence calls."""
    found = names.find(text)
    return found.facility if found else None


def test_the_earlier_name_still_means_it() -> None:
    """Nobody is led to another canteen because the office has renamed one."""
    names = names_after("茂兴助餐点")
    assert called(names, "茂兴助餐点怎么走") == "canteen-maoxing"
    assert called(names, "幸福小厨食堂怎么走") == "canteen-maoxing"


def test_a_name_of_today_goes_before_an_earlier_one() -> None:
    """It is not taken from the one that bears it."""
    assert called(names_after("微南助餐点"), "微南助餐点怎么走") == "canteen-weinan"
