"""Writes the public site into a folder: pages, map, audit, sitemap; all links are relative."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from bot.channels.circle_scene import whole_scene
from bot.channels.posters.poster import spots
from bot.channels.public_site.site_pages import SitePages, page_path
from bot.conversation.lookup.search import FacilitySearch
from bot.conversation.reply import Origin
from geo.compute.atomic_file import write_text
from geo.coverage.audit import AuditOptions
from geo.coverage.audit import audit as audit_dataset
from geo.coverage.supply import SupplyChange
from geo.errors import OutsideAreaError, SettingsError
from geo.walking_model import CIRCLE_MIN
from maps.audit.folder import write_audit
from maps.circle.page import circle_page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from bot.channels.posters.poster import PosterSite
    from geo.dataset.dataset import Dataset


def write_site(  # noqa: PLR0913 - what a site depends on
    dataset: Dataset,
    out: Path,
    *,
    site: str,
    language: str,
    at: datetime,
    audit: bool = True,
    progress: Callable[[float], None] = lambda _: None,
) -> int:
    """Write the site; give how many places it has.

    Args:
        dataset: the town.
        out: the folder, made when it is not there; files that are no longer written stay.
        site: the address that the folder will be served at, for the sitemap.
        language: "zh" or "en".
        at: the moment (aware) at which facilities serve.
        audit: whether to audit as well, which takes longest.
        progress: is told the share that is done.

    Raises:
        SettingsError: the folder cannot be written.
    """
    search = FacilitySearch(dataset)
    pages, every = SitePages(search, language, site, at), list(spots(dataset))
    try:
        for done, spot in enumerate(every, start=1):
            write_text(out / page_path(spot) / "index.html", pages.place(spot))
            progress(0.8 * done / len(every))
        circle = _write_circle(search, out, language, at)
        if audit:
            options = AuditOptions(dataset.default_pace, None, SupplyChange(), None)
            write_audit(audit_dataset(dataset, options), out / "audit", language)
        entries = [pages.entry(spot) for spot in every]
        write_text(out / "index.html", pages.index(entries, circle=circle, audit=audit))
        write_text(out / "index.json", _index(pages, every))
        write_text(out / "sitemap.xml", _sitemap(pages, every))
        write_text(out / "robots.txt", f"Sitemap: {pages.address('sitemap.xml')}\n")
    except OSError as error:
        raise SettingsError(f"cannot write {out}: {error.strerror}; name another folder") from error
    progress(1.0)
    return len(every)


def _write_circle(search: FacilitySearch, out: Path, language: str, at: datetime) -> str:
    """Write the town's circle map, around its first station; give its name, empty without one."""
    dataset = search.dataset
    for place in (*dataset.places.of_kind("metro"), *dataset.places.of_kind("committee")):
        origin = Origin.of_place(place, language)
        try:
            if place.point is None:
                continue
            scene = whole_scene(search, origin, CIRCLE_MIN, dataset.default_pace, language, at)
        except OutsideAreaError:
            continue
        write_text(out / "circle-map.html", circle_page(scene))
        return origin.name
    return ""


def _index(pages: SitePages, every: Sequence[PosterSite]) -> str:
    """List everything for programs."""
    rows = [
        {
            "id": spot.key,
            "kind": spot.kind,
            "name": spot.name.zh,
            "name_en": spot.name.en,
            "url": pages.address(page_path(spot)),
            "lon": spot.point.lon if spot.point else None,
            "lat": spot.point.lat if spot.point else None,
            "position_error_m": spot.error_m or None,
        }
        for spot in every
    ]
    dataset = pages.dataset
    told = {
        "town": dataset.name.zh,
        "date": dataset.date.isoformat(),
        "attribution": dataset.attribution.zh,
        "places": rows,
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def _sitemap(pages: SitePages, every: Sequence[PosterSite]) -> str:
    paths = ["", *(page_path(spot) for spot in every)]
    urls = "".join(f"<url><loc>{escape(pages.address(path))}</loc></url>\n" for path in paths)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'{head}<urlset xmlns="{space}">\n{urls}</urlset>\n'
