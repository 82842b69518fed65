"""The maps of answers: drawn in a thread of their own, and kept where they are of a named place.

A position that a visitor shared is drawn for her alone, and neither kept nor written anywhere.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from bot.channels.circle_scene import scene_of, whole_scene
from bot.channels.error_summary import describe_error
from bot.channels.single_thread import SingleThread
from bot.channels.way_line import way_line
from bot.conversation.lookup.search import FacilitySearch
from bot.conversation.reply import Origin, Picture
from bot.understanding.query import Intent
from geo.walking_model import CIRCLE_MIN

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from markupsafe import Markup

    from bot.conversation.reply import Reply
    from geo.dataset.dataset import Dataset
    from geo.facility import Pace

    Key: TypeAlias = tuple[Picture, bool, float, str]

T = TypeVar("T")

_MOST_KEPT = 500

_log = logging.getLogger(__name__)


class Drawings:
    """Draws the maps of replies, from the dataset that holds at the time."""

    def __init__(self, dataset: Callable[[], Dataset], clock: Callable[[], datetime]) -> None:
        """Look facilities up in a search of its own: a walker serves one thread at a time."""
        self._dataset, self._clock = dataset, clock
        self._thread = SingleThread("drawings")
        self._search = FacilitySearch(dataset())
        self._kept: OrderedDict[Key, Markup] = OrderedDict()

    async def open(self) -> None:
        """Get ready: the first map shall not wait for the compiler."""
        place = next((place for place in self._dataset().places if place.point), None)
        if place and place.point:
            await self._thread.run(self._warm_up, Origin.of_place(place, "zh"))

    async def close(self) -> None:
        """End the thread."""
        await self._thread.close()

    async def inline(self, reply: Reply) -> Markup | None:
        """Draw the map of a reply as SVG; None when it has none or it cannot be drawn."""
        origin, is_way = reply.origin, reply.intent is Intent.ROUTE
        picture = self._way_picture(reply) if is_way else reply.picture
        if picture is None or origin is None:
            return None
        self._renew()
        key = (picture, is_way, origin.error_m, reply.language)
        if origin.basis == "named" and key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        try:
            draw = self._way if is_way else self._inline
            drawn = await self._thread.run(draw, self._search, reply, picture, origin)
        except Exception as error:  # noqa: BLE001 - whatever it is, the words are answer enough
            _log.error("no map: %s", describe_error(error))
            return None
        if drawn is not None and origin.basis == "named":
            self._keep(key, drawn)
        return drawn

    async def page(self, origin: Origin, minutes: int, pace: Pace, language: str) -> str:
        """Draw all that is around a located origin as one page that needs no network.

        Raises:
            OutsideAreaError: the origin is too far from any street.
        """
        self._renew()
        return await self._thread.run(self._page, self._search, origin, minutes, pace, language)

    async def run(self, draw: Callable[[FacilitySearch], T]) -> T:
        """Have something drawn from the dataset that holds now."""
        self._renew()
        return await self._thread.run(draw, self._search)

    def _way_picture(self, reply: Reply) -> Picture | None:
        """Tell what to draw for the way to one facility; None when an end is not located."""
        point = reply.origin.point if reply.origin else None
        if point is None or len(reply.listed) != 1 or not reply.listed[0].walk:
            return None
        pace = reply.pace or self._dataset().default_pace
        return Picture(point, CIRCLE_MIN, pace, (reply.listed[0].facility.id,))

    def _renew(self) -> None:
        if self._dataset() is not self._search.dataset:
            self._search = FacilitySearch(self._dataset())
            self._kept.clear()

    def _keep(self, key: Key, drawn: Markup) -> None:
        self._kept[key] = drawn
        while len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)

    # In the thread

    def _warm_up(self, origin: Origin) -> None:
        pace = self._search.dataset.default_pace
        whole_scene(self._search, origin, CIRCLE_MIN, pace, "zh", self._clock())

    def _inline(
        self, search: FacilitySearch, reply: Reply, picture: Picture, origin: Origin
    ) -> Markup:
        from maps.circle.inline_key import inline_key  # noqa: PLC0415 - shapely: 0.2 s
        from maps.circle.inline_map import inline_map  # noqa: PLC0415 - as above

        now = self._clock()
        listed = [
            search.unwalked(search.dataset.facility(key), now) for key in picture.facility_ids
        ]
        scene = scene_of(search, origin, listed, picture.minutes, picture.pace, reply.language, now)
        return inline_map(scene) + inline_key(scene)

    def _way(
        self, search: FacilitySearch, reply: Reply, picture: Picture, origin: Origin
    ) -> Markup | None:
        from geo.isochrones.isochrone import Isochrones  # noqa: PLC0415 - as above
        from maps.circle.inline_key import inline_key  # noqa: PLC0415 - as above
        from maps.circle.way_map import way_map  # noqa: PLC0415 - as above
        from maps.drawing.scene import ListedFacility, Scene  # noqa: PLC0415 - as above

        (one,), now = reply.listed, self._clock()
        town = search.town_at(picture.pace, now, picture.centre)
        way = way_line(town, picture.centre, one.facility, one.walk.metres if one.walk else 0.0)
        if not way:
            return None
        entry = ListedFacility(one.facility, one.walk, one.opening)
        bare = Isochrones(picture.centre, picture.pace, ())
        name, error_m = origin.name, origin.error_m
        scene = Scene(search.dataset, bare, name, error_m, (entry,), reply.language, now)
        return way_map(scene, way) + inline_key(scene, with_way=True)

    def _page(
        self, search: FacilitySearch, origin: Origin, minutes: int, pace: Pace, language: str
    ) -> str:
        from maps.circle.page import circle_page  # noqa: PLC0415 - Folium takes 1.6 s to import

        return circle_page(whole_scene(search, origin, minutes, pace, language, self._clock()))
