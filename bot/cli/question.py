"""One question from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cli.origin import origin_of
from bot.conversation.dialogue import Dialogue
from bot.conversation.reply import Event
from bot.conversation.session import Session
from bot.storage.memory import MemorySessions, NoDemand

if TYPE_CHECKING:
    from datetime import datetime

    from bot.conversation.reply import Reply
    from geo.dataset.dataset import Dataset
    from geo.facility import LonLat, Pace


def ask_once(  # noqa: PLR0913 - what the command line gives
    dataset: Dataset,
    text: str,
    now: datetime,
    *,
    at: LonLat | None = None,
    place: str | None = None,
    minutes: int | None = None,
    pace: Pace | None = None,
) -> Reply:
    """Answer one question of somebody whose place, pace and minutes may be given beside it.

    Raises:
        OutsideAreaError: `at` is too far from any street.
        UnknownNameError: no place has that name.
    """
    dialogue = Dialogue.open(dataset, MemorySessions(), None, NoDemand())
    dialogue.minutes = minutes or dialogue.minutes
    session = Session(pace=pace)
    origin = origin_of(dataset, at, place)
    if origin is not None:
        if origin.basis == "shared" and origin.point:
            walked = session.pace or dataset.default_pace
            dialogue.search.town(walked).walker.start(origin.point)
        session = session.moved_to(origin, now, dataset.places.named(place).id if place else None)
    return dialogue.answer(session, "", Event(text=text), now).reply
