"""One turn of a conversation: what a resident did, and what she gets; it knows no channel."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Self

from bot.conversation.alarms import (
    above_answers,
    end_of_alarm,
    first_advice,
    no_phone,
    step_by_step,
    turn_handler,
)
from bot.conversation.alarms.recent_alarms import RecentAlarms
from bot.conversation.button_actions import press
from bot.conversation.context import Context
from bot.conversation.follow_ups.answering import follow_up
from bot.conversation.follow_ups.day_of_month import by_date
from bot.conversation.follow_ups.last_spoken import leaning, spoken
from bot.conversation.follow_ups.line_numbers import by_number, name_unclear
from bot.conversation.follow_ups.still_there import of_its_door
from bot.conversation.follow_ups.while_walking import is_awaited, past_water
from bot.conversation.follow_ups.whole_list import at_home
from bot.conversation.handlers import (
    care_handlers,
    facility_handlers,
    feedback_handlers,
    general_handlers,
    list_handlers,
    place_handlers,
    preference_handlers,
    talk_handlers,
)
from bot.conversation.handlers.combining import joined
from bot.conversation.handlers.forward_handlers import passed_on, passed_on_question
from bot.conversation.handlers.picking import of_last_list
from bot.conversation.handlers.report_handlers import after_report
from bot.conversation.location import as_her_place, ask_place, how_to_tell, in_language
from bot.conversation.lookup.search import FacilitySearch
from bot.conversation.records import HeldDemand, ticket_in
from bot.conversation.reports.opened_facilities import of_new_place
from bot.conversation.reports.shut_reports import turned_to_other
from bot.conversation.reports.ticket_status import status
from bot.conversation.session import Awaits
from bot.conversation.two_places import on_its_side
from bot.conversation.unheard import with_notes
from bot.knowledge.answers import Answers
from bot.understanding.classifier.learned import Learned
from bot.understanding.query import Intent
from bot.understanding.safety.wordings.cries import CRIES
from bot.understanding.safety.wordings.passed_on import is_passed_on
from bot.understanding.small_talk.in_passing import NO_WISH
from bot.understanding.text.questions import asks_something
from bot.understanding.topics import COMPLAINT
from bot.understanding.turns.no_place import names_no_place
from bot.understanding.turns.way_questions import way_question
from bot.understanding.understander import TownNames, Understander
from geo.walking_model import CIRCLE_MIN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from bot.conversation.context import Outcome
    from bot.conversation.records import DemandLog, FeedbackLog
    from bot.conversation.reply import Event, Reply
    from bot.conversation.session import Session, Sessions
    from bot.understanding.query import Query
    from geo.dataset.dataset import Dataset

HANDLERS: Mapping[Intent, Callable[[Context, Query], Outcome]] = {
    Intent.NEARBY: facility_handlers.near_or_told,
    Intent.CIRCLE: list_handlers.circle,
    Intent.MORE: list_handlers.more,
    Intent.DETAIL: facility_handlers.detail,
    Intent.ROUTE: facility_handlers.route,
    Intent.SET_PLACE: place_handlers.set_place,
    Intent.SET_PACE: preference_handlers.set_pace,
    Intent.FEEDBACK: feedback_handlers.feedback,
    Intent.ANSWER: general_handlers.answer,
    Intent.GREET: general_handlers.greet,
    Intent.HELP: talk_handlers.about_talk,
    Intent.THANKS: general_handlers.thanks,
    Intent.EMERGENCY: first_advice.emergency,
    Intent.FORGET: general_handlers.forget,
    Intent.HUMAN: general_handlers.human,
    Intent.UNKNOWN: list_handlers.unknown_or_rest,
}
"""Who answers which intent."""

_CLEAR = 0.6
_FEW_CHARS = 3
_LOOSE = frozenset({Intent.UNKNOWN, Intent.FEEDBACK, Intent.DETAIL, Intent.SET_PLACE})


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
        outcome = _answered(in_language(context, session.language), event)
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


def _answered(context: Context, event: Event) -> Outcome:
    if event.location is not None:
        outcome = turn_handler.located(
            context, event.location, event.error_m
        ) or place_handlers.shared_place(context, event.location, event.error_m)
    elif event.press is not None:
        outcome = press(context, event.press)
    else:
        outcome = _said(context, event.text or "")
    return above_answers.reminding(context, outcome)


def _said(context: Context, text: str) -> Outcome:
    """Answer words: a ticket's number, the next words in an emergency, or any wish."""
    if not text.strip():
        return context.plain(Intent.UNKNOWN, "unknown.empty")
    query = context.understander.understand(text, context.now)
    number = ticket_in(text)
    if number != text.strip():  # a bare number is of no language
        context = in_language(context, query.language or context.session.language)
    if number and query.intent is not Intent.EMERGENCY:
        return status(context, number)
    others = context.event.forwarded or is_passed_on(context.turn.plain)
    if others and not passed_on_question(query, text):
        return passed_on(context, query)
    context, query = end_of_alarm.closed(no_phone.heard(context, query), query)
    query = step_by_step.continued(context, past_water(context, query))
    text = context.turn.text
    outcome = (
        turn_handler.answered(context, query)
        or no_phone.answered(context, query)
        or _calmly(context, query, text)
    )
    outcome = step_by_step.noted(context, query, outcome)
    if outcome.then:
        below = facility_handlers.near_or_told(context, outcome.then)
        outcome = joined(outcome, below)._replace(alarm=outcome.alarm)
    outcome = care_handlers.warned(context, above_answers.reminding(context, outcome))
    return no_phone.with_a_caller(context, outcome)


def _calmly(context: Context, query: Query, text: str) -> Outcome:
    """Answer where there is no emergency: what a question of ours waits for, or a new wish."""
    query = by_number(context, by_date(context, at_home(context, query)))
    query = of_its_door(context, on_its_side(context, query))
    if query.intent is not Intent.SET_PLACE:
        context = context.remember(unlisted="")  # it waits for the next turn alone
    reported = of_new_place(context, query)
    pending = context.session.pending
    reported = reported or (None if pending else after_report(context, query))
    if reported:
        return reported
    if context.session.waits_for_place:
        if query.intent is not Intent.EMERGENCY and names_no_place(context.turn.plain):
            return how_to_tell(context)
        query = as_her_place(context, query)
        walks = is_awaited(context.session) and way_question(context.turn)
        lost = _is_no_place(query, text) and not walks
        outcome = ask_place(context, query.place_text) if lost else _wish(context, query)
        return outcome if walks else above_answers.doubting(context, query, outcome)
    if pending and pending.awaits is Awaits.FEEDBACK and _is_loose(query):
        if not asks_something(context.turn.plain):
            told = feedback_handlers.told(context, query, text)
            if told:
                return told
        elif pending.words:
            return feedback_handlers.still_waiting(context, _wish(context, query))
    outcome = _wish(context.remember(pending=None), query)
    outcome = care_handlers.sympathising(context, query, outcome)
    return above_answers.doubting(context, query, outcome)


def _wish(context: Context, query: Query) -> Outcome:
    """Answer a wish, and every further one; say back what of each was not used."""
    context = preference_handlers.switched_off(context, query)
    context, query = turned_to_other(context, query)
    further = [of_last_list(context, one) for one in query.also]
    outcome = name_unclear(context, query) or follow_up(context, query)
    if outcome is None:
        query = leaning(context, query)
        outcome = with_notes(context, query, HANDLERS[query.intent](context, query))
    outcome = spoken(context, query, outcome)
    for other in further:
        context = replace(context, session=outcome.session)
        outcome = joined(
            outcome, with_notes(context, other, HANDLERS[other.intent](context, other))
        )
    return outcome


def _is_no_place(query: Query, text: str) -> bool:
    """Tell that where she is was meant to be said, and nobody knows it: "在家里"."""
    short = len(text.strip()) <= _FEW_CHARS
    unknown = query.intent is Intent.UNKNOWN and not query.choices and query.topic not in NO_WISH
    return unknown and (short or query.place_text is not None)


def _is_loose(query: Query) -> bool:
    """Tell that a sentence is no clear wish of its own, so that it may be a complaint's words."""
    named = query.categories or query.facility or query.names_a_goal or query.names_a_place
    bare = query.intent is Intent.ROUTE and not named and query.pick is None
    if query.topic in CRIES:
        return False
    return bare or query.score < _CLEAR or query.intent in _LOOSE or query.topic == COMPLAINT
