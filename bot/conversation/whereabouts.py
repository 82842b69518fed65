"""Where a resident is and how she walks: taken, asked for, and remembered."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.reply import Button, Origin
from bot.conversation.session import Awaits, Pending
from bot.conversation.turn import MENU, Turn
from bot.understanding.query import Intent, Query
from geo.errors import OutsideAreaError
from geo.facility import Pace

if TYPE_CHECKING:
    from bot.conversation.reply import Reply
    from bot.conversation.session import Slots
    from geo.facility import LonLat


class Whereabouts(Turn):
    """Answers about place and pace."""

    @abstractmethod
    def list_again(self, slots: Slots) -> Reply:
        """List what was asked for."""

    @abstractmethod
    def route(self, query: Query) -> Reply:
        """Tell the way to one facility."""

    def shared(self, point: LonLat, error_m: float) -> Reply:
        """Take a position that was sent, and answer what waited for it."""
        return self.moved(
            Origin(self.say("place.shared"), point, "shared", error_m),
            None,
            Query(Intent.SET_PLACE),
        )

    def speak_as(self, language: str) -> None:
        """Speak a language from now on, of the place where she is too.

        A named place needs no rounding: everybody knows where it is.
        """
        self.session = replace(self.session, language=language)
        if self.session.place:
            self.session = replace(self.session, origin=self.named(self.session.place))

    def set_place(self, query: Query) -> Reply:
        """Take a named place, and answer what waited for it."""
        if query.place is None:
            return self.ask_place(query.place_text)
        return self.moved(self.named(query.place), query.place, query)

    def named(self, place_id: str) -> Origin:
        """Take a place of the dataset as an origin."""
        place = self.dialogue.dataset.places.get(place_id)
        name = place.name.said_in(self.session.language)
        return Origin(name, place.point, "named", place.position_error_m or 0.0)

    def moved(self, origin: Origin, place: str | None, query: Query) -> Reply:
        """Be at an origin from now on, and answer what waited for it."""
        if origin.point is None:
            return self.unlocated(origin)
        try:
            self.dialogue.guide.town(self.pace).walker.start(origin.point)
        except OutsideAreaError:
            return self.outside(origin)
        pending = self.session.pending
        self.session = replace(self.session.moved_to(origin, self.now, place), pending=None)
        if pending and pending.facility:
            self.session = replace(self.session, facility=pending.facility)
            return self.route(Query(Intent.ROUTE, pick=0))
        slots = pending.slots if pending else self.session.slots
        if slots and (pending or query.follows or origin.basis == "shared"):
            return self.list_again(slots)
        text = self.say("place.set", place=origin.name)
        return self.reply(Intent.SET_PLACE, text, origin=origin, buttons=self.categories(MENU))

    def ask_place(self, name: str | None = None, slots: Slots | None = None) -> Reply:
        """Ask where she is, with buttons for those who have no position to send."""
        pending = self.session.pending
        if slots is not None or pending is None:
            pending = Pending(Awaits.PLACE, slots)
        self.session = replace(self.session, pending=pending)
        text = self.say("place.unknown", name=name[:20]) if name else self.say("place.ask")
        return self._needs_place(text, None, pending.slots)

    def choose_committee(self) -> Reply:
        """Offer the committees that are located."""
        places = [one for one in self.dialogue.dataset.places.of_kind("committee") if one.point]
        buttons = tuple(
            Button(one.name.said_in(self.session.language), f"place:{one.id}") for one in places
        )
        slots = self.session.pending.slots if self.session.pending else None
        reply = self._needs_place(self.say("place.choose_committee"), None, slots)
        return replace(reply, buttons=buttons)

    def unlocated(self, origin: Origin, slots: Slots | None = None) -> Reply:
        """Say that nobody knows where a place is, and ask for one near by."""
        slots = slots or (self.session.pending.slots if self.session.pending else None)
        self.session = replace(self.session, pending=Pending(Awaits.PLACE, slots))
        return self._needs_place(self.say("place.unlocated", place=origin.name), origin, slots)

    def vague(self, origin: Origin, slots: Slots) -> Reply:
        """Say that a place is too large to walk from, and ask for one in it."""
        self.session = replace(self.session, pending=Pending(Awaits.PLACE, slots))
        return self._needs_place(self.say("place.vague", place=origin.name), origin, slots)

    def outside(self, origin: Origin) -> Reply:
        """Say that a place is too far from the streets that are known."""
        slots = self.session.pending.slots if self.session.pending else None
        self.session = replace(self.session, pending=Pending(Awaits.PLACE, slots), origin=None)
        return self._needs_place(self.say("place.outside"), origin, slots)

    def _needs_place(self, text: str, origin: Origin | None, slots: Slots | None) -> Reply:
        stations = self.dialogue.dataset.places.of_kind("metro")
        buttons = [
            Button(one.name.said_in(self.session.language), f"place:{one.id}")
            for one in stations
            if one.point
        ]
        buttons.append(Button(self.say("button.committees"), "committees"))
        return self.reply(
            slots.intent if slots else Intent.SET_PLACE,
            text,
            categories=slots.categories if slots else (),
            origin=origin,
            needs_place=True,
            minutes=(slots.minutes or self.dialogue.minutes) if slots else None,
            open_now=bool(slots and slots.open_now),
            accessible=bool(slots and slots.accessible),
            buttons=tuple(buttons),
        )

    def set_pace(self, query: Query) -> Reply:
        """Walk at another pace from now on, and answer the last question again."""
        if query.pace is None:
            return self.unknown(query)
        return self.set_pace_to(query.pace)

    def set_pace_to(self, name: str) -> Reply:
        """Walk at the pace of that name."""
        self.session = replace(self.session, pace=Pace(name))
        noted = self.say(f"pace.{name}")
        if self.session.slots is None or self.session.origin is None:
            return self.reply(Intent.SET_PACE, noted, buttons=self.categories(MENU))
        reply = self.list_again(self.session.slots)
        return replace(reply, intent=Intent.SET_PACE, text=f"{noted}\n{reply.text}")
