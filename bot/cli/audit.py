"""What the commands for staff do: audit a town into a folder, propose sites."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import Progress

from bot.cli.output import write_output
from geo.coverage.audit import AuditOptions, audit
from geo.coverage.coverage import compute_coverage
from geo.coverage.supply import NO_CHANGE, SupplyChange
from geo.crs import parse_lonlat
from geo.errors import SettingsError
from geo.facility import Pace
from geo.siting.proposal import Objective, SitingRequest, propose
from maps.audit.audit_words import AuditSpeaker, StaffSpeaker
from maps.audit.folder import write_audit
from maps.audit.notes import demand_note, headline
from maps.siting.proposal_report import as_geojson, as_json, as_svg, lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from geo.coverage.audit import CoverageFunction
    from geo.dataset.dataset import Dataset


@dataclass(frozen=True, slots=True)
class AuditOrder:
    """What `yike audit` is asked for; `scheduler` is the address of a Dask cluster."""

    out: Path
    language: str = "zh"
    moment: datetime | None = None
    pace: str | None = None
    change: SupplyChange = NO_CHANGE
    homes: Path | None = None
    scheduler: str | None = None


@dataclass(frozen=True, slots=True)
class SiteOrder:
    """What `yike site` is asked for; `out` ends in .svg, .geojson or .json."""

    category: str
    count: int
    language: str = "zh"
    pace: str | None = None
    minutes: int = 15
    objective: str = Objective.COVERING.value
    candidates: str = "junctions"
    change: SupplyChange = NO_CHANGE
    homes: Path | None = None
    out: Path | None = None
    as_json: bool = False


def change_of(
    dataset: Dataset, *, with_planned: bool, added: Iterable[str] = (), without: Iterable[str] = ()
) -> SupplyChange:
    """Read what is changed on paper; `added` are texts like "health@121.5172,31.2071".

    Raises:
        CoordinateError: a text holds no position.
        SettingsError: a text is of another form.
    """
    sites = []
    for text in added:
        category, at, place = text.partition("@")
        if not at:
            raise SettingsError(f"--add {text}: write CATEGORY@LON,LAT, like health@121.517,31.207")
        sites.append((_category(dataset, category), parse_lonlat(place)))
    return SupplyChange(with_planned=with_planned, added=tuple(sites), without=tuple(without))


def _category(dataset: Dataset, text: str) -> str:
    """Find a category by its key or by either of its names; what is unknown stays as it is."""
    wanted = text.strip().casefold()
    for key, category in dataset.categories.items():
        if wanted in {key, category.name.zh, category.name.en.casefold()}:
            return key
    return text.strip()


def run_audit(dataset: Dataset, order: AuditOrder) -> list[str]:
    """Audit a town into a folder; give the lines to tell.

    Raises:
        YikeError: see `geo.coverage.audit.audit` and `maps.audit.folder.write_audit`.
    """
    options = AuditOptions(_pace(order.pace, dataset), order.moment, order.change, order.homes)
    with _bars("walks", "pages") as (walks, pages):
        found = audit(dataset, options, _coverage_function(order.scheduler, walks))
        index = write_audit(found, order.out, order.language, pages)
    speaker = AuditSpeaker(found, order.language)
    return [headline(found, speaker), demand_note(found, speaker), str(index)]


def run_siting(dataset: Dataset, order: SiteOrder) -> list[str]:
    """Propose sites; give the lines to tell.

    Raises:
        YikeError: see `geo.siting.proposal.propose`.
    """
    request = SitingRequest(
        category=_category(dataset, order.category),
        count=order.count,
        pace=_pace(order.pace, dataset),
        minutes=order.minutes,
        objective=Objective(order.objective),
        candidates=order.candidates,
        change=order.change,
        homes=order.homes,
    )
    writers = {".svg": as_svg, ".geojson": as_geojson, ".json": as_json}
    if order.out is not None and order.out.suffix not in writers:
        raise SettingsError(f"{order.out}: name a file that ends in {', '.join(writers)}")
    with _bars("sites") as (sites,):
        found = propose(dataset, request, sites)
    speaker = StaffSpeaker(order.language)
    if order.out is not None:
        write_output(order.out, writers[order.out.suffix](found, dataset, speaker).encode())
    if order.as_json:
        in_lines = as_json(found, dataset, speaker)
        return [json.dumps(json.loads(in_lines), ensure_ascii=False)]
    told = lines(found, dataset, speaker)
    return [*told, str(order.out)] if order.out is not None else told


def _pace(pace: str | None, dataset: Dataset) -> Pace:
    return Pace(pace) if pace else dataset.default_pace


def _coverage_function(scheduler: str | None, tell: Callable[[float], None]) -> CoverageFunction:
    """Work in this process, or on the cluster of a scheduler."""
    if scheduler is None:
        return partial(compute_coverage, progress=tell)
    from geo.coverage.dask_cluster import compute_coverage_on  # noqa: PLC0415 - an extra, and 0.5 s

    return partial(compute_coverage_on, scheduler, progress=tell)


@contextmanager
def _bars(*names: str) -> Iterator[list[Callable[[float], None]]]:
    """Show a bar for each part of the work, on a terminal alone."""
    with Progress(console=Console(stderr=True), transient=True) as progress:
        tasks = [progress.add_task(name, total=1.0) for name in names]
        yield [
            lambda share, task=task: progress.update(task, completed=share)  # type: ignore[misc]
            for task in tasks
        ]
