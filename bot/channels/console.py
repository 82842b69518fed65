"""The conversation on standard input and output, for people and for programs."""

from __future__ import annotations

import json
import logging
import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.channels.error_summary import describe_error
from bot.channels.json_contract import as_json
from bot.channels.moment import in_zone, parse_moment
from bot.channels.plain_text import MOST_CHARACTERS, plain_text, whole
from bot.conversation.reply import Event, Reply
from bot.texts.local_words import say_in
from bot.understanding.query import Intent
from geo.crs import lonlat

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from bot.conversation.dialogue import Dialogue


_BUTTON = re.compile(r"[#＃](\d{1,4})")
_EXAMPLE = 'write one JSON object a line, such as {"text": "你好"}'

_log = logging.getLogger(__name__)


@dataclass
class Console:
    """A conversation with one resident after another."""

    dialogue: Dialogue
    clock: Callable[[], datetime]
    person: int = 0
    heard: int = 0

    def plain(self, lines: Iterable[str]) -> Iterator[str]:
        """Answer lines of text; the number of a button presses it."""
        buttons: tuple[str, ...] = ()
        for line in lines:
            said = whole(line.strip()[:MOST_CHARACTERS])
            event = Event(text=said, id=self._next())
            number = _BUTTON.fullmatch(said)
            if number and 1 <= int(number[1]) <= len(buttons):
                event = Event(press=buttons[int(number[1]) - 1], id=event.id)
            reply = self._answer(event, self.clock())
            buttons = tuple(button.action for button in reply.buttons)
            yield f"{reply.text}\n{_offers(reply)}".rstrip() + "\n"

    def json(self, lines: Iterable[str]) -> Iterator[dict[str, Any]]:
        """Answer a JSON object a line with one; a line that is none gets an error object."""
        for line in lines:
            if line.strip():
                yield self._json(line)

    def _json(self, line: str) -> dict[str, Any]:
        try:
            asked = json.loads(line, parse_constant=_no_number)
            event, now = self._event(asked), self._moment(asked)
        except RecursionError:
            return {"error": f"the line is nested too deeply; {_EXAMPLE}"}
        except (ValueError, TypeError, KeyError, OverflowError) as error:
            return {"error": f"{error}; {_EXAMPLE}"}
        if event is None:
            self.person += 1
            return {"new": True}
        return as_json(self._answer(event, now), self.dialogue.dataset)

    def _answer(self, event: Event, now: datetime) -> Reply:
        """Answer an event, whatever becomes of it: the conversation goes on."""
        try:
            return self.dialogue.handle(str(self.person), event, now)
        except Exception as error:  # noqa: BLE001 - one line stops no conversation
            number = secrets.token_hex(3)
            _log.error("error %s: %s", number, describe_error(error))
            return Reply(
                Intent.UNKNOWN, say_in(self.dialogue.dataset, "zh", "unknown.trouble", id=number)
            )

    def _event(self, asked: Any) -> Event | None:  # noqa: ANN401 - whatever the line holds
        """Read what was done; None for a fresh resident."""
        if not isinstance(asked, dict):
            raise TypeError("the line is no JSON object")
        if asked.get("new") is True:
            return None
        if isinstance(asked.get("text"), str):
            return Event(text=plain_text(asked["text"]), id=self._next())
        if isinstance(asked.get("press"), str):
            return Event(press=plain_text(asked["press"]), id=self._next())
        if isinstance(asked.get("location"), list) and len(asked["location"]) == 2:
            lon, lat = (float(degrees) for degrees in asked["location"])
            return Event(location=lonlat(lon, lat), id=self._next())
        raise ValueError("none of text, location, press, new is there")

    def _moment(self, asked: Any) -> datetime:  # noqa: ANN401 - whatever the line holds
        if not isinstance(asked, dict) or "now" not in asked:
            return self.clock()
        return in_zone(parse_moment(asked["now"]), self.dialogue.dataset.zone)

    def _next(self) -> str:
        self.heard += 1
        return f"console:{self.clock().isoformat()}:{self.person}:{self.heard}"


def _offers(reply: Reply) -> str:
    """List the buttons, to be pressed by their numbers."""
    if not reply.buttons:
        return ""
    marks = (f"#{number} {one.label}" for number, one in enumerate(reply.buttons, start=1))
    return "　".join(marks)


def _no_number(name: str) -> float:
    """Refuse what JSON does not have, and Python reads.

    Raises:
        ValueError: always.
    """
    raise ValueError(f"{name} is no number")
