"""A map on a page of an audit: its cells, markers, names and what is written above it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from markupsafe import Markup

from geo.coverage.audit import CIRCLE_MIN
from geo.facility import Status
from maps.audit.cells import Cells
from maps.audit.map import audit_map, named_parts
from maps.drawing.labels import find_labels
from maps.drawing.leaflet import Bounds
from maps.drawing.scene import Located

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.coverage.audit import Audit, Scenario
    from geo.facility import Facility, LonLat
    from maps.audit.audit_words import AuditSpeaker
    from maps.drawing.labels import Label

_LEAST_DEGREES = 0.005


@dataclass(frozen=True, slots=True)
class Stage:
    """A map: its title (empty where there is only one), what it is called, and its parts."""

    title: str
    label: str
    html: Markup
    script: str
    names: tuple[Label, ...]


class Stages:
    """Draws the maps of one audit."""

    def __init__(self, audit: Audit, speaker: AuditSpeaker) -> None:
        """Choose the audit and the language."""
        self.audit, self.speaker = audit, speaker

    @cached_property
    def cells(self) -> Cells:
        """The ground that maps are coloured on."""
        return Cells.of_audit(self.audit)

    @cached_property
    def facilities(self) -> dict[str, list[Facility]]:
        """The facilities of each category in the order of their numbers, the located first.

        What is added on paper stands with them; what is closed for good does not.
        """
        known = [f for f in self.audit.dataset.facilities if f.status is not Status.CLOSED]
        ids = {facility.id for facility in known}
        paper = [f for f in self.audit.scenarios[-1].supply.located if f.id not in ids]
        every = sorted([*known, *paper], key=lambda facility: facility.geometry is None)
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
    ) -> Stage:
        """Draw some categories of a scenario, in an area, as the map of this name on its page."""
        audit, members = self.audit, None if area is None else self.audit.committees.members(area)
        layers = {key: self.cells.shapes(scenario, key, CIRCLE_MIN, members) for key in keys}
        view = _roomy(self.cells.bounds(members))
        markers = {key: self._markers(scenario, key) for key in keys}
        page_map = audit_map(audit.dataset, view, layers, markers, self._around(area))
        parts = named_parts(page_map, name)
        title = ""
        if audit.after is not None:
            title = self.speaker.say("after" if scenario is audit.after else "before")
        shown = self.speaker.category(keys[0]) if len(keys) == 1 else self.speaker.area(area)
        return Stage(
            title=title,
            label=self._label(shown, title),
            html=Markup(parts.html),  # noqa: S704 - holds Folium's own ids alone
            script=parts.script,
            names=tuple(find_labels(audit.dataset, view, self.speaker)),
        )

    def _label(self, name: str, title: str) -> str:
        if title:
            return self.speaker.say("map_label_scenario", name=name, scenario=title)
        return self.speaker.say("map_label_audit", name=name)

    def _around(self, area: int | None) -> tuple[LonLat, float] | None:
        if area is None:
            return None
        place = self.audit.committees.places[area]
        if place.point is None or not place.position_error_m:
            return None
        return place.point, place.position_error_m

    def _markers(self, scenario: Scenario, key: str) -> list[Located]:
        """Show what counts, and hollow what does not serve yet or for now."""
        counted = {facility.id for facility in scenario.supply.located}
        return [
            Located(number, facility, facility.geometry)
            for number, facility in enumerate(self.facilities[key], start=1)
            if facility.geometry is not None
            and (facility.id in counted or facility.status is not Status.OPEN)
        ]


def _roomy(view: Bounds) -> Bounds:
    """Widen a box until it is a neighbourhood."""
    aside = max(0.0, _LEAST_DEGREES - (view.east - view.west)) / 2
    up = max(0.0, _LEAST_DEGREES - (view.north - view.south)) / 2
    return Bounds(view.west - aside, view.south - up, view.east + aside, view.north + up)
