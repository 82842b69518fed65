"""One question from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.app import dialogue_on
from bot.desk import MemoryDesk
from bot.reply import Event, Origin
from bot.session import MemorySessions, Session
from bot.texts import say
from geo.crs import parse_lonlat
from geo.facility import Pace

if TYPE_CHECKING:
    from datetime import datetime

    from bot.reply import Reply
    from geo.dataset import Dataset


def ask_once(  # noqa: PLR0913 - what the command line gives
    dataset: Dataset,
    text: str,
    now: datetime,
    *,
    at: str | None = None,
    place: str | None = None,
    minutes: int | None = None,
    pace: str | None = None,
) -> Reply:
    """Answer one question of somebody whose place, pace and minutes may be given beside it.

    Raises:
        CoordinateError: `at` is no position.
        OutsideAreaError: `at` is too far from any street.
        UnknownNameError: no place has that name.
    """
    dialogue = dialogue_on(dataset, MemorySessions(), MemoryDesk())
    dialogue.minutes = minutes or dialogue.minutes
    session = Session(pace=Pace(pace) if pace else None)
    origin = origin_of(dataset, at, place)
    if origin is not None:
        if origin.basis == "shared" and origin.point:
            walked = session.pace or dataset.default_pace
            dialogue.guide.town(walked).walker.start(origin.point)
        session = session.moved_to(origin, now, dataset.places.named(place).id if place else None)
    return dialogue.answer(session, "", Event(text=text), now)[0]


def origin_of(dataset: Dataset, at: str | None, place: str | None) -> Origin | None:
    """Read where somebody is.

    Raises:
        CoordinateError: `at` is no position.
        UnknownNameError: no place has that name.
    """
    if at:
        return Origin(say("zh", "place.here"), parse_lonlat(at), "shared")
    if place:
        known = dataset.places.named(place)
        return Origin(known.name.zh, known.point, "named", known.position_error_m or 0.0)
    return None


def prepare(dataset: Dataset) -> None:
    """Work out the tables of every pace and the index of the knowledge."""
    from rich.progress import track  # noqa: PLC0415 - only here is there anything to wait for

    from geo.town import Town  # noqa: PLC0415

    dialogue_on(dataset, MemorySessions(), MemoryDesk())
    for pace in track(list(Pace), description="walking tables"):
        Town.open(dataset, pace)
