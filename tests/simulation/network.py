"""The network: requests and answers that take a while, and are lost with the machine."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Self

import httpx

if TYPE_CHECKING:
    import random

    from tests.simulation.disk import Disk

_WAY_S = (0.005, 0.08)


class Network(httpx.AsyncBaseTransport):
    """Carries requests to a server in the same loop; each step may be the machine's last."""

    def __init__(self, disk: Disk, chance: random.Random) -> None:
        """Lead nowhere yet."""
        self._disk, self._chance = disk, chance
        self._cut: set[asyncio.Task[Any] | None] = set()

    def lead_to(self, app: Any) -> Self:  # noqa: ANN401 - ASGI
        """Lead to a server."""
        self._server = httpx.ASGITransport(app)
        return self

    def hang_up(self, _: object) -> None:
        """Cut the connection of the request in hand."""
        self._cut.add(asyncio.current_task())

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Bring a request there and its answer back."""
        await self._step()
        response = await self._server.handle_async_request(request)
        await response.aread()
        if asyncio.current_task() in self._cut:
            self._cut.discard(asyncio.current_task())
            raise httpx.ReadError("the connection is lost")
        await self._step()
        return response

    async def _step(self) -> None:
        await asyncio.sleep(self._chance.uniform(*_WAY_S))
        if not self._disk.effect():
            await asyncio.get_running_loop().create_future()  # a dead machine hears nothing
