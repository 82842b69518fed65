"""What staff say and press, and what they get; like the dialogue, it knows no channel.

Each change is kept under the key of the event that confirmed it, so that an event that is handled
twice changes nothing twice.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.conversation.reply import Button
from bot.staff import corrections
from bot.staff.verification import Verifying
from bot.storage.records import Suspension, TicketStatus
from geo.errors import UnknownNameError

if TYPE_CHECKING:
    from bot.conversation.reply import Reply
    from bot.staff.verification import Act
    from bot.storage.records import Ticket

_QUEUE_PAGE = 5
_SUSPEND = re.compile(r"(.+?)(?:\s+(?:until|到|至)\s*(.+?)|\s+((?:\d{4}-)?\d{1,2}-\d{1,2}))?\s*")


class Backstage(Verifying):
    """Does what staff ask."""

    def suspend(self, text: str, act: Act) -> Reply:
        """Suspend a facility, "ID until 2026-03-10"; without a day until it is resumed."""
        match = _SUSPEND.fullmatch(text.strip())
        if match is None:
            return act.reply(act.say("staff.suspend_usage"))
        found = corrections.find(self.dataset, match[1])
        if len(found) != 1:
            return act.reply(act.say("staff.no_such", name=match[1][:40]))
        written = match[2] or match[3]
        until = corrections.read_day(written, act.now.date()) if written else None
        if written and until is None:
            return act.reply(act.say("staff.no_day", text=written[:40]))
        facility = found[0]
        change = self.store.record_change(
            facility.id, Suspension(until), act.by, act.now, f"suspend:{act.event}"
        )
        key = "staff.suspended_until" if until else "staff.suspended"
        return self.changed(key, facility.id, change, act, date=until and until.isoformat())

    def resume(self, text: str, act: Act) -> Reply:
        """Take every suspension of a facility back."""
        if not text.strip():
            return act.reply(act.say("staff.resume_usage"))
        found = corrections.find(self.dataset, text)
        if len(found) != 1:
            return act.reply(act.say("staff.no_such", name=text[:40]))
        corrections.resume(self.store, found[0].id, act.by)
        return act.reply(act.say("staff.resumed", name=self.name(found[0], act)))

    def queue(self, act: Act, said: str = "") -> Reply:
        """Show the oldest open feedback, each with a way to accept and to reject it."""
        tickets = self.store.feedback(TicketStatus.OPEN)
        lines, buttons = [said] if said else [], list[Button]()
        key = "staff.queue_title" if tickets else "staff.queue_empty"
        lines.append(act.say(key, count=len(tickets)))
        for ticket in tickets[:_QUEUE_PAGE]:
            lines += [f"{ticket.number} {self._about(ticket, act)}", f"　{ticket.words}"]
            for verb in ("accept", "reject"):
                label = act.say(f"staff.{verb}", number=ticket.number)
                buttons.append(Button(label, f"staff:{verb}:{ticket.number}"))
        return act.reply("\n".join(lines), *buttons)

    def _about(self, ticket: Ticket, act: Act) -> str:
        day = ticket.at.date().isoformat()
        known = {facility.id: facility for facility in self.dataset.facilities}
        facility = known.get(ticket.facility_id or "")
        return f"{day} {self.name(facility, act)}" if facility else day

    def _decide(self, number: str, act: Act, *, accepted: bool) -> Reply:
        try:
            ticket = self.store.decide(number, accepted=accepted, by=act.by)
        except UnknownNameError:
            return self.too_old(act)
        said = act.say("staff.accepted" if accepted else "staff.rejected", number=ticket.number)
        return self.queue(act, said)

    def stats(self, act: Act) -> Reply:
        """Tell what was asked for, where it was missing, and how often there was no answer."""
        lines = [act.say("staff.stats_title")]
        lines += [self._wish(wish, act) for wish in corrections.wishes(self.store)]
        missed = corrections.unanswered(self.store)
        lines.append(act.say("staff.stats_unanswered", count=sum(missed.values())))
        return act.reply("\n".join(lines))

    def _wish(self, wish: corrections.Wish, act: Act) -> str:
        category = self.dataset.categories.get(wish.category)
        what = category.name.said_in(act.language) if category else wish.category
        line = act.say("staff.stats_line", what=what, asked=wish.asked, missed=wish.missed)
        known = {place.id: place for place in self.dataset.places}
        where = known.get(wish.most_missed_in)
        if where is None:
            return line
        return f"{line}{act.say('staff.stats_where', place=where.name.said_in(act.language))}"

    def press(self, action: str, act: Act) -> Reply:
        """Do what a button of staff says; its action is "staff:", a verb and what it is about."""
        _, verb, about = (*action.split(":", 2), "", "")[:3]
        if verb == "verify" and any(one.id == about for one in self.dataset.facilities):
            return self.stand(self.dataset.facility(about), act)
        if verb in {"accept", "reject"}:
            return self._decide(about, act, accepted=verb == "accept")
        presses = {"keep": self.confirm, "drop": self.drop, "undo": self.undo}
        return presses[verb](about, act) if verb in presses else self.too_old(act)
