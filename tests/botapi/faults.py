"""What goes wrong on demand: refusals, delays, lost connections, odd updates."""

from __future__ import annotations

import random
from dataclasses import dataclass
from threading import Lock

# What nginx in front of Telegram answers when the server behind it is away.
_NGINX = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
    "<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>"
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to misbehave.

    `performs`: the method is carried out all the same, only its answer suffers.
    """

    name: str
    status: int = 200
    description: str = ""
    html: str = ""
    retry_after_s: float | None = None
    delay_s: float = 0.0
    drops: bool = False
    performs: bool = False


def too_many(retry_after_s: float = 1) -> Fault:
    """429; Telegram sends whole seconds, tests may be quicker."""
    description = f"Too Many Requests: retry after {retry_after_s:g}"
    return Fault("too_many", 429, description, retry_after_s=retry_after_s)


def bad_gateway() -> Fault:
    """502 with a page of HTML instead of JSON."""
    return Fault("bad_gateway", 502, html=_NGINX)


def server_error() -> Fault:
    """500 in JSON."""
    return Fault("server_error", 500, "Internal Server Error")


def blocked() -> Fault:
    """403, as when the user has just blocked the bot."""
    return Fault("blocked", 403, "Forbidden: bot was blocked by the user")


def slow(delay_s: float) -> Fault:
    """The method is performed at once and answered late: the client may have given up."""
    return Fault("slow", delay_s=delay_s, performs=True)


def lost_answer() -> Fault:
    """The method is performed, then the connection drops without an answer."""
    return Fault("lost_answer", drops=True, performs=True)


def lost_request() -> Fault:
    """The connection drops before anything is done."""
    return Fault("lost_request", drops=True)


@dataclass(slots=True)
class _Rule:
    """When a fault strikes."""

    fault: Fault
    methods: frozenset[str]
    chat_id: int | None
    times: int | None
    share: float

    def fits(self, method: str, chat_id: int | None) -> bool:
        wanted = method.lower()
        named = wanted in self.methods if self.methods else wanted != "getupdates"
        return named and self.chat_id in {None, chat_id} and self.times != 0


class Faults:
    """The rules in force; the first that strikes wins. Thread-safe and repeatable by seed."""

    def __init__(self, seed: int = 0) -> None:
        """No fault at first; `seed` makes the shares repeatable."""
        self._random = random.Random(seed)  # noqa: S311 - repeatable chance, not a secret
        self._lock = Lock()
        self._rules: list[_Rule] = []
        self.duplicated = 0.0
        self.reordered = 0.0

    def add(
        self, fault: Fault, *methods: str, times: int | None = 1, chat_id: int | None = None
    ) -> None:
        """Let the next `times` calls of these methods suffer (None: until cleared).

        Without methods, every method but getUpdates is meant.
        """
        self._append(fault, methods, chat_id, times, 1.0)

    def sometimes(
        self, fault: Fault, share: float, *methods: str, chat_id: int | None = None
    ) -> None:
        """Let a share (0 to 1) of the calls of these methods suffer, at random."""
        self._append(fault, methods, chat_id, None, share)

    def updates(self, *, duplicated: float = 0.0, reordered: float = 0.0) -> None:
        """Let a share (0 to 1) of new updates come twice, or before the one they follow."""
        self.duplicated, self.reordered = duplicated, reordered

    def clear(self) -> None:
        """Behave again."""
        with self._lock:
            self._rules.clear()
        self.updates()

    def pick(self, method: str, chat_id: int | None) -> Fault | None:
        """The fault that this call suffers, if any; uses it up."""
        with self._lock:
            for rule in self._rules:
                if rule.fits(method, chat_id) and self._random.random() < rule.share:
                    rule.times = None if rule.times is None else rule.times - 1
                    return rule.fault
        return None

    def oddities(self) -> tuple[bool, bool]:
        """Whether a new update is to come twice, and whether early."""
        with self._lock:
            twice = self._random.random() < self.duplicated
            return twice, self._random.random() < self.reordered

    def _append(
        self,
        fault: Fault,
        methods: tuple[str, ...],
        chat_id: int | None,
        times: int | None,
        share: float,
    ) -> None:
        names = frozenset(method.lower() for method in methods)
        with self._lock:
            self._rules.append(_Rule(fault, names, chat_id, times, share))
