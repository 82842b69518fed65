"""What is typed after the bot's name in another chat: facilities to send there."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from telegram import (
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
)

from bot.channels.telegram.buttons import map_links
from bot.channels.telegram.sender import parts_of
from bot.channels.telegram.updates.update_content import language_of, point_of
from bot.conversation.composing.composer import Composer
from bot.conversation.composing.detail_text import detail, notes
from bot.texts import say
from bot.understanding.query import Intent
from geo.facility import Status

if TYPE_CHECKING:
    from telegram import Update

    from bot.channels.telegram.telegram_worker import TelegramWorker
    from bot.channels.telegram.updates.update_content import HandlerContext
    from bot.conversation.reply import Listed, Reply
    from geo.facility import LonLat

_MOST = 20
_CACHE_S = 60
_TOLD = {Intent.ANSWER, Intent.EMERGENCY, Intent.HUMAN}


class InlineHandler:
    """Answers inline queries; nothing of them is remembered."""

    def __init__(self, worker: TelegramWorker) -> None:
        """Answer by a worker."""
        self._worker = worker

    async def typed(self, update: Update, _: HandlerContext) -> None:
        """Offer what fits, each with its details and map links."""
        query = update.inline_query
        if query is None:
            return
        language = language_of(update)
        point = point_of(query.location) if query.location else None
        results = await self._worker.run(self._results, query.query, language, point)
        key = "telegram.inline_start" if results else "telegram.inline_none"
        await query.answer(
            results,
            cache_time=_CACHE_S,
            is_personal=point is not None,
            button=InlineQueryResultsButton(say(language, key), start_parameter="inline"),
        )

    def _results(
        self, text: str, language: str, point: LonLat | None
    ) -> list[InlineQueryResultArticle]:
        """Look up what fits; in the worker's thread."""
        if not text.strip():
            return []
        reply = self._worker.live.answer_untold(text, language, point)
        listed = reply.listed or self._of_categories(reply)
        if listed:
            composer = Composer(self._worker.dataset, reply.language, self._worker.clock())
            return [self._article(one, composer) for one in listed[:_MOST]]
        if reply.intent in _TOLD:
            title = reply.text.partition("\n")[0]
            return [InlineQueryResultArticle("told", title[:60], _content(reply.text))]
        return []

    def _of_categories(self, reply: Reply) -> tuple[Listed, ...]:
        """List all of some categories when nobody has said where she is."""
        dialogue, now = self._worker.live.dialogue, self._worker.clock()
        return tuple(
            dialogue.search.unwalked(facility, now)
            for facility in dialogue.dataset.facilities
            if facility.category in reply.categories and facility.status is Status.OPEN
        )

    def _article(self, one: Listed, composer: Composer) -> InlineQueryResultArticle:
        facility = one.facility
        rows = map_links(facility, composer.language)
        return InlineQueryResultArticle(
            facility.id[:64],
            composer.name(facility),
            _content("\n".join([detail(composer, one), *notes(composer, facility)])),
            reply_markup=InlineKeyboardMarkup(rows) if rows else None,
            description=composer.one_of(facility, "address"),
        )


def _content(text: str) -> InputTextMessageContent:
    return InputTextMessageContent(html.escape(next(parts_of(text)), quote=False))
