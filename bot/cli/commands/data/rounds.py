"""`yike data todo`, `walk`: what to verify first, and a round that does it on foot."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.option_types import (
    FILE,
    dataset_option,
    json_option,
    locale_option,
    pace_option,
)
from bot.cli.output import echo, echo_json, write_output

if TYPE_CHECKING:
    from bot.cli.dataset_source import DatasetSource
    from geo.coverage.verification_order import VerificationTask
    from geo.dataset.dataset import Dataset
    from geo.facility import Facility, Pace
    from maps.rounds.round_page import Round

_MOST_STOPS = 12


@click.command()
@click.option("--most", type=click.IntRange(1, 1000), default=10, show_default=True)
@json_option
@pace_option
@locale_option
@dataset_option
def todo(
    *, source: DatasetSource, most: int, pace: Pace | None, language: str, as_json: bool
) -> None:
    """Rank what to verify by how many people's answers it would settle."""
    from bot.cli.progress import spinner
    from bot.staff.reports.todo import todo_lines
    from geo.coverage.verification_order import verification_order

    dataset = source.open()
    with spinner("walks"):
        order = verification_order(dataset, pace or dataset.default_pace)
    if as_json:
        for task in order.tasks[:most]:
            echo_json(_as_object(task))
        return
    for line in todo_lines(order, dataset, most, language):
        echo(line)


@click.command()
@click.option("--from", "place", required=True, metavar="PLACE", help="Where it begins and ends.")
@click.option(
    "--stops", type=click.IntRange(1, _MOST_STOPS), default=8, show_default=True, metavar="N"
)
@click.option("--out", type=FILE, help="The page, .html; only the list is told without one.")
@pace_option
@locale_option
@dataset_option
def walk(  # noqa: PLR0913 - one parameter an option
    *,
    source: DatasetSource,
    place: str,
    stops: int,
    out: Path | None,
    pace: Pace | None,
    language: str,
) -> None:
    """Make a round trip, on the streets and in order, of what to verify first."""
    from bot.cli.origin import located_origin
    from bot.cli.progress import spinner
    from bot.texts import say
    from geo.errors import SettingsError
    from maps.rounds.round_page import round_page

    if out is not None and out.suffix != ".html":
        raise SettingsError(f"{out.name}: name a file that ends in .html")
    dataset = source.open()
    origin = located_origin(dataset, None, place)
    with spinner("walks"):
        made = _round(dataset, place, pace or dataset.default_pace, stops, language)
    if not made.stops:
        echo(say(language, "todo.nothing"))
        return
    for number, (stop, leg) in enumerate(zip(made.stops, made.trip.legs, strict=False), start=1):
        name, minutes = stop.facility.name.said_in(language), round(leg.minutes)
        echo(say(language, "todo.stop", number=number, name=name, minutes=minutes))
    minutes = round(sum(leg.minutes for leg in made.trip.legs))
    echo(say(language, "todo.round", origin=origin.name, minutes=minutes))
    if out is not None:
        write_output(out, round_page(made).encode())
        echo(str(out))


def _round(dataset: Dataset, place: str, pace: Pace, stops: int, language: str) -> Round:
    """Choose the first facilities that have a position, and order them by the walk."""
    from bot.cli.origin import located_origin
    from bot.settings import environment, read_settings
    from geo.coverage.verification_order import verification_order
    from geo.facility import Pace
    from geo.routing.round_trip import round_trip
    from geo.routing.walker import Walker
    from geo.town import open_network
    from maps.rounds.round_page import Round, Stop

    origin = located_origin(dataset, None, place)
    tasks = verification_order(dataset, pace).tasks
    located = [task for task in tasks if _is_spot(task.facility)][:stops]
    points = [task.facility.geometry.middle for task in located if task.facility.geometry]
    walker = Walker(open_network(dataset), Pace.STANDARD)  # staff walk it, not residents
    if origin.point is None:
        raise AssertionError  # `located_origin` gives none without
    trip = round_trip(walker, origin.point, points)
    chosen = tuple(Stop(located[n].facility, round(located[n].people)) for n in trip.order)
    today = datetime.now(dataset.zone).date()
    site = read_settings(environment(Path.cwd()), for_telegram=False).web_address.rstrip("/")
    return Round(dataset, origin.name, origin.point, chosen, trip, today, language, site)


def _is_spot(facility: Facility) -> bool:
    """Tell whether somebody can stand at it: a path has no door."""
    return facility.geometry is not None and len(facility.geometry.vertices) == 1


def _as_object(task: VerificationTask) -> dict[str, object]:
    return {
        "id": task.facility.id,
        "people": round(task.people),
        "located": task.facility.geometry is not None,
        "settles": list(task.settled),
    }
