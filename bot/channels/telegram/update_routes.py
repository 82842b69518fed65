"""The routing table: who handles which update."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.staff.staff_buttons import PREFIX

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.channels.telegram.handlers.inline_handler import InlineHandler
    from bot.channels.telegram.handlers.resident_handlers import ResidentHandlers
    from bot.channels.telegram.handlers.staff_handlers import StaffHandlers

Route: TypeAlias = BaseHandler[Any, Any, Any]


def routes(
    residents: ResidentHandlers,
    staff: StaffHandlers,
    inline: InlineHandler,
    staff_ids: Collection[int],
) -> list[Route]:
    """Say who handles what: the first row that fits. Groups and channels are left alone."""
    private = filters.ChatType.PRIVATE
    trusted = private & filters.User(user_id=staff_ids)
    position = filters.LOCATION | filters.VENUE
    words = (filters.TEXT | filters.CAPTION) & ~filters.COMMAND
    return [
        MessageHandler(private & words, residents.said),
        CommandHandler("queue", staff.queue, trusted),
        CommandHandler("verify", staff.verify, trusted),
        CommandHandler("suspend", staff.suspend, trusted),
        CommandHandler("resume", staff.resume, trusted),
        CommandHandler("edit", staff.edit, trusted),
        CommandHandler("add", staff.add, trusted),
        CommandHandler("check", staff.check, trusted),
        CommandHandler("weblogin", staff.weblogin, trusted),
        CommandHandler("stats", staff.stats, trusted),
        CommandHandler("audit", staff.audit, trusted),
        MessageHandler(trusted & position, staff.located),
        CallbackQueryHandler(staff.pressed, rf"^\d+\|{PREFIX}"),
        CommandHandler("start", residents.start, private),
        CommandHandler("near", residents.near, private),
        CommandHandler("circle", residents.circle, private),
        CommandHandler("pace", residents.pace, private),
        CommandHandler("language", residents.language, private),
        CommandHandler("feedback", residents.feedback, private),
        CommandHandler("forget", residents.forget, private),
        CommandHandler("help", residents.help, private),
        MessageHandler(private & filters.COMMAND, residents.unknown_command),
        MessageHandler(private & position, residents.located),
        MessageHandler(private & (filters.VOICE | filters.AUDIO), residents.voice),
        MessageHandler(private & filters.Sticker.ALL, residents.sticker),
        MessageHandler(private & (filters.PHOTO | filters.VIDEO), residents.photo),
        MessageHandler(private & ~filters.StatusUpdate.ALL, residents.other),
        CallbackQueryHandler(residents.pressed),
        InlineQueryHandler(inline.typed),
    ]
