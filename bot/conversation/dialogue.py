"""One turn of a conversation: what a resident did, and what she gets; it knows no channel."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from bot.conversation.guide import Guide
from bot.conversation.one import Answering
from bot.conversation.session import Awaits
from bot.understanding.query import Intent, Query

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.conversation.reply import Event, Reply
    from bot.conversation.session import Session, Sessions
    from bot.knowledge.answers import Answers
    from bot.storage.records import Ticket
    from geo.dataset.dataset import Dataset

_TICKET = re.compile(r"(?<![A-Za-z0-9])[Tt]\s?[-－—]?\s?\d{1,6}(?!\d)")


class Desk(Protocol):
    """Where feedback and anonymous counts are kept; `bot.storage.store.Store` is one."""

    def file_feedback(
        self, facility_id: str | None, words: str, person: str, at: datetime, event: str
    ) -> Ticket:
        """Keep what a resident says is wrong."""

    def ticket(self, number: str) -> Ticket | None:
        """Find a ticket by its number."""

    def note_demand(self, category: str, neighbourhood: str, hour: int, *, found: bool) -> None:
        """Count one wish."""

    def note_unanswered(self, reason: str, hour: int) -> None:
        """Count one question without an answer."""


class Understands(Protocol):
    """Whatever turns a sentence into a query."""

    def understand(self, text: str, now: datetime) -> Query:
        """Understand a sentence said at a moment."""


@dataclass
class Dialogue:
    """Answers residents. The clock, the store and the understanding are handed in.

    `minutes` is how long people walk when they do not say.
    """

    dataset: Dataset
    understander: Understands
    answers: Answers
    sessions: Sessions
    desk: Desk
    minutes: int = 15
    guide: Guide = field(init=False)

    def __post_init__(self) -> None:
        """Look facilities up in the same dataset."""
        self.guide = Guide(self.dataset)

    def handle(self, person: str, event: Event, now: datetime) -> Reply:
        """Answer one event of a person at a moment (aware), and remember it."""
        reply, session = self.answer(self.sessions.get(person, now), person, event, now)
        self.remember(person, reply, session, now)
        return reply

    def remember(self, person: str, reply: Reply, session: Session, now: datetime) -> None:
        """Keep what an answer led to; a channel may do so once the answer has arrived."""
        if reply.intent is Intent.FORGET:
            self.sessions.forget(person)
        else:
            self.sessions.put(person, session, now)

    def use(self, dataset: Dataset) -> None:
        """Answer from another state of the same dataset from now on."""
        self.dataset, self.guide = dataset, Guide(dataset)

    def answer(
        self, session: Session, person: str, event: Event, now: datetime
    ) -> tuple[Reply, Session]:
        """Answer one event from what is remembered; give what to remember now."""
        turn = Answering(self, session, person, event, now.astimezone(self.dataset.zone))
        turn.speak_as(session.language)
        return self._answer(turn, event), turn.session

    def _answer(self, turn: Answering, event: Event) -> Reply:
        if event.location is not None:
            return turn.shared(event.location, event.error_m)
        if event.press is not None:
            return self._pressed(turn, event.press)
        return self._said(turn, event.text or "")

    def _said(self, turn: Answering, text: str) -> Reply:
        if not text.strip():
            return turn.plain(Intent.UNKNOWN, "unknown.empty")
        query = self.understander.understand(text, turn.now)
        number = _TICKET.search(text)
        if number is None or number[0] != text.strip():  # a bare number is of no language
            turn.speak_as(query.language)
        if number and query.intent is not Intent.EMERGENCY:
            return turn.ticket(number[0])
        pending, turn.session = turn.session.pending, replace(turn.session, pending=None)
        if pending and pending.awaits is Awaits.FEEDBACK and _is_loose(query):
            return turn.file(text, pending.facility)
        if pending and pending.awaits is Awaits.PLACE:
            turn.session = replace(turn.session, pending=pending)
            if query.intent is Intent.UNKNOWN and not query.choices:
                return turn.ask_place(query.place_text)
        return self._replies(turn)[query.intent](query)

    def _replies(self, turn: Answering) -> dict[Intent, Callable[[Query], Reply]]:
        """Say who answers which intent."""
        return {
            Intent.NEARBY: turn.nearby,
            Intent.CIRCLE: turn.circle,
            Intent.DETAIL: turn.detail,
            Intent.MORE: turn.more,
            Intent.ROUTE: turn.route,
            Intent.SET_PLACE: turn.set_place,
            Intent.SET_PACE: turn.set_pace,
            Intent.ANSWER: turn.answer,
            Intent.GREET: lambda _: turn.plain(Intent.GREET, "hello.greet", menu=True),
            Intent.HELP: lambda _: turn.plain(Intent.HELP, "hello.help", menu=True),
            Intent.THANKS: lambda _: turn.plain(Intent.THANKS, "hello.thanks"),
            Intent.EMERGENCY: turn.emergency,
            Intent.FORGET: turn.forget,
            Intent.FEEDBACK: turn.feedback,
            Intent.HUMAN: lambda _: turn.plain(Intent.HUMAN, "human.text"),
            Intent.UNKNOWN: turn.unknown,
        }

    def _pressed(self, turn: Answering, action: str) -> Reply:
        """Do what a button says; its action is a verb and what it is about, "near:health"."""
        verb, _, about = action.partition(":")
        known = {facility.id for facility in self.dataset.facilities}
        if verb == "near" and about in self.dataset.categories:
            return turn.nearby(Query(Intent.NEARBY, turn.session.language, categories=(about,)))
        if verb == "place" and any(place.id == about for place in self.dataset.places):
            return turn.set_place(Query(Intent.SET_PLACE, place=about))
        if verb in {"detail", "route", "feedback"} and about in known:
            turn.session = replace(turn.session, facility=about)
            query = Query(Intent(verb), turn.session.language, pick=0)
            return {"detail": turn.detail, "route": turn.route, "feedback": turn.feedback}[verb](
                query
            )
        return self._plain_press(turn, action)

    def _plain_press(self, turn: Answering, action: str) -> Reply:
        """Do what a button without an object says."""
        language = turn.session.language
        presses: dict[str, Callable[[], Reply]] = {
            "greet": lambda: turn.plain(Intent.GREET, "hello.greet", menu=True),
            "near": lambda: turn.nearby(Query(Intent.NEARBY, language)),
            "more": lambda: turn.more(Query(Intent.MORE, language)),
            "back": turn.back,
            "circle": lambda: turn.circle(Query(Intent.CIRCLE, language)),
            "feedback": turn.remark,
            "forget": lambda: turn.forget(Query(Intent.FORGET, language)),
            "committees": turn.choose_committee,
            "help": lambda: turn.plain(Intent.HELP, "hello.help", menu=True),
            "open": lambda: turn.nearby(
                Query(Intent.NEARBY, language, open_now=True, follows=True)
            ),
        }
        for name in ("standard", "elder", "slow"):
            presses[f"pace:{name}"] = lambda name=name: turn.set_pace_to(name)  # type: ignore[misc]
        for name in ("zh", "en"):
            presses[f"language:{name}"] = lambda name=name: turn.speak(name)  # type: ignore[misc]
        if action in presses:
            return presses[action]()
        return turn.plain(Intent.UNKNOWN, "unknown.no_such_button", menu=True)


def _is_loose(query: Query) -> bool:
    """Tell that a sentence is no clear wish of its own, so that it may be a complaint's words."""
    return query.intent in {Intent.UNKNOWN, Intent.FEEDBACK, Intent.DETAIL, Intent.SET_PLACE}
