"""The HTTP side: routes, tokens, faults, long polling, downloads."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from tests.botapi import forms, webhook
from tests.botapi.methods import answering, editing, profile, reading, sending
from tests.botapi.state import Call
from tests.botapi.wire import ApiError

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from tests.botapi.faults import Fault
    from tests.botapi.params import Params
    from tests.botapi.state import State
    from tests.botapi.wire import Json

_METHODS = {
    name.lower(): (name, method)
    for module in (answering, editing, profile, reading, sending, webhook)
    for name, method in module.METHODS.items()
}
_TOKEN = re.compile(r"\d+:[\w-]+", re.ASCII)


class Gateway:
    """Answers a bot's requests out of a `State`; lives in the loop of the server."""

    def __init__(self, state: State, hang_up: Callable[[Request], None]) -> None:
        """Serve `state`; `hang_up` cuts the connection that a request came by."""
        self.state = state
        self.closing = asyncio.Event()
        self.bell = asyncio.Event()
        self._hang_up = hang_up
        self._poll = 0

    def app(self) -> Starlette:
        """The routes of https://core.telegram.org/bots/api#making-requests."""
        return Starlette(
            routes=[
                Route("/bot{token}/{method}", self.call, methods=["GET", "POST"]),
                Route("/file/bot{token}/{path:path}", self.download),
            ]
        )

    def ring(self) -> None:
        """Wake all who wait for updates."""
        rung, self.bell = self.bell, asyncio.Event()
        rung.set()

    def close(self) -> None:
        """Let everything that waits return at once."""
        self.closing.set()
        self.ring()

    async def call(self, request: Request) -> Response:
        """One method call, with the fault that is due, recorded."""
        refusal = self._unauthorised(request.path_params["token"])
        if refusal is not None:
            return _json(refusal.code, refusal.as_json())
        asked = request.path_params["method"].lower()
        name, method = _METHODS.get(asked, (request.path_params["method"], _missing))
        try:
            params = await forms.read(request)
        except ApiError as error:
            return _json(error.code, error.as_json())
        fault = self.state.faults.pick(name, params.chat_id)
        if asked == "getupdates":
            return await self._updates(request, params, fault)
        if fault is not None and not fault.performs:
            return await self._fail(request, name, params, fault)
        code, body = self._perform(name, method, params, fault.name if fault else "")
        if fault is not None:
            await self._spoil(request, fault)
        return _json(code, body)

    async def download(self, request: Request) -> Response:
        """The content of a file."""
        refusal = self._unauthorised(request.path_params["token"])
        stored = self.state.files.at(request.path_params["path"])
        if refusal is not None or stored is None:
            error = refusal or ApiError(404, "Not Found")
            return _json(error.code, error.as_json())
        return Response(stored.upload.content, media_type="application/octet-stream")

    def _unauthorised(self, token: str) -> ApiError | None:
        if token == self.state.token:
            return None
        well_formed = _TOKEN.fullmatch(token)
        return ApiError(401, "Unauthorized") if well_formed else ApiError(404, "Not Found")

    def _perform(
        self, name: str, method: Callable[[State, Params], Any], params: Params, fault: str = ""
    ) -> tuple[int, Json]:
        with self.state.changed:
            try:
                result = method(self.state, params)
            except ApiError as error:
                self._record(name, params, code=error.code, description=error.description)
                return error.code, error.as_json()
            except Exception as error:  # noqa: BLE001 - parameters of a wrong shape; shown to the test
                return self._perform(name, _raising(error), params)
            self._record(name, params, result=result, fault=fault)
        return 200, {"ok": True, "result": result}

    def _record(self, name: str, params: Params, **outcome: Any) -> None:  # noqa: ANN401 - fields of Call
        at = self.state.clock()
        call = Call(name, params.values, params.files, params.chat_id, at, **outcome)
        self.state.record(call)

    async def _fail(self, request: Request, name: str, params: Params, fault: Fault) -> Response:
        """Refuse, or hang up, without doing anything."""
        described = {"code": fault.status, "description": fault.description}
        if fault.drops:
            described["code"] = 0
        self._record(name, params, fault=fault.name, **described)
        await self._spoil(request, fault)
        if fault.html:
            return HTMLResponse(fault.html, fault.status)
        error = ApiError(fault.status, fault.description, fault.retry_after_s)
        return _json(error.code, error.as_json())

    async def _spoil(self, request: Request, fault: Fault) -> None:
        """Delay the answer, or see to it that nobody gets it."""
        if fault.delay_s:
            await _first(self.closing, fault.delay_s)
        if fault.drops:
            self._hang_up(request)
            await asyncio.sleep(0)

    async def _updates(self, request: Request, params: Params, fault: Fault | None) -> Response:
        if fault is not None and not fault.performs:
            return await self._fail(request, "getUpdates", params, fault)
        try:
            batch = await self._long_poll(params)
        except ApiError as error:
            return _json(error.code, error.as_json())
        if fault is not None:
            await self._spoil(request, fault)
        return _json(200, {"ok": True, "result": batch})

    async def _long_poll(self, params: Params) -> list[Json]:
        """Wait up to `timeout` seconds for updates; a newer request ends an older one."""
        if self.state.webhook.url:
            why = "can't use getUpdates method while webhook is active"
            raise ApiError(409, f"Conflict: {why}; use deleteWebhook to delete the webhook first")
        with self.state.changed:
            webhook.allow(self.state, params)
            self.state.polls += 1
            self.state.announce()
        offset, limit = params.integer("offset"), min(max(params.integer("limit", 100), 1), 100)
        loop = asyncio.get_running_loop()
        deadline = loop.time() + min(params.integer("timeout"), 50)
        self._poll += 1
        mine = self._poll
        self.ring()
        while True:
            bell = self.bell
            if mine != self._poll:
                why = "terminated by other getUpdates request"
                only = "make sure that only one bot instance is running"
                raise ApiError(409, f"Conflict: {why}; {only}")
            with self.state.changed:
                batch = self.state.updates.poll(offset, limit)
            if batch or loop.time() >= deadline or self.closing.is_set():
                return batch
            await _first(bell, deadline - loop.time())


def _missing(_state: State, _params: Params) -> Json:
    raise ApiError(404, "Not Found: method not found")


def _raising(error: Exception) -> Callable[[State, Params], Json]:
    """A method that refuses with what went wrong inside another one."""

    def refuse(_state: State, _params: Params) -> Json:
        raise ApiError(500, f"Internal Server Error: {error!r}")

    return refuse


def _json(code: int, body: Json) -> JSONResponse:
    return JSONResponse(body, code)


async def _first(event: asyncio.Event, timeout_s: float) -> None:
    """Return when the event happens or the time is over."""
    try:
        await asyncio.wait_for(event.wait(), timeout_s)
    except TimeoutError:
        return
