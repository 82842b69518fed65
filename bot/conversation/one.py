"""One facility: its details, the way to it, and what a resident says is wrong with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.guide import Question
from bot.conversation.near import Near
from bot.conversation.reply import Button
from bot.conversation.session import Awaits, Pending
from bot.understanding.query import Intent
from geo.errors import OutsideAreaError, YikeError

if TYPE_CHECKING:
    from datetime import datetime

    from bot.conversation.reply import Listed, Reply
    from bot.understanding.query import Query
    from geo.routing.directions import Stretch


class Answering(Near):
    """All answers of one turn."""

    def _picked(self, query: Query) -> str | None:
        """Find which facility is spoken of: by name, by its number, the last one, the nearest."""
        named = getattr(query, "facility", None)
        if named:
            return str(named)
        listed = self.session.listed
        if query.pick is None and query.categories:
            facility = self.dialogue.dataset.facility
            of_kind = (one for one in listed if facility(one).category in query.categories)
            return next(of_kind, None)
        if query.pick is None or query.pick == 0:
            return self.session.facility or (listed[0] if listed else None)
        if query.pick < 0:
            return listed[self.session.shown - 1] if listed else None
        return listed[query.pick - 1] if query.pick <= len(listed) else None

    def detail(self, query: Query) -> Reply:
        """Tell all about one facility."""
        facility_id = self._picked(query)
        if facility_id is None and query.categories:
            return replace(self.nearby(query), intent=Intent.DETAIL)
        if facility_id is None:
            return self.plain(Intent.DETAIL, "detail.which", menu=True)
        one = self._seen(facility_id, query.at or self.now)
        text = self.composer.detail(one, then=query.at is not None)
        return self._one(Intent.DETAIL, text, one)

    def route(self, query: Query) -> Reply:
        """Tell the way to one facility."""
        facility_id = self._picked(query)
        if query.categories and (facility_id is None or query.place):
            listed = self.nearby(query)
            facility_id = self._picked(query)
            if listed.needs_place or facility_id is None:
                return replace(listed, intent=Intent.ROUTE)
        elif query.place:
            self.session = self.session.moved_to(self.named(query.place), self.now, query.place)
        if facility_id is None:
            return self.plain(Intent.ROUTE, "detail.which", menu=True)
        origin = self.session.origin
        if origin is None or origin.point is None:
            self.session = replace(
                self.session, pending=Pending(Awaits.PLACE, facility=facility_id)
            )
            return replace(self.ask_place(), intent=Intent.ROUTE)
        one = self._seen(facility_id, self.now)
        way: tuple[Stretch, ...] = ()
        if one.walk:
            town = self.dialogue.guide.town(self.pace)
            way = town.way(origin.point, facility_id, one.walk.metres)
        return self._one(Intent.ROUTE, self.composer.route(origin, origin.point, one, way), one)

    def _seen(self, facility_id: str, at: datetime) -> Listed:
        """Look one facility up, with the walk to it when she has said where she is."""
        self.session = replace(self.session, facility=facility_id)
        facility = self.dialogue.dataset.facility(facility_id)
        origin, guide = self.session.origin, self.dialogue.guide
        if origin is None or origin.point is None:
            return guide.unwalked(facility, at)
        question = Question((facility.category,), self.dialogue.minutes, self.pace, at)
        try:
            return guide.walk_to(origin, origin.point, facility, question)
        except OutsideAreaError:
            return guide.unwalked(facility, at)

    def _one(self, intent: Intent, text: str, one: Listed) -> Reply:
        buttons = [Button(self.say("button.feedback"), f"feedback:{one.facility.id}")]
        if intent is Intent.DETAIL and one.facility.geometry:
            label = self.say("button.route", number="")
            buttons.insert(0, Button(label.strip(), f"route:{one.facility.id}"))
        return self.reply(
            intent,
            text,
            categories=(one.facility.category,),
            origin=self.session.origin,
            listed=(one,),
            buttons=tuple(buttons),
        )

    def feedback(self, query: Query) -> Reply:
        """Keep what is wrong; ask for words when a button was pressed."""
        facility_id = self._picked(query)
        if self.event.text is None:
            self.session = replace(
                self.session, pending=Pending(Awaits.FEEDBACK, facility=facility_id or "")
            )
            return self.plain(Intent.FEEDBACK, "feedback.ask")
        return self.file(self.event.text, facility_id or "")

    def remark(self) -> Reply:
        """Take feedback about the facility just spoken of, or about none; ask for words first."""
        words, about = self.event.text, self.session.facility
        if words is None:
            self.session = replace(self.session, pending=Pending(Awaits.FEEDBACK, facility=about))
            return self.plain(Intent.FEEDBACK, "feedback.ask")
        query = self.dialogue.understander.understand(words, self.now)
        if query.intent is Intent.EMERGENCY:
            return self.emergency(query)
        return self.file(words, about)

    def file(self, words: str, facility_id: str) -> Reply:
        """Keep a resident's words about a facility."""
        self.session = replace(self.session, pending=None)
        try:
            ticket = self.dialogue.desk.file_feedback(
                facility_id or None, words[:1000], self.person, self.now, self.event.id
            )
        except YikeError:
            return self.plain(Intent.FEEDBACK, "feedback.failed")
        if not facility_id:
            return self.plain(Intent.FEEDBACK, "feedback.kept", number=ticket.number)
        name = self.composer.name(self.dialogue.dataset.facility(facility_id))
        return self.plain(Intent.FEEDBACK, "feedback.kept_about", name=name, number=ticket.number)
