"""Places that a sentence names, and which of them is where she is, or an end of her way."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.lazy_regex import regex
from bot.understanding.places.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.dataset.gazetteer import Place

_SHE_STAYS = regex(
    r"(?:^|,|但|可|而)(?:我|阿拉|俺|咱)们?(?:自己|自家|家|人|本人|现在|就|是|呢|一直)*(?:住在?|在)\s?$"
    r"|(?<![a-z])i(?:'m| am| live| stay)(?: at| in| near| on)?(?: the)? ?$"
)


class NamedPlace(NamedTuple):
    """A place that is named, with the part it plays; without `place` it is not in the dataset."""

    start: int
    end: int
    role: Role
    place: Place | None = None
    committee: bool = False

    @property
    def claim(self) -> int:
        """How much it looks like where she is: the part it plays; a larger area claims less."""
        if not self.is_larger or self.role <= Role.LISTED:
            return self.role
        return self.role - (4 if self.role > Role.HOME else 3)

    @property
    def is_larger(self) -> bool:
        """Whether it is the whole town, which says little about where in it."""
        return self.place is not None and self.place.kind == "subdistrict"

    def overlaps(self, others: Iterable[NamedPlace]) -> bool:
        """Whether some of its words are those of another."""
        return any(other.start < self.end and self.start < other.end for other in others)


def where_she_is(named: list[NamedPlace], likely: list[NamedPlace]) -> NamedPlace:
    """Give the place with the best claim, first named; a home that nobody knows may have it."""
    best = max(likely, key=lambda o: (o.claim, not o.is_larger, -o.start))
    unknown = (one for one in named if one.place is None)
    beyond = max(unknown, key=lambda o: o.claim, default=best)
    of_hers = best.is_larger and best.role >= Role.OTHERS  # "女儿在宝山,爸爸在塘桥"
    better = beyond.claim >= max(best.claim, Role.HOME) and best.claim < Role.HOME
    return beyond if better and not of_hers else best


def own_beside(named: Iterable[NamedPlace], best: NamedPlace, text: str) -> NamedPlace | None:
    """Give where she is herself, where the best claim is somebody else's: "我妈住甲,我住乙"."""
    if best.role is not Role.OTHERS:
        return None
    others = (one for one in named if one.place not in {None, best.place})
    return next((one for one in others if _SHE_STAYS.search(text, 0, one.start)), None)


def ends_of_way(
    inside: list[NamedPlace], hers: NamedPlace, text: str
) -> tuple[NamedPlace | None, NamedPlace | None]:
    """Give start and goal of the way that is told; neither where there is no goal."""
    start = next((o for o in inside if o.role is Role.START), None)
    goal = next((o for o in inside if o.role is Role.GOAL and o is not start), None)
    if start and not goal:
        rest = sorted(inside, key=lambda o: o.start < start.start)
        goal = next((o for o in rest if o.start > start.end or o.role is Role.PLAIN), None)
    if goal is None:
        return None, None
    home = hers if hers.role >= Role.HOME and hers is not goal else None
    return start or _beside(goal, inside, text) or home, goal


def _beside(goal: NamedPlace, named: Iterable[NamedPlace], text: str) -> NamedPlace | None:
    """Find the place named right before the end of a way: "塘桥站 塘桥公园怎么走"."""
    plain = (one for one in named if one.role is Role.PLAIN and not one.is_larger)
    return next((one for one in plain if text[one.end : goal.start] in {"", ","}), None)


def in_chains(named: list[NamedPlace]) -> list[NamedPlace]:
    """Let a place that follows its larger area at once play the same part: "住塘桥|微山新村"."""
    chained: list[NamedPlace] = []
    for one in named:
        before = chained[-1] if chained else None
        joined = before is not None and before.end == one.start and before.role > one.role
        joined = joined and one.role is not Role.GOAL  # "我在蓝村路站 仁济医院怎么走"
        chained.append(one._replace(role=before.role) if before and joined else one)
    return chained


def longest(known: list[NamedPlace], others: Iterable[NamedPlace]) -> list[NamedPlace]:
    """Add what overlaps nothing, or holds the whole of a shorter name: "Lancun Road| metro"."""
    for one in others:
        inside = [o for o in known if one.start <= o.start and o.end <= one.end]
        left = [o for o in known if o not in inside or o[:2] == one[:2]]
        known = known if one.overlaps(left) else [*left, one]
    return sorted(known)
