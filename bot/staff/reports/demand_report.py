"""Tells staff what was asked for, where it was missing, and how often there was no answer."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.conversation.reply import Reply
    from bot.staff.staff_context import StaffContext
    from bot.storage.demand_table import DemandCount

LEAST_SHOWN = 5
"""A smaller count may be one person's doing: it is shown nowhere."""


@dataclass(frozen=True, slots=True)
class CategoryDemand:
    """How often a category was asked for, and how often there was none within reach.

    `most_missed_in` is the neighbourhood where that was so most often; empty when it was seldom.
    """

    category: str
    asked: int
    missed: int
    most_missed_in: str


def stats(context: StaffContext) -> Reply:
    """Tell the sums of all that was counted."""
    lines = [context.say("staff.stats_title")]
    lines += [_line(context, one) for one in by_category(context.store.demand.counts())]
    missed = sum(row.count for row in context.store.demand.unanswered())
    lines.append(context.say("staff.stats_unanswered", count=_shown(context, missed)))
    return context.reply("\n".join(lines))


def by_category(counts: Iterable[DemandCount]) -> tuple[CategoryDemand, ...]:
    """Sum up the anonymous demand, the most wanted category first, the seldom wanted by name."""
    asked, missed = Counter[str](), Counter[str]()
    where: dict[str, Counter[str]] = {}
    for row in counts:
        asked[row.category] += row.count
        if not row.found:
            missed[row.category] += row.count
            where.setdefault(row.category, Counter())[row.neighbourhood] += row.count
    keys = sorted(asked, key=lambda key: (-asked[key] if asked[key] >= LEAST_SHOWN else 0, key))
    return tuple(
        CategoryDemand(key, asked[key], missed[key], _most(where.get(key, Counter())))
        for key in keys
    )


def _most(where: Counter[str]) -> str:
    """Name where something was missing most often, unless that would tell of a few people."""
    place, count = max(where.items(), key=itemgetter(1), default=("", 0))
    return place if count >= LEAST_SHOWN else ""


def _shown(context: StaffContext, count: int) -> str:
    """Write a count, but none that a few people make."""
    return str(count) if count >= LEAST_SHOWN else context.say("staff.stats_few", least=LEAST_SHOWN)


def _missed(context: StaffContext, one: CategoryDemand) -> str:
    """Write how often something was missing; not where the difference tells of a few people."""
    if one.missed >= LEAST_SHOWN and 0 < one.asked - one.missed < LEAST_SHOWN:
        return context.say("staff.stats_most")
    return _shown(context, one.missed)


def _line(context: StaffContext, one: CategoryDemand) -> str:
    category = context.dataset.categories.get(one.category)
    what = category.name.said_in(context.language) if category else one.category
    asked, missed = _shown(context, one.asked), _missed(context, one)
    line = context.say("staff.stats_line", what=what, asked=asked, missed=missed)
    known = {place.id: place for place in context.dataset.places}
    where = known.get(one.most_missed_in)
    if where is None:
        return line
    return f"{line}{context.say('staff.stats_where', place=where.name.said_in(context.language))}"
