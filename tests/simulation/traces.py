"""What people left on the disk: looked for in the bytes of every file that the machine keeps."""

from __future__ import annotations

import logging
import re
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.channels.discreet_log import DiscreetFormatter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path

_EXACT = re.compile(rb"121\.\d{4}")
"""A position to ten metres."""

_PLACE = re.compile(rb"121\.\d{1,3}, 31\.\d")
"""A position as a session keeps it."""

_PLACED = re.compile(rb'"placed": "(\d{4}-[0-9T:.+-]{10,28})"')
"""When somebody said where she is, as a session keeps it."""

_DAY = timedelta(hours=24, minutes=11)
"""How old a place may be: a day, and the time between two sweeps."""

_STEP = timedelta(minutes=2)
"""How far ahead of the clock a place may be."""

_SAID = {"a chat id": re.compile(rb"70000\d{5}"), "words": re.compile(rb"T-\d{6}")}
"""What names somebody, and what was said; none of both outlasts its answer."""


class Violation(AssertionError):  # noqa: N818 - it is what the simulation looks for
    """Something that must hold did not."""


def exact_position(path: Path, content: bytes) -> str:
    """Tell of an exact position in what is about to be written to a store; empty: there is none."""
    found = _EXACT.search(content) if path.name.startswith("store") else None
    return f"the position {found[0].decode()} is written to {path.name}" if found else ""


class Listener(logging.Handler):
    """Reads the log as the service writes it, and tells of people in it."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        """Read all that is worth a line."""
        super().__init__(logging.INFO)
        self.setFormatter(DiscreetFormatter())
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        """Read a line."""
        line = self.format(record)
        for what, pattern in {**_SAID, "a position": _EXACT}.items():
            found = pattern.search(line.encode("utf-8", "replace"))
            if found:
                self._tell(f"the log has {what}: {found[0].decode()}")


def left_behind(state: Path) -> str:
    """Tell what is left of people whose updates were all answered; empty: nothing is."""
    for path, content in _files(state):
        for what, pattern in _SAID.items():
            found = _found(pattern, content)
            if found:
                return f"{what} of somebody who has been answered: {found[0].decode()} in {path}"
    return ""


def forgotten(state: Path, names: Iterable[str], ending: str = "") -> str:
    """Tell where somebody is named who was forgotten, in files whose name ends so."""
    for path, content in _files(state):
        if not path.endswith(ending):
            continue
        for name in names:
            if name.encode() in content:
                return f"somebody who was forgotten is still named in {path}"
    return ""


def past_its_day(state: Path, now: datetime) -> str:
    """Tell where a session is kept from before a day and a sweep's time, or from days to come."""
    first, last = (now - _DAY).isoformat(), (now + _STEP).isoformat()
    for path, content in _files(state):
        placed = _PLACED.findall(content) if _found(_PLACED, content) else []
        for moment in map(bytes.decode, placed):
            if not first <= moment <= last:
                return f"a session of {moment} is kept in {path}"
    return ""


def places(state: Path) -> str:
    """Tell where a place is kept although nobody has spoken for a day."""
    for path, content in _files(state):
        found = _found(_PLACE, content)
        if found:
            return f"a place is kept past its day: {found[0].decode()} in {path}"
    return ""


def _found(pattern: re.Pattern[bytes], content: bytes) -> re.Match[bytes] | None:
    """Search a long content: what a pattern begins with is looked for first, which is quicker."""
    begins = pattern.pattern.partition(b"\\")[0].partition(b"(")[0]
    return pattern.search(content) if begins in content else None


def _files(state: Path) -> Iterable[tuple[str, bytes]]:
    return [
        (path.name, path.read_bytes())
        for path in sorted(state.iterdir())
        if path.name.startswith("store") and not path.name.endswith("-shm")
    ]
