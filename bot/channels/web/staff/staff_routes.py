"""The addresses of staff's pages: each is for whoever has logged in, each form for its own page."""

from __future__ import annotations

import hmac
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from starlette.responses import RedirectResponse
from starlette.routing import Route

from bot.channels.web.chat.chat_routes import refused
from bot.channels.web.chat.visitors import is_foreign
from bot.channels.web.staff.change_pages import ChangePages
from bot.channels.web.staff.facility_pages import FacilityPages
from bot.channels.web.staff.import_pages import ImportPages
from bot.channels.web.staff.login_routes import FORBIDDEN, Login, login_page
from bot.channels.web.staff.poster_pages import PosterPages
from bot.channels.web.staff.report_pages import ReportPages
from bot.channels.web.staff.staff_desk import StaffDesk
from bot.channels.web.staff.staff_rendering import staff_page
from bot.channels.web.staff.staff_visit import COOKIE, StaffVisit, let_out, read_form
from bot.channels.web.staff.ticket_pages import TicketPages
from bot.staff.web_login import ROOT
from bot.texts import LANGUAGES
from geo.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import TypeAlias

    from starlette.requests import Request
    from starlette.responses import Response

    from bot.channels.web.limits.rate_limits import RateLimit
    from bot.channels.web.web_worker import WebWorker
    from bot.storage.staff_logins import StaffSession
    from geo.facility import LonLat

    Handler: TypeAlias = Callable[[StaffVisit], Awaitable[Response]]

T = TypeVar("T")

_NOT_FOUND = 404
UPLOADS = frozenset({f"{ROOT}/import"})
"""The addresses that take a file."""


def staff_routes(
    worker: WebWorker,
    follow: Callable[[str], Awaitable[LonLat | None]],
    logins: RateLimit | None,
    address: str = "",
) -> list[Route]:
    """Give the routing table.

    Args:
        worker: changes what it answers from.
        follow: finds where a short map link leads (WGS-84), or None.
        logins: how often one address may try to log in.
        address: where people open the pages; empty where nobody has said.
    """
    login, desk = Login(worker, logins), StaffDesk(worker)
    facilities, changes, tickets = FacilityPages(desk, follow), ChangePages(desk), TicketPages(desk)
    imports, posters = ImportPages(desk), PosterPages(worker, desk, address)
    reports = ReportPages(worker, desk)
    handlers: list[tuple[str, str, Handler]] = [
        ("GET", "", facilities.found),
        ("POST", "", changes.pressed),
        ("GET", "/facilities.xlsx", facilities.table),
        ("GET", "/f/{id}", facilities.shown),
        ("GET", "/f/{id}/edit", facilities.form),
        ("POST", "/f/{id}/edit", facilities.written),
        ("GET", "/f/{id}/position", facilities.position_form),
        ("POST", "/f/{id}/position", facilities.positioned),
        ("GET", "/add", facilities.new_form),
        ("POST", "/add", facilities.new_written),
        ("GET", "/import", imports.form),
        ("POST", "/import", imports.sent),
        ("POST", "/import/said", imports.said),
        ("POST", "/import/taken", imports.taken),
        ("GET", "/import/rejected.xlsx", imports.rejected),
        ("GET", "/posters", posters.form),
        ("GET", "/posters/print", posters.printed),
        ("GET", "/report", reports.form),
        ("GET", "/report.zip", reports.made),
        ("GET", "/tickets", tickets.listed),
        ("POST", "/tickets", tickets.decided),
        ("GET", "/tickets/handled", tickets.handled),
        ("GET", "/tickets/{number}", tickets.asked),
        ("GET", "/log", changes.listed),
        ("GET", "/log/{number}", changes.shown),
        ("POST", "/log/{number}", changes.restored),
        ("POST", "/language", partial(_speak, worker)),
        ("POST", "/logout", partial(_leave, worker)),
    ]
    return [
        Route(f"{ROOT}/login", login.shown, methods=["GET"]),
        Route(f"{ROOT}/login", login.tried, methods=["POST"]),
        *(
            Route(ROOT + path, _for_staff(worker, handler), methods=[method])
            for method, path, handler in handlers
        ),
    ]


def _for_staff(worker: WebWorker, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """Let a handler see nobody but staff, and no form but those of their own pages."""

    async def endpoint(request: Request) -> Response:
        token = request.cookies.get(COOKIE, "")
        known = worker.store.logins.session
        session = await worker.run(lambda: known(token, worker.clock())) if token else None
        if session is None:
            return login_page(request, status=FORBIDDEN)
        is_form = request.method == "POST"
        fields, files = await read_form(request) if is_form else (dict(request.query_params), {})
        if is_form:
            if is_foreign(request):
                return refused(request, "web.foreign_form", FORBIDDEN)
            if not hmac.compare_digest(fields.get("proof", ""), session.proof):
                return _trouble(session, "staff_page.stale_form", FORBIDDEN)
        try:
            return await handler(StaffVisit(request, session, fields, files))
        except UnknownNameError:
            return _trouble(session, "staff_page.not_here", _NOT_FOUND)

    return endpoint


def _trouble(session: StaffSession, key: str, status: int) -> Response:
    """Say why there is nothing to show, with the way on."""
    return staff_page("trouble.html", session.language, session, status, key=key)


async def _speak(worker: WebWorker, visit: StaffVisit) -> Response:
    """Go on in another language."""
    language = visit.field("language")
    if language in LANGUAGES:
        speak = worker.store.logins.speak
        await worker.run(lambda: speak(visit.session, language, worker.clock()))
    return RedirectResponse(ROOT, 303)


async def _leave(worker: WebWorker, visit: StaffVisit) -> Response:
    """End the session."""
    await worker.run(worker.store.logins.leave, visit.session)
    response = RedirectResponse(f"{ROOT}/login", 303)
    let_out(response)
    return response
