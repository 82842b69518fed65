"""The one thread that owns dialogue, store and walkers, and what is asked of it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from bot.channels.live_dialogue import LiveDialogue
from bot.channels.single_thread import SingleThread
from bot.channels.verification_queue import VerificationQueue
from bot.channels.web.drawings import Drawings
from bot.conversation.reply import Event, Origin
from bot.conversation.session import Session
from bot.understanding.query import Intent
from geo.facility import Pace

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.conversation.context import Outcome
    from bot.conversation.reply import Reply
    from bot.storage.store import Store
    from geo.dataset.dataset import Dataset

T = TypeVar("T")


class Answered(NamedTuple):
    """A reply, and what is remembered of whoever gets it."""

    reply: Reply
    session: Session


class WebWorker:
    """Answers visitors from the newest dataset; every method but the coroutines runs in its thread.

    `live` is replaced as a whole when the files of the dataset have changed. Posters are drawn in
    the thread of `paper`: all of them take a second or more.
    """

    def __init__(self, dataset: Dataset, store: Store, clock: Callable[[], datetime]) -> None:
        """Answer about a dataset, as staff have corrected it in the store."""
        self.store, self.clock = store, clock
        self.live = LiveDialogue(dataset, store, clock)
        self.drawings = Drawings(lambda: self.dataset, clock)
        self.queue = VerificationQueue()
        self.paper = SingleThread("paper")
        self._thread = SingleThread("answers")

    @property
    def dataset(self) -> Dataset:
        """The dataset that answers are given from."""
        return self.live.dataset

    # On the event loop

    async def run(self, function: Callable[..., T], *arguments: object) -> T:
        """Have something done in the thread, from what staff have changed up to now."""
        return await self._thread.run(self._up_to_date, function, *arguments)

    async def open(self) -> None:
        """Get ready, at every pace: a visitor may choose hers on the page."""
        await self.run(self.live.warm_up, Pace)
        await self.drawings.open()

    async def close(self) -> None:
        """End the threads, once what they have in hand is done."""
        await self._thread.close()
        await self.drawings.close()
        await self.paper.close()
        await asyncio.to_thread(self.queue.close)

    # In the thread

    def _up_to_date(self, function: Callable[..., T], *arguments: object) -> T:
        self.live.begin()
        return function(*arguments)

    def answer(
        self,
        person: str,
        language: str,
        event: Event,
        place: str = "",
        opened: bool = False,  # noqa: FBT001, FBT002 - `run` passes by position
    ) -> Answered:
        """Answer an event, and remember what it led to.

        Args:
            person: whoever asks; empty for somebody who is not to be remembered.
            language: for somebody new.
            event: what she did.
            place: id of the place or facility that her page was about: she is there.
            opened: she opened that page by its address, and speaks of what it lists.
        """
        session = self._session(person, language)
        if opened and self._knows(place):
            session = self.live.answer(self._moved(session, place), "", Event(press="near")).session
        elif place and place != session.place and self._knows(place):
            session = self._moved(session, place)
        outcome = self.live.answer(session, person, event)
        if person:
            self._remember(person, outcome)
        else:
            self.live.dialogue.count(outcome)
        return Answered(outcome.reply, outcome.session)

    def greet(self, person: str, language: str) -> Answered:
        """Give what somebody sees who opens the first page."""
        session = self._session(person, language)
        return Answered(self.live.answer(session, "", Event(press="greet")).reply, session)

    def around(self, person: str, language: str, place: str) -> Answered:
        """List what is near a place or a facility, for whoever follows its address.

        Raises:
            UnknownNameError: there is no such place.
        """
        known = self._session(person, language)
        session = self._moved(Session(language=known.language, pace=known.pace), place)
        outcome = self.live.answer(session, "", Event(press="near"))
        return Answered(outcome.reply, outcome.session)

    def use(self, live: LiveDialogue) -> None:
        """Answer from another dialogue from now on."""
        self.live = live
        live.refresh()

    def refresh(self) -> None:
        """Take up what staff have changed, in this process or another."""
        self.live.begin()

    def _session(self, person: str, language: str) -> Session:
        return self.live.session(person, language) if person else Session(language=language)

    def _knows(self, place: str) -> bool:
        named = (*self.dataset.places, *self.dataset.facilities)
        return any(one.id == place for one in named)

    def _moved(self, session: Session, place: str) -> Session:
        origin, place_id = self.origin_of(place, session.language)
        return session.moved_to(origin, self.clock(), place_id)

    def origin_of(self, key: str, language: str) -> tuple[Origin, str | None]:
        """Give a place of the dataset or a facility as an origin, and the id of the place.

        Raises:
            UnknownNameError: neither has this id.
        """
        dataset = self.dataset
        place = next((one for one in dataset.places if one.id == key), None)
        if place:
            return Origin.of_place(place, language), place.id
        return Origin.of_facility(dataset.facility(key), language), None

    def _remember(self, person: str, outcome: Outcome) -> None:
        if outcome.reply.intent is Intent.FORGET:  # that is done already
            return
        with self.live.keeping():
            self.live.remember(person, outcome)
