"""Staff confirm what was shown, read the log of changes, and take a change back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse

from bot.staff.editing.changes import history
from bot.staff.reports.change_report import change_lines
from bot.staff.staff_buttons import PREFIX, press_staff_button
from bot.staff.web_login import ROOT

if TYPE_CHECKING:
    from starlette.responses import Response

    from bot.channels.web.staff.staff_desk import StaffDesk
    from bot.channels.web.staff.staff_visit import StaffVisit
    from bot.staff.staff_context import StaffContext

_MOST_SHOWN = 50
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
        """Show the newest changes first."""

        def look(context: StaffContext) -> list[dict[str, object]]:
            known = history(context)
            newest = known.changesets[: -_MOST_SHOWN - 1 : -1]
            return [self._told(context, one.number) for one in newest]

        return self._desk.page(visit, "log.html", {"changes": await self._desk.act(visit, look)})

    async def shown(self, visit: StaffVisit) -> Response:
        """Show one change, and offer to take it back."""
        number = visit.path["number"]

        def look(context: StaffContext) -> dict[str, object]:
            return self._told(context, int(number) if number.isascii() and number.isdigit() else 0)

        return self._desk.page(visit, "change.html", {"one": await self._desk.act(visit, look)})

    # In the thread

    def _told(self, context: StaffContext, number: int) -> dict[str, object]:
        """Give a change in words; raises UnknownNameError where there is none."""
        known = history(context)
        one = known.get(number)
        title, *lines = change_lines([one], known, context.dataset, context.language)
        may_undo = one.undoes is None and number not in known.undone()
        told = [line.strip() for line in lines]
        return {"number": number, "title": title, "lines": told, "may_undo": may_undo}
