"""What staff send, handed to the backstage; for anybody else it does not exist."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from telegram import Message

from bot.channels.telegram import buttons
from bot.channels.telegram.reading import argument_of, event_id, language_of, position_of
from bot.channels.telegram.report import report
from bot.staff.verification import Act
from bot.texts import say
from geo.errors import YikeError

if TYPE_CHECKING:
    from collections.abc import Callable

    from telegram import Update

    from bot.channels.telegram.clerk import Clerk
    from bot.channels.telegram.post import Post
    from bot.channels.telegram.reading import Context
    from bot.channels.telegram.residents import Residents
    from bot.conversation.reply import Reply

PREFIX = "staff:"
"""What the actions of staff's buttons begin with."""


class Staff:
    """One method for each thing that staff may do; the routing table lets nobody else in."""

    def __init__(self, clerk: Clerk, post: Post, residents: Residents, ids: frozenset[int]) -> None:
        """Act by a clerk; whoever is not listed in `ids` is a resident."""
        self._clerk, self._post, self._residents, self._ids = clerk, post, residents, ids

    async def queue(self, update: Update, _: Context) -> None:
        """Show the open feedback."""
        await self._do(update, self._clerk.backstage.queue)

    async def stats(self, update: Update, _: Context) -> None:
        """Tell what is asked for."""
        await self._do(update, self._clerk.backstage.stats)

    async def verify(self, update: Update, _: Context) -> None:
        """Begin to verify a facility."""
        await self._do(update, partial(self._clerk.backstage.verify, _argument(update)))

    async def suspend(self, update: Update, _: Context) -> None:
        """Suspend a facility."""
        await self._do(update, partial(self._clerk.backstage.suspend, _argument(update)))

    async def resume(self, update: Update, _: Context) -> None:
        """Let a facility serve again."""
        await self._do(update, partial(self._clerk.backstage.resume, _argument(update)))

    async def audit(self, update: Update, _: Context) -> None:
        """Send the coverage report: the result in a line, and its page."""
        chat, language = update.effective_chat, language_of(update)
        if chat is None:
            return
        await self._post.text(chat.id, say(language, "staff.audit_working"))
        folder, today = self._clerk.dialogue.dataset.folder, self._clerk.clock().date()
        corrections = await self._clerk.run(self._clerk.store.corrections)
        try:
            made = await report(folder, corrections, today, language)
        except YikeError as error:
            await self._post.text(chat.id, say(language, "staff.audit_failed", reason=error))
            return
        await self._post.document(chat.id, made.page, f"audit-{today}.html", made.result)

    async def located(self, update: Update, context: Context) -> None:
        """Take a position for the facility that is being verified, else as any resident's."""
        message, user = update.effective_message, update.effective_user
        found = position_of(message) if message else None
        if found and user and not update.edited_message:
            by = self._clerk.person(user.id)
            if await self._clerk.run(self._clerk.backstage.awaits_position, by, event_id(update)):
                await self._do(update, partial(self._clerk.backstage.position, *found))
                return
        await self._residents.located(update, context)

    async def pressed(self, update: Update, context: Context) -> None:
        """Do what a button of staff says, in place of the message that it is under."""
        query = update.callback_query
        if query is None or query.from_user.id not in self._ids:
            await self._residents.pressed(update, context)
            return
        await self._post.acknowledge(query.id)
        action = buttons.read(query.data or "").action
        old = query.message if isinstance(query.message, Message) else None
        await self._do(update, partial(self._clerk.backstage.press, action), old)

    async def _do(
        self, update: Update, doing: Callable[[Act], Reply], old: Message | None = None
    ) -> None:
        chat, user = update.effective_chat, update.effective_user
        if chat is None or user is None:
            return
        by = self._clerk.person(user.id)
        act = Act(by, language_of(update), self._clerk.clock(), event_id(update))
        turn = await self._clerk.run(self._clerk.act, doing, act)
        await self._post.send(chat.id, turn, old)


def _argument(update: Update) -> str:
    return argument_of(update.effective_message) if update.effective_message else ""
