"""What staff send, handed to the handlers of `bot.staff`; for anybody else they do not exist."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from telegram import Message

from bot.channels.telegram import buttons
from bot.channels.telegram.coverage_report import coverage_report
from bot.channels.telegram.updates.update_content import (
    argument_of,
    destination_of,
    event_id,
    language_of,
    position_of,
)
from bot.staff.editing.edit_dialogue import add, edit
from bot.staff.editing.sent_position import awaits, take
from bot.staff.editing.still_right import ask
from bot.staff.editing.suspension import resume, suspend
from bot.staff.editing.verification import verify
from bot.staff.feedback_queue import queue
from bot.staff.reports.demand_report import stats
from bot.staff.staff_buttons import press_staff_button
from bot.staff.web_login import web_login
from bot.texts import say
from geo.errors import YikeError

if TYPE_CHECKING:
    from collections.abc import Callable

    from telegram import Update

    from bot.channels.telegram.handlers.resident_handlers import ResidentHandlers
    from bot.channels.telegram.sender import Sender
    from bot.channels.telegram.telegram_worker import TelegramWorker
    from bot.channels.telegram.updates.update_content import HandlerContext
    from bot.conversation.reply import Reply
    from bot.settings import Settings
    from bot.staff.staff_context import StaffContext


class StaffHandlers:
    """One method for each thing that staff may do; the routing table lets nobody else in."""

    def __init__(
        self,
        worker: TelegramWorker,
        sender: Sender,
        residents: ResidentHandlers,
        settings: Settings,
    ) -> None:
        """Act by a worker; whoever the settings do not list as staff is a resident."""
        self._worker, self._sender, self._residents = worker, sender, residents
        self._ids, self._web = settings.staff, settings.web_address

    async def queue(self, update: Update, _: HandlerContext) -> None:
        """Show the open feedback."""
        await self._do(update, queue)

    async def stats(self, update: Update, _: HandlerContext) -> None:
        """Tell what is asked for."""
        await self._do(update, stats)

    async def verify(self, update: Update, _: HandlerContext) -> None:
        """Begin to verify a facility."""
        await self._do(update, partial(verify, name=_argument(update)))

    async def suspend(self, update: Update, _: HandlerContext) -> None:
        """Suspend a facility."""
        await self._do(update, partial(suspend, text=_argument(update)))

    async def resume(self, update: Update, _: HandlerContext) -> None:
        """Let a facility serve again."""
        await self._do(update, partial(resume, text=_argument(update)))

    async def edit(self, update: Update, _: HandlerContext) -> None:
        """Change fields of a facility."""
        await self._do(update, partial(edit, text=_argument(update)))

    async def add(self, update: Update, _: HandlerContext) -> None:
        """Add a facility."""
        await self._do(update, partial(add, text=_argument(update)))

    async def check(self, update: Update, _: HandlerContext) -> None:
        """Ask whether what is known of a facility is still right."""
        await self._do(update, partial(ask, name=_argument(update)))

    async def weblogin(self, update: Update, _: HandlerContext) -> None:
        """Send a link that logs her in to staff's pages of the web."""
        await self._do(update, partial(web_login, root=self._web))

    async def audit(self, update: Update, _: HandlerContext) -> None:
        """Send the coverage report: the result in a line, and its page."""
        to, language = destination_of(update), language_of(update)
        await self._sender.text(to, say(language, "staff.audit_working"))
        dataset, today = self._worker.dataset, self._worker.clock().date()
        try:
            made = await coverage_report(dataset.folder, dataset.log, today, language)
        except YikeError as error:
            await self._sender.text(to, say(language, "staff.audit_failed", reason=error))
            return
        await self._sender.document(to, made.page, f"audit-{today}.html", made.result)

    async def located(self, update: Update, context: HandlerContext) -> None:
        """Take a position for what is being verified or changed, else as any resident's."""
        message = update.effective_message
        found = position_of(message) if message else None
        if found and not update.edited_message and await self._awaits_position(update):
            point, error_m = found
            await self._do(update, partial(take, point=point, error_m=error_m))
            return
        await self._residents.located(update, context)

    async def pressed(self, update: Update, context: HandlerContext) -> None:
        """Do what a button of staff says, in place of the message that it is under."""
        query = update.callback_query
        if query is None or query.from_user.id not in self._ids:
            await self._residents.pressed(update, context)
            return
        await self._sender.acknowledge(query.id)
        action = buttons.read(query.data or "").action
        old = query.message if isinstance(query.message, Message) else None
        await self._do(update, partial(press_staff_button, action=action), old)

    async def _awaits_position(self, update: Update) -> bool:
        user = update.effective_user
        if user is None:
            return False
        about = user.id, language_of(update), event_id(update)
        return await self._worker.run(self._worker.ask_staff, awaits, *about)

    async def _do(
        self,
        update: Update,
        handler: Callable[[StaffContext], Reply],
        old: Message | None = None,
    ) -> None:
        user = update.effective_user
        if user is None:
            return
        about = user.id, language_of(update), event_id(update)
        outgoing = await self._worker.run(self._worker.act, handler, *about)
        await self._sender.send(destination_of(update), outgoing, old)


def _argument(update: Update) -> str:
    return argument_of(update.effective_message) if update.effective_message else ""
