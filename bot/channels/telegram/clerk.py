"""The one thread that owns dialogue, store and walkers, and what is asked of it.

A walker serves one thread at a time, and a commit takes a millisecond: neither may be on the event
loop. A turn is kept only when its answer has arrived, so that a kill in between repeats the turn
from the same session.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from bot.channels.telegram.buttons import list_mark
from bot.conversation.app import dialogue_on
from bot.conversation.reply import Event, Origin, Reply
from bot.conversation.session import MemorySessions, Session, StoredSessions
from bot.staff.commands import Backstage
from bot.staff.corrections import corrected
from bot.storage.memory_desk import MemoryDesk
from bot.storage.store import KEPT_UPDATES
from bot.texts import say
from bot.understanding.query import Intent
from geo.compute.kernels import compile_kernels

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from bot.conversation.dialogue import Dialogue
    from bot.staff.verification import Act
    from bot.storage.store import Store
    from geo.dataset.dataset import Dataset
    from geo.facility import LonLat

T = TypeVar("T")

_SWEEP_S = 3600.0


@dataclass(frozen=True, slots=True)
class Turn:
    """A reply that is to be sent; `session` is what to remember then, `person` of whom."""

    reply: Reply
    person: str = ""
    session: Session = field(default_factory=Session)

    @property
    def mark(self) -> str:
        """Tell this list from every other, for the buttons that turn its pages."""
        return list_mark(self.session)

    @property
    def goes_back(self) -> bool:
        """Whether the list has an earlier page than this one."""
        listing = self.reply.intent not in {Intent.DETAIL, Intent.ROUTE}
        return listing and self.session.shown > len(self.reply.listed) > 0


class Clerk:
    """Answers, remembers, corrects; every method but the coroutines runs in its thread."""

    def __init__(self, dataset: Dataset, store: Store, clock: Callable[[], datetime]) -> None:
        """Open the dialogue on a dataset, as staff have corrected it in the store."""
        self.store, self.clock = store, clock
        self._written = dataset
        self._day: date | None = None
        self._thread = ThreadPoolExecutor(1, "clerk")
        self._turns: dict[int, Turn] = {}
        self._handled = OrderedDict.fromkeys(store.known_updates())
        self._waiting = {number for number, _ in store.waiting()}
        self._sweeping: asyncio.Task[None] | None = None
        self.dialogue: Dialogue = dialogue_on(dataset, StoredSessions(store), store)
        self.backstage = Backstage(store, dataset)
        self._aside = replace(self.dialogue, sessions=MemorySessions(), desk=MemoryDesk())
        self._refresh(clock().date())

    # On the event loop

    async def run(self, function: Callable[..., T], *arguments: object) -> T:
        """Have something done in the thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, function, *arguments)

    def answered(self, update_id: int, turn: Turn) -> None:
        """Note that a turn has arrived; `settle` keeps it."""
        self._turns[update_id] = turn

    def has_handled(self, update_id: int) -> bool:
        """Tell whether an update was handled, by this process or an earlier one."""
        return update_id in self._handled

    async def settle(self, update_id: int) -> None:
        """Keep the turn that an update led to, and remember that the update was handled."""
        await self.run(self._settle, update_id, self._turns.pop(update_id, None))

    async def set_aside(self, updates: Sequence[tuple[int, str]]) -> None:
        """Keep updates that Telegram is to forget before they are answered."""
        await self.run(self._set_aside, updates)

    async def waiting(self) -> tuple[tuple[int, str], ...]:
        """Give what was set aside and has not been answered, by number, the oldest first."""
        return await self.run(self.store.waiting)

    async def open(self) -> None:
        """Get ready: the first resident shall not wait for the compiler."""
        await self.run(self._warm)
        self._sweeping = asyncio.create_task(self._sweep())

    async def close(self) -> None:
        """End the thread; the store is of no use afterwards."""
        if self._sweeping:
            self._sweeping.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._sweeping
        await asyncio.to_thread(self._thread.shutdown)
        self.store.close()

    async def _sweep(self) -> None:
        """Drop the sessions that are over, though nobody speaks."""
        while True:
            await self.run(self.dialogue.sessions.sweep, self.clock())
            await asyncio.sleep(_SWEEP_S)

    # In the thread

    def answer(self, chat: int, event: Event, language: str, mark: str | None = None) -> Turn:
        """Answer one event of a chat; `language` is for somebody new.

        `mark` is that of the list under which a page was asked for: an older list has none.
        """
        now = self.clock()
        self._begin(now)
        person = self.person(chat)
        session = self._session(person, language, now)
        if mark is not None and mark != list_mark(session):
            event = replace(event, press="")
        reply, session = self.dialogue.answer(session, person, event, now)
        if reply.intent is Intent.FORGET:
            self.dialogue.remember(person, reply, session, now)
            self.backstage.forget(person)
        return Turn(reply, person, session)

    def say(self, chat: int, language: str, key: str) -> Turn:
        """Say something of the channel's own, with the most wanted categories to press."""
        now, person = self.clock(), self.person(chat)
        session = self._session(person, language, now)
        reply, _ = self.dialogue.answer(session, person, Event(press="greet"), now)
        text = say(session.language, key)
        return Turn(replace(reply, intent=Intent.UNKNOWN, text=text), person, session)

    def move(self, chat: int, point: LonLat, error_m: float, language: str) -> Turn:
        """Be somewhere else without a word: the next question counts from there."""
        now, person = self.clock(), self.person(chat)
        session = self._session(person, language, now)
        origin = Origin(say(session.language, "place.shared"), point, "shared", error_m)
        session = session.moved_to(origin, now)
        return Turn(Reply(Intent.SET_PLACE, "", session.language), person, session)

    def aside(self, text: str, language: str, point: LonLat | None) -> Reply:
        """Answer somebody who types in another chat; nothing is remembered or counted."""
        now = self.clock()
        self._begin(now)
        session = Session(language=language)
        if point:
            origin = Origin(say(language, "place.shared"), point, "shared")
            session = session.moved_to(origin, now)
        return self._aside.answer(session, "", Event(text=text), now)[0]

    def act(self, doing: Callable[[Act], Reply], act: Act) -> Turn:
        """Do what a member of staff asks; what she changes holds for the next answer."""
        reply = doing(act)
        self._refresh(act.now.date())
        return Turn(reply)

    def person(self, chat: int) -> str:
        """Name whoever is in a private chat."""
        return self.store.person("telegram", chat)

    def _begin(self, now: datetime) -> None:
        """Let suspensions begin and end with the day."""
        if now.date() != self._day:
            self._refresh(now.date())

    def _refresh(self, today: date) -> None:
        """Answer from what staff have changed."""
        self._day = today
        dataset = corrected(self._written, self.store.corrections(), today)
        if dataset.facilities != self.dialogue.dataset.facilities:
            self.dialogue.use(dataset)
            self._aside.use(dataset)
            self.backstage.dataset = dataset

    def _session(self, person: str, language: str, now: datetime) -> Session:
        session = self.dialogue.sessions.get(person, now)
        return session if session.updated else replace(session, language=language)

    def _set_aside(self, updates: Sequence[tuple[int, str]]) -> None:
        # What was settled while this waited for its turn is not to come back.
        unsettled = [update for update in updates if update[0] not in self._handled]
        self.store.set_aside(unsettled)
        self._waiting.update(number for number, _ in unsettled)

    def _settle(self, update_id: int, turn: Turn | None) -> None:
        with self.store.together():
            if turn is not None and turn.person:
                self.dialogue.remember(turn.person, turn.reply, turn.session, self.clock())
            self.store.first_time(update_id)
            if update_id in self._waiting:
                self.store.drop_waiting(update_id)
        self._waiting.discard(update_id)
        self._handled[update_id] = None
        while len(self._handled) > KEPT_UPDATES:
            self._handled.popitem(last=False)

    def _warm(self) -> None:
        compile_kernels()
        dataset = self.dialogue.dataset
        town = self.dialogue.guide.town(dataset.default_pace)
        located = next((place.point for place in dataset.places if place.point), None)
        if located:
            town.nearby(located, 0.0, 15.0)
