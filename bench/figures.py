"""Measured times, and how they are taken."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

OURS = "Yike"
ENOUGH_S, LONG_S = 1.5, 5.0
"""Repeat for so long; leave it at fewer than three times when they take so long."""


@dataclass(frozen=True)
class Figure:
    """What one engine took for one job in one town, seconds."""

    job: str
    town: str
    engine: str
    median_s: float
    p99_s: float | None = None
    note: str = ""
    ratio: float | None = None
    """How many times as long as Yike, on the same work."""

    bytes: int | None = None
    apart: float | None = None
    """How much larger its area is than Yike's, as a share."""

    def __str__(self) -> str:
        """One line to print."""
        if self.bytes is not None:
            return f"{self.job} {self.town}: {self.engine} {self.bytes / 1e9:.2f} GB"
        tail = "" if self.p99_s is None else f", p99 {shown(self.p99_s)}"
        times = "" if self.ratio is None else f", {self.ratio:.1f} x"
        times += "" if self.apart is None else f", area {self.apart:+.1%}"
        note = f" ({self.note})" if self.note else ""
        return f"{self.job} {self.town}: {self.engine} {shown(self.median_s)}{tail}{times}{note}"


def shown(seconds: float) -> str:
    """Give a time with three digits and a unit that suits it."""
    for unit, factor in (("s", 1.0), ("ms", 1e3)):
        if seconds * factor >= 1:
            return f"{seconds * factor:.3g} {unit}"
    return f"{seconds * 1e6:.3g} µs"


def each(work: Callable[[Any], object], items: Sequence[Any], passes: int = 1) -> NDArray[Any]:
    """Time the work on every item: the best of some passes over all items, seconds.

    Best of passes, because other programs run on the machine; over all items in turn, because
    what was just done for one place must not lie ready for the next measurement of it.
    """
    taken = np.full(len(items), np.inf)
    gc.disable()
    for _ in range(passes):
        for row, item in enumerate(items):
            started = perf_counter()
            work(item)
            taken[row] = min(taken[row], perf_counter() - started)
    gc.enable()
    return taken


def middle(work: Callable[[], object]) -> float:
    """Give the median seconds of doing the same again and again, until it has taken long enough."""
    taken: list[float] = []
    while sum(taken) < (ENOUGH_S if len(taken) > 2 else LONG_S) and len(taken) < 25:
        taken += each(lambda _: work(), [None]).tolist()
    return float(np.median(taken))
