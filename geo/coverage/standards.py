"""Standards: how far each service may be, by source, and whether an area meets its goal."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import data
from geo.dataset.dataset_files import read_tables, table_rows
from geo.dataset.fields import Row
from geo.errors import DatasetError
from geo.walking_model import CIRCLES_MIN

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from geo.coverage.committee_statistics import CoverageStatistics
    from geo.dataset.dataset import Dataset
    from geo.errors import Fault
    from geo.facility import BilingualText

FILE = "standards.toml"
_ROUNDING = 1e-9
"""Shares that differ by no more are the same but for rounding."""


class Verdict(StrEnum):
    """Whether an area meets a standard."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "cannot_be_told"


class VerdictReason(StrEnum):
    """Why a verdict is what it is."""

    GOAL_REACHED = "enough"  # the share surely covered reaches the goal
    GOAL_MISSED = "too_few"  # even with all who may be covered the goal is missed
    DOUBTFUL = "doubtful"  # it depends on positions or hours that are only roughly known
    UNLOCATED = "unlocated"  # it depends on facilities that no source locates
    NOT_LOCATED = "nowhere"  # no source locates the area itself
    NO_DEMAND = "nobody"  # no demand is known in the area


@dataclass(frozen=True, slots=True)
class Assessment:
    """A verdict and its reason."""

    verdict: Verdict
    reason: VerdictReason


@dataclass(frozen=True, slots=True)
class Standard:
    """A category shall be within so many minutes; `source` is a key."""

    category: str
    minutes: int
    source: str


@dataclass(frozen=True, slots=True)
class Standards:
    """All standards of a town.

    Attributes:
        goal: the share of residents, 0 to 1, that has to be within reach, by which year, and the
            key of its source.
        metres: the walking distance of each circle.
        by_category: one for each category of the dataset; each is held to its own circle alone.
        levels: the key of the source that says so.
        sources: titles by key.
    """

    goal: float
    year: int
    goal_source: str
    metres: Mapping[int, float]
    by_category: Mapping[str, Standard]
    levels: str
    sources: Mapping[str, BilingualText]

    @classmethod
    def of(cls, dataset: Dataset) -> Standards:
        """Read the standards of a dataset: its own, or the common ones.

        Raises:
            DatasetError: the file has faults; all of them are listed.
        """
        own = dataset.folder / FILE
        path = own if own.exists() else data.FOLDER / FILE
        faults: list[Fault] = []
        tables = read_tables(path, faults)
        read = None if tables is None else cls._read(path, tables, dataset, faults)
        if faults or read is None:
            raise DatasetError(path, faults)
        return read

    @classmethod
    def _read(
        cls, path: Path, tables: dict[str, object], dataset: Dataset, faults: list[Fault]
    ) -> Standards:
        sources = {
            row.label: row.bilingual("title", required=True)
            for row in table_rows(path, "sources", tables, faults)
        }
        goal, otherwise, levels, circles = (
            _table(path, name, tables, faults)
            for name in ("goal", "otherwise", "levels", "circles")
        )
        share, year = goal.number("share"), goal.whole("year")
        if share is None or not 0 < share <= 1:
            goal.fault("share", "is no share; write a number up to 1, like 0.85")
        rows = {row.label: row for row in table_rows(path, "categories", tables, faults)}
        by_category = {
            key: _standard(key, rows.get(key, otherwise), sources) for key in dataset.categories
        }
        return cls(
            goal=share or 1.0,
            year=year or 0,
            goal_source=goal.key_of("source", sources, required=True),
            metres={minutes: circles.number(str(minutes)) or 0.0 for minutes in CIRCLES_MIN},
            by_category=by_category,
            levels=levels.key_of("source", sources, required=True),
            sources=sources,
        )

    def assess(self, statistics: CoverageStatistics | None) -> Assessment:
        """Assess an area against the goal; None stands for an area that no source locates."""
        if statistics is None:
            return Assessment(Verdict.UNKNOWN, VerdictReason.NOT_LOCATED)
        if not statistics.demand:
            return Assessment(Verdict.UNKNOWN, VerdictReason.NO_DEMAND)
        if statistics.share(statistics.covered) >= self.goal:
            return Assessment(Verdict.MET, VerdictReason.GOAL_REACHED)
        if statistics.share(statistics.uncovered) > 1 - self.goal + _ROUNDING:
            return Assessment(Verdict.NOT_MET, VerdictReason.GOAL_MISSED)
        if statistics.share(statistics.covered + statistics.doubtful) >= self.goal:
            return Assessment(Verdict.UNKNOWN, VerdictReason.DOUBTFUL)
        return Assessment(Verdict.UNKNOWN, VerdictReason.UNLOCATED)


def _table(path: Path, name: str, tables: dict[str, object], faults: list[Fault]) -> Row:
    fields = tables.get(name)
    row = Row(path.name, name, fields if isinstance(fields, dict) else {}, faults)
    if not isinstance(fields, dict):
        row.fault("", f"is missing; write a table [{name}]")
    return row


def _standard(key: str, row: Row, sources: Mapping[str, BilingualText]) -> Standard:
    minutes = row.whole("minutes")
    if minutes not in CIRCLES_MIN:
        row.fault("minutes", f"is {minutes}; write one of {', '.join(map(str, CIRCLES_MIN))}")
    return Standard(key, minutes or max(CIRCLES_MIN), row.key_of("source", sources, required=True))
