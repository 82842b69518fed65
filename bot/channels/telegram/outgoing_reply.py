"""A reply that is to be sent, and what to remember once it has arrived."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zlib import crc32

from bot.conversation.session import Session
from bot.understanding.query import Intent

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.conversation.records import DemandLog
    from bot.conversation.reply import Reply


@dataclass(frozen=True, slots=True)
class OutgoingReply:
    """A reply to send; `session` is what to remember then, `person` of whom, `counts` to count."""

    reply: Reply
    person: str = ""
    session: Session = field(default_factory=Session)
    counts: tuple[Callable[[DemandLog], None], ...] = ()

    @property
    def mark(self) -> str:
        """Tell this list from every other, for the buttons that turn its pages."""
        return list_mark(self.session)

    @property
    def goes_back(self) -> bool:
        """Whether the list has an earlier page than this one."""
        listing = self.reply.intent not in {Intent.DETAIL, Intent.ROUTE}
        return listing and self.session.shown > len(self.reply.listed) > 0


def list_mark(session: Session) -> str:
    """Tell the list that a session remembers, and the page it shows, from every other."""
    shown = f"{','.join(session.listed)} {session.shown}"
    return f"{crc32(shown.encode()):08x}"
