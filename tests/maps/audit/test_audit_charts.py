"""Charts say how sure they are: no bar is drawn as covered that is not, and unknown is a word."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import numpy as np
import pytest
import shapely

from geo.coverage.audit import AuditOptions, audit
from geo.coverage.coverage import CoverageState
from geo.dataset.dataset import open_dataset
from geo.facility import Pace
from maps.audit.audit_view import AuditView
from maps.audit.charts.chart_parts import as_file
from maps.audit.charts.coverage_chart import coverage_chart
from maps.audit.charts.minutes_chart import minutes_chart
from maps.audit.charts.nearest_chart import nearest_chart
from maps.audit.map.committee_outlines import committee_outlines
from maps.audit.map.demand_cells import DemandCells
from maps.audit.notes import older_notes, outline_note

if TYPE_CHECKING:
    from geo.coverage.audit import Audit


@pytest.fixture(scope="module")
def today() -> Audit:
    """Tangqiao as it is."""
    return audit(open_dataset(), AuditOptions(Pace.ELDER))


def inked(chart: str) -> Counter[int]:
    """Add up the heights of the bars by state, in pixels."""
    found: Counter[int] = Counter()
    for high, state in re.findall(r'height="([\d.]+)" fill="url\(#state-(\d)\)"', chart):
        found[int(state)] += round(float(high) * 10)
    return found


def test_bars_have_the_states_of_the_table(today: Audit) -> None:
    """Whatever the minutes, as much is drawn in each state as the table says, to a pixel a bar."""
    view = AuditView.of_audit(today, "zh")
    for key in today.dataset.categories:
        drawn, statistics = inked(minutes_chart(view, key)), today.before.statistics(key)
        total = sum(drawn.values())
        for state in CoverageState:
            assert drawn[state] / total == pytest.approx(
                statistics.states[state] / statistics.demand, abs=0.01
            )


def test_the_unknown_is_a_word(today: Audit) -> None:
    """Where nobody has located anything no distance is drawn; what really is far is."""
    view = AuditView.of_audit(today, "zh")
    culture, jobs = (minutes_chart(view, key) for key in ("culture", "jobs"))
    assert "不知道" in culture
    assert "&gt; 30" not in culture
    assert "&gt; 30" in jobs
    chart = nearest_chart(view)
    lost = [key for key in today.dataset.categories if not _located(today, key)]
    assert len(lost) == 4
    assert chart.count(">不知道<") == len(lost)


def test_shares_of_older_people(today: Audit) -> None:
    """With as many older people everywhere as people, their share is that of all; else unknown."""
    view = AuditView.of_audit(today, "en")
    assert older_notes(view, "jobs") == []
    demand = replace(today.demand, older={80: today.demand.weight})
    (line,) = older_notes(AuditView.of_audit(replace(today, demand=demand), "en"), "jobs")
    assert line == "Of 76,909 people of 80 years and over, 24 % are surely within reach."


def test_charts_stand_alone(today: Audit) -> None:
    """As files they are well-formed, and carry their patterns and what their marks mean."""
    view = AuditView.of_audit(today, "en")
    for chart in (coverage_chart(view), nearest_chart(view)):
        ET.fromstring(as_file(chart))  # noqa: S314 - our own
    assert "(minutes)" in nearest_chart(view)


def _located(found: Audit, key: str) -> bool:
    return any(facility.category == key for facility in found.before.supply.located)


def test_the_outline_of_a_committee_holds_its_homes_and_no_others(today: Audit) -> None:
    """No home lies in the outline of another committee, whatever the outlines are made of."""
    cells = DemandCells.of_audit(today)
    outlines = committee_outlines(today, cells)
    homes = cells.heaviest(today.demand.weight)
    numbers, lonlat = today.committees.number[homes], today.demand.lonlat[homes]
    assert {one.area for one in outlines} == set(numbers[numbers >= 0].tolist())
    assert not any(one.is_given for one in outlines)
    for one in outlines:
        inside = np.asarray(shapely.contains_xy(one.shape, *lonlat.T))
        assert set(numbers[inside].tolist()) == {one.area}
        assert inside[numbers == one.area].all()
    areas = [shapely.transform(one.shape, today.metres.to_metres) for one in outlines]
    shared = sum(area.area for area in areas) - shapely.union_all(areas).area
    assert shared < 0.01 * shapely.union_all(areas).area


def test_an_outline_that_nobody_drew_is_told_to_be_no_border(today: Audit) -> None:
    """The page says where the outlines are from; without any it says nothing."""
    view = AuditView.of_audit(today, "zh")
    outlines = committee_outlines(today, DemandCells.of_audit(today))
    assert "不是正式边界" in outline_note(view, outlines)
    given = [one._replace(is_given=True) for one in outlines]
    assert "不是正式边界" not in outline_note(view, given)
    assert not outline_note(view, [])
