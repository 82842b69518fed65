"""Who is asking: a signed cookie tells browsers apart, and names nobody."""

from __future__ import annotations

import hmac
import re
import secrets
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from bot.texts import LANGUAGES

if TYPE_CHECKING:
    from starlette.requests import Request

    from bot.storage.store import Store

COOKIE = "yike"
LIFETIME_S = 24 * 3600
"""As long as a session: after that the cookie would name nobody."""

_KEY = re.compile(r"[A-Za-z0-9_-]{22}\.[0-9a-f]{32}")


class Visitor(NamedTuple):
    """A browser: its cookie, and the person that the store knows it as."""

    cookie: str
    person: str


class Visitors:
    """Knows the visitors of one store; every process on that store knows the same."""

    def __init__(self, store: Store) -> None:
        """Sign with the key of a store."""
        self._store = store

    def known(self, request: Request) -> Visitor | None:
        """Recall who asks; a cookie that is missing, damaged or forged is nobody's."""
        cookie = request.cookies.get(COOKIE, "")
        if not _KEY.fullmatch(cookie):
            return None
        name, _, signature = cookie.partition(".")
        if not hmac.compare_digest(signature, self._signature(name)):
            return None
        return Visitor(cookie, self._store.person("web", name))

    def fresh(self) -> Visitor:
        """Make a cookie for somebody new."""
        name = secrets.token_urlsafe(16)
        return Visitor(f"{name}.{self._signature(name)}", self._store.person("web", name))

    def _signature(self, name: str) -> str:
        return self._store.person("web cookie", name)[:32]


def is_foreign(request: Request) -> bool:
    """Tell whether another site had the browser send this.

    Browsers say so in `Sec-Fetch-Site`, older ones name the site in `Origin` or `Referer`.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site not in {"same-origin", "none"}
    sender = request.headers.get("origin") or request.headers.get("referer")
    return sender is not None and urlsplit(sender).netloc != request.headers.get("host")


def shows_origin(request: Request) -> bool:
    """Tell whether a request says at all which site sent it; what does not gets no session."""
    return any(name in request.headers for name in ("sec-fetch-site", "origin", "referer"))


def wanted_language(request: Request) -> str:
    """Choose the language for somebody new: the first that her browser names and we speak."""
    for part in request.headers.get("accept-language", "").lower().split(","):
        language = part.strip()[:2]
        if language in LANGUAGES:
            return language
    return LANGUAGES[0]
