"""How fast one address or one visitor may ask: token buckets in memory, and a bound on them."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Rate:
    """So many requests a second in the long run, and so many at once."""

    per_s: float
    burst: int


class RateLimit:
    """Lets each key ask at a rate; who has been away longest is forgotten first."""

    def __init__(self, rate: Rate, clock: Callable[[], float]) -> None:
        """Count by a clock of seconds that never goes back."""
        self._rate, self._clock = rate, clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait_s(self, key: str) -> float:
        """Take one token; give 0, or the seconds until there is one."""
        now = self._clock()
        tokens, since = self._buckets.pop(key, (float(self._rate.burst), now))
        tokens = min(self._rate.burst, tokens + (now - since) * self._rate.per_s)
        wait = 0.0 if tokens >= 1 else (1 - tokens) / self._rate.per_s
        self._buckets[key] = (tokens if wait else tokens - 1, now)
        while len(self._buckets) > _MOST_KEPT:
            self._buckets.popitem(last=False)
        return wait
