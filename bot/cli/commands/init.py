"""`yike init`: a dataset for another town, from an OpenStreetMap extract."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli.option_types import FILE, HEIGHTS, locale_option
from bot.cli.output import echo


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--osm", "extract", type=FILE, required=True, help="The extract of the town.")
@click.option(
    "--boundary",
    default="",
    metavar="RELATION|NAME|FILE",
    help="Where the town ends; all of the extract by default.",
)
@click.option("--name", default="", help="What the town is called; as its boundary by default.")
@click.option(
    "--country",
    default="",
    metavar="CODE",
    help="ISO 3166 code, for hotlines, holidays and the time zone; found on the map by default.",
)
@click.option("--tags", type=FILE, help="Which tags are facilities, in place of our own table.")
@click.option(
    "--words",
    default="",
    metavar="CODES",
    help="Languages in which services are heard, such as fi,sv; those of the country by default.",
)
@click.option("--heights", type=FILE, multiple=True, help=HEIGHTS)
@locale_option
def init(  # noqa: PLR0913, PLR0917 - one parameter an option
    folder: Path,
    extract: Path,
    boundary: str,
    name: str,
    country: str,
    tags: Path | None,
    words: str,
    heights: tuple[Path, ...],
    language: str,
) -> None:
    """Make a dataset for any town from an extract (.osm, .osm.gz, .osm.pbf).

    Writes streets, facilities, homes, names of places and a base map into a new folder, checks
    them, and tells what is missing. On failure nothing is left.

    yike init porto --osm porto.osm.pbf --boundary Porto
    """
    from bot.cli.new_town import make_town
    from geo.osm_dataset.new_dataset import Wanted

    wanted = Wanted(extract, boundary, name, country, tags, heights)
    echo(make_town(wanted, folder, language, words))
