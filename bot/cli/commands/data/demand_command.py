"""`yike data demand`: what was asked for, where and at what hour, and not found."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.option_types import dataset_option, json_option, locale_option
from bot.cli.output import echo, echo_json

if TYPE_CHECKING:
    from bot.cli.dataset_source import DatasetSource
    from bot.storage.demand_table import DemandCount


@click.command()
@json_option
@locale_option
@dataset_option
def demand(source: DatasetSource, language: str, *, as_json: bool) -> None:
    """Tell anonymous demand by category, committee and hour; no count under 5 is shown."""
    from bot.settings import environment, read_settings
    from bot.staff.reports.demand_breakdown import demand_by_category, demand_lines
    from bot.storage.store import Store

    dataset = source.open()
    store = read_settings(environment(Path.cwd()), for_telegram=False).store
    counts: tuple[DemandCount, ...] = ()
    if not isinstance(store, Path) or store.exists():
        with Store.open(store) as opened:
            counts = opened.demand.counts()
    if as_json:
        for one in demand_by_category(counts):
            echo_json(asdict(one))
        return
    for line in demand_lines(counts, dataset, language):
        echo(line)
