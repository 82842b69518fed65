"""The pages of an audit: an index, one for each category, one for each committee."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from geo.coverage.audit import CIRCLE_MIN
from maps.audit.charts.coverage_chart import coverage_chart
from maps.audit.charts.minutes_chart import minutes_chart
from maps.audit.charts.nearest_chart import nearest_chart
from maps.audit.coverage_table import (
    area_file,
    areas_of,
    category_file,
    rows_by_area,
    rows_by_category,
    rows_by_tier,
)
from maps.audit.facility_table import facility_rows
from maps.audit.gaps import gaps, to_verify
from maps.audit.map_figures import MapFigures
from maps.audit.notes import (
    area_notes,
    basis_notes,
    capacity_note,
    change_notes,
    method,
    pedshed_note,
    standard_notes,
)
from maps.audit.notes import headline as headline_of
from maps.audit.state_style import pattern_defs
from maps.drawing.document import asset, document

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markupsafe import Markup

    from geo.facility import Facility
    from maps.audit.audit_view import AuditView
    from maps.audit.coverage_table import CoverageRow
    from maps.audit.facility_table import FacilityRow
    from maps.audit.map_figures import MapFigure

INDEX = "index.html"
_STYLES = ("audit/templates/audit.css", "audit/templates/a3_print.css")


@dataclass(frozen=True, slots=True)
class MapSheet:
    """The maps of a page, printed as an A3 sheet: a figure for each scenario, and one legend.

    `keys` are the categories to choose from, `numbered` the facilities by category in the order of
    their numbers; a cell of the map is `cell_m` metres wide, and colours hold for `minutes`.
    """

    figures: Sequence[MapFigure]
    keys: Sequence[str]
    numbered: Mapping[str, Sequence[Facility]]
    cell_m: int
    minutes: int = CIRCLE_MIN


@dataclass(frozen=True, slots=True)
class PageFrame:
    """What every page shows around its content; a page that is sent `alone` has no links."""

    heading: str
    alone: bool
    intro: str
    changes: Sequence[str]
    basis: Sequence[str]
    standards: Sequence[str]
    patterns: Markup


@dataclass(frozen=True, slots=True)
class IndexContent:
    """The content of the index; `areas` are name, page and rows of each area."""

    headline: str
    coverage: Markup
    nearest: Markup
    rows: Sequence[CoverageRow]
    pedshed: str
    gaps: Sequence[str]
    to_verify: Sequence[str]
    areas: Sequence[tuple[str, str, Sequence[CoverageRow]]]
    pages: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CategoryContent:
    """The content of the page of a category; `town` is its row for the whole town."""

    town: CoverageRow
    capacity: str
    tiers: Sequence[CoverageRow]
    minutes: Markup
    facilities: Sequence[FacilityRow]
    areas: Sequence[CoverageRow]


@dataclass(frozen=True, slots=True)
class AreaContent:
    """The content of the page of a committee."""

    notes: Sequence[str]
    rows: Sequence[CoverageRow]
    facilities: Sequence[FacilityRow]


class AuditPages:
    """Writes the pages of one audit; the same audit gives the same bytes."""

    def __init__(self, view: AuditView, *, alone: bool = False) -> None:
        """Choose the view; a page that is sent `alone` has no links to the others."""
        self.view, self.alone = view, alone

    @cached_property
    def _maps(self) -> MapFigures:
        return MapFigures(self.view)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return 1 + len(self.view.keys) + len(self.view.audit.committees.places)

    def every(self) -> Iterator[tuple[str, str]]:
        """Write one page after the other: file names and contents."""
        yield INDEX, self.index()
        for key in self.view.keys:
            yield category_file(key), self.category(key)
        for number, place in enumerate(self.view.audit.committees.places):
            yield area_file(place.id), self.area(number)

    def index(self) -> str:
        """Write the overview."""
        view = self.view
        content = IndexContent(
            headline=headline_of(view),
            coverage=coverage_chart(view),
            nearest=nearest_chart(view),
            rows=rows_by_category(view, None),
            pedshed=pedshed_note(view),
            gaps=gaps(view),
            to_verify=to_verify(view),
            areas=[
                (view.area(area), link, rows_by_category(view, area))
                for area, link in areas_of(view.audit)
            ],
            pages={key: category_file(key) for key in view.keys},
        )
        sheet = self._sheet(self._each_scenario(view.keys), view.keys)
        return self._page("index", view.say("audit_heading"), sheet, content)

    def category(self, key: str) -> str:
        """Write the page of a category."""
        view = self.view
        content = CategoryContent(
            town=rows_by_category(view, None)[view.keys.index(key)],
            capacity=capacity_note(view, key),
            tiers=rows_by_tier(view, key),
            minutes=minutes_chart(view, key),
            facilities=facility_rows(view, self._maps.numbered([key])),
            areas=rows_by_area(view, key),
        )
        sheet = self._sheet(self._each_scenario([key]), [key])
        return self._page("category", view.category(key), sheet, content)

    def area(self, number: int) -> str:
        """Write the page of a committee."""
        view, audit = self.view, self.view.audit
        place = audit.committees.places[number]
        content = AreaContent(
            notes=area_notes(view, number),
            rows=rows_by_category(view, number),
            facilities=facility_rows(view, self._maps.numbered(view.keys, place.id)),
        )
        figures = []
        if (audit.committees.members(number) & audit.before.coverage.joined).any():
            figures.append(self._maps.draw("map_a", audit.scenarios[-1], view.keys, number))
        return self._page("area", view.of(place.name), self._sheet(figures, view.keys), content)

    def _each_scenario(self, keys: Sequence[str]) -> list[MapFigure]:
        return [
            self._maps.draw(f"map_{'ab'[number]}", scenario, keys)
            for number, scenario in enumerate(self.view.audit.scenarios)
        ]

    def _sheet(self, figures: Sequence[MapFigure], keys: Sequence[str]) -> MapSheet:
        return MapSheet(figures, keys, self._maps.facilities, round(self._maps.cells.side_m))

    def _page(
        self,
        template: str,
        heading: str,
        sheet: MapSheet,
        content: IndexContent | CategoryContent | AreaContent,
    ) -> str:
        view = self.view
        frame = PageFrame(
            heading=heading,
            alone=self.alone,
            intro=method(view),
            changes=change_notes(view),
            basis=basis_notes(view),
            standards=standard_notes(view, sheet.keys),
            patterns=pattern_defs(),
        )
        return document(
            f"audit/templates/{template}.html",
            [*(figure.script for figure in sheet.figures), asset("audit/templates/audit.js")],
            _STYLES,
            view=view,
            frame=frame,
            sheet=sheet,
            content=content,
        )
