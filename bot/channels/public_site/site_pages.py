"""The pages of the public site: what each shows, in one language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bot.channels.circle_scene import scene_of
from bot.channels.posters.poster import near_services, nearest
from bot.channels.public_site.structured_data import place_data, script_data
from bot.channels.web.chat.rendering import asset, digest_of
from bot.conversation.composing.composer import Composer
from bot.conversation.composing.detail_text import about, detail
from bot.conversation.context import most_wanted
from bot.texts import say
from bot.texts.local_words import say_in
from geo.facility import Status
from geo.walking_model import CIRCLE_MIN
from maps.circle.inline_key import inline_key
from maps.circle.inline_map import inline_map
from maps.circle.inline_marks import marker_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.channels.posters.poster import PosterSite
    from bot.conversation.lookup.search import FacilitySearch
    from bot.conversation.reply import Listed
    from geo.dataset.dataset import Dataset


class IndexEntry(NamedTuple):
    """A line of the index: what is shown, where it leads, and what it is found by."""

    name: str
    path: str
    kind: str
    found_by: str


@dataclass(frozen=True, slots=True)
class SitePages:
    """Writes pages about a dataset as it is at a moment; `site` is where they will stand."""

    search: FacilitySearch
    language: str
    site: str
    at: datetime

    @property
    def dataset(self) -> Dataset:
        """The dataset that the pages are about."""
        return self.search.dataset

    def address(self, path: str = "") -> str:
        """Give the whole address of a page."""
        return f"{self.site.rstrip('/')}/{path}"

    def place(self, spot: PosterSite) -> str:
        """Write the page of a place or facility."""
        services = most_wanted(self.dataset.categories)
        listed = nearest(self.search, spot, services, self.at)
        markers = [marker_of(number, one.facility) for number, one in enumerate(listed, start=1)]
        words = near_services(self.dataset, listed, self.language)
        path = page_path(spot)
        return _filled(
            "place_page.html",
            **self._common(),
            spot=spot,
            lines=self._details(spot),
            near=list(zip(markers, words, strict=True)),
            map=self._map(spot, listed),
            address=self.address(path),
            data=place_data(self.dataset, spot, self.address(path)),
        )

    def index(self, entries: Sequence[IndexEntry], *, circle: str, audit: bool) -> str:
        """Write the first page: a search over everything, and the ways to map and audit."""
        told = {"@context": "https://schema.org", "@type": "WebSite", "url": self.address()}
        town = self.dataset.name.said_in(self.language)
        kinds = {kind: [one for one in entries if one.kind == kind] for kind in _kinds(entries)}
        return _filled(
            "index.html",
            **self._common(),
            kinds=kinds,
            counts={
                "count": len(kinds.get("facility", [])),
                "places": len(entries) - len(kinds.get("facility", [])),
            },
            circle=circle,
            audit=audit,
            address=self.address(),
            script=Markup(_script()),  # noqa: S704 - a file of ours
            data=script_data(told | {"name": say(self.language, "site.title", town=town)}),
        )

    def entry(self, spot: PosterSite) -> IndexEntry:
        """Write the line of a place in the index."""
        words = [*spot.name]
        for place in self.dataset.places:
            words += place.aliases if place.id == spot.key else ()
        for facility in self.dataset.facilities:
            if facility.id == spot.key:
                words += [*self.dataset.categories[facility.category].name, *facility.services]
        found_by = " ".join(dict.fromkeys(words)).casefold()
        return IndexEntry(
            spot.name.said_in(self.language), f"{page_path(spot)}", spot.kind, found_by
        )

    def _common(self) -> dict[str, object]:
        dataset, language = self.dataset, self.language
        hotline = next((one for one in dataset.hotlines if one.key == "city" and one.tel), None)
        style = asset("chat.css")
        policy = (
            "default-src 'none'; base-uri 'none'; img-src data:; "
            f"style-src 'sha256-{digest_of(style)}'; script-src 'sha256-{digest_of(_script())}'"
        )
        return {
            "say": partial(say_in, dataset, language),
            "language": language,
            "dataset": dataset,
            "town": dataset.name.said_in(language),
            "hotline": hotline,
            "made": self.at.date().isoformat(),
            "style": Markup(style),  # noqa: S704 - a file of ours
            "policy": policy,
        }

    def _details(self, spot: PosterSite) -> list[str]:
        """Write what is known of a facility, but whether it is open at this moment."""
        facility = next((one for one in self.dataset.facilities if one.id == spot.key), None)
        if facility is None:
            return []
        composer = Composer(self.dataset, self.language, self.at)
        one = self.search.unwalked(facility, self.at)
        if facility.status is Status.OPEN:
            return about(composer, one)
        return detail(composer, one).split("\n")[1:]

    def _map(self, spot: PosterSite, listed: Sequence[Listed]) -> Markup | None:
        if spot.point is None:
            return None
        origin = spot.origin(self.language)
        pace = self.dataset.default_pace
        scene = scene_of(self.search, origin, listed, CIRCLE_MIN, pace, self.language, self.at)
        return inline_map(scene) + inline_key(scene)


def page_path(spot: PosterSite) -> str:
    """Give the path of a place's page: the same as on the web server."""
    return f"p/{spot.key}/"


def _kinds(entries: Sequence[IndexEntry]) -> list[str]:
    return list(dict.fromkeys(one.kind for one in entries))


def _filled(template: str, **values: object) -> str:
    return _templates().get_template(template).render(**values)


@cache
def _script() -> str:
    return (
        (files("bot.channels.public_site") / "templates" / "search.js").read_text("utf-8").strip()
    )


@cache
def _templates() -> Environment:
    loader = PackageLoader("bot.channels.public_site")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
