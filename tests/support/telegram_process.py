"""The service in processes that are quick to start, for tests that kill them.

A parent loads everything once; each line on its standard input starts a child, whose number it
prints. Settings come from the environment, as for `yike telegram`.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from bot.channels.telegram.telegram_service import run
from bot.settings import environment, read_settings
from geo.change_log.log_file import ChangeLog
from geo.compute.kernels import compile_kernels
from geo.dataset.dataset import open_dataset
from geo.town import Town


def main() -> None:
    """Load, and start a child for each line."""
    settings = read_settings(environment(Path.cwd()))
    dataset = open_dataset(log=ChangeLog(settings.changes))
    compile_kernels()
    place = next(place for place in dataset.places if place.point)
    if place.point:
        Town.open(dataset, dataset.default_pace).nearby(place.point, 0.0, 15.0)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for a child that was killed
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            run(settings, dataset)
            os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
