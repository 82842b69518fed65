"""`yike data publish`, `pull`: the log into the published file, and a newer file in."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING

import click

from bot.cli.option_types import FILE, dataset_option, locale_option
from bot.cli.output import echo

if TYPE_CHECKING:
    from pathlib import Path

    from bot.cli.dataset_source import DatasetSource


@click.command()
@locale_option
@dataset_option
def publish(source: DatasetSource, language: str) -> None:
    """Write what was changed into facilities.geojson, for review in git."""
    from bot.staff.reports.change_report import field_lines
    from bot.texts import say
    from geo.dataset.dataset import FACILITIES
    from geo.dataset.publishing import publish as publish_changes

    dataset = source.open()
    changes = publish_changes(dataset, datetime.now(dataset.zone))
    for line in field_lines(changes, dataset, language):
        echo(line)
    count = len({change.facility_id for change in changes})
    key = "data.published" if changes else "data.published_nothing"
    echo(say(language, key, count=count, file=source.folder / FACILITIES))


@click.command()
@click.argument("file", type=FILE, required=False)
@click.option(
    "--prefer", type=click.Choice(["file", "log"]), default="", help="What holds in a conflict."
)
@locale_option
@dataset_option
def pull(source: DatasetSource, file: Path | None, prefer: str, language: str) -> None:
    """Take a newer facilities.geojson in; unpublished changes stay, conflicts are told.

    Without FILE the dataset's own is looked at, as after `git pull`.
    """
    from bot.staff.reports.change_report import conflict_lines
    from bot.texts import say
    from geo.change_log.changeset import Reason
    from geo.dataset.dataset import FACILITIES
    from geo.dataset.publishing import pull as pull_file

    dataset = source.open()
    reason = Reason("keeper", datetime.now(dataset.zone), "pull")
    pulled = pull_file(dataset, file or source.folder / FACILITIES, reason, prefer)
    for line in conflict_lines(pulled.conflicts, dataset, language):
        echo(line)
    counts = {"new": pulled.new, "changed": pulled.changed, "vanished": pulled.vanished}
    if pulled.is_taken:
        echo(say(language, "data.pulled", **{name: len(ids) for name, ids in counts.items()}))
        return
    echo(say(language, "data.pull_conflicts", count=len(pulled.conflicts)), err=True)
    sys.exit(2)
