"""Hours that are lost because ";" was written where "," was meant.

After ";" a rule takes the place of every earlier one on the days that it names: of
"Mo-Fr 09:00-12:00; Mo-Fr 13:00-17:00" only the afternoons are left.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opening_hours import OpeningHours

QUOTED = re.compile(r'("[^"]*")')
"""A comment in hours."""
_TIMES = re.compile(
    r"\d{1,2}:\d\d\s*-\s*\d{1,2}:\d\d(?:\s*,\s*\d{1,2}:\d\d\s*-\s*\d{1,2}:\d\d)*\s*$"
)

_FIRST = datetime(2028, 1, 1)  # noqa: DTZ001 - any year with a 29 February; hours are local
_DAYS = [_FIRST + timedelta(days=n) for n in range(366)]


def find_lost_hours(text: str) -> str | None:
    """Say which hours of a valid text are lost to a later rule, and what to write; or None.

    A rule for less time, such as a short Saturday, is an exception and fine: what counts is a day
    on which the two do not even overlap. Rules for one year's dates are exceptions as well.
    """
    rules = _rules(text)
    for earlier, later in combinations(rules, 2):
        if _loses(earlier, later):
            return (
                f"{later!r} takes the place of {earlier!r} on the same days; "
                f"write {_together(rules, earlier, later)!r} if both hold"
            )
    return None


def _rules(text: str) -> list[str]:
    """Part a text at the semicolons that are not in a comment."""
    marked = "".join(
        piece if piece.startswith('"') else piece.replace(";", "\0") for piece in QUOTED.split(text)
    )
    return [rule.strip() for rule in marked.split("\0") if rule.strip()]


def _loses(earlier: str, later: str) -> bool:
    """Tell whether on some day both rules open, and at no common time."""
    first, second = _read(earlier), _read(later)
    if first is None or second is None:
        return False
    return any(_are_apart(_open(first, day), _open(second, day)) for day in _DAYS)


def _read(rule: str) -> OpeningHours | None:
    """Parse one rule that gives clock times; None for "off", and for what cannot stand alone."""
    if not _TIMES.search(QUOTED.sub("", rule)):
        return None
    from opening_hours import OpeningHours, validate  # noqa: PLC0415 - see `timetable`

    return OpeningHours(rule) if validate(rule) else None


_Spans = list[tuple[datetime, datetime]]


def _open(hours: OpeningHours, day: datetime) -> _Spans:
    """List from when to when a rule opens on a day."""
    spans = hours.intervals(day, day + timedelta(days=1))
    return [(begin, end) for begin, end, state, _ in spans if str(state) == "open"]


def _are_apart(first: _Spans, second: _Spans) -> bool:
    """Tell whether both have openings, and none of one touches any of the other."""
    if not (first and second):
        return False
    return all(
        a_end <= begin or end <= a_begin for a_begin, a_end in first for begin, end in second
    )


def _together(rules: list[str], earlier: str, later: str) -> str:
    """Write both rules so that they hold beside each other."""
    days, times = _parts(earlier)
    other_days, other_times = _parts(later)
    both = f"{days}{times},{other_times}" if days == other_days else f"{earlier}, {later}"
    return "; ".join(both if rule is earlier else rule for rule in rules if rule is not later)


def _parts(rule: str) -> tuple[str, str]:
    """Part a rule into its days and its clock times."""
    found = _TIMES.search(rule)
    return (rule[: found.start()], found[0].strip()) if found else (rule, "")
