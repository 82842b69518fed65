"""What a person sees: messages, buttons, files; read-only pictures of the server's state."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.botapi.wire import Json


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: it sends `data` back, or opens `url`."""

    label: str
    data: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Venue:
    """A named place; degrees, WGS-84."""

    title: str
    address: str
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class Message:
    """One message at the moment it was looked at. `raw` is Telegram's object."""

    raw: Json
    content: bytes = field(default=b"", repr=False)

    @property
    def id(self) -> int:
        """The message's number."""
        return int(self.raw["message_id"])

    @property
    def text(self) -> str:
        """The text, or the caption of a picture or document; without markup."""
        return str(self.raw.get("text", self.raw.get("caption", "")))

    @property
    def entities(self) -> list[Json]:
        """The styles and links of the text."""
        return list(self.raw.get("entities") or self.raw.get("caption_entities") or ())

    @property
    def kind(self) -> str:
        """What is shown: "text", "photo", "document", "venue", "location", …."""
        known = ("text", "photo", "document", "venue", "location", "sticker", "voice")
        return next((kind for kind in known if kind in self.raw), "")

    @property
    def edited(self) -> bool:
        """Whether it was changed after it was sent."""
        return "edit_date" in self.raw

    @property
    def rows(self) -> list[list[Button]]:
        """The inline keyboard, row by row."""
        keyboard = self.raw.get("reply_markup", {}).get("inline_keyboard", [])
        return [[_button(one) for one in row] for row in keyboard]

    @property
    def buttons(self) -> list[Button]:
        """All buttons of the inline keyboard."""
        return [button for row in self.rows for button in row]

    @property
    def labels(self) -> list[str]:
        """What the buttons say."""
        return [button.label for button in self.buttons]

    def button(self, wanted: str) -> Button:
        """The button with this label or data, else the only one whose label contains it."""
        for button in self.buttons:
            if wanted in {button.label, button.data}:
                return button
        close = [button for button in self.buttons if wanted in button.label]
        if len(close) == 1:
            return close[0]
        raise LookupError(f"no button {wanted!r} under message {self.id}; it has {self.labels}")

    @property
    def file_name(self) -> str:
        """The name of a document."""
        return str(self.raw.get("document", {}).get("file_name", ""))

    @property
    def lonlat(self) -> tuple[float, float] | None:
        """Longitude and latitude of a location or venue."""
        place = self.raw.get("location")
        return (place["longitude"], place["latitude"]) if place else None

    @property
    def venue(self) -> Venue | None:
        """The place of a venue."""
        found = self.raw.get("venue")
        if found is None:
            return None
        place = found["location"]
        return Venue(found["title"], found["address"], place["longitude"], place["latitude"])

    @property
    def reply_to(self) -> int | None:
        """The number of the message that this one answers."""
        answered = self.raw.get("reply_to_message")
        return int(answered["message_id"]) if answered else None

    def links(self) -> Iterator[str]:
        """Every address that the message leads to: in its text and on its buttons."""
        yield from (entity["url"] for entity in self.entities if "url" in entity)
        yield from (button.url for button in self.buttons if button.url)


@dataclass(frozen=True, slots=True)
class Toast:
    """What a pressed button brings up: a passing line, an alert, or (empty) just the answer."""

    text: str = ""
    alert: bool = False
    url: str = ""


def _button(raw: Json) -> Button:
    return Button(raw["text"], raw.get("callback_data", ""), raw.get("url", ""))
