"""Pages from their templates; style and script stand in each page, named by their hashes."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bot.channels.web.chat.reply_blocks import Point
from bot.texts import say
from maps.circle.inline_marks import marker_of

if TYPE_CHECKING:
    from bot.channels.web.chat.chat_page import ChatPage


def chat_page(page: ChatPage) -> str:
    """Write a page of the conversation. Every value is escaped by the template."""
    return _filled("chat.html", page=page, style=_inline("chat.css"), script=_inline("chat.js"))


def message_page(heading: str, text: str, language: str) -> str:
    """Write a page that only says something, and leads home."""
    values = {"heading": heading, "text": text, "language": language}
    return _filled("message.html", style=_inline("chat.css"), **values)


@cache
def content_policy(*styles: str) -> str:
    """Allow our own style, script and forms; nothing else may run, be loaded, sent or framed.

    `styles` are further sheets that stand in the page.
    """
    sheets = " ".join(f"'sha256-{digest_of(sheet)}'" for sheet in (asset("chat.css"), *styles))
    return (
        "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'; "
        "img-src data:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
        f"style-src {sheets}; script-src 'sha256-{digest_of(asset('chat.js'))}'"
    )


@cache
def asset(name: str) -> str:
    """Read a file of `assets/`, without the comments and the indentation that no browser needs."""
    text = (files("bot.channels.web.chat") / "assets" / name).read_text("utf-8")
    lines = (line.strip() for line in text.strip().splitlines())
    return "\n".join(line for line in lines if not line.startswith("//"))


def _inline(name: str) -> Markup:
    return Markup(asset(name))  # noqa: S704 - a file of ours


def _filled(template: str, **values: object) -> str:
    return _templates().get_template(template).render(**values)


@cache
def _templates() -> Environment:
    loader = PackageLoader("bot.channels.web.chat", "assets")
    templates = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    templates.tests["point"] = lambda block: isinstance(block, Point)
    templates.globals |= {"marker": marker_of, "say": say}
    return templates


def digest_of(text: str) -> str:
    """Give the SHA-256 of an inline style or script, as a policy names it."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
