"""One event being answered: what is known of the resident, and the plain answers."""

from __future__ import annotations

from abc import ABC
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.conversation.compose import Composer
from bot.conversation.reply import Button, Reply
from bot.conversation.session import Session
from bot.texts import say
from bot.understanding.query import Intent

if TYPE_CHECKING:
    from datetime import datetime

    from bot.conversation.dialogue import Dialogue
    from bot.conversation.reply import Event
    from bot.understanding.query import Query
    from geo.facility import Pace

MENU = ("canteen", "health", "fitness", "station")
"""The most wanted categories."""


@dataclass
class Turn(ABC):
    """One event being answered; `session` is what will be remembered."""

    dialogue: Dialogue
    session: Session
    person: str
    event: Event
    now: datetime

    @property
    def composer(self) -> Composer:
        """Words in the resident's language."""
        return Composer(self.dialogue.dataset, self.session.language, self.now)

    def say(self, key: str, **values: object) -> str:
        """Give one text in the resident's language."""
        return say(self.session.language, key, **values)

    @property
    def pace(self) -> Pace:
        """How the resident walks."""
        return self.session.pace or self.dialogue.dataset.default_pace

    def plain(self, intent: Intent, key: str, *, menu: bool = False, **values: object) -> Reply:
        """Give a text, with buttons for the most wanted categories if asked."""
        buttons = self.categories(MENU) if menu else ()
        return self.reply(intent, self.say(key, **values), buttons=buttons)

    def unknown(self, query: Query) -> Reply:
        """Say that this is beyond us and who can help; ask back when it may be several things."""
        if query.choices:
            return self.reply(
                Intent.UNKNOWN, self.say("unknown.clarify"), buttons=self.categories(query.choices)
            )
        self.dialogue.desk.note_unanswered("unknown", self.now.hour)
        return self.plain(Intent.UNKNOWN, "unknown.text", menu=True)

    def emergency(self, query: Query) -> Reply:
        """Tell whom to call at once."""
        return self.plain(Intent.EMERGENCY, f"emergency.{query.topic or 'medical'}")

    def forget(self, _: Query) -> Reply:
        """Say that all is erased; the dialogue erases it."""
        text = self.say("forget.done")
        language, self.session = self.session.language, Session()
        return Reply(Intent.FORGET, text, language)

    def answer(self, query: Query) -> Reply:
        """Answer from the report, with the source."""
        if query.topic is None:
            return self.unknown(query)
        answer = self.dialogue.answers.get(query.topic)
        language = self.session.language
        citation = answer.citation(self.dialogue.dataset.sources, language)
        lines = [answer.text.said_in(language), citation]
        if "12345" not in lines[0]:
            lines.append(self.say("answer.next"))
        text = "\n".join(lines)
        return self.reply(Intent.ANSWER, text, answer=answer)

    def speak(self, language: str) -> Reply:
        """Change the language."""
        self.session = replace(self.session, language=language)
        return self.plain(Intent.HELP, "hello.help", menu=True)

    def ticket(self, number: str) -> Reply:
        """Tell what has become of a ticket."""
        ticket = self.dialogue.desk.ticket(number)
        if ticket is None:
            return self.plain(Intent.FEEDBACK, "feedback.unknown", number=number)
        return self.plain(Intent.FEEDBACK, f"feedback.{ticket.status.value}", number=ticket.number)

    def categories(self, keys: tuple[str, ...]) -> tuple[Button, ...]:
        """Give a button for each of some categories."""
        known = self.dialogue.dataset.categories
        return tuple(
            Button(known[key].name.said_in(self.session.language), f"near:{key}")
            for key in keys
            if key in known
        )

    def reply(self, intent: Intent, text: str, **facts: Any) -> Reply:  # noqa: ANN401 - as Reply
        """Give a reply in the resident's language, at her pace."""
        return Reply(intent, text, self.session.language, pace=self.pace, **facts)
