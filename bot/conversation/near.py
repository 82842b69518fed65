"""What is near: lists by category, the circle, and the pages of a list."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.guide import Question
from bot.conversation.phrases import mark
from bot.conversation.reply import Button, Picture
from bot.conversation.session import Awaits, Pending, Slots
from bot.conversation.whereabouts import Whereabouts
from bot.understanding.query import Intent, Query
from geo.errors import OutsideAreaError
from geo.facility import Pace

if TYPE_CHECKING:
    from bot.conversation.guide import Findings
    from bot.conversation.reply import Listed, Reply
    from geo.facility import LonLat

PAGE = 5
"""Facilities of one message."""

BROAD_M = 400.0
"""Beyond this error of her own place, a resident is told that a closer one gives better times."""

VAGUE_M = 1000.0
"""Beyond this the times would say nothing: she is asked for a place close by."""

_MOST_MINUTES = 60


class Near(Whereabouts):
    """Answers about what is near."""

    def nearby(self, query: Query) -> Reply:
        """List what is near of some categories."""
        if query.choices and not query.categories:
            return replace(self.unknown(query), intent=Intent.NEARBY)
        return self._asked(query, self._slots(query, Intent.NEARBY))

    def circle(self, query: Query) -> Reply:
        """Tell what all lies within the circle, and have it drawn."""
        return self._asked(query, self._slots(query, Intent.CIRCLE))

    def _slots(self, query: Query, intent: Intent) -> Slots:
        """Fill what the sentence leaves open: from the last question when it leans on that."""
        last = self.session.slots if query.follows and self.session.slots else Slots()
        minutes = query.minutes or last.minutes
        return Slots(
            intent,
            query.categories or (last.categories if intent is Intent.NEARBY else ()),
            minutes and max(1, min(minutes, _MOST_MINUTES)),
            query.open_now or last.open_now,
            query.at or (last.at if last.at and last.at > self.now else None),
            query.accessible or last.accessible,
        )

    def _asked(self, query: Query, slots: Slots) -> Reply:
        if query.pace:
            self.session = replace(self.session, pace=query.pace)
        if query.place:
            self.session = replace(self.session, pending=Pending(Awaits.PLACE, slots))
            return self._with_advice(query, self.moved(self.named(query.place), query.place, query))
        if query.place_text:
            return self.ask_place(query.place_text, slots)
        self.session = replace(self.session, pending=None)
        return self._with_advice(query, self.list_again(slots))

    def _with_advice(self, query: Query, reply: Reply) -> Reply:
        """Say first that medical or legal advice is not given here."""
        if not query.advice:
            return reply
        legal = "legal" in query.categories
        refusal = self.say(f"answer.advice_{'legal' if legal else 'health'}")
        return replace(reply, text=f"{refusal}\n{reply.text}")

    def list_again(self, slots: Slots) -> Reply:
        """List what was asked for around the place that is known, or ask for one."""
        origin = self.session.origin
        if origin is None:
            return self.ask_place(slots=slots)
        if origin.point is None:
            return self.unlocated(origin, slots)
        if origin.error_m > VAGUE_M:
            return self.vague(origin, slots)
        question = self._question(slots)
        try:
            found = self.dialogue.guide.look(origin, origin.point, question)
        except OutsideAreaError:
            return self.outside(origin)
        page = found.listed[: self._first_page(slots)]
        self._note_demand(question, found, origin.point)
        self._remember(slots, found, len(page))
        text = self.composer.findings(origin, question, found, page)
        if origin.error_m > BROAD_M:
            text = f"{text}\n{self.say('place.broad', place=origin.name)}"
        if slots.intent is Intent.CIRCLE:
            text = f"{text}\n{self.say('circle.next')}"
        return self._listing(slots.intent, text, page, page)

    def _first_page(self, slots: Slots) -> int:
        """Give how many lines the first page has: the nearest of each category fit on one."""
        return PAGE if slots.categories else 2 * PAGE

    def _question(self, slots: Slots) -> Question:
        return Question(
            slots.categories,
            slots.minutes or self.dialogue.minutes,
            self.pace,
            slots.at or self.now,
            slots.open_now,
            slots.accessible,
        )

    def _remember(self, slots: Slots, found: Findings, shown: int) -> None:
        listed = tuple(one.facility.id for one in found.listed)
        only = listed[0] if len(listed) == 1 else ""
        self.session = replace(
            self.session, slots=slots, listed=listed, shown=shown, facility=only, pending=None
        )

    def _note_demand(self, question: Question, found: Findings, point: LonLat) -> None:
        place = self.dialogue.dataset.places.nearest_neighbourhood(point)
        has = {one.facility.category for one in found.listed if one.walk}
        for category in question.categories:
            self.dialogue.desk.note_demand(
                category, place.id if place else "", self.now.hour, found=category in has
            )

    def _listing(
        self, intent: Intent, text: str, page: tuple[Listed, ...], drawn: tuple[Listed, ...]
    ) -> Reply:
        """Give a list with its picture and buttons, as the session remembers it."""
        slots, origin = self.session.slots or Slots(), self.session.origin
        picture = None
        if origin and origin.point:
            minutes = slots.minutes or self.dialogue.minutes
            ids = tuple(one.facility.id for one in drawn if one.walk)
            picture = Picture(origin.point, minutes, self.pace, ids)
        return self.reply(
            intent,
            text,
            categories=slots.categories,
            origin=origin,
            minutes=slots.minutes or self.dialogue.minutes,
            open_now=slots.open_now,
            accessible=slots.accessible,
            listed=page,
            picture=picture,
            buttons=self._list_buttons(page, slots),
            at=slots.at,
        )

    def _list_buttons(self, page: tuple[Listed, ...], slots: Slots) -> tuple[Button, ...]:
        first = self.session.shown - len(page) + 1
        buttons = [
            Button(self.say("button.detail", number=mark(number)), f"detail:{one.facility.id}")
            for number, one in enumerate(page, start=first)
        ]
        if self.session.shown < len(self.session.listed):
            buttons.append(Button(self.say("button.more"), "more"))
        if not slots.open_now:
            buttons.append(Button(self.say("button.open_only"), "open"))
        if self.pace is not Pace.SLOW:
            buttons.append(Button(self.say("button.slower"), "pace:slow"))
        nearest = next((pair for pair in enumerate(page, start=first) if pair[1].walk), None)
        if nearest:
            label = self.say("button.route", number=mark(nearest[0]))
            buttons.append(Button(label, f"route:{nearest[1].facility.id}"))
        buttons.append(Button(self.say("button.feedback"), "feedback"))
        return tuple(buttons)

    def back(self) -> Reply:
        """Show the part of the last list before the one just shown."""
        slots = self.session.slots
        if slots is None:
            return self.more(Query(Intent.MORE))
        first = self._first_page(slots)
        after_first = math.ceil((self.session.shown - first) / PAGE)
        if after_first < 2:
            return self.list_again(slots)
        self.session = replace(self.session, shown=first + (after_first - 2) * PAGE)
        return self.more(Query(Intent.MORE))

    def more(self, _: Query) -> Reply:
        """Show the next part of the last list."""
        origin, slots, shown = self.session.origin, self.session.slots, self.session.shown
        if slots is None or origin is None or origin.point is None:
            return self.plain(Intent.MORE, "list.nothing_yet", menu=True)
        found = self.dialogue.guide.look(origin, origin.point, self._question(slots))
        page = found.listed[shown : shown + PAGE]
        if not page:
            return replace(
                self._listing(Intent.MORE, self.say("list.no_more"), (), ()), picture=None
            )
        self.session = replace(self.session, shown=shown + len(page))
        composer = self.composer
        lines = [self.say("list.more_title"), *composer.rows(page, shown + 1)]
        rest = len(found.listed) - self.session.shown
        lines += [self.say("list.more", count=rest)] if rest else []
        text = "\n".join([*lines, *composer.advice(page)])
        return self._listing(Intent.MORE, text, page, found.listed[: self.session.shown])
