"""The maps on a page of an audit: coloured cells, markers, names and titles."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from markupsafe import Markup

from geo.coverage.audit import CIRCLE_MIN
from geo.facility import Status
from maps.audit.coverage_map import coverage_map, named_parts
from maps.audit.demand_cells import DemandCells
from maps.drawing.labels import find_labels
from maps.drawing.leaflet import Bounds
from maps.drawing.markers import NumberedFacility

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.coverage.audit import Scenario
    from geo.facility import Facility, LonLat
    from maps.audit.audit_view import AuditView
    from maps.drawing.labels import Label

_LEAST_DEGREES = 0.005


@dataclass(frozen=True, slots=True)
class MapFigure:
    """A map: its title (empty where there is only one), what it is called, and its parts."""

    title: str
    label: str
    html: Markup
    script: str
    names: tuple[Label, ...]


class MapFigures:
    """Draws the maps of one audit."""

    def __init__(self, view: AuditView) -> None:
        """Choose the view of an audit."""
        self.view, self.audit = view, view.audit

    @cached_property
    def cells(self) -> DemandCells:
        """The cells that maps are coloured by."""
        return DemandCells.of_audit(self.audit)

    @cached_property
    def facilities(self) -> dict[str, list[Facility]]:
        """The facilities of each category in the order of their numbers, the located first.

        What a change adds is among them; what is closed for good is not.
        """
        known = [f for f in self.audit.dataset.facilities if f.status is not Status.CLOSED]
        ids = {facility.id for facility in known}
        added = [f for f in self.audit.scenarios[-1].supply.located if f.id not in ids]
        every = sorted([*known, *added], key=lambda facility: facility.geometry is None)
        return {
            key: [facility for facility in every if facility.category == key]
            for key in self.audit.dataset.categories
        }

    def numbered(self, keys: Sequence[str], area: str = "") -> list[tuple[int, Facility]]:
        """Give the facilities of some categories with their numbers; only those of an area."""
        return [
            (number, facility)
            for key in keys
            for number, facility in enumerate(self.facilities[key], start=1)
            if not area or facility.neighbourhood == area
        ]

    def draw(
        self, name: str, scenario: Scenario, keys: Sequence[str], area: int | None = None
    ) -> MapFigure:
        """Draw some categories of a scenario, in an area, as the map of this name on its page."""
        audit, members = self.audit, None if area is None else self.audit.committees.members(area)
        layers = {key: self.cells.shapes(scenario, key, CIRCLE_MIN, members) for key in keys}
        bounds = _widened(self.cells.bounds(members))
        markers = {key: self._markers(scenario, key) for key in keys}
        page_map = coverage_map(audit.dataset, bounds, layers, markers, self._error_circle(area))
        parts = named_parts(page_map, name)
        title = ""
        if audit.after is not None:
            title = self.view.say("after" if scenario is audit.after else "before")
        shown = self.view.category(keys[0]) if len(keys) == 1 else self.view.area(area)
        return MapFigure(
            title=title,
            label=self._label(shown, title),
            html=Markup(parts.html),  # noqa: S704 - holds Folium's own ids alone
            script=parts.script,
            names=tuple(find_labels(audit.dataset, bounds, self.view.texts)),
        )

    def _label(self, name: str, title: str) -> str:
        if title:
            return self.view.say("map_label_scenario", name=name, scenario=title)
        return self.view.say("map_label_audit", name=name)

    def _error_circle(self, area: int | None) -> tuple[LonLat, float] | None:
        if area is None:
            return None
        place = self.audit.committees.places[area]
        if place.point is None or not place.position_error_m:
            return None
        return place.point, place.position_error_m

    def _markers(self, scenario: Scenario, key: str) -> list[NumberedFacility]:
        """Show what counts, and hollow what does not serve yet or for now."""
        counted = {facility.id for facility in scenario.supply.located}
        return [
            NumberedFacility(number, facility, facility.geometry)
            for number, facility in enumerate(self.facilities[key], start=1)
            if facility.geometry is not None
            and (facility.id in counted or facility.status is not Status.OPEN)
        ]


def _widened(bounds: Bounds) -> Bounds:
    """Widen a box to the least size of a map."""
    aside = max(0.0, _LEAST_DEGREES - (bounds.east - bounds.west)) / 2
    up = max(0.0, _LEAST_DEGREES - (bounds.north - bounds.south)) / 2
    return Bounds(bounds.west - aside, bounds.south - up, bounds.east + aside, bounds.north + up)
