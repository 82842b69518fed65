"""A Bot API server for tests: real HTTP, Telegram's limits, faults on demand."""

from __future__ import annotations

from . import faults
from .api import BotApi
from .flood import Flood
from .running import polling
from .state import Call
from .user import Inline, Press, User
from .view import Button, Message, Toast, Venue

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
