"""`yike ask`: one question, one answer."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from bot.cli.option_types import (
    LonLatType,
    TextType,
    dataset_option,
    json_option,
    now_option,
    pace_option,
)
from bot.cli.output import echo, echo_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bot.cli.dataset_source import DatasetSource
    from geo.facility import LonLat, Pace


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no garbage: the process ends first, and looking takes a tenth of its time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@click.command()
@click.argument("text", type=TextType())
@click.option("--at", type=LonLatType(), help="Where you are, degrees, WGS-84.")
@click.option("--place", metavar="NAME", help="Where you are, by name.")
@click.option("--minutes", type=click.IntRange(1, 60), help="How long to walk; 15 by default.")
@json_option
@now_option
@pace_option
@dataset_option
@_uncollected()
def ask(  # noqa: PLR0913, PLR0917 - one parameter an option
    text: str,
    at: LonLat | None,
    place: str | None,
    minutes: int | None,
    now: datetime | None,
    pace: Pace | None,
    source: DatasetSource,
    *,
    as_json: bool,
) -> None:
    """Answer one question.

    yike ask "附近有助餐点吗" --at 121.5172,31.2071
    """
    from bot.channels.moment import in_zone
    from bot.cli.question import ask_once

    dataset = source.open(now.date() if now else None)
    moment = in_zone(now, dataset.zone)
    reply = ask_once(dataset, text, moment, at=at, place=place, minutes=minutes, pace=pace)
    if as_json:
        from bot.channels.json_contract import as_json as contract

        echo_json(contract(reply, dataset))
    else:
        echo(reply.text)
