"""`yike posters`: posters and cards to print, whose codes carry the place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.cli.option_types import (
    FOLDER,
    dataset_option,
    language_option,
    locale_language,
    now_option,
)
from bot.cli.output import echo

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from bot.cli.dataset_source import DatasetSource
    from bot.storage.demand_table import DemandCount


@click.command()
@click.option("--out", required=True, type=FOLDER)
@click.option("--address", metavar="URL", help="Where people reach `yike serve`.")
@now_option
@language_option
@dataset_option
def posters(
    out: Path, address: str | None, now: datetime | None, language: str, source: DatasetSource
) -> None:
    """Write a poster (A4) and a sheet of cards for each neighbourhood, compound and facility."""
    from bot.channels.moment import in_zone
    from bot.channels.posters.poster_files import write_posters
    from bot.cli.progress import bars
    from bot.cli.web_address import addressed_settings
    from bot.storage.store import Store
    from bot.texts import say

    settings = addressed_settings(address, "where people reach the pages")
    dataset = source.open(now.date() if now else None)
    counts: tuple[DemandCount, ...] = ()
    if isinstance(settings.store, str) or settings.store.exists():
        with Store.open(settings.store) as store:
            counts = store.demand.counts()
    with bars("posters") as (progress,):
        count = write_posters(
            dataset,
            out,
            site=settings.web_address,
            language=language,
            at=in_zone(now, dataset.zone),
            counts=counts,
            progress=progress,
        )
    told = say(locale_language(), "data.wrote_posters", count=count, file=out / "index.html")
    echo(told)
