"""The address that logs a member of staff in to the web, and what tells her of it in a chat."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from bot.conversation.reply import Reply
    from bot.settings import Settings
    from bot.staff.staff_context import StaffContext

ROOT = "/staff"
"""Where staff's pages are."""


def login_address(root: str, token: str) -> str:
    """Give the address of a link's secret below the address of the web server."""
    return f"{root.rstrip('/')}{ROOT}/login?{urlencode({'link': token})}"


def web_root(settings: Settings) -> str:
    """Give the address of the web server: the one that people open, else that on this machine."""
    host, port = settings.web_listen
    return settings.web_address or f"http://{host}:{port}"


def web_login(context: StaffContext, root: str) -> Reply:
    """Send a link that logs her in once; `root` is the address of the web server, if it has one."""
    if not root:
        return context.reply(context.say("staff.web_nowhere"))
    token = context.store.logins.link(context.role, context.now)
    return context.reply(context.say("staff.web_login", address=login_address(root, token)))
