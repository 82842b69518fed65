"""What a change changes: the services with other figures, and who is newly reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.coverage.coverage import CoverageState
from maps.audit.findings.finding import Finding, FindingLine, names_of_most
from maps.audit.findings.left_out import compounds
from maps.audit.notes import change_notes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maps.audit.audit_view import AuditView


def what_changes(view: AuditView, keys: Sequence[str], area: int | None = None) -> Finding:
    """Say what a change changes in the town or in an area, then what the change is."""
    changed = changed_services(view, keys, area)
    lines = [line for key in changed for line in _lines(view, key, area)]
    if not changed:
        lines.append(FindingLine(view.say("find_change_none")))
    elif len(changed) < len(keys):
        lines.append(FindingLine(view.say("find_change_same", count=len(keys) - len(changed))))
    lines += [FindingLine(view.say("change_heading"), note) for note in change_notes(view)]
    return Finding(view.say("find_change"), lines)


def changed_services(view: AuditView, keys: Sequence[str], area: int | None = None) -> list[str]:
    """Give the services whose figures differ, those with the largest change first."""
    found = []
    for key in keys:
        before, after = (one.statistics(key, area).states for one in view.audit.scenarios)
        if before != after:
            found.append((-abs(after[0] - before[0]), key))
    return [key for _, key in sorted(found, key=lambda one: one[0])]


def _lines(view: AuditView, key: str, area: int | None) -> list[FindingLine]:
    before, after = (one.statistics(key, area) for one in view.audit.scenarios)
    gain = after.covered - before.covered
    lead = view.say(
        "find_change_line",
        category=view.category(key),
        gain=view.say("find_more" if gain >= 0 else "find_fewer", weight=view.amount(abs(gain))),
        before=round(100 * before.share(before.covered)),
        after=round(100 * after.share(after.covered)),
    )
    unknown = view.say(
        "find_change_unknown",
        before=view.amount(before.uncertain),
        after=view.amount(after.uncertain),
    )
    return [FindingLine(lead, unknown), *_named(view, key, area)]


def _named(view: AuditView, key: str, area: int | None) -> list[FindingLine]:
    """Name the compounds that come within reach, and those that no longer are."""
    members = view.audit.committees.members(area)
    reached = [one.states_of(key) == CoverageState.COVERED for one in view.audit.scenarios]
    groups = (
        ("find_change_gained", ~reached[0] & reached[1]),
        ("find_change_lost", reached[0] & ~reached[1]),
    )
    return [
        FindingLine(view.say(text), names_of_most(view, names))
        for text, chosen in groups
        if (names := compounds(view, chosen & members))
    ]
