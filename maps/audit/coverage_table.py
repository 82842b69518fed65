"""The rows of coverage tables: one category in one area, today beside after the change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.coverage.committee_assignment import UNASSIGNED
from geo.walking_model import CIRCLES_MIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.coverage.audit import Audit, Scenario
    from maps.audit.audit_view import AuditView


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A row in words; where there is a change, each cell says both.

    `states` are in the order of `CoverageState`, `mark` is the key of the verdict for the style.
    """

    name: str
    link: str
    weight: str
    states: tuple[str, ...]
    median: str
    ninetieth: str
    second: str
    choice: str
    located: str
    standard: str
    verdict: str
    mark: str
    reason: str


def category_file(key: str) -> str:
    """Name the page of a category."""
    return f"category-{key}.html"


def area_file(place_id: str) -> str:
    """Name the page of a committee."""
    return f"area-{place_id}.html"


def areas_of(audit: Audit) -> Iterator[tuple[int | None, str]]:
    """Give every area with its page, if it has one: committees, points of none, the whole town."""
    for number, place in enumerate(audit.committees.places):
        yield number, area_file(place.id)
    if audit.committees.places:
        yield UNASSIGNED, ""
    yield None, ""


def rows_by_category(view: AuditView, area: int | None) -> list[CoverageRow]:
    """Give a row for each category in an area."""
    return [
        _RowOf(view, key, area).row(view.category(key), category_file(key)) for key in view.keys
    ]


def rows_by_area(view: AuditView, key: str) -> list[CoverageRow]:
    """Give a row for each area and one category."""
    return [
        _RowOf(view, key, area).row(view.area(area), link) for area, link in areas_of(view.audit)
    ]


def rows_by_tier(view: AuditView, key: str) -> list[CoverageRow]:
    """Give a row for each circle and one category in the whole town."""
    return [
        _RowOf(view, key, None, minutes).row(view.say("tier", minutes=minutes))
        for minutes in CIRCLES_MIN
    ]


@dataclass(frozen=True, slots=True)
class _RowOf:
    """One category in one area, in the circle of its standard or of so many minutes."""

    view: AuditView
    key: str
    area: int | None
    minutes: int | None = None

    def row(self, name: str, link: str = "") -> CoverageRow:
        view, audit, key = self.view, self.view.audit, self.key
        statistics = [one.statistics(key, self.area, self.minutes) for one in audit.scenarios]
        shares = [view.state_shares(one) for one in statistics]
        unlocated = [one.supply.unlocated_count(key) for one in audit.scenarios]
        known = zip(statistics, unlocated, strict=True)
        assessments = [audit.assessment(scenario, key, self.area) for scenario in audit.scenarios]
        return CoverageRow(
            name=name,
            link=link,
            weight=self._figure([view.amount(statistics[0].demand)]),
            states=tuple(self._figure(both) for both in zip(*shares, strict=True)),
            median=self._figure(self._minutes([one.median for one in statistics])),
            ninetieth=self._figure(self._minutes([one.ninetieth for one in statistics])),
            second=self._figure(self._minutes([one.second for one in statistics])),
            choice=self._figure([view.choice(*one) for one in known]),
            located=view.today_and_after([self._located(one) for one in audit.scenarios]),
            standard=view.say("minutes", minutes=audit.standards.by_category[key].minutes),
            verdict=view.today_and_after([view.verdict(one) for one in assessments]),
            mark=assessments[-1].verdict.value,
            reason=view.reason(assessments[-1].reason.value, key),
        )

    def _figure(self, texts: Sequence[str]) -> str:
        """Write a figure of each scenario; a dash for an area that no source locates."""
        if self.view.audit.is_located(self.area):
            return self.view.today_and_after(texts)
        return self.view.say("nobody")

    def _minutes(self, minutes: Sequence[float]) -> list[str]:
        both = zip(minutes, self.view.audit.scenarios, strict=True)
        return [self.view.minutes(one, scenario, self.key) for one, scenario in both]

    def _located(self, scenario: Scenario) -> str:
        located = sum(facility.category == self.key for facility in scenario.supply.located)
        every = located + scenario.supply.unlocated_count(self.key)
        return self.view.say("located_of", located=located, all=every)
