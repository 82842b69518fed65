"""Staff confirm what was shown, read the log of changes, and take a change back."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.responses import RedirectResponse

from bot.staff.editing.changes import log_in_words, restorable, undo_outlook
from bot.staff.editing.edit_dialogue import propose
from bot.staff.editing.field_edits import edit_of
from bot.staff.reports.change_entries import is_table
from bot.staff.staff_buttons import PREFIX, press_staff_button
from bot.staff.web_login import ROOT

if TYPE_CHECKING:
    from starlette.responses import Response

    from bot.channels.web.staff.staff_desk import StaffDesk
    from bot.channels.web.staff.staff_visit import StaffVisit
    from bot.conversation.reply import Reply
    from bot.staff.staff_context import StaffContext

_MOST_SHOWN = 20
_MOST_FACILITIES = 6
_ASKED = ("q", "facility", "tables")
_PAGES = {"verify": "position", "check": ""}
"""What in a chat asks for the next message has a page of its own here."""


class ChangePages:
    """One method for each address."""

    def __init__(self, desk: StaffDesk) -> None:
        """Act by a desk."""
        self._desk = desk

    async def pressed(self, visit: StaffVisit) -> Response:
        """Do what a button says."""
        action, about = visit.field("press"), visit.field("about")
        verb, _, facility_id = action.removeprefix(PREFIX).partition(":")
        if verb in _PAGES:
            return RedirectResponse(f"{ROOT}/f/{facility_id}/{_PAGES[verb]}".rstrip("/"), 303)
        reply = await self._desk.act(visit, partial(press_staff_button, action=action))
        return await self._desk.replied(visit, reply, about)

    async def listed(self, visit: StaffVisit) -> Response:
        """Show the newest changes first, all of them or those that she looks for."""
        before, sought = visit.field("before"), visit.field("q")
        about, tables = visit.field("facility"), "tables" in visit.fields

        def look(context: StaffContext) -> dict[str, object]:
            words = log_in_words(context)
            until = int(before) if before.isascii() and before.isdigit() else sys.maxsize
            found = [
                one
                for one in reversed(words.history.changesets)
                if one.number < until
                and (not about or about in one.facility_ids)
                and (not tables or is_table(one))
                and (not sought or words.mentions(one, sought))
            ]
            shown = [words.entry(one, _MOST_FACILITIES, about) for one in found[:_MOST_SHOWN]]
            older = shown[-1].number if found[_MOST_SHOWN:] else 0
            name = context.dataset.facility(about).name.said_in(context.language) if about else ""
            return {"changes": shown, "older": older, "name": name}

        told = await self._desk.act(visit, look)
        asked = {name: visit.field(name) for name in _ASKED if name in visit.fields}
        further = urlencode(asked | {"before": told["older"]})
        is_all = not any((before, sought, about, tables))
        return self._desk.page(
            visit,
            "log.html",
            told | {"sought": sought, "tables": tables, "is_all": is_all, "further": further},
        )

    async def shown(self, visit: StaffVisit) -> Response:
        """Show one change and what undoing it would do, and offer to take it back."""
        number = visit.path["number"]

        def look(context: StaffContext) -> dict[str, object]:
            words = log_in_words(context)
            known = words.history
            one = known.get(int(number) if number.isascii() and number.isdigit() else 0)
            entry = words.entry(one)
            outlook = undo_outlook(context, one.number) if entry.may_undo else None
            alone = restorable(context, one.number) if outlook and entry.counts else {}
            return {"one": entry, "outlook": outlook, "alone": tuple(alone)}

        return self._desk.page(visit, "change.html", await self._desk.act(visit, look))

    async def restored(self, visit: StaffVisit) -> Response:
        """Show what taking a change back for one facility alone would change."""
        number, key = visit.path["number"], visit.field("facility")

        def read(context: StaffContext) -> Reply:
            written = int(number) if number.isascii() and number.isdigit() else 0
            values = restorable(context, written).get(key)
            if values is None:
                return context.too_old()
            facility, today = context.dataset.facility(key), context.now.date()
            made = edit_of(context.dataset, facility, values, today)
            return propose(context, made, context.say("staff_page.restore_why", number=written))

        return await self._desk.replied(visit, await self._desk.act(visit, read), key)
