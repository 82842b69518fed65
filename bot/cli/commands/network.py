"""`yike network …`: street networks from OpenStreetMap."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli.option_types import FILE, HEIGHTS, locale_language
from bot.cli.output import echo


@click.group("network")
def network_group() -> None:
    """Read streets from OpenStreetMap."""


@network_group.command("import")
@click.argument("extract", type=FILE)
@click.option(
    "--data",
    "folder",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="The dataset to walk in; without one, NAME.network is written here.",
)
@click.option("--heights", type=FILE, multiple=True, help=HEIGHTS)
def import_(extract: Path, folder: Path | None, heights: tuple[Path, ...]) -> None:
    """Read the streets of an extract (.osm, .osm.gz, .osm.pbf)."""
    from bot.cli.network_import import import_extract
    from bot.texts import say

    written = import_extract(extract, folder, heights)
    echo(say(locale_language(), "data.wrote", file=written))


@network_group.command()
@click.argument("network", type=FILE)
def info(network: Path) -> None:
    """Tell what a saved network holds."""
    from bot.cli.network_import import describe_network

    echo(describe_network(network))
