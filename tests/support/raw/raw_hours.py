"""The documented rules of hours and conditions once more, with a small reader of its own."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Tags = Mapping[str, str]
    Rule = Callable[[Tags], bool]

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
SOME = datetime(2026, 1, 1)  # noqa: DTZ001 - any moment tells whether a text names times
_DAY = "|".join(DAYS)
_RULE = re.compile(rf"((?:{_DAY})(?:[-,](?:{_DAY}))*)? *((?:\d\d:\d\d-\d\d:\d\d,?)*)( ?off)?")


def holds(text: str, moment: datetime) -> bool | None:
    """Say whether a local moment is within hours; None where these are none that are read here.

    Of the rules that name a day the last one has it. What runs past midnight ends the next day.
    """
    if text == "24/7":
        return True
    minute = moment.hour * 60 + moment.minute
    today, before = list[tuple[int, int]](), list[tuple[int, int]]()
    for rule in text.split(";"):
        found = _RULE.fullmatch(rule.strip())
        if not rule.strip() or found is None:
            return None
        named, clock, off = found.groups()
        spans = [_span(one) for one in clock.split(",") if one] or [(0, 1440)]
        spans = [] if off else spans
        if _is_named(named, moment.weekday()):
            today = spans
        if _is_named(named, (moment.weekday() - 1) % 7):
            before = spans
    spilled = [(low - 1440, high - 1440) for low, high in before]
    return any(low <= minute < high for low, high in today + spilled)


def opens(tags: Tags, moment: datetime | None, lets: Rule, has_hours: Rule) -> bool:
    """Say whether people pass at a moment, or without one at some time.

    Args:
        tags: of a way or a node.
        moment: local.
        lets: whether people pass by tags without hours.
        has_hours: whether `opening_hours` are those of the way or the node.
    """
    usual = lets(tags)
    told = [(lets({**tags, key: value}), hours) for key, value, hours in _conditions(tags)]
    if moment is None:
        return usual or any(passes for passes, _ in told)
    shown = tags.get("opening_hours") if has_hours(tags) else None
    if shown is not None and holds(shown, moment) is False:
        usual = False
    for passes, hours in told:
        if holds(hours, moment):
            usual = passes
    return usual


def _conditions(tags: Tags) -> Iterator[tuple[str, str, str]]:
    """Give key, value and hours of all conditions that are times, what is said of foot last."""
    for key in ("access", "foot"):
        written = tags.get(f"{key}:conditional")
        for clause in re.split(r";(?![^(]*\))", written) if written else ():
            value, _, hours = (part.strip() for part in clause.partition("@"))
            bare = hours[1:-1].strip() if hours.startswith("(") else hours
            if bare and holds(bare, SOME) is not None:
                yield key, value, bare


def _is_named(named: str | None, day: int) -> bool:
    if named is None:
        return True
    for part in named.split(","):
        first, _, last = part.partition("-")
        begin, end = DAYS.index(first), DAYS.index(last or first)
        if (day - begin) % 7 <= (end - begin) % 7:
            return True
    return False


def _span(text: str) -> tuple[int, int]:
    low, high = (int(one[:2]) * 60 + int(one[3:]) for one in text.split("-"))
    return low, high if high > low else high + 1440
