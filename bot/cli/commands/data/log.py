"""`yike data log`, `undo`: what was changed of the facilities since they were published."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from bot.cli.option_types import dataset_option, json_option, locale_option
from bot.cli.output import echo, echo_json

if TYPE_CHECKING:
    from bot.cli.dataset_source import DatasetSource


@click.command()
@click.option("--all", "every", is_flag=True, help="Also what is published already.")
@json_option
@locale_option
@dataset_option
def log(source: DatasetSource, language: str, *, every: bool, as_json: bool) -> None:
    """List what was changed: number, when, who, why, and each field before and after."""
    from bot.staff.reports.change_report import change_lines, change_objects
    from bot.texts import say

    dataset = source.open()
    history = source.log.history(dataset.id)
    shown = history.changesets if every else history.pending()
    if as_json:
        for one in change_objects(shown, history):
            echo_json(one)
        return
    for line in change_lines(shown, history, dataset, language):
        echo(line)
    if not shown:
        echo(say(language, "data.log_empty"))


@click.command()
@click.argument("number", type=int)
@click.option("--why", default="", help="The reason, for the log.")
@locale_option
@dataset_option
def undo(source: DatasetSource, number: int, why: str, language: str) -> None:
    """Take a change back by its number; fields changed again since keep what they have."""
    from bot.staff.reports.change_report import field_lines
    from bot.texts import say
    from geo.change_log.changeset import Reason
    from geo.dataset.editing import undo as undo_change

    dataset = source.open()
    reason = Reason("keeper", datetime.now(dataset.zone), why)
    changes = undo_change(dataset, number, reason)
    key = "data.undone" if changes else "data.undone_nothing"
    echo(say(language, key, number=number))
    for line in field_lines(changes, dataset, language):
        echo(line)
