"""What a page of the conversation shows, ready for its template."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from bot.channels.web.chat.calls import calls_of
from bot.channels.web.chat.reply_blocks import blocks_of, buttons_beside
from bot.map_links import pin_links
from bot.texts.local_words import local_words, say_in
from bot.understanding.query import Intent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from markupsafe import Markup

    from bot.channels.web.chat.calls import Call
    from bot.channels.web.chat.reply_blocks import Block
    from bot.conversation.reply import Button, Reply
    from bot.map_links import PinLink
    from geo.dataset.dataset import Dataset
    from geo.dataset.gazetteer import Place

PLACE_KINDS = ("metro", "committee", "compound")
"""The kinds of places that somebody chooses from who shares no position."""


class PlaceGroup(NamedTuple):
    """The located places of one kind, to choose from."""

    label: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class ChatPage:
    """One answer and the ways on from it.

    Attributes:
        reply: the answer.
        asked: the words that it answers; empty when something was pressed.
        here: the name of where she is; empty when that is not known.
        at: id of the place that the page is about, which its forms send along.
        map: the map of the answer, or None.
        dataset: what it is about.
        now: when it was answered (aware).
        opened: it was opened by its address: no session knows yet what it lists.
    """

    reply: Reply
    asked: str
    here: str
    at: str
    map: Markup | None
    dataset: Dataset
    now: datetime
    opened: bool = False

    @property
    def language(self) -> str:
        """The language that the page is in."""
        return self.reply.language

    @property
    def say(self) -> Callable[..., str]:
        """Give the words of the page."""
        return partial(say_in, self.dataset, self.language)

    @property
    def town(self) -> str:
        """The name of the town."""
        return self.dataset.name.said_in(self.language)

    @property
    def heading(self) -> str:
        """The first line of the answer."""
        return blocks_of(self.reply)[0]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The lines of the answer below its heading."""
        return blocks_of(self.reply)[1]

    @property
    def actions(self) -> tuple[Button, ...]:
        """The buttons that stand under no result."""
        return buttons_beside(self.reply, self.blocks)

    @property
    def calls(self) -> tuple[Call, ...]:
        """The numbers to call."""
        return calls_of(self.reply, self.dataset)

    @property
    def is_emergency(self) -> bool:
        """Whether a number has to be called before anything else is read."""
        return self.reply.intent is Intent.EMERGENCY

    @property
    def ambulance(self) -> str:
        """The number to call when somebody is in danger."""
        return local_words(self.dataset, self.language)["ambulance"]

    @property
    def greets(self) -> bool:
        """Whether the points of the answer are questions to try."""
        return self.reply.intent is Intent.GREET

    @property
    def pins(self) -> tuple[PinLink, ...]:
        """Links that open the facility which the answer is about in the apps that people have."""
        if self.reply.intent not in {Intent.DETAIL, Intent.ROUTE}:
            return ()
        located = (one.facility for one in self.reply.listed[:1] if one.facility.geometry)
        return tuple(
            link
            for one in located
            if one.geometry
            for link in pin_links(one.geometry.middle, one.name.said_in(self.language))
        )

    @property
    def place_groups(self) -> tuple[PlaceGroup, ...]:
        """The places to choose from."""
        return tuple(group for group in self._groups() if group.places)

    def _groups(self) -> Iterator[PlaceGroup]:
        for kind in PLACE_KINDS:
            located = (one for one in self.dataset.places.of_kind(kind) if one.point)
            yield PlaceGroup(self.say(f"web.kind_{kind}"), tuple(located))

    @property
    def once(self) -> str:
        """A name for the forms of this page: the same one sent twice counts once."""
        return secrets.token_hex(8)
