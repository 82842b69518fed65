"""`yike circle`: the service circle of a place as a page, a picture or GeoJSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.cli.option_types import (
    FILE,
    LonLatType,
    dataset_option,
    language_option,
    locale_language,
    now_option,
    pace_option,
)
from bot.cli.output import echo
from geo.walking_model import CIRCLE_MIN

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from bot.cli.dataset_source import DatasetSource
    from geo.facility import LonLat, Pace


@click.command()
@click.option("--at", type=LonLatType(), help="The middle, degrees, WGS-84.")
@click.option("--place", metavar="NAME", help="The middle, by name.")
@click.option("--minutes", type=click.IntRange(1, 60), default=CIRCLE_MIN, show_default=True)
@click.option("--out", required=True, type=FILE)
@language_option
@now_option
@pace_option
@dataset_option
def circle(  # noqa: PLR0913, PLR0917 - one parameter an option
    at: LonLat | None,
    place: str | None,
    minutes: int,
    out: Path,
    language: str,
    now: datetime | None,
    pace: Pace | None,
    source: DatasetSource,
) -> None:
    """Draw the service circle of a place into FILE.html, .png or .geojson."""
    from bot.channels.circle_scene import whole_scene
    from bot.channels.moment import in_zone
    from bot.cli.circle_file import check_name, write_scene
    from bot.cli.origin import located_origin
    from bot.cli.progress import spinner
    from bot.conversation.lookup.search import FacilitySearch
    from bot.texts import say

    check_name(out)
    dataset = source.open(now.date() if now else None)
    origin, moment = located_origin(dataset, at, place, language), in_zone(now, dataset.zone)
    with spinner("drawing"):
        search, walked = FacilitySearch(dataset), pace or dataset.default_pace
        write_scene(whole_scene(search, origin, minutes, walked, language, moment), out)
    echo(say(locale_language(), "data.wrote", file=out))
