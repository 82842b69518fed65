"""Conversations over a dataset: what is recalled before a turn and remembered after it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from bot.conversation.alarms.recent_alarms import RecentAlarms
from bot.conversation.context import Context
from bot.conversation.location import in_language
from bot.conversation.lookup.search import FacilitySearch
from bot.conversation.one_turn import answered
from bot.conversation.records import HeldDemand
from bot.knowledge.answers import Answers
from bot.understanding.classifier.learned import Learned
from bot.understanding.query import Intent
from bot.understanding.understander import TownNames, Understander
from geo.walking_model import CIRCLE_MIN

if TYPE_CHECKING:
    from datetime import datetime

    from bot.conversation.context import Outcome
    from bot.conversation.records import DemandLog, FeedbackLog
    from bot.conversation.reply import Event, Reply
    from bot.conversation.session import Session, Sessions
    from geo.dataset.dataset import Dataset


@dataclass
class Dialogue:
    """Answers residents. The clock, the stores and the understanding are handed in.

    `minutes` is how long people walk when they do not say.
    """

    dataset: Dataset
    understander: Understander
    answers: Answers
    sessions: Sessions
    feedback: FeedbackLog | None
    demand: DemandLog
    minutes: int = CIRCLE_MIN
    alarms: RecentAlarms = field(default_factory=RecentAlarms)
    search: FacilitySearch = field(init=False)

    def __post_init__(self) -> None:
        """Look facilities up in the same dataset."""
        self.search = FacilitySearch(self.dataset)

    @classmethod
    def open(
        cls,
        dataset: Dataset,
        sessions: Sessions,
        feedback: FeedbackLog | None,
        demand: DemandLog,
    ) -> Self:
        """Open a conversation about a dataset, its words and its knowledge.

        Without a log no feedback is taken, and none is promised to be kept.

        Raises:
            DatasetError: files of words or knowledge have faults.
        """
        answers = Answers.open(dataset.folder / "knowledge", dataset.work)
        understander = Understander.open(
            dataset.folder / "words",
            TownNames(dataset.places, dataset.facilities, dataset.categories.values()),
            answers,
            Learned.open(),
        )
        return cls(dataset, understander, answers, sessions, feedback, demand)

    def use(self, dataset: Dataset) -> None:
        """Answer from another state of the same dataset from now on."""
        self.dataset, self.search = dataset, FacilitySearch(dataset)

    def handle(self, person: str, event: Event, now: datetime) -> Reply:
        """Answer one event of a person at a moment (aware), and remember it."""
        outcome = self.answer(self.sessions.get(person, now), person, event, now)
        self.remember(person, outcome, now)
        return outcome.reply

    def remember(self, person: str, outcome: Outcome, now: datetime) -> None:
        """Keep what an answer led to; a channel may do so once the answer has arrived."""
        self.alarms.note(person, outcome.alarm, outcome.reply.intent, now)
        self.alarms.note_before(person, outcome.before, now)
        if outcome.deaf:
            self.alarms.note_deaf(person, outcome.reply.intent, now)
        self.count(outcome)
        if outcome.reply.intent is Intent.FORGET:
            self.sessions.forget(person)
        else:
            self.sessions.put(person, outcome.session, now)

    def count(self, outcome: Outcome) -> None:
        """Count what was wished for; `remember` does so, too."""
        for count in outcome.counts:
            count(self.demand)

    def answer(self, session: Session, person: str, event: Event, now: datetime) -> Outcome:
        """Answer one event from what is remembered; give what to remember now."""
        known = {one.id for one in self.dataset.facilities}
        session = session.recalling(tuple(one for one in event.about if one in known))
        demand = HeldDemand()
        context = self._context(session, person, event, now, demand)
        outcome = answered(in_language(context, session.language))
        return outcome._replace(counts=tuple(demand.counts))

    def _context(
        self, session: Session, person: str, event: Event, now: datetime, demand: HeldDemand
    ) -> Context:
        return Context(
            person=person,
            event=event,
            session=session,
            now=now.astimezone(self.dataset.zone),
            dataset=self.dataset,
            search=self.search,
            answers=self.answers,
            understander=self.understander,
            feedback=self.feedback,
            demand=demand,
            minutes=self.minutes,
            alarm=self.alarms.of(person, now),
            ended=self.alarms.ended(person, now),
            deaf=self.alarms.is_deaf(person, now),
            before=self.alarms.before(person, now),
        )
