"""Buttons under a message, and what they send back: versioned, and never past 64 bytes."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
)

from bot.conversation.reply import Button
from bot.map_links import pin_links
from bot.texts import LANGUAGES, say
from bot.understanding.query import Intent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from telegram import Message

    from bot.channels.telegram.outgoing_reply import OutgoingReply
    from bot.conversation.reply import Reply
    from geo.dataset.dataset import Dataset
    from geo.facility import Facility

VERSION = "1"
"""Goes up when an action means something else; a button of another version is an old one."""

_MOST_BYTES = 64
_TURNS_PAGES = ("more", "back")


class Pressed(NamedTuple):
    """What a button sent: an action, empty for an old button; of which list, for its pages."""

    action: str
    mark: str | None = None

    @property
    def turns_page(self) -> bool:
        """Whether the message itself is to change."""
        return self.action in _TURNS_PAGES


def written(action: str, mark: str = "") -> str:
    """Write what a button sends back."""
    marked = f"|{mark}" if action in _TURNS_PAGES else ""
    return f"{VERSION}|{action}{marked}"


def read(data: str) -> Pressed:
    """Read what a button sent back; whatever this version does not write is an old button."""
    version, _, rest = data.partition("|")
    if version != VERSION:
        return Pressed("")
    action, _, mark = rest.partition("|")
    return Pressed(action, mark) if action in _TURNS_PAGES else Pressed(rest)


def inline_keyboard(outgoing: OutgoingReply) -> InlineKeyboardMarkup | None:
    """Lay out the buttons of a reply; None when it has none."""
    reply = outgoing.reply
    buttons = list(reply.buttons)
    if outgoing.goes_back:
        place = next((i for i, one in enumerate(buttons) if one.action == "more"), 0)
        buttons.insert(place, Button(say(reply.language, "telegram.back"), "back"))
    rows = [[_pressable(one, outgoing) for one in row] for row in _rows(buttons)]
    rows[:0] = [row for one in _pinned(reply) for row in map_links(one, reply.language)]
    return InlineKeyboardMarkup(rows) if rows else None


def _pressable(button: Button, outgoing: OutgoingReply) -> InlineKeyboardButton:
    return InlineKeyboardButton(button.label, callback_data=written(button.action, outgoing.mark))


def facilities_under(message: Message) -> tuple[str, ...]:
    """Give the ids of the facilities that the buttons under a message are about, in their order."""
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    sent = (one.callback_data for row in rows for one in row)
    actions = [read(data).action.partition(":") for data in sent if isinstance(data, str)]
    for verbs in (("detail",), ("route", "feedback")):
        ids = tuple(dict.fromkeys(about for verb, _, about in actions if verb in verbs and about))
        if ids:
            return ids
    return ()


def _rows(buttons: Sequence[Button]) -> Iterator[list[Button]]:
    """Give buttons of one kind rows of their own; no phone shows more than a few in one."""
    fitting = [one for one in buttons if len(written(one.action).encode()) <= _MOST_BYTES]
    for is_detail, group in groupby(fitting, key=lambda one: one.action.startswith("detail:")):
        kind = list(group)
        width = 3 if is_detail else 2
        for start in range(0, len(kind), width):
            yield kind[start : start + width]


def _pinned(reply: Reply) -> list[Facility]:
    """Give the facility that a reply is all about, if it is known where that is."""
    if reply.intent not in {Intent.DETAIL, Intent.ROUTE}:
        return []
    return [one.facility for one in reply.listed[:1] if one.facility.geometry]


def map_links(facility: Facility, language: str) -> list[list[InlineKeyboardButton]]:
    """Give buttons that open a located facility in the map apps people have."""
    if facility.geometry is None:
        return []
    links = pin_links(facility.geometry.middle, facility.name.said_in(language))
    names = {
        "amap": say(language, "telegram.amap"),
        "baidu": say(language, "telegram.baidu"),
        "apple": say(language, "telegram.apple"),
        "google": say(language, "telegram.google"),
    }
    buttons = [InlineKeyboardButton(names[link.app], url=link.url) for link in links]
    return [buttons[:2], buttons[2:]]


def reply_keyboard(reply: Reply) -> ReplyKeyboardMarkup:
    """Give the keyboard below the text field: one's own position, and what is wanted most."""
    here = KeyboardButton(say(reply.language, "telegram.send_location"), request_location=True)
    labels = [KeyboardButton(button.label) for button in reply.buttons]
    rows = [labels[start : start + 2] for start in range(0, len(labels), 2)]
    circle = KeyboardButton(say(reply.language, "telegram.circle"))
    return ReplyKeyboardMarkup([[here], *rows, [circle]], resize_keyboard=True, is_persistent=True)


def typed_action(text: str, dataset: Dataset) -> str:
    """Give the action of a button of the reply keyboard by its label; empty for other texts."""
    if any(text == say(language, "telegram.circle") for language in LANGUAGES):
        return "circle"
    for category in dataset.categories.values():
        if text.lower() in {name.lower() for name in (*category.name, *category.plain)}:
            return f"near:{category.key}"
    return ""
