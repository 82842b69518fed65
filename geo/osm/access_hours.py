"""When people may pass: opening hours and conditions of ways, gates and parks.

`foot:conditional` and `access:conditional` say which value of `foot` or `access` holds when, in the
syntax of the OpenStreetMap wiki, "Conditional restrictions": `no @ (22:00-06:00); yes @ (Su)`. Of
the clauses that hold the last one decides, and what is said of `foot` beats what is said of
`access`. `opening_hours` shut at all other times. What is no time (`wet`, `winter`), or hours that
cannot be read, changes nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from geo.hours.timetable import find_problem
from geo.osm import access_tags
from geo.raw_streets import AccessHours

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geo.osm.access_tags import Tags

    Rule = Callable[[Tags], bool]

CLAUSES = re.compile(r";(?![^()]*\))")
"""What parts the clauses of a conditional tag: a semicolon, but none in brackets."""
_ALWAYS = "24/7"
_BUSINESS = ("amenity", "craft", "healthcare", "leisure", "office", "shop", "tourism")
"""Keys of what has hours of its own: they are not those of the way or the door."""


class TimedAccess(NamedTuple):
    """Whether people may pass at some time, and when, if not at any time."""

    open: bool
    hours: AccessHours | None = None


class _Altered(NamedTuple):
    """Tags of which one has another value."""

    tags: Tags
    key: str
    value: str

    def get(self, key: str, /) -> str | None:
        return self.value if key == self.key else self.tags.get(key)


def way_access(tags: Tags) -> TimedAccess:
    """Say whether, and when, people may walk along a way."""
    return _access(tags, access_tags.may_walk, _has_no_other)


def node_access(tags: Tags) -> TimedAccess:
    """Say whether, and when, a node of a way lets people through."""
    return _access(tags, _lets_through, _is_door)


def park_access(tags: Tags) -> TimedAccess:
    """Say whether, and when, people may be in a park."""
    return _access(tags, access_tags.is_welcome, access_tags.is_park)


def _access(tags: Tags, is_open: Rule, has_hours: Rule) -> TimedAccess:
    usual = is_open(tags)
    clauses = list(_clauses(tags, is_open))
    opens = tags.get("opening_hours")
    if opens is not None and has_hours(tags) and _shuts(opens):
        clauses.insert(0, (opens.strip(), usual))
        usual = False
    outcomes = {usual, *(passes for _, passes in clauses)}
    if len(outcomes) == 1:
        return TimedAccess(usual)
    return TimedAccess(open=True, hours=AccessHours(usual, tuple(clauses)))


def _clauses(tags: Tags, is_open: Rule) -> Iterator[tuple[str, bool]]:
    """Give the hours of each condition, and whether people may pass while it holds."""
    for key in ("access", "foot"):
        written = tags.get(f"{key}:conditional")
        for clause in CLAUSES.split(written) if written else ():
            value, _, condition = clause.partition("@")
            hours = condition.strip().removeprefix("(").removesuffix(")").strip()
            if hours and find_problem(hours) is None:
                yield hours, is_open(_Altered(tags, key, value.strip()))


def _lets_through(tags: Tags) -> bool:
    return not access_tags.stops(tags)


def _is_door(tags: Tags) -> bool:
    return access_tags.is_passed_through(tags) and _has_no_other(tags)


def _has_no_other(tags: Tags) -> bool:
    """Say whether hours can only be those of the way or the door."""
    return all(tags.get(key) is None for key in _BUSINESS)


def _shuts(hours: str) -> bool:
    return hours.strip() != _ALWAYS and find_problem(hours) is None
