"""`yike site`: the best places to add a facility of a category."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

import click

from bot.cli.option_types import (
    FILE,
    ObjectiveType,
    dataset_option,
    homes_option,
    json_option,
    language_option,
    pace_option,
    planned_option,
)
from bot.cli.output import echo

if TYPE_CHECKING:
    from pathlib import Path

    from bot.cli.dataset_source import DatasetSource
    from geo.dataset.dataset import Dataset
    from geo.facility import Pace
    from geo.siting.proposal import Proposal
    from geo.siting.siting_request import Objective


POSITIVE = click.FloatRange(0, min_open=True)


@click.command()
@click.argument("category")
@click.option(
    "--sites",
    "count",
    type=click.IntRange(1, 100),
    metavar="K",
    help="How many to add; or say --budget.",
)
@click.option(
    "--budget",
    type=POSITIVE,
    metavar="SUM",
    help="What the sites may cost together, in place of a number of them.",
)
@click.option(
    "--cost",
    type=POSITIVE,
    metavar="SUM",
    help="Of one site; a `cost` in the FILE of candidates goes before it.",
)
@click.option(
    "--moves",
    default=0,
    type=click.IntRange(0, 100),
    metavar="M",
    help="Existing facilities that may move; which and where to is part of the answer.",
)
@click.option(
    "--capacity",
    type=POSITIVE,
    metavar="N",
    help="People that one site serves; a `capacity` in the FILE goes before it.",
)
@click.option(
    "--minutes", type=click.IntRange(1, 60), help="The circle; that of the standard by default."
)
@click.option(
    "--objective",
    type=ObjectiveType(),
    metavar="[covering|backup|median|worst-case]",
    default="covering",
    help="Most demand within the circle (default); of one site and of a second; least walking for"
    " all; most within the circle wherever roughly located facilities may be.",
)
@click.option(
    "--candidates",
    default="junctions",
    metavar="junctions|buildings|FILE",
    help="What to choose from; a FILE is GeoJSON with points.",
)
@click.option(
    "--seconds",
    type=POSITIVE,
    default=300.0,
    metavar="S",
    help="Stop without a proof after so many, and tell the gap; 300 by default.",
)
@click.option(
    "--out",
    type=FILE,
    help="Write a map (.html), the curve of gains (.svg), or the sites (.geojson, .json).",
)
@json_option
@planned_option
@homes_option
@language_option
@pace_option
@dataset_option
def site(  # noqa: PLR0913 - one parameter an option
    *,
    category: str,
    count: int | None,
    budget: float | None,
    cost: float | None,
    moves: int,
    capacity: float | None,
    seconds: float,
    minutes: int | None,
    objective: Objective,
    candidates: str,
    out: Path | None,
    as_json: bool,
    with_planned: bool,
    homes: Path | None,
    language: str,
    pace: Pace | None,
    source: DatasetSource,
) -> None:
    """Find the K best places to add a CATEGORY; exact, with the proof and the greedy choice.

    For example: site canteen --sites 3; site canteen --budget 500 --cost 120;
    site station --moves 2; site canteen --sites 3 --capacity 800;
    site canteen --sites 2 --objective backup.
    """
    from bot.cli.category import category_key
    from bot.cli.progress import bars
    from geo.coverage.supply import SupplyChange
    from geo.siting.proposal import propose
    from geo.siting.siting_request import SitingRequest

    dataset = source.open()
    key = category_key(dataset, category)
    request = SitingRequest(
        category=key,
        count=count or 0,
        pace=pace or dataset.default_pace,
        minutes=minutes or _circle(dataset, key),
        objective=objective,
        candidates=candidates,
        change=SupplyChange(with_planned=with_planned),
        homes=homes,
        budget=budget,
        cost=cost,
        moves=moves,
        capacity=capacity,
        seconds=seconds,
    )
    request.check()
    _check_name(out)
    with bars("sites") as (progress,):
        found = propose(dataset, request, progress)
    for line in _told(found, dataset, language, out, as_json=as_json):
        echo(line)


def _circle(dataset: Dataset, key: str) -> float:
    """Give the circle of a category's standard; that of an unknown one is never walked."""
    from geo.coverage.standards import Standards

    standard = Standards.of(dataset).by_category.get(key)
    return standard.minutes if standard else math.inf


_SUFFIXES = (".html", ".svg", ".geojson", ".json")


def _check_name(out: Path | None) -> None:
    """Refuse a file name before anything is worked out."""
    from geo.errors import SettingsError

    if out is not None and out.suffix not in _SUFFIXES:
        raise SettingsError(f"{out}: name a file that ends in {', '.join(_SUFFIXES)}")


def _told(
    found: Proposal, dataset: Dataset, language: str, out: Path | None, *, as_json: bool
) -> list[str]:
    """Write the file that is wanted; give the lines to tell."""
    from bot.cli.output import write_output
    from maps.siting.proposal_chart import proposal_chart
    from maps.siting.proposal_files import proposal_geojson, proposal_json
    from maps.siting.proposal_page import proposal_page
    from maps.siting.proposal_text import proposal_lines, siting_texts

    texts = siting_texts(language)
    if out is not None:
        writers = (proposal_page, proposal_chart, proposal_geojson, proposal_json)
        write = dict(zip(_SUFFIXES, writers, strict=True))[out.suffix]
        write_output(out, write(found, dataset, texts).encode())
    if as_json:
        in_lines = proposal_json(found, dataset, texts)
        return [json.dumps(json.loads(in_lines), ensure_ascii=False)]
    lines = proposal_lines(found, dataset, texts)
    return [*lines, str(out)] if out is not None else lines
