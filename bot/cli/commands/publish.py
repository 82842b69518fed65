"""`yike publish`: the public pages, as a static site."""

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


@click.command()
@click.option("--out", required=True, type=FOLDER)
@click.option("--address", metavar="URL", help="Where the folder will be served.")
@click.option("--without-audit", is_flag=True, help="Leave the audit out, which takes longest.")
@now_option
@language_option
@dataset_option
def publish(  # noqa: PLR0913 - one parameter an option
    *,
    out: Path,
    address: str | None,
    without_audit: bool,
    now: datetime | None,
    language: str,
    source: DatasetSource,
) -> None:
    """Write a static site: a page a place, the map, the audit, a search that needs no server."""
    from bot.channels.moment import in_zone
    from bot.channels.public_site.site_files import write_site
    from bot.cli.progress import bars
    from bot.cli.web_address import addressed_settings
    from bot.texts import say

    settings = addressed_settings(address, "where the folder will be served")
    dataset = source.open(now.date() if now else None)
    with bars("pages") as (progress,):
        count = write_site(
            dataset,
            out,
            site=settings.web_address,
            language=language,
            at=in_zone(now, dataset.zone),
            audit=not without_audit,
            progress=progress,
        )
    told = say(locale_language(), "data.wrote_places", count=count, file=out / "index.html")
    echo(told)
