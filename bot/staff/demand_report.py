"""Tells staff what was asked for, where it was missing, and how often there was no answer."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.conversation.reply import Reply
    from bot.staff.staff_context import StaffContext
    from bot.storage.demand_table import DemandCount


@dataclass(frozen=True, slots=True)
class CategoryDemand:
    """How often a category was asked for, and how often there was none within reach."""

    category: str
    asked: int
    missed: int
    most_missed_in: str


def stats(context: StaffContext) -> Reply:
    """Tell the sums of all that was counted."""
    lines = [context.say("staff.stats_title")]
    lines += [_line(context, one) for one in by_category(context.store.demand.counts())]
    missed = sum(row.count for row in context.store.demand.unanswered())
    lines.append(context.say("staff.stats_unanswered", count=missed))
    return context.reply("\n".join(lines))


def by_category(counts: Iterable[DemandCount]) -> tuple[CategoryDemand, ...]:
    """Sum up the anonymous demand, the most wanted category first."""
    asked, missed = Counter[str](), Counter[str]()
    where: dict[str, Counter[str]] = {}
    for row in counts:
        asked[row.category] += row.count
        if not row.found:
            missed[row.category] += row.count
            where.setdefault(row.category, Counter())[row.neighbourhood] += row.count
    return tuple(
        CategoryDemand(
            key, count, missed[key], where[key].most_common(1)[0][0] if key in where else ""
        )
        for key, count in asked.most_common()
    )


def _line(context: StaffContext, one: CategoryDemand) -> str:
    category = context.dataset.categories.get(one.category)
    what = category.name.said_in(context.language) if category else one.category
    line = context.say("staff.stats_line", what=what, asked=one.asked, missed=one.missed)
    known = {place.id: place for place in context.dataset.places}
    where = known.get(one.most_missed_in)
    if where is None:
        return line
    return f"{line}{context.say('staff.stats_where', place=where.name.said_in(context.language))}"
