"""A dialogue on the dataset as staff have corrected it up to now, for channels that run long."""

from __future__ import annotations

import logging
import time
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.channels.error_summary import describe_error
from bot.conversation.dialogue import Dialogue
from bot.conversation.reply import Event, Origin
from bot.conversation.session import Session
from bot.staff.editing.drafts import drop_draft
from bot.staff.editing.taking_visits import take_visits
from bot.staff.staff_context import StaffContext
from bot.storage.memory import MemorySessions, NoDemand
from bot.understanding.query import Intent
from geo.change_log.log_file import signature
from geo.compute.kernels import compile_kernels
from geo.dataset.dataset import FACILITIES, is_current, reread
from geo.dataset.suspensions import as_of
from geo.errors import StoreError, YikeError
from geo.walking_model import CIRCLE_MIN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date, datetime

    from bot.conversation.context import Outcome
    from bot.conversation.reply import Reply
    from bot.storage.store import Store
    from geo.dataset.dataset import Dataset
    from geo.facility import LonLat, Pace

_log = logging.getLogger(__name__)

_TICK_NS = 20_000_000


class LiveDialogue:
    """Residents' dialogue and staff's corrections over one store; used from one thread."""

    def __init__(self, dataset: Dataset, store: Store, clock: Callable[[], datetime]) -> None:
        """Answer about a dataset, as staff have corrected it; an older store's visits are taken."""
        take_visits(dataset, store, clock().date())
        self.store, self.clock = store, clock
        self._current = dataset
        self._day: date | None = None
        self._seen: object = None
        self.dialogue = Dialogue.open(dataset, store.sessions, store.feedback, store.demand)
        self._untold = replace(
            self.dialogue,
            sessions=MemorySessions(),
            feedback=None,
            demand=NoDemand(),
        )
        self._untold.search = self.dialogue.search  # one thread, so one set of walkers
        self.refresh()

    @property
    def dataset(self) -> Dataset:
        """The dataset that answers are given from."""
        return self.dialogue.dataset

    def warm_up(self, paces: Iterable[Pace]) -> None:
        """Compile, and open the town at some paces: the first resident shall not wait for it."""
        compile_kernels()
        located = next((place.point for place in self.dataset.places if place.point), None)
        for pace in paces:
            town = self.dialogue.search.town(pace)
            if located:
                town.nearby(located, 0.0, CIRCLE_MIN)

    def sweep(self) -> None:
        """Erase what may be kept no longer, by the clock when its turn comes."""
        self.store.sweep(self.clock())

    @contextmanager
    def keeping(self) -> Iterator[None]:
        """Keep all that is written meanwhile, or nothing.

        She has her answer by now: a disk that takes nothing is no trouble of hers.
        """
        try:
            with self.store.transaction():
                yield
        except StoreError as error:
            _log.error("a turn was not kept: %s", describe_error(error))

    def session(self, person: str, language: str) -> Session:
        """Recall a person; `language` is for somebody new."""
        session = self.dialogue.sessions.get(person, self.clock())
        return session if session.updated else replace(session, language=language)

    def answer(self, session: Session, person: str, event: Event) -> Outcome:
        """Answer an event; what it led to is kept by `remember`, once the reply has arrived."""
        self.begin()
        outcome = self.dialogue.answer(session, person, event, self.clock())
        if outcome.reply.intent is Intent.FORGET:
            self.remember(person, outcome)
            drop_draft(self.store, person)
            return outcome._replace(counts=())
        return outcome

    def remember(self, person: str, outcome: Outcome) -> None:
        """Keep what an answer led to."""
        self.dialogue.remember(person, outcome, self.clock())

    def answer_untold(self, text: str, language: str, point: LonLat | None) -> Reply:
        """Answer somebody of whom nothing is remembered or counted."""
        session = Session(language=language)
        if point:
            session = session.moved_to(Origin.shared(language, point), self.clock())
        return self.answer_alone(session, Event(text=text), self.clock())

    def answer_alone(self, session: Session, event: Event, now: datetime) -> Reply:
        """Answer from a session at a moment (aware); nothing is remembered or counted."""
        self.begin()
        return self._untold.answer(session, "", event, now).reply

    def staff_context(self, by: str, language: str, event: str) -> StaffContext:
        """Give what a member of staff acts in; after a change, `refresh`."""
        return StaffContext(self.store, self.dataset, by, language, self.clock(), event)

    def refresh(self) -> None:
        """Answer from what was changed here or elsewhere; while that has faults, as before."""
        if self._current.log is not None:
            self._seen = self._signature()
            try:
                if not is_current(self._current):
                    self._current = reread(self._current)
            except YikeError as error:
                _log.error("changed facilities are refused: %s", describe_error(error))
        self._day = self.clock().date()
        dataset = as_of(self._current, self._day)
        if dataset.facilities != self.dataset.facilities:
            self.dialogue.use(dataset)
            self._untold.use(dataset)
            self._untold.search = self.dialogue.search  # one thread, so one set of walkers

    def begin(self) -> None:
        """Take up what was changed elsewhere, and let suspensions end with the day."""
        if self.clock().date() != self._day or self._signature() != self._seen:
            self.refresh()

    def _signature(self) -> object:
        """Tell in microseconds whether log or file may have changed; None: there is no log."""
        log = self._current.log
        if log is None:
            return None
        seen = *signature(self._current.folder / FACILITIES), *log.signature()
        # A clock's tick is too coarse to tell two writes at once: look again after a moment.
        newest = max((one[2] for one in seen), default=0)
        return seen if time.time_ns() - newest > _TICK_NS else (seen, time.time_ns())
