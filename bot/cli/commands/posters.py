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
@click.option("--pdf", is_flag=True, help="All posters, and all cards, as a PDF each, too.")
@now_option
@language_option
@dataset_option
def posters(  # noqa: PLR0913 - one parameter an option
    *,
    out: Path,
    address: str | None,
    pdf: bool,
    now: datetime | None,
    language: str,
    source: DatasetSource,
) -> None:
    """Write a poster (A4) and a sheet of cards for each neighbourhood, compound and facility.

    All of them stand in one page as well, to print at once.
    """
    from bot.channels.moment import in_zone
    from bot.channels.posters.poster_files import ALL_CARDS, ALL_POSTERS, write_posters
    from bot.cli.progress import bars
    from bot.cli.web_address import addressed_settings
    from bot.storage.store import Store
    from bot.texts import say
    from maps.audit.paper.paper_pdf import find_browser, print_page

    browser = find_browser(ALL_POSTERS) if pdf else None
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
    printed: list[Path] = []
    if browser and count:
        with bars("paper") as (paper,):
            for done, name in enumerate((ALL_POSTERS, ALL_CARDS), start=1):
                printed.append(print_page(out / name, browser))
                paper(done / 2)
    told = say(
        locale_language(),
        "data.wrote_posters",
        count=count,
        file=out / "index.html",
        all=out / ALL_POSTERS,
    )
    for line in (told, *map(str, printed)):
        echo(line)
