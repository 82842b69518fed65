"""Anonymous demand by category, committee and hour, in which no count under 5 can be found.

A count that is left out must not be what is left of a sum: where the rest of a breakdown would be
under 5, the smallest count that is shown goes into the rest as well, until it is 5 or more.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.staff.reports.demand_report import LEAST_SHOWN
from bot.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.storage.demand_table import DemandCount
    from geo.dataset.dataset import Dataset


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Counts by key that may be shown, the largest first, and the sum of all others: 0 or ≥ 5."""

    shown: tuple[tuple[str, int], ...]
    rest: int


@dataclass(frozen=True, slots=True)
class DemandBreakdown:
    """What was asked for of one category; `missed` is None where it would tell of a few people."""

    category: str
    asked: int
    missed: int | None
    by_committee: Breakdown
    by_hour: Breakdown
    missed_by_committee: Breakdown


def break_down(counts: Mapping[str, int]) -> Breakdown:
    """Give what may be shown of counts whose sum is shown as well, which is 5 or more."""
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    shown = [pair for pair in ordered if pair[1] >= LEAST_SHOWN]
    rest = sum(count for _, count in ordered) - sum(count for _, count in shown)
    while 0 < rest < LEAST_SHOWN and shown:
        rest += shown.pop()[1]
    return Breakdown(tuple(shown), rest)


def demand_by_category(counts: Iterable[DemandCount]) -> tuple[DemandBreakdown, ...]:
    """Give the demand of each category asked for 5 times or more, the most asked first."""
    rows: dict[str, list[DemandCount]] = {}
    for row in counts:
        rows.setdefault(row.category, []).append(row)
    found = [_demand(category, of) for category, of in rows.items()]
    wanted = [one for one in found if one.asked >= LEAST_SHOWN]
    return tuple(sorted(wanted, key=lambda one: (-one.asked, one.category)))


def demand_lines(counts: Iterable[DemandCount], dataset: Dataset, language: str) -> Iterator[str]:
    """Tell the demand, category by category."""
    told = demand_by_category(counts)
    if not told:
        yield say(language, "demand.nothing", least=LEAST_SHOWN)
    for one in told:
        category = dataset.categories.get(one.category)
        name = category.name.said_in(language) if category else one.category
        missed = say(language, "demand.hidden") if one.missed is None else str(one.missed)
        yield say(language, "demand.line", name=name, asked=one.asked, missed=missed)
        places = {place.id: place.name.said_in(language) for place in dataset.places}
        for key, part in (
            ("demand.by_committee", _named(one.by_committee, places)),
            ("demand.missed_by_committee", _named(one.missed_by_committee, places)),
            ("demand.by_hour", one.by_hour),
        ):
            if part.shown:
                yield say(language, key, parts=_parts(part, language))


def _demand(category: str, rows: list[DemandCount]) -> DemandBreakdown:
    asked = sum(row.count for row in rows)
    missed = sum(row.count for row in rows if not row.found)
    small = 0 < missed < LEAST_SHOWN or 0 < asked - missed < LEAST_SHOWN
    committees, hours, missing = Counter[str](), Counter[str](), Counter[str]()
    for row in rows:
        committees[row.neighbourhood] += row.count
        hours[f"{row.hour:02}"] += row.count
        if not row.found:
            missing[row.neighbourhood] += row.count
    nothing = Breakdown((), 0)
    return DemandBreakdown(
        category,
        asked,
        None if small else missed,
        break_down(committees),
        break_down(hours),
        nothing if small or missed < LEAST_SHOWN else break_down(missing),
    )


def _named(part: Breakdown, places: Mapping[str, str]) -> Breakdown:
    return Breakdown(tuple((places.get(key, key), count) for key, count in part.shown), part.rest)


def _parts(part: Breakdown, language: str) -> str:
    elsewhere = say(language, "demand.nowhere")
    parts = [f"{key or elsewhere} {count}" for key, count in part.shown]
    if part.rest:
        parts.append(say(language, "demand.rest", count=part.rest))
    return "、".join(parts) if language == "zh" else ", ".join(parts)
