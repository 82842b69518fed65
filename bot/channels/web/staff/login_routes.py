"""Staff log in by a link that works once, and out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse

from bot.channels.web.chat.chat_routes import refused
from bot.channels.web.chat.visitors import is_foreign, wanted_language
from bot.channels.web.staff.staff_rendering import staff_page
from bot.channels.web.staff.staff_visit import form_fields, let_in
from bot.staff.web_login import ROOT

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from bot.channels.web.limits.rate_limits import RateLimit
    from bot.channels.web.web_worker import WebWorker

FORBIDDEN, TOO_MANY = 403, 429


class Login:
    """The two pages before the login."""

    def __init__(self, worker: WebWorker, rate: RateLimit | None) -> None:
        """Look links up in a worker's store; `rate` is how often one address may try."""
        self._worker, self._rate = worker, rate

    async def shown(self, request: Request) -> Response:
        """Ask whoever opens a link to press a button: what previews links shall not spend it."""
        token = request.query_params.get("link", "")
        return staff_page("login.html", wanted_language(request), token=token, used=False)

    async def tried(self, request: Request) -> Response:
        """Let somebody in whose link is right."""
        if is_foreign(request):
            return refused(request, "web.foreign_form", FORBIDDEN)
        address = request.client.host if request.client else ""
        wait = self._rate.wait_s(address) if self._rate else 0.0
        if wait:
            return refused(request, "web.too_fast", TOO_MANY, seconds=round(wait + 0.5))
        token = form_fields(await request.body()).get("link", "")
        language = wanted_language(request)
        worker = self._worker
        enter = worker.store.logins.enter
        session = await worker.run(lambda: enter(token, language, worker.clock()))
        if session is None:
            return staff_page("login.html", language, status=FORBIDDEN, token="", used=bool(token))
        response = RedirectResponse(ROOT, 303)
        let_in(response, request, session)
        return response
