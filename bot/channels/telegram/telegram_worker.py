"""The one thread that owns dialogue, store and walkers, and what is asked of it.

A walker serves one thread at a time, and a commit takes a millisecond: neither may be on the event
loop. What a reply led to is kept only when it has arrived, so that a kill in between repeats the
event from the same session.
"""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from bot.channels.background import repeat
from bot.channels.live_dialogue import LiveDialogue
from bot.channels.single_thread import SingleThread
from bot.channels.telegram.handled_updates import HandledUpdates
from bot.channels.telegram.outgoing_reply import OutgoingReply, list_mark
from bot.conversation.context import Outcome
from bot.conversation.reply import Event, Origin, Reply
from bot.storage.store import SWEEP_S
from bot.texts.local_words import say_in
from bot.understanding.query import Intent

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from bot.staff.staff_context import StaffContext
    from bot.storage.store import Store
    from geo.dataset.dataset import Dataset
    from geo.facility import LonLat

T = TypeVar("T")


class TelegramWorker:
    """Answers, remembers, corrects; every method but the coroutines runs in its thread."""

    def __init__(self, dataset: Dataset, store: Store, clock: Callable[[], datetime]) -> None:
        """Open the dialogue on a dataset, as staff have corrected it in the store."""
        self.live = LiveDialogue(dataset, store, clock)
        self.store, self.clock = store, clock
        self._thread = SingleThread("dialogue")
        self._sent: dict[int, OutgoingReply] = {}
        self._updates = HandledUpdates(store.updates)
        self._sweeping: asyncio.Task[None] | None = None

    @property
    def dataset(self) -> Dataset:
        """The dataset that answers are given from."""
        return self.live.dataset

    # On the event loop

    async def run(self, function: Callable[..., T], *arguments: object) -> T:
        """Have something done in the thread."""
        return await self._thread.run(function, *arguments)

    def note_sent(self, update_id: int, outgoing: OutgoingReply) -> None:
        """Note that the reply to an update has arrived; `settle` keeps what it led to."""
        self._sent[update_id] = outgoing

    def has_handled(self, update_id: int) -> bool:
        """Tell whether an update was handled, by this process or an earlier one."""
        return self._updates.has_handled(update_id)

    async def settle(self, update_id: int) -> None:
        """Keep what an update led to, and remember that the update was handled."""
        await self.run(self._settle, update_id, self._sent.pop(update_id, None))

    async def defer(self, updates: Sequence[tuple[int, str]]) -> None:
        """Keep updates that Telegram is to forget before they are answered."""
        await self.run(self._updates.defer, updates, self.clock())

    async def deferred(self) -> tuple[tuple[int, str], ...]:
        """Give what was deferred and has not been answered, by number, the oldest first."""
        return await self.run(self.store.updates.deferred)

    async def open(self) -> None:
        """Get ready: the first resident shall not wait for the compiler."""
        await self.run(self.live.warm_up, (self.dataset.default_pace,))
        sweep = partial(self.run, self.live.sweep)
        self._sweeping = asyncio.create_task(repeat(SWEEP_S, "the sweep", sweep))

    async def close(self) -> None:
        """End the thread; the store is of no use afterwards."""
        if self._sweeping:
            self._sweeping.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._sweeping
        await self._thread.close()
        self.store.close()

    # In the thread

    def answer(
        self, chat: int, event: Event, language: str, mark: str | None = None
    ) -> OutgoingReply:
        """Answer one event of a chat; `language` is for somebody new.

        `mark` is that of the list under which a page was asked for: an older list has none.
        """
        person = self.person(chat)
        session = self.live.session(person, language)
        if mark is not None and mark != list_mark(session):
            event = replace(event, press="")
        outcome = self.live.answer(session, person, event)
        return OutgoingReply(outcome.reply, person, outcome.session, outcome.counts)

    def say(self, chat: int, language: str, key: str) -> OutgoingReply:
        """Say something of the channel's own, with the most wanted categories to press."""
        person = self.person(chat)
        session = self.live.session(person, language)
        reply = self.live.answer(session, person, Event(press="greet")).reply
        text = say_in(self.dataset, session.language, key)
        return OutgoingReply(replace(reply, intent=Intent.UNKNOWN, text=text), person, session)

    def move(self, chat: int, point: LonLat, error_m: float, language: str) -> OutgoingReply:
        """Be somewhere else without a word: the next question counts from there."""
        person = self.person(chat)
        session = self.live.session(person, language)
        origin = Origin.shared(session.language, point, error_m)
        moved = session.moved_to(origin, self.clock())
        return OutgoingReply(Reply(Intent.SET_PLACE, "", session.language), person, moved)

    def ask_staff(
        self, question: Callable[[StaffContext], T], user: int, language: str, event: str
    ) -> T:
        """Find something out about what a member of staff does."""
        return question(self.live.staff_context(self.person(user), language, event))

    def act(
        self, handler: Callable[[StaffContext], Reply], user: int, language: str, event: str
    ) -> OutgoingReply:
        """Do what a member of staff asks; what she changes holds for the next answer."""
        reply = self.ask_staff(handler, user, language, event)
        self.live.refresh()
        return OutgoingReply(reply)

    def language_of(self, user: int) -> str:
        """Give the language that somebody has chosen; Chinese for somebody new."""
        return self.live.session(self.person(user), "zh").language

    def person(self, chat: int) -> str:
        """Name whoever is in a private chat."""
        return self.store.person("telegram", chat)

    def _settle(self, update_id: int, outgoing: OutgoingReply | None) -> None:
        with self.live.keeping():
            if outgoing is not None and outgoing.person:
                reply, session = outgoing.reply, outgoing.session
                self.live.remember(outgoing.person, Outcome(reply, session, outgoing.counts))
            self._updates.write_handled(update_id)
        self._updates.note_handled(update_id)
