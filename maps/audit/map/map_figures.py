"""The maps on a page of an audit: ground, data, markers, names and titles."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from markupsafe import Markup

from geo.facility import LonLat, Shape, Status
from maps.audit.map.committee_outlines import committee_outlines
from maps.audit.map.ground import ground_maps, named_parts
from maps.audit.map.map_data import MapData
from maps.drawing.bounds import Bounds
from maps.drawing.labels import Label, find_labels
from maps.drawing.static_map import StaticMap

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.coverage.audit import Scenario
    from geo.facility import Facility
    from maps.audit.audit_view import AuditView
    from maps.audit.map.committee_outlines import CommitteeOutline
    from maps.drawing.leaflet import MapParts

_LEAST_DEGREES = 0.005


@dataclass(frozen=True, slots=True)
class MapFigure:
    """A map: its title (empty where there is only one), scenario, label, parts and names."""

    title: str
    scenario: int
    label: str
    html: Markup
    script: str
    names: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Marker:
    """A located facility on the maps; `shown` are the numbers of the scenarios that show it.

    `path` are the vertices of a line or an outline, latitude first.
    """

    number: int
    facility: Facility
    at: LonLat
    shown: tuple[int, ...]
    path: tuple[tuple[float, float], ...]


class MapFigures:
    """Draws the maps of one audit."""

    def __init__(self, view: AuditView) -> None:
        """Choose the view of an audit."""
        self.view, self.audit = view, view.audit
        self._paper: dict[tuple[int | None, tuple[int, int]], StaticMap] = {}

    @cached_property
    def data(self) -> MapData:
        """The data that the script of a page draws."""
        return MapData(self.view, self.facilities)

    @cached_property
    def outlines(self) -> list[CommitteeOutline]:
        """The outlines of the committees, given or where their homes are."""
        return committee_outlines(self.audit, self.data.cells)

    @cached_property
    def _ground(self) -> Callable[[Bounds, tuple[LonLat, float] | None], MapParts]:
        return ground_maps(self.audit.dataset, [one.shape for one in self.outlines])

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
        """Draw a scenario, in an area, as the map of this name on its page."""
        audit = self.audit
        bounds = self.bounds(area)
        parts = named_parts(self._ground(bounds, self._error_circle(area)), name)
        title = ""
        if audit.after is not None:
            title = self.view.say("after" if scenario is audit.after else "before")
        shown = self.view.category(keys[0]) if len(keys) == 1 else self.view.area(area)
        return MapFigure(
            title=title,
            scenario=audit.scenarios.index(scenario),
            label=self._label(shown, title),
            html=Markup(parts.html),  # noqa: S704 - holds Folium's own ids alone
            script=parts.script,
            names=tuple(self.names(bounds)),
        )

    def bounds(self, area: int | None = None) -> Bounds:
        """Give the box of the demand of an area, or of the town."""
        members = None if area is None else self.audit.committees.members(area)
        return _widened(self.data.cells.bounds(members))

    def names(self, bounds: Bounds) -> list[Label]:
        """Give the names to write in a box: committees, landmarks, streets, then compounds."""
        audit, view = self.audit, self.view
        committees = [
            Label(view.of(place.name), "committee", place.point, 0.0)
            for place in audit.committees.places
            if place.point is not None and _is_in(place.point, bounds)
        ]
        joined = audit.before.coverage.joined
        order = sorted(self.data.homes.tolist(), key=lambda row: -audit.demand.weight[row])
        homes = [
            Label(view.of(audit.demand.name[row]), "compound", LonLat(*spot), 0.0)
            for row in order
            if joined[row] and audit.demand.name[row].zh
            for spot in [audit.demand.lonlat[row].tolist()]
            if _is_in(LonLat(*spot), bounds)
        ]
        return [*committees, *find_labels(audit.dataset, bounds, view.texts), *homes]

    def paper_ground(self, area: int | None, size: tuple[int, int]) -> StaticMap:
        """Give the ground of a printed map; the sheets of all services share that of the town."""
        if (area, size) not in self._paper:
            self._paper[area, size] = StaticMap.of(self.bounds(area), *size)
            self._paper[area, size].add_ground(self.audit.dataset)
        return self._paper[area, size]

    def markers(self, keys: Sequence[str]) -> list[Marker]:
        """Show what counts in each scenario, and hollow what does not serve yet or for now."""
        counted = [{one.id for one in each.supply.located} for each in self.audit.scenarios]
        return [
            Marker(number, facility, facility.geometry.middle, shown, _path(facility))
            for key in keys
            for number, facility in enumerate(self.facilities[key], start=1)
            if facility.geometry is not None
            for shown in [
                tuple(
                    place
                    for place, ids in enumerate(counted)
                    if facility.id in ids or facility.status is not Status.OPEN
                )
            ]
            if shown
        ]

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


def _path(facility: Facility) -> tuple[tuple[float, float], ...]:
    """Give the vertices of a path or an outline, latitude first; a point has its marker alone."""
    geometry = facility.geometry
    if geometry is None or geometry.shape is Shape.POINT:
        return ()
    return tuple((round(lat, 6), round(lon, 6)) for lon, lat in geometry.vertices)


def _is_in(point: LonLat, bounds: Bounds) -> bool:
    return bounds.west < point.lon < bounds.east and bounds.south < point.lat < bounds.north


def _widened(bounds: Bounds) -> Bounds:
    """Widen a box to the least size of a map."""
    aside = max(0.0, _LEAST_DEGREES - (bounds.east - bounds.west)) / 2
    up = max(0.0, _LEAST_DEGREES - (bounds.north - bounds.south)) / 2
    return Bounds(bounds.west - aside, bounds.south - up, bounds.east + aside, bounds.north + up)
