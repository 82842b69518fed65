"""Takes up a dataset whose files have changed; one with faults is refused."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, TypeAlias

from bot.channels.background import repeat
from bot.channels.error_summary import describe_error
from bot.channels.live_dialogue import LiveDialogue
from geo.dataset.dataset import open_dataset
from geo.errors import DatasetError
from geo.facility import Pace

if TYPE_CHECKING:
    from pathlib import Path

    from bot.channels.web.metrics import Metrics
    from bot.channels.web.web_worker import WebWorker

    Signature: TypeAlias = tuple[tuple[str, int, int], ...]

LOOK_S = 2.0
"""How often the files are looked at."""

_PATTERNS = ("*.toml", "*.geojson", "network.bin", "words/*.toml", "knowledge/*.toml")

_log = logging.getLogger(__name__)


class DatasetWatch:
    """Watches the folder of a worker's dataset."""

    def __init__(self, worker: WebWorker, metrics: Metrics) -> None:
        """Begin with what the worker serves now."""
        self._worker, self._metrics = worker, metrics
        self._folder = worker.dataset.folder
        self._seen = signature(self._folder)

    async def run(self) -> None:
        """Look again and again, until cancelled."""
        await repeat(LOOK_S, "the watch over the dataset", self._look)

    async def _look(self) -> None:
        await self._worker.run(self._worker.refresh)
        now = await asyncio.to_thread(signature, self._folder)
        if now != self._seen:
            await asyncio.sleep(LOOK_S)  # whoever writes may be writing still
            self._seen = await asyncio.to_thread(signature, self._folder)
            await self._take_up()

    async def _take_up(self) -> None:
        try:
            live = await asyncio.to_thread(self._open)
        except DatasetError as error:
            self._metrics.note_dataset("refused")
            _log.error("the changed dataset is refused, %d faults", len(error.faults))
        except Exception as error:  # noqa: BLE001 - whatever it is, the old one serves
            self._metrics.note_dataset("refused")
            _log.error("the changed dataset is refused: %s", describe_error(error))
        else:
            await self._worker.run(self._worker.use, live)
            self._metrics.note_dataset("loaded")
            _log.info("the changed dataset is taken up")

    def _open(self) -> LiveDialogue:
        worker = self._worker
        live = LiveDialogue(
            open_dataset(self._folder, worker.dataset.log), worker.store, worker.clock
        )
        live.warm_up(Pace)
        return live


def signature(folder: Path) -> Signature:
    """Tell the files of a dataset, their sizes and when they were written."""
    files = sorted(path for pattern in _PATTERNS for path in folder.glob(pattern))
    found = []
    for path in files:
        try:
            stat = path.stat()
        except FileNotFoundError:  # an editor has just replaced it
            continue
        found.append((path.name, stat.st_size, stat.st_mtime_ns))
    return tuple(found)
