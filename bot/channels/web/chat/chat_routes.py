"""The addresses that people open: the conversation, a poster's place, a map to keep."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, RedirectResponse

from bot.channels.web.chat.chat_page import ChatPage
from bot.channels.web.chat.forms import read_form
from bot.channels.web.chat.rendering import chat_page, message_page
from bot.channels.web.chat.visitors import (
    COOKIE,
    LIFETIME_S,
    is_foreign,
    shows_origin,
    wanted_language,
)
from bot.conversation.reply import Event
from bot.texts import say
from bot.texts.local_words import say_in
from bot.understanding.query import Intent
from geo.errors import OutsideAreaError, UnknownNameError
from geo.walking_model import CIRCLE_MIN

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from bot.channels.web.chat.visitors import Visitor, Visitors
    from bot.channels.web.web_worker import Answered, WebWorker
    from geo.facility import LonLat

_PRIVATE = {"Cache-Control": "no-store"}


class Pages:
    """One method for each address."""

    def __init__(
        self,
        worker: WebWorker,
        visitors: Visitors,
        follow: Callable[[str], Awaitable[LonLat | None]],
    ) -> None:
        """Answer by a worker; `follow` finds where a short map link leads."""
        self._worker, self._visitors, self._follow = worker, visitors, follow

    async def home(self, request: Request) -> Response:
        """Greet."""
        visitor = self._visitors.known(request)
        person = visitor.person if visitor else ""
        language = wanted_language(request)
        answered = await self._worker.run(self._worker.greet, person, language)
        return await self._shown(answered)

    async def place(self, request: Request) -> Response:
        """Show what is near a place or a facility: the address on its poster."""
        visitor = self._visitors.known(request)
        person, place = visitor.person if visitor else "", request.path_params["place"]
        language = wanted_language(request)
        try:
            answered = await self._worker.run(self._worker.around, person, language, place)
        except UnknownNameError:
            return not_found(request)
        return await self._shown(answered, at=place, opened=True)

    async def said(self, request: Request) -> Response:
        """Answer what a form says."""
        if is_foreign(request):
            return refused(request, "web.foreign_form", 403)
        visitor = self._visitors.known(request) if shows_origin(request) else None
        visitor = visitor or self._visitors.fresh()
        form = read_form(await request.body())
        event = form.event
        if form.link:
            point = await self._follow(form.link)
            event = replace(event, text=None, location=point) if point else event
        language, opened = wanted_language(request), form.opened
        answered = await self._worker.run(
            self._worker.answer, visitor.person, language, event, form.place, opened
        )
        response = await self._shown(answered, asked=event.text or "", at=form.place)
        remember(response, request, visitor, forget=answered.reply.intent is Intent.FORGET)
        return response

    async def said_nothing(self, request: Request) -> Response:
        """Lead home whoever opens an address that only takes forms."""
        del request
        return RedirectResponse("/", 303)

    async def map_page(self, request: Request) -> Response:
        """Give the map around a visitor as one page that opens from disk."""
        if is_foreign(request):
            return refused(request, "web.foreign_form", 403)
        visitor = self._visitors.known(request) if shows_origin(request) else None
        person = visitor.person if visitor else ""
        form = read_form(await request.body())
        event = Event(press="greet")
        asked = wanted_language(request)
        worker = self._worker
        _, session = await worker.run(worker.answer, person, asked, event, form.place)
        origin, pace = session.origin, session.pace or worker.dataset.default_pace
        if origin is None or origin.point is None:
            return RedirectResponse("/", 303)
        minutes = (session.slots.minutes if session.slots else None) or CIRCLE_MIN
        try:
            page = await worker.drawings.page(origin, minutes, pace, session.language)
        except OutsideAreaError:
            return RedirectResponse("/", 303)
        named = {"Content-Disposition": 'attachment; filename="yike.html"'}
        return HTMLResponse(page, headers=_PRIVATE | named)

    async def _shown(
        self, answered: Answered, *, asked: str = "", at: str = "", opened: bool = False
    ) -> Response:
        reply, session = answered
        drawn = await self._worker.drawings.inline(reply)
        dataset = self._worker.dataset
        origin = session.origin
        here = (
            origin.name if origin and origin.point else ""
        )  # what nobody has located is no "here"
        # What a page is about stays so while she is there; then a browser needs no cookie.
        stays = session.place or (at if origin and origin.basis == "named" else "")
        now = self._worker.clock()
        page = ChatPage(reply, asked, here, stays, drawn, dataset, now, opened)
        return HTMLResponse(chat_page(page), headers=_PRIVATE)


def remember(response: Response, request: Request, visitor: Visitor, *, forget: bool) -> None:
    """Set the visitor's cookie; of who wants to be forgotten nothing stays in the browser."""
    if forget:
        response.delete_cookie(COOKIE)
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        response.headers["Yike-Forgotten"] = "yes"  # what our worker sees of the line above
        return
    response.set_cookie(
        COOKIE,
        visitor.cookie,
        max_age=LIFETIME_S,
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )


def not_found(request: Request) -> Response:
    """Say that there is no such page."""
    return refused(request, "web.not_here", 404)


def refused(request: Request, key: str, status: int, **values: object) -> Response:
    """Say kindly why a request was not answered."""
    language = wanted_language(request)
    text = say_in(request.app.state.worker.dataset, language, key, **values)
    heading = say(language, "web.trouble_title")
    return HTMLResponse(message_page(heading, text, language), status, headers=_PRIVATE)
