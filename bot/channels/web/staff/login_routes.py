"""Staff log in by a link that works once, and out again."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.responses import RedirectResponse

from bot.channels.web.chat.chat_routes import refused
from bot.channels.web.chat.visitors import is_foreign, wanted_language
from bot.channels.web.staff.staff_rendering import staff_page
from bot.channels.web.staff.staff_visit import form_fields, let_in
from bot.staff.web_login import ROOT
from bot.texts import LANGUAGES, say

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from bot.channels.web.limits.rate_limits import RateLimit
    from bot.channels.web.web_worker import WebWorker

FORBIDDEN, TOO_MANY = 403, 429


def login_page(
    request: Request, language: str = "", status: int = 200, *, token: str = "", used: bool = False
) -> Response:
    """Show how to log in; with the secret of a link, the button that does.

    Args:
        request: its browser names a language.
        language: the one that was chosen on the page; empty when none was.
        status: of the response.
        token: the secret of a login link; empty without one.
        used: a link was tried that lets nobody in.
    """
    spoken = _language(request, language)
    other = {"language": say(spoken, "web.other_language_code"), "link": token}
    elsewhere = f"{ROOT}/login?{urlencode({key: text for key, text in other.items() if text})}"
    return staff_page(
        "login.html", spoken, status=status, token=token, used=used, elsewhere=elsewhere
    )


def _language(request: Request, chosen: str) -> str:
    return chosen if chosen in LANGUAGES else wanted_language(request)


class Login:
    """The two pages before the login."""

    def __init__(self, worker: WebWorker, rate: RateLimit | None) -> None:
        """Look links up in a worker's store; `rate` is how often one address may try."""
        self._worker, self._rate = worker, rate

    async def shown(self, request: Request) -> Response:
        """Ask whoever opens a link to press a button: what previews links shall not spend it."""
        token = request.query_params.get("link", "")
        return login_page(request, request.query_params.get("language", ""), token=token)

    async def tried(self, request: Request) -> Response:
        """Let somebody in whose link is right."""
        if is_foreign(request):
            return refused(request, "web.foreign_form", FORBIDDEN)
        address = request.client.host if request.client else ""
        wait = self._rate.wait_s(address) if self._rate else 0.0
        if wait:
            return refused(request, "web.too_fast", TOO_MANY, seconds=round(wait + 0.5))
        fields = form_fields(await request.body())
        token, language = fields.get("link", ""), _language(request, fields.get("language", ""))
        worker = self._worker
        enter = worker.store.logins.enter
        session = await worker.run(lambda: enter(token, language, worker.clock()))
        if session is None:
            return login_page(request, language, FORBIDDEN, used=bool(token))
        response = RedirectResponse(ROOT, 303)
        let_in(response, request, session)
        return response
