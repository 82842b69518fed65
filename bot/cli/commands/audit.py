"""`yike audit`: who can walk where in 15 minutes, into a folder."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from bot.cli.option_types import (
    FOLDER,
    AddedSiteType,
    MomentType,
    dataset_option,
    homes_option,
    language_option,
    pace_option,
    planned_option,
)
from bot.cli.output import echo

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from bot.cli.dataset_source import DatasetSource
    from bot.cli.option_types import (
        AddedSite,
    )
    from geo.coverage.audit import CoverageFunction
    from geo.facility import Pace


@click.command()
@click.option("--out", required=True, type=FOLDER)
@click.option(
    "--now", type=MomentType(), help="Count only what is open then; at any time by default."
)
@click.option("--add", "added", multiple=True, type=AddedSiteType(), help="Add a site.")
@click.option("--without", multiple=True, metavar="ID", help="Take a facility away.")
@click.option("--scheduler", metavar="ADDRESS", help="Work on the cluster of a Dask scheduler.")
@click.option("--since", type=FOLDER, help="Compare with the folder of an older audit.")
@click.option("--pdf", is_flag=True, help="Print the brief, sheets and handouts as PDF, too.")
@planned_option
@homes_option
@language_option
@pace_option
@dataset_option
def audit(  # noqa: PLR0913 - one parameter an option
    *,
    out: Path,
    now: datetime | None,
    added: tuple[AddedSite, ...],
    without: tuple[str, ...],
    scheduler: str | None,
    since: Path | None,
    pdf: bool,
    with_planned: bool,
    homes: Path | None,
    language: str,
    pace: Pace | None,
    source: DatasetSource,
) -> None:
    """Audit who can walk where in 15 minutes: pages, tables and maps in a folder.

    What is added, taken away or planned stands beside what is so today.
    """
    from bot.channels.moment import in_zone
    from bot.cli.category import category_key
    from bot.cli.progress import bars
    from geo.coverage.audit import AuditOptions
    from geo.coverage.audit import audit as audit_dataset
    from geo.coverage.supply import SupplyChange
    from maps.audit.audit_view import AuditView
    from maps.audit.findings.audit_findings import finding_lines
    from maps.audit.folder import write_audit
    from maps.audit.notes import demand_basis_note
    from maps.audit.paper.paper_pdf import find_browser, print_pages

    browser = find_browser() if pdf else None
    dataset = source.open(now.date() if now else None)
    sites = tuple((category_key(dataset, site.category), site.point) for site in added)
    change = SupplyChange(with_planned=with_planned, added=sites, without=without)
    moment = in_zone(now, dataset.zone) if now else None
    options = AuditOptions(pace or dataset.default_pace, moment, change, homes)
    with bars("walks", "pages") as (walks, pages):
        found = audit_dataset(dataset, options, _coverage_function(scheduler, walks))
        written = [write_audit(found, out, language, pages, since)]
    if browser:
        with bars("paper") as (paper,):
            written += print_pages(out, browser, paper)
    view = AuditView.of_audit(found, language)
    for line in (*finding_lines(view), demand_basis_note(view), *map(str, written)):
        echo(line)


def _coverage_function(
    scheduler: str | None, progress: Callable[[float], None]
) -> CoverageFunction:
    """Work in this process, or on the cluster of a scheduler."""
    if scheduler is None:
        from geo.coverage.coverage import compute_coverage

        return partial(compute_coverage, progress=progress)
    from geo.coverage.dask_cluster import compute_coverage_on  # an extra, and 0.5 s

    return partial(compute_coverage_on, scheduler, progress=progress)
