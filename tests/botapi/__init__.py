"""A Bot API server for tests: real HTTP, Telegram's limits, faults on demand."""

from __future__ import annotations

from tests.botapi import faults
from tests.botapi.api import BotApi
from tests.botapi.flood import Flood
from tests.botapi.running import polling
from tests.botapi.state import Call
from tests.botapi.user import Inline, Press, User
from tests.botapi.view import Button, Message, Toast, Venue

__all__ = [
    "BotApi",
    "Button",
    "Call",
    "Flood",
    "Inline",
    "Message",
    "Press",
    "Toast",
    "User",
    "Venue",
    "faults",
    "polling",
]
