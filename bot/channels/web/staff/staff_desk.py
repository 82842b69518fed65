"""What staff's pages have in common: acting in the thread of answers, and showing a reply."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from bot.channels.web.staff.position_map import proposed_position
from bot.channels.web.staff.staff_rendering import staff_page
from bot.staff.editing.verification import next_to_verify
from bot.staff.staff_buttons import PREFIX

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.responses import Response

    from bot.channels.web.staff.staff_visit import StaffVisit
    from bot.channels.web.web_worker import WebWorker
    from bot.conversation.reply import Reply
    from bot.staff.staff_context import StaffContext

T = TypeVar("T")

_UNDO = f"{PREFIX}undo:"
_TO_CONFIRM = 2
"""Buttons of a reply that asks whether what it shows shall hold."""


class StaffDesk:
    """Does what somebody of staff asks, by a worker."""

    def __init__(self, worker: WebWorker) -> None:
        """Change what a worker answers from."""
        self._worker = worker

    async def act(self, visit: StaffVisit, task: Callable[[StaffContext], T]) -> T:
        """Do something in her name; what it changes holds for the next answer."""
        return await self._worker.run(self._act, visit, task)

    async def replied(self, visit: StaffVisit, reply: Reply, about: str = "") -> Response:
        """Show a reply and the ways on; what is to be verified next, once nothing is to confirm."""
        following = drawn = None
        if len(reply.buttons) >= _TO_CONFIRM:
            drawn = await self.act(visit, proposed_position)
        else:
            following = await self.act(visit, lambda context: next_to_verify(context, about))
        first, *lines = reply.text.split("\n")
        number = next(
            (
                one.action.removeprefix(_UNDO)
                for one in reply.buttons
                if one.action.startswith(_UNDO)
            ),
            "",
        )
        shown = {"heading": first, "lines": lines, "buttons": reply.buttons}
        return self.page(
            visit,
            "reply.html",
            shown | {"about": about, "following": following, "map": drawn, "change": number},
        )

    def page(
        self, visit: StaffVisit, template: str, shown: Mapping[str, object], status: int = 200
    ) -> Response:
        """Fill a template for her."""
        session = visit.session
        return staff_page(template, session.language, session, status, **shown)

    # In the thread

    def _act(self, visit: StaffVisit, task: Callable[[StaffContext], T]) -> T:
        worker, session = self._worker, visit.session
        by = worker.store.person("staff web", session.token)
        context = worker.live.staff_context(by, session.language, visit.event)
        order = worker.queue.order(worker.dataset)
        done = task(replace(context, role=session.role, order=order))
        worker.live.begin()
        return done
