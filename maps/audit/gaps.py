"""Where residents are surely left out, the most first; and what to verify before saying more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.coverage.committee_assignment import UNASSIGNED
from geo.coverage.committee_statistics import percents
from geo.facility import EXACT_POSITION_M

if TYPE_CHECKING:
    from geo.coverage.audit import Audit
    from maps.audit.audit_words import AuditSpeaker

_MOST_GAPS = 15
_MOST_NAMES = 8


def gaps(audit: Audit, speaker: AuditSpeaker) -> list[str]:
    """List the largest gaps: area, category, and who is surely not covered."""
    last = audit.scenarios[-1]
    areas: list[int | None] = [*range(len(audit.committees.places))]
    areas += [UNASSIGNED] if areas else [None]
    found = [
        (statistics.uncovered, area, key, statistics)
        for area in areas
        for key in audit.dataset.categories
        for statistics in [last.statistics(key, area)]
        if statistics.uncovered > 0
    ]
    found.sort(key=lambda gap: -gap[0])
    return [
        speaker.say(
            "gap_line",
            area=speaker.area(area),
            category=speaker.category(key),
            weight=speaker.weight(weight),
            share=percents(statistics.states)[-1],
        )
        for weight, area, key, statistics in found[:_MOST_GAPS]
    ]


def to_verify(audit: Audit, speaker: AuditSpeaker) -> list[str]:
    """List what to look up, category by category, by how much demand depends on it."""
    last = audit.scenarios[-1]
    found: list[tuple[float, str]] = []
    for key in audit.dataset.categories:
        statistics, name = last.statistics(key), speaker.category(key)
        lost = [speaker.of(f.name) for f in last.supply.unlocated if f.category == key]
        rough = [f for f in last.supply.located if f.category == key]
        rough = [f for f in rough if (f.position_error_m or 0) > EXACT_POSITION_M]
        if lost and statistics.uncertain:
            shown = speaker.join.join(lost[:_MOST_NAMES]) + ("…" if len(lost) > _MOST_NAMES else "")
            weight = speaker.weight(statistics.uncertain)
            line = {"category": name, "count": len(lost), "weight": weight, "names": shown}
            found.append((statistics.uncertain, speaker.say("todo_unlocated", **line)))
        unsure = sum(
            one.category == key and not sure
            for one, sure in zip(last.supply.located, last.supply.sure, strict=True)
        )
        if unsure and statistics.doubtful:
            line = {
                "category": name,
                "count": unsure,
                "weight": speaker.weight(statistics.doubtful),
            }
            found.append((statistics.doubtful, speaker.say("todo_hours", **line)))
        if rough and statistics.doubtful:
            weight = speaker.weight(statistics.doubtful)
            line = {"category": name, "count": len(rough), "weight": weight}
            found.append((statistics.doubtful, speaker.say("todo_rough", **line)))
    return [text for _, text in sorted(found, key=lambda one: -one[0])]
