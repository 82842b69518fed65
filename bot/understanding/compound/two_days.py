"""One question of several days: "明天后天呢" is asked of each, the earliest first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.understanding.query import Intent

if TYPE_CHECKING:
    from bot.understanding.evidence.case import Case
    from bot.understanding.query import Query

_TIMED = frozenset({Intent.NEARBY, Intent.CIRCLE, Intent.DETAIL})
_MOST = 2
"""Answers about more days would be too long to read."""


def of_each_day(query: Query, case: Case) -> Query:
    """Ask of both days that are named side by side, where nothing else is asked, too."""
    beside = [day for day in case.sentence.times.beside if day]
    asks = query.intent in _TIMED and query.at and not query.also
    if not asks or len(beside) != len(query.other_days) or len(beside) + 1 != _MOST:
        return query
    first, second = sorted([*beside, *filter(None, [query.at])])
    one = replace(query, at=first, other_days=())
    return replace(one, also=(replace(one, at=second),))
