"""What every handler is given, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.conversation.composing.composer import Composer
from bot.conversation.composing.phrases import capitalised
from bot.conversation.reply import Button, Reply
from bot.conversation.session import Awaits, Pending
from bot.texts import LANGUAGES, words
from bot.texts.local_words import local_words, say_in
from bot.understanding.services import CANTEEN, FITNESS, HEALTH, STATION
from bot.understanding.turns.turn import Turn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from bot.conversation.lookup.search import FacilitySearch
    from bot.conversation.open_alarm import OpenAlarm, ToldBefore
    from bot.conversation.records import DemandLog, FeedbackLog
    from bot.conversation.reply import Event
    from bot.conversation.session import Session, Slots
    from bot.knowledge.answers import Answers
    from bot.understanding.query import Intent, Query
    from bot.understanding.understander import Understander
    from geo.dataset.dataset import Dataset
    from geo.facility import Facility, Pace

MENU = (CANTEEN, HEALTH, FITNESS, STATION)
"""The most wanted categories."""


def most_wanted(keys: Iterable[str]) -> tuple[str, ...]:
    """Put the keys of a town's categories in order: the most wanted first."""
    known = tuple(keys)
    return (*(key for key in MENU if key in known), *(key for key in known if key not in MENU))


class Outcome(NamedTuple):
    """A reply, what to remember of the resident from now on, and what to count then.

    `alarm` is the alarm that was raised, or what became of an open one; None changes nothing.
    `deaf` is true for who cannot telephone. `then` is a wish that is answered below the reply.
    `before` is what may be the first step of a danger.
    """

    reply: Reply
    session: Session
    counts: tuple[Callable[[DemandLog], None], ...] = ()
    alarm: OpenAlarm | None = None
    deaf: bool = False
    then: Query | None = None
    before: ToldBefore | None = None

    def but(self, **facts: Any) -> Outcome:  # noqa: ANN401 - as Reply
        """Give the same outcome with some facts of its reply changed."""
        return self._replace(reply=replace(self.reply, **facts))


@dataclass(frozen=True, slots=True)
class Context:
    """One event being answered: who did what and when, and the parts that answer it.

    Attributes:
        person: who asks, as `Sessions` knows her.
        event: what she did.
        session: what is remembered of her; `remember` gives a context with another.
        now: the moment (aware, in the dataset's zone).
        feedback: where it is kept; None where nothing is, as for a single question.
        minutes: how long people walk when they do not say.
        alarm: an alarm that was raised just before and has not ended.
        ended: an alarm that ended a short while ago.
        deaf: she cannot hear, and so cannot telephone.
        before: what she said just before that may be the first step of a danger.
    """

    person: str
    event: Event
    session: Session
    now: datetime
    dataset: Dataset
    search: FacilitySearch
    answers: Answers
    understander: Understander
    feedback: FeedbackLog | None
    demand: DemandLog
    minutes: int
    alarm: OpenAlarm | None = None
    ended: OpenAlarm | None = None
    deaf: bool = False
    before: ToldBefore | None = None

    @property
    def turn(self) -> Turn:
        """What she wrote, for what its words say by themselves."""
        return Turn(self.event.text or "")

    @property
    def listed(self) -> tuple[Facility, ...]:
        """The facilities of the last list, in its order."""
        return tuple(map(self.dataset.facility, self.session.listed))

    @property
    def composer(self) -> Composer:
        """Words in the resident's language."""
        return Composer(self.dataset, self.session.language, self.now)

    @property
    def pace(self) -> Pace:
        """How the resident walks."""
        return self.session.pace or self.dataset.default_pace

    def remember(self, **changes: Any) -> Context:  # noqa: ANN401 - as Session
        """Give this context with some fields of the session changed."""
        return replace(self, session=replace(self.session, **changes))

    def awaiting_place(
        self,
        slots: Slots | None = None,
        *,
        facility: str = "",
        goal: str = "",
        goal_kind: str = "",
    ) -> Context:
        """Take the next message for where she is; the rest is as in `Pending`."""
        pending = Pending(Awaits.PLACE, slots, facility=facility, goal=goal, goal_kind=goal_kind)
        return self.remember(pending=pending)

    def say(self, key: str, **values: object) -> str:
        """Give one text in the resident's language."""
        return say_in(self.dataset, self.session.language, key, **values)

    def own_text(self, group: str, topic: str | None) -> str | None:
        """Give the key of the text that a topic has of its own in a group; None without one."""
        key = f"{group}.{topic}"
        return key if key in words(LANGUAGES[0]) else None

    def number(self, whose: str) -> str:
        """Give whom to call: `ambulance`, `fire`, `police`, or the town's `hotline`."""
        return local_words(self.dataset, self.session.language)[whose]

    def reply(self, intent: Intent, text: str, **facts: Any) -> Outcome:  # noqa: ANN401 - as Reply
        """Reply in the resident's language, at her pace."""
        reply = Reply(intent, text, self.session.language, pace=self.pace, **facts)
        return Outcome(reply, self.session)

    def plain(self, intent: Intent, key: str, *, menu: bool = False, **values: object) -> Outcome:
        """Reply with a text, and buttons for the most wanted categories if asked."""
        buttons = self.menu_buttons() if menu else ()
        return self.reply(intent, self.say(key, **values), buttons=buttons)

    def menu_buttons(self) -> tuple[Button, ...]:
        """Give buttons for the most wanted categories of the town."""
        return self.category_buttons(most_wanted(self.dataset.categories)[: len(MENU)])

    def category_buttons(self, keys: tuple[str, ...]) -> tuple[Button, ...]:
        """Give a button for each of some categories."""
        known = self.dataset.categories
        return tuple(
            Button(capitalised(known[key].plain.said_in(self.session.language)), f"near:{key}")
            for key in keys
            if key in known
        )
