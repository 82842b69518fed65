"""What is written behind an option is read before a command runs, or refused in one line."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime, timedelta

import click
import pytest

from bot.cli.option_types import AddedSiteType, LonLatType, MomentType, ObjectiveType, PaceType
from geo.errors import CoordinateError, SettingsError
from geo.facility import LonLat, Pace
from geo.siting.siting_request import Objective
from tests.conftest import ROOT


def test_a_position_becomes_a_point() -> None:
    """Longitude stands first, however the comma is typed."""
    assert LonLatType().convert("121.5，31.2", None, None) == LonLat(121.5, 31.2)
    with pytest.raises(CoordinateError, match="swapped"):
        LonLatType().convert("31.2,121.5", None, None)


@pytest.mark.parametrize("pace", list(Pace))
def test_every_pace_can_be_named(pace: Pace) -> None:
    """A pace is named by its value, and nothing else is one."""
    assert PaceType().convert(pace.value, None, None) is pace
    with pytest.raises(click.BadParameter):
        PaceType().convert(pace.name, None, None)


@pytest.mark.parametrize("objective", list(Objective))
def test_every_objective_can_be_named(objective: Objective) -> None:
    """The help names each, and each is read."""
    assert ObjectiveType().convert(objective.value, None, None) is objective
    assert objective.value in ObjectiveType().name.split("|")


def test_an_unknown_objective_is_told_with_the_known_ones() -> None:
    """The message says what to write instead."""
    with pytest.raises(SettingsError, match="covering, backup, median, worst-case"):
        ObjectiveType().convert("most", None, None)


def test_a_moment_keeps_its_zone_or_has_none() -> None:
    """Which zone a moment without one is in, only the dataset knows."""
    assert MomentType().convert("2026-03-10T10:00", None, None) == datetime(2026, 3, 10, 10)  # noqa: DTZ001 - that is the point
    aware = MomentType().convert("2026-03-10T10:00+08:00", None, None)
    assert aware.utcoffset() == timedelta(hours=8)


@pytest.mark.parametrize("text", ["yesterday", "", "1999-01-01T00:00", "10000-01-01"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    """Neither a word nor a year that no calendar reaches."""
    with pytest.raises(SettingsError):
        MomentType().convert(text, None, None)


def test_a_site_on_paper_is_a_category_and_a_point() -> None:
    """Both are needed, with @ between them."""
    site = AddedSiteType().convert("health@121.5172,31.2071", None, None)
    assert site == ("health", LonLat(121.5172, 31.2071))
    with pytest.raises(SettingsError, match="CATEGORY@LON,LAT"):
        AddedSiteType().convert("121.5172,31.2071", None, None)
    with pytest.raises(CoordinateError):
        AddedSiteType().convert("health@here", None, None)


def test_help_loads_no_part_of_the_product() -> None:
    """Whoever only reads what there is waits for nothing heavy."""
    heavy = ["numpy", "scipy", "shapely", "rich", "telegram", "bot.conversation", "geo.dataset"]
    program = (
        "import sys\nfrom bot.cli.main import main\n"
        "main(['--help'], standalone_mode=False)\n"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.splitlines()[-1] == "[]"
