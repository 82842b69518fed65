"""Where the short links lead that map apps share: asked of those apps' own hosts and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

import httpx

from bot.map_links import is_map_link, read_link

if TYPE_CHECKING:
    from geo.facility import LonLat

_MOST_HOPS = 5
_TIMEOUT_S = 5.0


async def follow(url: str) -> LonLat | None:
    """Find the position (WGS-84) that a short link leads to; None when that cannot be read.

    Nothing but the link is sent, and no page is loaded: only the headers are read.
    """
    try:
        async with httpx.AsyncClient(timeout=_TIMEOUT_S, follow_redirects=False) as client:
            return await _followed(client, url)
    except (httpx.HTTPError, httpx.InvalidURL):
        return None


async def _followed(client: httpx.AsyncClient, url: str) -> LonLat | None:
    for _ in range(_MOST_HOPS):
        if not is_map_link(url):
            return None
        link = read_link(url)
        if link and link.point:
            return link.point
        response = await client.head(url)
        if not response.is_redirect:
            return None
        url = urljoin(url, response.headers["location"])
    return None
