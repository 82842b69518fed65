"""Puts the web server's application together: its routing table and what runs beside it."""

from __future__ import annotations

import asyncio
import contextlib
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.channels.background import repeat
from bot.channels.short_links import follow as follow_link
from bot.channels.web.api.endpoints import Api
from bot.channels.web.api.problems import ProblemError, problem_response
from bot.channels.web.chat.chat_routes import Pages, refused
from bot.channels.web.chat.offline import offline_routes
from bot.channels.web.chat.visitors import Visitors
from bot.channels.web.dataset_watch import DatasetWatch
from bot.channels.web.limits.guard import Guard, Limits
from bot.channels.web.limits.rate_limits import Rate, RateLimit
from bot.channels.web.metrics import CONTENT_TYPE, Metrics
from bot.channels.web.staff.staff_routes import UPLOADS, staff_routes
from bot.channels.web.web_worker import WebWorker
from bot.storage.store import SWEEP_S

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
    from contextlib import AbstractAsyncContextManager
    from datetime import datetime

    from starlette.requests import Request

    from bot.storage.store import Store
    from geo.dataset.dataset import Dataset
    from geo.facility import LonLat

ADDRESS_RATE = Rate(30, 300)
VISITOR_RATE = Rate(2, 30)
LOGIN_RATE = Rate(1 / 20, 10)
_FREE = ("/healthz", "/metrics")
"""What may be asked at any rate: it tells how the service is."""

_COMPRESSED_BYTES = 4096
"""Shorter answers fit into a packet or two as they are."""


@dataclass(frozen=True, slots=True)
class WebOptions:
    """How the server treats those who ask; no limit of rate where one is None.

    Many people share an address behind one router, so an address may ask much faster. `address` is
    where people open the pages: the codes of posters lead there.
    """

    address_rate: Rate | None = ADDRESS_RATE
    visitor_rate: Rate | None = VISITOR_RATE
    login_rate: Rate | None = LOGIN_RATE
    body_s: float = 10.0
    address: str = ""


class Beside(NamedTuple):
    """Another channel on the same server: its routes, and what runs while the server does.

    The routes have limits of their own.
    """

    routes: tuple[Route, ...]
    running: Callable[[], AbstractAsyncContextManager[None]]


def build(  # noqa: PLR0913, PLR0917 - the boundary of the application
    dataset: Dataset,
    store: Store,
    clock: Callable[[], datetime],
    options: WebOptions | None = None,
    follow: Callable[[str], Awaitable[LonLat | None]] = follow_link,
    beside: Sequence[Beside] = (),
) -> Starlette:
    """Build the application.

    Args:
        dataset: the town it answers about; changes of its files are taken up.
        store: the working store, which may be shared with other processes and channels.
        clock: gives the moment (aware, in the zone of the dataset).
        options: see there.
        follow: finds where a short map link leads (WGS-84), or None.
        beside: other channels on the same server.
    """
    chosen = options or WebOptions()
    worker, metrics = WebWorker(dataset, store, clock), Metrics()
    pages = Pages(worker, Visitors(store), follow)
    routes = [
        Route("/", pages.home, methods=["GET"]),
        Route("/", pages.said, methods=["POST"]),
        Route("/p/{place}", pages.place, methods=["GET"]),
        Route("/map.html", pages.map_page, methods=["POST"]),
        Route("/map.html", pages.said_nothing, methods=["GET"]),
        *offline_routes(worker),
        *Api(worker).routes(),
        *staff_routes(worker, follow, _limit(chosen.login_rate), chosen.address),
        *_operations(worker, metrics),
        *(route for one in beside for route in one.routes),
    ]
    guard = Middleware(
        Guard,
        metrics=metrics,
        limits=Limits(
            body_s=chosen.body_s,
            addresses=_limit(chosen.address_rate),
            visitors=_limit(chosen.visitor_rate),
            uploads=UPLOADS,
            free=frozenset({*_FREE, *(route.path for one in beside for route in one.routes)}),
        ),
    )
    application = Starlette(
        routes=routes,
        middleware=[
            guard,
            Middleware(GZipMiddleware, minimum_size=_COMPRESSED_BYTES, compresslevel=6),
        ],
        exception_handlers={404: _missing, 405: _missing},
        lifespan=lambda _: _running(worker, metrics, beside),
    )
    application.state.worker = worker  # whatever says something knows of which town
    return application


def _limit(rate: Rate | None) -> RateLimit | None:
    return RateLimit(rate, time.monotonic) if rate else None


def _operations(worker: WebWorker, metrics: Metrics) -> list[Route]:
    async def health(_: Request) -> Response:
        dataset = worker.dataset
        told = {"status": "ok", "dataset": dataset.id, "date": dataset.date.isoformat()}
        return JSONResponse(told, headers={"Cache-Control": "no-store"})

    async def measure(_: Request) -> Response:
        text = metrics.text(len(worker.dataset.facilities))
        return Response(text, headers={"Content-Type": CONTENT_TYPE})

    return [Route("/healthz", health), Route("/metrics", measure)]


async def _missing(request: Request, error: Exception) -> Response:
    """Say that there is no such address, or that it is not for this method."""
    status = getattr(error, "status_code", 404)
    if request.url.path.startswith("/api/"):
        detail = "no such address; /api/openapi.json lists them" if status == 404 else str(error)
        response = problem_response(ProblemError(status, detail))
    else:
        response = refused(request, "web.not_here", status)
    response.headers.update(getattr(error, "headers", None) or {})
    return response


@contextlib.asynccontextmanager
async def _running(
    worker: WebWorker, metrics: Metrics, beside: Sequence[Beside]
) -> AsyncIterator[None]:
    """Get ready before the first request, and finish what is in hand after the last."""
    await worker.open()
    tasks = [
        asyncio.create_task(DatasetWatch(worker, metrics).run()),
        asyncio.create_task(repeat(SWEEP_S, "the sweep", lambda: worker.run(worker.live.sweep))),
    ]
    try:
        async with contextlib.AsyncExitStack() as others:
            for one in beside:
                await others.enter_async_context(one.running())
            yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await worker.close()
