"""The pages to print: a sheet for each service, the brief, handouts, the list to verify."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geo.coverage.standards import Verdict
from maps.audit.coverage_table import rows_by_category
from maps.audit.facility_table import facility_rows
from maps.audit.findings.audit_findings import area_findings, category_findings, town_findings
from maps.audit.findings.to_verify_first import VERIFY_PAGE, unsure
from maps.audit.home_table import area_home_rows
from maps.audit.notes import method, outline_note
from maps.audit.paper.sheet_map import sheet_map
from maps.audit.state_style import pattern_defs
from maps.audit.tile_grid import tile_grid
from maps.drawing.document import asset, document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

    from maps.audit.audit_view import AuditView
    from maps.audit.coverage_table import CoverageRow
    from maps.audit.facility_table import FacilityRow
    from maps.audit.findings.finding import Finding
    from maps.audit.home_table import AreaHomeRow
    from maps.audit.map.map_figures import MapFigures
    from maps.audit.tile_grid import TileRow

_SHEET_SIZE, _HANDOUT_SIZE = (1130, 800), (700, 330)
_MOST_HOMES = 8

PAPER = (
    ("brief.html", "paper_brief"),
    (VERIFY_PAGE, "paper_verify"),
    ("sheets.html", "paper_sheets"),
    ("handouts.html", "paper_handouts"),
)
"""The pages, and the keys of their titles."""


class PaperSheet(NamedTuple):
    """A service on A3: what is found, its map and the facilities by number."""

    key: str
    findings: Sequence[Finding]
    row: CoverageRow
    map: Markup
    facilities: Sequence[FacilityRow]


class Brief(NamedTuple):
    """What a leader reads on one page."""

    findings: Sequence[Finding]
    grid: Sequence[TileRow]


class Handout(NamedTuple):
    """What a committee reads on one page: its services, and a map of the one that needs most.

    `homes` are the compounds with most people, `more` says that there are others; `numbered` are
    the facilities that the map shows by their numbers.
    """

    name: str
    findings: Sequence[Finding]
    homes: Sequence[AreaHomeRow]
    more: bool
    rows: Sequence[CoverageRow]
    shown: str
    map: Markup
    numbered: Sequence[FacilityRow]


class Task(NamedTuple):
    """A facility to verify, and what to find out; `area` is the committee that it belongs to."""

    row: FacilityRow
    area: str
    address: str
    phone: str
    wanted: str


class PaperPages:
    """Writes the pages to print of one audit; the same audit gives the same bytes."""

    def __init__(self, view: AuditView, maps: MapFigures) -> None:
        """Choose the view, and what draws its maps."""
        self.view, self.maps = view, maps

    def every(self) -> Iterator[tuple[str, str]]:
        """Write one page after the other: file names and contents."""
        made = (self._brief, self._verify, self._sheets, self._handouts)
        for (name, title), content in zip(PAPER, made, strict=True):
            yield name, self._page(name, self.view.say(title), content())

    def _page(self, name: str, title: str, content: object) -> str:
        return document(
            f"audit/templates/paper_{name}",
            self.view.texts.language,
            [asset("audit/templates/paper.js")],
            ("audit/templates/audit.css", "audit/templates/paper.css"),
            view=self.view,
            title=title,
            method=method(self.view),
            patterns=pattern_defs(),
            outline_note=outline_note(self.view, self.maps.outlines),
            content=content,
        )

    def _brief(self) -> Brief:
        return Brief(town_findings(self.view), tile_grid(self.view))

    def _sheets(self) -> list[PaperSheet]:
        rows = rows_by_category(self.view, None)
        return [
            PaperSheet(
                key,
                category_findings(self.view, key),
                row,
                sheet_map(self.view, self.maps, key, _SHEET_SIZE),
                facility_rows(self.view, self.maps.numbered([key])),
            )
            for key, row in zip(self.view.keys, rows, strict=True)
        ]

    def _handouts(self) -> list[Handout]:
        audit = self.view.audit
        return [
            self._handout(number)
            for number, located in enumerate(audit.committees.located)
            if located and (audit.committees.members(number) & audit.before.coverage.joined).any()
        ]

    def _handout(self, number: int) -> Handout:
        view, last = self.view, self.view.audit.scenarios[-1]
        worst = max(view.keys, key=lambda key: last.statistics(key, number).uncovered)
        homes = area_home_rows(view, number)
        return Handout(
            view.area(number),
            area_findings(view, number),
            homes[:_MOST_HOMES],
            len(homes) > _MOST_HOMES,
            rows_by_category(view, number),
            view.category(worst),
            sheet_map(view, self.maps, worst, _HANDOUT_SIZE, number),
            self._on_map(worst, number),
        )

    def _on_map(self, key: str, area: int) -> list[FacilityRow]:
        """Give the facilities whose numbers the map of a handout shows."""
        ground = self.maps.paper_ground(area, _HANDOUT_SIZE)
        (west, south), (east, north) = ground.view.corners().tolist()
        last = len(self.view.audit.scenarios) - 1
        shown = {
            one.number
            for one in self.maps.markers([key])
            if last in one.shown and west < one.at.lon < east and south < one.at.lat < north
        }
        wanted = [pair for pair in self.maps.numbered([key]) if pair[0] in shown]
        return facility_rows(self.view, wanted)

    def _verify(self) -> list[tuple[str, Sequence[Task]]]:
        """List what to verify by service, the services that fewest settle first."""
        view, last = self.view, self.view.audit.scenarios[-1]
        found = [(key, unsure(last, key)) for key in view.keys]
        unknown = [
            (key, facilities)
            for key, facilities in found
            if facilities and view.audit.assessment(last, key).verdict is Verdict.UNKNOWN
        ]
        unknown.sort(key=lambda one: len(one[1]))
        return [
            (view.category(key), self._tasks(key, {f.id for f in some})) for key, some in unknown
        ]

    def _tasks(self, key: str, ids: set[str]) -> list[Task]:
        wanted = [pair for pair in self.maps.numbered([key]) if pair[1].id in ids]
        names = {one.id: self.view.of(one.name) for one in self.view.audit.committees.places}
        return [
            Task(
                row,
                names.get(row.facility.neighbourhood, ""),
                row.facility.address,
                row.facility.phone,
                self.view.say(_wanted(row)),
            )
            for row in facility_rows(self.view, wanted)
        ]


def _wanted(row: FacilityRow) -> str:
    return "verify_where" if row.facility.geometry is None else "verify_exact"
