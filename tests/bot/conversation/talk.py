"""Conversations over a dataset, each of somebody new; nothing is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.conversation.alarms.recent_alarms import RecentAlarms
from bot.conversation.dialogue import Dialogue
from bot.conversation.reply import Event
from bot.storage.memory import in_memory
from geo.facility import LonLat
from tests.support.tangqiao import TANGQIAO

if TYPE_CHECKING:
    from bot.conversation.reply import Reply
    from bot.storage.store import Store
    from geo.dataset.dataset import Dataset

NOW = datetime(2026, 3, 10, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
HERE = LonLat(121.5172, 31.2071)


@cache
def _opened() -> Dialogue:
    """A dialogue over the box: to read its words takes a quarter of a second."""
    return Dialogue.open(TANGQIAO, *in_memory())


def dialogue_over(store: Store) -> Dialogue:
    """A dialogue over the box that keeps in a store; only what it understands with is shared."""
    return replace(
        _opened(),
        sessions=store.sessions,
        feedback=store.feedback,
        demand=store.demand,
        alarms=RecentAlarms(),
    )


class Resident:
    """One resident's conversation; `now` may be moved on."""

    def __init__(self, dialogue: Dialogue) -> None:
        """Begin at ten on a Tuesday."""
        self.dialogue, self.now = dialogue, NOW

    def says(self, text: str) -> Reply:
        """Say something."""
        return self.dialogue.handle("p", Event(text=text, id=text), self.now)


class Talk:
    """One conversation after another over a dataset; nothing is kept."""

    def __init__(self, dataset: Dataset = TANGQIAO) -> None:
        """Open it once."""
        self.dialogue = Dialogue.open(dataset, *in_memory())

    def says(self, *texts: str, here: bool = False, now: datetime = NOW) -> Reply:
        """Say something as somebody new, at a moment; `here` sends a position first."""
        person = f"{texts}{here}"
        self.dialogue.sessions.forget(person)
        if here:
            self.dialogue.handle(person, Event(location=HERE), now)
        return [self.dialogue.handle(person, Event(text=text), now) for text in texts][-1]

    def place(self, *texts: str) -> str:
        """Say something as somebody new; give the place that the last answer starts from."""
        origin = self.says(*texts).origin
        return origin.name if origin else ""

    def presses(self, *actions: str, here: bool = False) -> Reply:
        """Press one button after another as somebody new."""
        person = f"{actions}{here}"
        self.dialogue.sessions.forget(person)
        if here:
            self.dialogue.handle(person, Event(location=HERE), NOW)
        return [self.dialogue.handle(person, Event(press=one), NOW) for one in actions][-1]
