"""Pictures for answers: drawn in a thread of their own, and kept by what they show.

Of a place that has a name, what is kept is Telegram's id of the picture once it was sent. A
position that a resident shared is drawn for her alone, and neither kept nor written anywhere.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from bot.channels.circle_scene import scene_of
from bot.channels.error_summary import describe_error
from bot.conversation.lookup.search import FacilitySearch
from bot.conversation.reply import Origin, Picture, Reply
from bot.understanding.query import Intent
from geo.walking_model import CIRCLE_MIN

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from geo.dataset.dataset import Dataset

    Key: TypeAlias = tuple[Picture, float]

_MOST_KEPT = 500

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RenderedPicture:
    """A picture: PNG, or Telegram's id of one that was sent before. No key: not to be kept."""

    media: bytes | str
    key: Key | None


class PictureRenderer:
    """Renders the maps of replies."""

    def __init__(self, dataset: Callable[[], Dataset], clock: Callable[[], datetime]) -> None:
        """Render from the dataset that holds at the time."""
        self._dataset, self._clock = dataset, clock
        self._thread = ThreadPoolExecutor(1, "pictures")
        self._search = FacilitySearch(dataset())
        self._sent: OrderedDict[Key, str] = OrderedDict()

    async def draw(self, reply: Reply) -> RenderedPicture | None:
        """Draw the map of a reply; None when it has none or it cannot be drawn."""
        picture, origin = reply.picture, reply.origin
        if picture is None or origin is None:
            return None
        if self._dataset() is not self._search.dataset:
            self._search = FacilitySearch(self._dataset())
            self._sent.clear()
        key = (picture, origin.error_m) if origin.basis == "named" else None
        if key is not None and key in self._sent:
            self._sent.move_to_end(key)
            return RenderedPicture(self._sent[key], key)
        loop = asyncio.get_running_loop()
        try:
            png = await loop.run_in_executor(
                self._thread, self._render, self._search, reply, picture, origin
            )
        except Exception as error:  # noqa: BLE001 - whatever it is, the words are answer enough
            _log.error("no picture: %s", describe_error(error))
            return None
        return RenderedPicture(png, key)

    def sent(self, rendered: RenderedPicture, file_id: str) -> None:
        """Keep Telegram's id of a picture."""
        if rendered.key is None:
            return
        self._sent[rendered.key] = file_id
        while len(self._sent) > _MOST_KEPT:
            self._sent.popitem(last=False)

    def refused(self, rendered: RenderedPicture) -> None:
        """Forget an id that Telegram does not know any more."""
        if rendered.key is not None:
            self._sent.pop(rendered.key, None)

    async def open(self) -> None:
        """Get ready: the first resident shall not wait for the compiler."""
        dataset = self._dataset()
        place = next((place for place in dataset.places if place.point), None)
        if place and place.point:
            picture = Picture(place.point, CIRCLE_MIN, dataset.default_pace, ())
            origin = Origin.of_place(place, "zh")
            await self.draw(Reply(Intent.CIRCLE, "", origin=origin, picture=picture))

    async def close(self) -> None:
        """End the thread."""
        await asyncio.to_thread(self._thread.shutdown)

    def _render(
        self, search: FacilitySearch, reply: Reply, picture: Picture, origin: Origin
    ) -> bytes:
        """Draw: the only place where this search's walkers are used."""
        from maps.circle.picture import circle_picture  # noqa: PLC0415 - Pillow and shapely: 0.5 s

        now = self._clock()
        listed = [
            search.unwalked(search.dataset.facility(key), now) for key in picture.facility_ids
        ]
        scene = scene_of(search, origin, listed, picture.minutes, picture.pace, reply.language, now)
        return circle_picture(scene)
