"""The pages of an audit: an index, one for each category, one for each committee."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from geo.facility import Status
from geo.walking_model import CIRCLES_MIN
from maps.audit.charts.coverage_chart import coverage_chart
from maps.audit.charts.minutes_chart import minutes_chart
from maps.audit.charts.nearest_chart import nearest_chart
from maps.audit.coverage_table import (
    area_file,
    category_file,
    rows_by_area,
    rows_by_category,
    rows_by_tier,
)
from maps.audit.facility_table import facility_rows
from maps.audit.findings.audit_findings import area_findings, category_findings, town_findings
from maps.audit.findings.what_changes import changed_services
from maps.audit.gaps import gaps, to_verify
from maps.audit.home_table import area_home_rows, home_rows
from maps.audit.map.map_figures import MapFigures
from maps.audit.notes import (
    area_notes,
    basis_notes,
    capacity_note,
    change_notes,
    method,
    older_notes,
    outline_note,
    pedshed_note,
    standard_notes,
)
from maps.audit.notes import headline as headline_of
from maps.audit.paper.brief_docx import NAME, can_write
from maps.audit.paper.paper_pages import PAPER, PaperPages
from maps.audit.state_style import pattern_defs
from maps.audit.tile_grid import not_in_grid, tile_cell, tile_grid
from maps.drawing.document import asset, document
from maps.drawing.markers import shape_svg
from maps.drawing.style import style_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markupsafe import Markup

    from geo.facility import LonLat
    from maps.audit.audit_view import AuditView
    from maps.audit.coverage_table import CoverageRow
    from maps.audit.facility_table import FacilityRow
    from maps.audit.files.comparison import Comparison
    from maps.audit.findings.finding import Finding
    from maps.audit.home_table import AreaHomeRow, HomeRow
    from maps.audit.map.map_figures import MapFigure, Marker
    from maps.audit.tile_grid import TileRow

INDEX = "index.html"
FILES = (
    ("coverage.csv", "file_csv"),
    ("homes.csv", "file_homes"),
    ("columns.md", "file_columns"),
    ("coverage.geojson", "file_geojson"),
    ("coverage.gpkg", "file_gpkg"),
    ("summary.json", "file_json"),
    ("coverage.svg", "file_chart"),
    ("nearest.svg", "file_chart_minutes"),
)
_STYLES = ("audit/templates/audit.css", "audit/templates/a3_print.css")


def _docx() -> tuple[tuple[str, str], ...]:
    return ((NAME, "paper_docx"),) if can_write() else ()


@dataclass(frozen=True, slots=True)
class MapSheet:
    """The maps of a page, printed as an A3 sheet: a figure for each scenario, and one legend.

    `keys` are the categories to choose from, `chosen` is shown at first, `data` is what the page's
    script draws, `homes` are the names to search by; a cell of the map is `cell_m` metres wide;
    `outline_note` tells what the outlines of committees are, empty where there is none.
    """

    figures: Sequence[MapFigure]
    keys: Sequence[str]
    markers: Sequence[MarkerRow]
    data: Markup
    homes: Sequence[str]
    cell_m: int
    outline_note: str
    chosen: str
    tiers: Sequence[int] = CIRCLES_MIN


@dataclass(frozen=True, slots=True)
class MarkerRow:
    """A marker and what it tells when it is pressed; `shown` are numbers of scenarios."""

    category: str
    number: int
    at: LonLat
    shown: Sequence[int]
    error_m: float
    path: Sequence[tuple[float, float]]
    colour: str
    icon: Markup
    name: str
    status: str
    position: str
    address: str


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
    """The content of the index.

    `lost` are the committees that nobody has located, `files` other files with what they are.
    """

    findings: Sequence[Finding]
    grid: Sequence[TileRow]
    lost: Sequence[tuple[str, str]]
    since: Comparison | None
    files: Sequence[tuple[str, str]]
    headline: str
    coverage: Markup
    nearest: Markup
    rows: Sequence[CoverageRow]
    pedshed: str
    gaps: Sequence[str]
    to_verify: Sequence[str]
    pages: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CategoryContent:
    """The content of the page of a category; `town` is its row for the whole town."""

    findings: Sequence[Finding]
    town: CoverageRow
    tile: Markup | str
    capacity: str
    older: Sequence[str]
    tiers: Sequence[CoverageRow]
    minutes: Markup
    facilities: Sequence[FacilityRow]
    areas: Sequence[CoverageRow]
    homes: Sequence[HomeRow]


@dataclass(frozen=True, slots=True)
class AreaContent:
    """The content of the page of a committee."""

    findings: Sequence[Finding]
    homes: Sequence[AreaHomeRow]
    notes: Sequence[str]
    rows: Sequence[CoverageRow]
    facilities: Sequence[FacilityRow]


class AuditPages:
    """Writes the pages of one audit; the same audit gives the same bytes."""

    def __init__(
        self, view: AuditView, *, alone: bool = False, since: Comparison | None = None
    ) -> None:
        """Choose the view; a page that is sent `alone` has no links to the others.

        `since` is the comparison with an older audit.
        """
        self.view, self.alone, self.since = view, alone, since

    @cached_property
    def _maps(self) -> MapFigures:
        return MapFigures(self.view)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return 1 + len(self.view.keys) + len(self.view.audit.committees.places) + len(PAPER)

    def every(self) -> Iterator[tuple[str, str]]:
        """Write one page after the other: file names and contents."""
        yield INDEX, self.index()
        for key in self.view.keys:
            yield category_file(key), self.category(key)
        for number, place in enumerate(self.view.audit.committees.places):
            yield area_file(place.id), self.area(number)
        yield from PaperPages(self.view, self._maps).every()

    def index(self) -> str:
        """Write the overview."""
        view = self.view
        content = IndexContent(
            findings=town_findings(view),
            grid=tile_grid(view),
            lost=not_in_grid(view),
            since=self.since,
            files=[(name, view.say(text)) for name, text in (*PAPER, *_docx(), *FILES)],
            headline=headline_of(view),
            coverage=coverage_chart(view),
            nearest=nearest_chart(view),
            rows=rows_by_category(view, None),
            pedshed=pedshed_note(view),
            gaps=gaps(view),
            to_verify=to_verify(view),
            pages={key: category_file(key) for key in view.keys},
        )
        sheet = self._sheet(self._each_scenario(view.keys), view.keys)
        return self._page("index", view.say("audit_title", town=view.town), sheet, content)

    def category(self, key: str) -> str:
        """Write the page of a category."""
        view = self.view
        content = CategoryContent(
            findings=category_findings(view, key),
            town=rows_by_category(view, None)[view.keys.index(key)],
            tile=tile_cell(view, key, None).tile,
            capacity=capacity_note(view, key),
            older=older_notes(view, key),
            tiers=rows_by_tier(view, key),
            minutes=minutes_chart(view, key),
            facilities=facility_rows(view, self._maps.numbered([key])),
            areas=rows_by_area(view, key),
            homes=home_rows(view, key),
        )
        sheet = self._sheet(self._each_scenario([key]), [key])
        return self._page("category", view.category(key), sheet, content)

    def area(self, number: int) -> str:
        """Write the page of a committee."""
        view, audit = self.view, self.view.audit
        place = audit.committees.places[number]
        content = AreaContent(
            findings=area_findings(view, number) if audit.committees.located[number] else [],
            homes=area_home_rows(view, number),
            notes=area_notes(view, number),
            rows=rows_by_category(view, number),
            facilities=facility_rows(view, self._maps.numbered(view.keys, place.id)),
        )
        figures = []
        if (audit.committees.members(number) & audit.before.coverage.joined).any():
            figures.append(self._maps.draw("map_a", audit.scenarios[-1], view.keys, number))
        return self._page(
            "area", view.of(place.name), self._sheet(figures, view.keys, number), content
        )

    def _each_scenario(self, keys: Sequence[str]) -> list[MapFigure]:
        return [
            self._maps.draw(f"map_{'ab'[number]}", scenario, keys)
            for number, scenario in enumerate(self.view.audit.scenarios)
        ]

    def _sheet(
        self, figures: Sequence[MapFigure], keys: Sequence[str], area: int | None = None
    ) -> MapSheet:
        maps, audit = self._maps, self.view.audit
        members = None if area is None else audit.committees.members(area)
        names = [audit.demand.name[row] for row in maps.data.homes.tolist()]
        return MapSheet(
            figures,
            keys,
            [self._marker(marker) for marker in maps.markers(keys)],
            maps.data.page(keys, members),
            [self.view.of(name) for name in names if name.zh] if area is None else [],
            round(maps.data.cells.side_m),
            outline_note(self.view, maps.outlines),
            (changed_services(self.view, keys) or keys)[0] if audit.after else keys[0],
        )

    def _marker(self, marker: Marker) -> MarkerRow:
        (row,) = facility_rows(self.view, [(marker.number, marker.facility)])
        facility, look = marker.facility, style_of(marker.facility.category)
        hollow = facility.status is not Status.OPEN
        return MarkerRow(
            category=facility.category,
            number=marker.number,
            at=marker.at,
            shown=marker.shown,
            error_m=facility.position_error_m or 0.0,
            path=marker.path,
            colour=look.colour,
            icon=shape_svg(look, str(marker.number), hollow=hollow),
            name=row.name,
            status=row.status,
            position=row.position,
            address=facility.address,
        )

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
            view.texts.language,
            [*(figure.script for figure in sheet.figures), asset("audit/templates/audit.js")],
            _STYLES,
            view=view,
            frame=frame,
            sheet=sheet,
            content=content,
        )
