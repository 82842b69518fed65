"""Time that passes when everybody waits: a clock, and an event loop that lives by it."""

from __future__ import annotations

import asyncio
import selectors
from datetime import timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Mapping
    from concurrent.futures import Executor
    from datetime import datetime

_WORK_S = (0.0005, 0.02)
"""How long a piece of work takes in a thread."""


_TICK_S = 1e-6
"""What is due within so much is due now."""


class VirtualClock:
    """Seconds since the machine was made, and what its wall clock shows, which may be wrong."""

    def __init__(self, start: datetime) -> None:
        """Begin at an aware moment."""
        self._start = start
        self.monotonic_s = 0.0
        self.wrong_by = timedelta()
        self._looks = 0

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self.monotonic_s += seconds

    def true(self) -> datetime:
        """Tell the moment."""
        return self._start + timedelta(seconds=self.monotonic_s)

    def shown(self) -> datetime:
        """Tell what the wall clock shows."""
        return self.true() + self.wrong_by

    def true_ns(self) -> int:
        """Tell nanoseconds since 1970; no two looks are of one nanosecond."""
        self._looks += 1
        return int(self.true().timestamp() * 1e9) + self._looks


class NothingLeftError(RuntimeError):
    """Everybody waits for somebody else, for ever."""


class _Selector(selectors.SelectSelector):
    """Waits for no file: the time that it is to wait is over at once."""

    def __init__(self, clock: VirtualClock) -> None:
        super().__init__()
        self._clock = clock

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise NothingLeftError
        self._clock.advance(max(0.0, timeout))
        return []


class VirtualLoop(asyncio.SelectorEventLoop):
    """An event loop by a virtual clock, whose threads work in it, one thing at a time.

    How long a piece of work takes is drawn by chance, so that the order of events is, too.
    """

    def __init__(self, clock: VirtualClock, chance: random.Random) -> None:
        """Live by a clock."""
        self._virtual, self._chance = clock, chance
        self._free_at: dict[Executor, float] = {}
        super().__init__(_Selector(clock))
        self.set_exception_handler(_ignore)
        # Its own, a nanosecond, is lost in a float after 2**24 s: nothing would be due any more.
        self._clock_resolution = _TICK_S

    def time(self) -> float:
        """Tell seconds of the virtual clock."""
        return self._virtual.monotonic_s

    def run_in_executor(
        self, executor: Executor | None, func: Callable[..., Any], *args: object
    ) -> asyncio.Future[Any]:
        """Do something after what waits for the same thread already."""
        done = self.create_future()
        at = self.time() + self._chance.uniform(*_WORK_S)
        if executor is not None:
            at = max(at, self._free_at.get(executor, 0.0) + _WORK_S[0])
            self._free_at[executor] = at
        self.call_at(at, _work, done, func, args)
        return done


def _work(done: asyncio.Future[Any], func: Callable[..., Any], args: tuple[object, ...]) -> None:
    if done.cancelled():
        return
    try:
        result = func(*args)
    except Exception as error:  # noqa: BLE001 - whoever waits for the work is told
        done.set_exception(error)
    else:
        done.set_result(result)


def _ignore(_: asyncio.AbstractEventLoop, __: Mapping[str, object]) -> None:
    """Say nothing of tasks that a kill leaves behind."""
