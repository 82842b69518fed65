"""What lets a phone keep the page: a worker, a manifest and an icon."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.routing import Route

from bot.channels.web.chat.rendering import asset
from bot.channels.web.chat.visitors import wanted_language
from bot.texts import say

if TYPE_CHECKING:
    from starlette.requests import Request

    from bot.channels.web.web_worker import WebWorker

_FRESH = {"Cache-Control": "no-cache"}
_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><rect width="96" height="96"'
    ' rx="20" fill="#0b4a3e"/><circle cx="48" cy="48" r="30" fill="none" stroke="#fff"'
    ' stroke-width="6"/><path d="M48 48V24M48 48h20" stroke="#fff" stroke-width="6"'
    ' stroke-linecap="round"/></svg>'
)


def offline_routes(worker: WebWorker) -> list[Route]:
    """Give the addresses that a browser asks for by itself."""

    async def service_worker(_: Request) -> Response:
        return Response(asset("sw.js"), headers=_FRESH, media_type="text/javascript")

    async def manifest(request: Request) -> Response:
        language = wanted_language(request)
        town = worker.dataset.name.said_in(language)
        told = {
            "name": say(language, "web.title", town=town),
            "short_name": say(language, "web.name"),
            "lang": "en" if language == "en" else "zh-CN",
            "start_url": "/",
            "display": "standalone",
            "background_color": "#fffdf8",
            "theme_color": "#0b4a3e",
            "icons": [{"src": "/icon.svg", "sizes": "any", "type": "image/svg+xml"}],
        }
        body = json.dumps(told, ensure_ascii=False)
        return Response(body, headers=_FRESH, media_type="application/manifest+json")

    async def icon(_: Request) -> Response:
        return Response(_ICON, headers=_FRESH, media_type="image/svg+xml")

    return [
        Route("/sw.js", service_worker),
        Route("/manifest.webmanifest", manifest),
        Route("/icon.svg", icon),
    ]
