"""Counts of the service in Prometheus' text format; none of them is about a person."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import accumulate

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_LIMITS_S = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)


class Metrics:
    """Counters of one process."""

    def __init__(self) -> None:
        """Begin at zero."""
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._times = [0] * (len(_LIMITS_S) + 1)
        self._seconds = 0.0
        self._datasets: Counter[str] = Counter()

    def note_request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request by its route, which names nobody."""
        self._requests[method, route, status] += 1
        self._times[bisect_left(_LIMITS_S, seconds)] += 1
        self._seconds += seconds

    def note_dataset(self, outcome: str) -> None:
        """Count that a changed dataset was "loaded" or "refused"."""
        self._datasets[outcome] += 1

    def text(self, facilities: int) -> str:
        """Write all of it; how many facilities there are is told beside it."""
        lines = ["# TYPE yike_requests_total counter"]
        for (method, route, status), count in sorted(self._requests.items()):
            labels = f'method="{method}",route="{route}",status="{status}"'
            lines.append(f"yike_requests_total{{{labels}}} {count}")
        lines += self._histogram()
        lines.append("# TYPE yike_dataset_changes_total counter")
        for outcome in ("loaded", "refused"):
            count = self._datasets[outcome]
            lines.append(f'yike_dataset_changes_total{{outcome="{outcome}"}} {count}')
        lines += ["# TYPE yike_facilities gauge", f"yike_facilities {facilities}"]
        return "\n".join(lines) + "\n"

    def _histogram(self) -> list[str]:
        name = "yike_request_seconds"
        below = list(accumulate(self._times))
        limits = [*(f"{limit:g}" for limit in _LIMITS_S), "+Inf"]
        return [
            f"# TYPE {name} histogram",
            *(
                f'{name}_bucket{{le="{limit}"}} {count}'
                for limit, count in zip(limits, below, strict=True)
            ),
            f"{name}_sum {self._seconds:.6f}",
            f"{name}_count {below[-1]}",
        ]
