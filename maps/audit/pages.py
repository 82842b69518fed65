"""The pages of an audit: an index, one for each category, one for each committee."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from markupsafe import Markup

from geo.coverage.audit import CIRCLE_MIN
from geo.coverage.coverage import CoverageState
from maps.audit.audit_words import AuditSpeaker
from maps.audit.charts import coverage_chart, minutes_chart, nearest_chart
from maps.audit.facility_rows import place_rows
from maps.audit.gaps import gaps, to_verify
from maps.audit.notes import (
    area_notes,
    basis_notes,
    capacity_note,
    change_notes,
    headline,
    method,
    shed_note,
    standard_notes,
)
from maps.audit.rows import area_file, areas_of, by_area, by_category, by_tier, category_file
from maps.audit.stage import Stages
from maps.audit.state_style import pattern_defs
from maps.drawing.document import asset, document
from maps.drawing.markers import shape_svg
from maps.drawing.style import is_hollow, style_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.coverage.audit import Audit
    from maps.audit.stage import Stage

INDEX = "index.html"


class Pages:
    """Writes the pages of one audit; the same audit gives the same bytes."""

    def __init__(self, audit: Audit, language: str, *, alone: bool = False) -> None:
        """Choose the language; a page that is sent `alone` has no links to the others."""
        self.audit, self.alone = audit, alone
        self.speaker = AuditSpeaker(audit, language)

    @cached_property
    def stages(self) -> Stages:
        """The maps."""
        return Stages(self.audit, self.speaker)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return 1 + len(self.audit.dataset.categories) + len(self.audit.committees.places)

    def every(self) -> Iterator[tuple[str, str]]:
        """Write one page after the other: file names and contents."""
        yield INDEX, self.index()
        for key in self.audit.dataset.categories:
            yield category_file(key), self.category(key)
        for number, place in enumerate(self.audit.committees.places):
            yield area_file(place.id), self.area(number)

    def index(self) -> str:
        """Write the overview."""
        audit, speaker = self.audit, self.speaker
        keys = list(audit.dataset.categories)
        return self._page(
            "audit_index.html",
            speaker.say("audit_heading"),
            self._both(keys),
            keys,
            chart=coverage_chart(audit, speaker),
            nearest=nearest_chart(audit, speaker),
            lines=by_category(audit, speaker, None),
            gaps=gaps(audit, speaker),
            todo=to_verify(audit, speaker),
            rows=[
                (speaker.area(area), link, by_category(audit, speaker, area))
                for area, link in areas_of(audit)
            ],
            shed=shed_note(audit, speaker),
            headline=headline(audit, speaker),
        )

    def category(self, key: str) -> str:
        """Write the page of a category."""
        audit, speaker = self.audit, self.speaker
        return self._page(
            "audit_category.html",
            speaker.category(key),
            self._both([key]),
            [key],
            line=by_category(audit, speaker, None)[list(audit.dataset.categories).index(key)],
            tiers=by_tier(audit, speaker, key),
            chart=minutes_chart(audit, key, speaker),
            capacity=capacity_note(audit, speaker, key),
            lines=by_area(audit, speaker, key),
            facilities=place_rows(audit, speaker, self.stages.numbered([key])),
        )

    def area(self, number: int) -> str:
        """Write the page of a committee."""
        audit, speaker = self.audit, self.speaker
        place, keys = audit.committees.places[number], list(audit.dataset.categories)
        members = audit.committees.members(number) & audit.before.coverage.joined
        stages = []
        if members.any():
            stages.append(self.stages.draw("map_a", audit.scenarios[-1], keys, number))
        return self._page(
            "audit_area.html",
            speaker.of(place.name),
            stages,
            keys,
            notes=area_notes(audit, speaker, number),
            lines=by_category(audit, speaker, number),
            members=place_rows(audit, speaker, self.stages.numbered(keys, place.id)),
        )

    def _both(self, keys: Sequence[str]) -> list[Stage]:
        """Draw a map of each scenario."""
        return [
            self.stages.draw(f"map_{'ab'[number]}", scenario, keys)
            for number, scenario in enumerate(self.audit.scenarios)
        ]

    def _page(
        self,
        template: str,
        heading: str,
        stages: Sequence[Stage],
        keys: Sequence[str],
        **values: object,
    ) -> str:
        audit, speaker = self.audit, self.speaker
        town = speaker.of(audit.dataset.name)
        return document(
            template,
            [*(stage.script for stage in stages), asset("audit.js")],
            alone=self.alone,
            audit=audit,
            audit_style=Markup(asset("audit.css")),  # noqa: S704 - a file of ours
            patterns=pattern_defs(),
            speaker=speaker,
            say=speaker.say,
            town=town,
            heading=heading,
            title=f"{heading} · {speaker.say('audit_title', town=town)}",
            intro=method(audit, speaker),
            basis=basis_notes(audit, speaker),
            changes=change_notes(audit, speaker),
            standards=standard_notes(audit, speaker, keys),
            stages=stages,
            keys=keys,
            states=list(CoverageState),
            circle=CIRCLE_MIN,
            cell_m=round(self.stages.cells.side_m),
            numbered=self.stages.facilities,
            shape_svg=shape_svg,
            style_of=style_of,
            is_hollow=is_hollow,
            category_file=category_file,
            area_file=area_file,
            **values,
        )
