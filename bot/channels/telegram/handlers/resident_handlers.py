"""What residents send, handed to the dialogue, and its replies sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import Message

from bot.channels.telegram import buttons
from bot.channels.telegram.outgoing_reply import OutgoingReply
from bot.channels.telegram.updates.albums import RecentAlbums
from bot.channels.telegram.updates.update_content import (
    argument_of,
    destination_of,
    event_id,
    language_of,
    links_of,
    position_of,
    words_of,
)
from bot.conversation.reply import Button, Event, Reply
from bot.map_links import read_link
from bot.texts import say
from bot.understanding.query import Intent

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from telegram import Update

    from bot.channels.telegram.sender import Sender
    from bot.channels.telegram.telegram_worker import TelegramWorker
    from bot.channels.telegram.updates.update_content import HandlerContext
    from geo.facility import LonLat

_PACES = ("standard", "elder", "slow")
_DEEP_LINKS = {"p": "place", "c": "near"}


class ResidentHandlers:
    """One method for each thing that a resident may do."""

    def __init__(
        self,
        worker: TelegramWorker,
        sender: Sender,
        follow: Callable[[str], Awaitable[LonLat | None]],
    ) -> None:
        """Answer by a worker and a sender; `follow` finds where a short map link leads."""
        self._worker, self._sender, self._follow = worker, sender, follow
        self._albums = RecentAlbums()

    # Commands

    async def start(self, update: Update, _: HandlerContext) -> None:
        """Greet; a link on a poster says where she stands (p_…) or what she looks for (c_…)."""
        await self._press(update, "greet")
        message = update.effective_message
        kind, _dash, about = (argument_of(message) if message else "").partition("_")
        if kind in _DEEP_LINKS and about:
            await self._press(update, f"{_DEEP_LINKS[kind]}:{about}")

    async def near(self, update: Update, _: HandlerContext) -> None:
        """Tell what is near, or what is written behind the command."""
        message = update.effective_message
        words = argument_of(message) if message else ""
        if words:
            await self._respond(update, Event(text=words, id=event_id(update)))
        else:
            await self._press(update, "near")

    async def circle(self, update: Update, _: HandlerContext) -> None:
        """Draw the circle."""
        await self._press(update, "circle")

    async def help(self, update: Update, _: HandlerContext) -> None:
        """Tell what can be done."""
        await self._press(update, "help")

    async def forget(self, update: Update, _: HandlerContext) -> None:
        """Erase all that is known of her."""
        await self._press(update, "forget")

    async def feedback(self, update: Update, _: HandlerContext) -> None:
        """Take down what is wrong."""
        message = update.effective_message
        words = (argument_of(message) if message else "") or None
        await self._respond(update, Event(press="feedback", text=words, id=event_id(update)))

    async def pace(self, update: Update, _: HandlerContext) -> None:
        """Let her choose how fast she walks."""
        message = update.effective_message
        named = argument_of(message).lower() if message else ""
        if named in _PACES:
            await self._press(update, f"pace:{named}")
            return
        outgoing = await self._say(update, "telegram.choose_pace")
        language = outgoing.reply.language
        labels = (
            say(language, "telegram.pace_standard"),
            say(language, "telegram.pace_elder"),
            say(language, "telegram.pace_slow"),
        )
        offered = [
            Button(label, f"pace:{pace}") for label, pace in zip(labels, _PACES, strict=True)
        ]
        await self._choose(update, outgoing, offered)

    async def language(self, update: Update, _: HandlerContext) -> None:
        """Let her choose the language."""
        outgoing = await self._say(update, "telegram.choose_language")
        language = outgoing.reply.language
        offered = [
            Button(say(language, "telegram.language_zh"), "language:zh"),
            Button(say(language, "telegram.language_en"), "language:en"),
        ]
        await self._choose(update, outgoing, offered)

    async def unknown_command(self, update: Update, _: HandlerContext) -> None:
        """Say kindly that there is no such command."""
        await self._tell(update, "telegram.unknown_command")

    # Messages

    async def said(self, update: Update, _: HandlerContext) -> None:
        """Answer words, or the place that a forwarded map link points to."""
        message = update.effective_message
        if message is None:
            return
        link = read_link(links_of(message))
        if link is None:
            await self._words(update, message)
            self._albums.note(message)
            return
        point = link.point or await self._follow(link.url)
        if point is None:
            await self._tell(update, "telegram.link_unreadable")
        else:
            await self._respond(update, Event(location=point, id=event_id(update)))

    async def located(self, update: Update, _: HandlerContext) -> None:
        """Take a position; one that moves on by itself is noted without a word."""
        message = update.effective_message
        found = position_of(message) if message else None
        if found is None:
            await self._tell(update, "telegram.other")
        elif update.edited_message:
            language = language_of(update)
            outgoing = await self._worker.run(
                self._worker.move, destination_of(update).chat, *found, language
            )
            self._worker.note_sent(update.update_id, outgoing)
        else:
            point, error_m = found
            await self._respond(update, Event(location=point, error_m=error_m, id=event_id(update)))

    async def voice(self, update: Update, _: HandlerContext) -> None:
        """Ask for words instead of a voice."""
        await self._tell(update, "telegram.voice")

    async def sticker(self, update: Update, _: HandlerContext) -> None:
        """Thank for a sticker."""
        await self._tell(update, "telegram.sticker")

    async def photo(self, update: Update, _: HandlerContext) -> None:
        """Ask for words instead of a picture."""
        await self._tell(update, "telegram.photo")

    async def other(self, update: Update, _: HandlerContext) -> None:
        """Ask for words instead of anything else."""
        await self._tell(update, "telegram.other")

    # Buttons

    async def pressed(self, update: Update, _: HandlerContext) -> None:
        """Do what a button says."""
        query = update.callback_query
        if query is None or update.effective_chat is None:
            return
        await self._sender.acknowledge(query.id)
        pressed = buttons.read(query.data or "")
        event = Event(press=pressed.action, id=event_id(update))
        old = query.message if pressed.turns_page else None
        await self._respond(update, event, pressed.mark, old if isinstance(old, Message) else None)

    # How all of them answer

    async def _press(self, update: Update, action: str) -> None:
        await self._respond(update, Event(press=action, id=event_id(update)))

    async def _words(self, update: Update, message: Message) -> None:
        words = words_of(message)
        action = buttons.typed_action(words, self._worker.dataset)
        if action:
            await self._press(update, action)
            return
        answered = message.reply_to_message
        event = Event(
            text=words,
            id=event_id(update),
            about=buttons.facilities_under(answered) if answered else (),
            forwarded=message.forward_origin is not None,
        )
        await self._respond(update, event)

    async def _respond(
        self, update: Update, event: Event, mark: str | None = None, old: Message | None = None
    ) -> None:
        """Answer an event, in place of an old message when a page of it was turned."""
        to = destination_of(update)
        outgoing = await self._worker.run(
            self._worker.answer, to.chat, event, language_of(update), mark
        )
        await self._sender.send(to, outgoing, old if outgoing.reply.listed else None)
        self._worker.note_sent(update.update_id, outgoing)

    async def _say(self, update: Update, key: str) -> OutgoingReply:
        chat, language = destination_of(update).chat, language_of(update)
        return await self._worker.run(self._worker.say, chat, language, key)

    async def _tell(self, update: Update, key: str) -> None:
        """Say something of the channel's own; of an album, once."""
        message = update.effective_message
        if message is None or self._albums.knows(message):
            return
        await self._sender.send(destination_of(update), await self._say(update, key))
        self._albums.note(message)

    async def _choose(self, update: Update, outgoing: OutgoingReply, offered: list[Button]) -> None:
        reply = Reply(
            Intent.UNKNOWN, outgoing.reply.text, outgoing.reply.language, buttons=tuple(offered)
        )
        await self._sender.send(destination_of(update), OutgoingReply(reply))
