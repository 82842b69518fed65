"""The conversation on standard input and output, for people and for programs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.channels.json_contract import as_json
from bot.channels.moment import in_zone, parse_moment
from bot.conversation.reply import Event
from geo.crs import lonlat

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from bot.conversation.dialogue import Dialogue
    from bot.conversation.reply import Reply


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
            event = Event(text=line.strip(), id=self._next())
            if line.strip().removeprefix("#").isdigit() and line.strip().startswith("#"):
                number = int(line.strip()[1:])
                if 1 <= number <= len(buttons):
                    event = Event(press=buttons[number - 1], id=event.id)
            reply = self.dialogue.handle(str(self.person), event, self.clock())
            buttons = tuple(button.action for button in reply.buttons)
            yield f"{reply.text}\n{_offers(reply)}".rstrip() + "\n"

    def json(self, lines: Iterable[str]) -> Iterator[str]:
        """Answer a JSON object a line with one; a line that is none gets an error object."""
        for line in lines:
            if line.strip():
                yield json.dumps(self._json(line), ensure_ascii=False)

    def _json(self, line: str) -> dict[str, Any]:
        try:
            asked = json.loads(line)
            event, now = self._event(asked), self._moment(asked)
        except (ValueError, TypeError, KeyError, OverflowError) as error:
            return {"error": f'{error}; write one JSON object a line, such as {{"text": "你好"}}'}
        if event is None:
            self.person += 1
            return {"new": True}
        reply = self.dialogue.handle(str(self.person), event, now)
        return as_json(reply, self.dialogue.dataset)

    def _event(self, asked: Any) -> Event | None:  # noqa: ANN401 - whatever the line holds
        """Read what was done; None for a fresh resident."""
        if not isinstance(asked, dict):
            raise TypeError("the line is no JSON object")
        if asked.get("new") is True:
            return None
        if isinstance(asked.get("text"), str):
            return Event(text=asked["text"], id=self._next())
        if isinstance(asked.get("press"), str):
            return Event(press=asked["press"], id=self._next())
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
