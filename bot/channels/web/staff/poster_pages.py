"""Staff print posters and cards: of one place, of a kind of places, or all of them at once."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING, NamedTuple, get_args
from urllib.parse import urlsplit

from starlette.responses import HTMLResponse, RedirectResponse

from bot.channels.posters.paper_page import Paper, paper_page, paper_style
from bot.channels.posters.poster import most_asked, poster, spots
from bot.channels.web.chat.rendering import content_policy
from bot.conversation.lookup.search import FacilitySearch
from bot.staff.web_login import ROOT
from bot.texts import LANGUAGES, say

if TYPE_CHECKING:
    from datetime import datetime

    from starlette.responses import Response

    from bot.channels.posters.poster import PosterSite
    from bot.channels.web.staff.staff_desk import StaffDesk
    from bot.channels.web.staff.staff_visit import StaffVisit
    from bot.channels.web.web_worker import WebWorker
    from bot.staff.staff_context import StaffContext
    from geo.dataset.dataset import Dataset

_KIND = "kind:"
"""What a choice of all places of one kind begins with."""


class _Order(NamedTuple):
    """What is to be printed, from the dataset as it is; `services` stand on it, in their order."""

    dataset: Dataset
    chosen: tuple[PosterSite, ...]
    services: tuple[str, ...]
    now: datetime


class PosterPages:
    """The page to choose on, and what is printed."""

    def __init__(self, worker: WebWorker, desk: StaffDesk, address: str) -> None:
        """Draw in a worker's thread; the codes lead to `address`, else to where staff are."""
        self._worker, self._desk, self._address = worker, desk, address

    async def form(self, visit: StaffVisit) -> Response:
        """Show what can be printed, and where the codes lead."""

        def look(context: StaffContext) -> dict[str, object]:
            groups: dict[str, list[PosterSite]] = {}
            for spot in spots(context.dataset):
                groups.setdefault(spot.kind if spot.point else "", []).append(spot)
            unlocated = groups.pop("", [])
            return {"groups": groups, "unlocated": unlocated}

        site = self._site(visit)
        shown: dict[str, object] = {
            "chosen": visit.field("of"),
            "site": site,
            "is_far": _is_far(site),
        }
        shown["kind_mark"] = _KIND
        told = shown | await self._desk.act(visit, look)
        return self._desk.page(visit, "posters.html", told)

    async def printed(self, visit: StaffVisit) -> Response:
        """Give one page with all that was chosen, to print by the browser or keep as a PDF."""
        chosen, language = visit.field("of"), visit.field("language")
        paper = next((one for one in get_args(Paper) if one == visit.field("paper")), None)
        language = language if language in LANGUAGES else visit.session.language

        def look(context: StaffContext) -> _Order:
            dataset = context.dataset
            every = tuple(one for one in spots(dataset) if one.point and _is_chosen(one, chosen))
            counts = context.store.demand.counts() if paper == "poster" else ()
            services = most_asked(dataset, counts) if paper == "poster" else ()
            return _Order(dataset, every, services, context.now)

        order = await self._desk.act(visit, look)
        if paper is None or not order.chosen:
            return RedirectResponse(f"{ROOT}/posters", 303)
        site = self._site(visit)
        page = await self._worker.paper.run(_page, order, paper, language, site)
        policy = content_policy(paper_style(paper))
        return HTMLResponse(
            page, headers={"Cache-Control": "no-store", "Content-Security-Policy": policy}
        )

    def _site(self, visit: StaffVisit) -> str:
        return self._address or str(visit.request.base_url).rstrip("/")


def _is_chosen(spot: PosterSite, chosen: str) -> bool:
    """Tell whether a place is among those chosen: one, a kind of them, or all."""
    return not chosen or chosen in {spot.key, f"{_KIND}{spot.kind}"}


def _is_far(site: str) -> bool:
    """Tell whether a phone elsewhere may open an address; one of this machine alone it cannot."""
    host = urlsplit(site).hostname or ""
    try:
        return not ip_address(host).is_loopback
    except ValueError:
        return host != "localhost"


# In the thread of paper


def _page(order: _Order, paper: Paper, language: str, site: str) -> str:
    search = FacilitySearch(order.dataset)
    made = [
        poster(search, spot, services=order.services, language=language, site=site, at=order.now)
        for spot in order.chosen
    ]
    town = order.dataset.name.said_in(language)
    title = made[0].place if len(made) == 1 else say(language, "paper.index_title", town=town)
    return paper_page(paper, made, title)
