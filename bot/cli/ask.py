"""One question from the command line."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from bot.conversation.dialogue import Dialogue
from bot.conversation.reply import Event, Origin
from bot.conversation.session import Session
from bot.storage.memory import in_memory
from bot.texts import say
from geo.crs import parse_lonlat
from geo.errors import CoordinateError, UnknownNameError
from geo.facility import Pace

if TYPE_CHECKING:
    from bot.conversation.reply import Reply
    from geo.dataset.dataset import Dataset


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
    dialogue = Dialogue.open(dataset, *in_memory())
    dialogue.minutes = minutes or dialogue.minutes
    session = Session(pace=Pace(pace) if pace else None)
    origin = origin_of(dataset, at, place)
    if origin is not None:
        if origin.basis == "shared" and origin.point:
            walked = session.pace or dataset.default_pace
            dialogue.search.town(walked).walker.start(origin.point)
        session = session.moved_to(origin, now, dataset.places.named(place).id if place else None)
    return dialogue.answer(session, "", Event(text=text), now).reply


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


def located(dataset: Dataset, at: str | None, place: str | None) -> Origin:
    """Read where somebody is, for what cannot do without.

    Raises:
        CoordinateError: `at` is no position.
        UnknownNameError: no place has that name, or nobody has located it.
    """
    origin = origin_of(dataset, at, place)
    if origin is None:
        raise CoordinateError("say where: --at LON,LAT or --place NAME")
    if origin.point is None:
        raise UnknownNameError(f"no source says where {origin.name} is: name a place close by")
    return origin


def prepare(dataset: Dataset) -> None:
    """Work out the tables of every pace, and have the compiler's work done."""
    from rich.progress import track  # noqa: PLC0415 - only here is there anything to wait for

    from bot.channels.circle_scene import whole_scene  # noqa: PLC0415

    dialogue = Dialogue.open(dataset, *in_memory())
    for pace in track(list(Pace), description="walking tables"):
        dialogue.search.town(pace)
    stations = (place for place in dataset.places.of_kind("metro") if place.point)
    for place in track(list(stations)[:1], description="compiling"):
        origin = Origin(place.name.zh, place.point, "named", 0.0)
        now = datetime.now(dataset.zone)
        whole_scene(dialogue.search, origin, 15, dataset.default_pace, "zh", now)
