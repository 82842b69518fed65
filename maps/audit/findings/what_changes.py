"""What a change changes, each kind of it alone and all together, and who is newly reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.coverage.committee_statistics import percents
from geo.coverage.coverage import CoverageState
from maps.audit.findings.finding import Finding, FindingLine, names_of_most
from maps.audit.findings.left_out import compounds
from maps.audit.notes import change_notes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.coverage.audit import Scenario
    from geo.coverage.committee_statistics import CoverageStatistics
    from geo.coverage.supply import SupplyChange
    from maps.audit.audit_view import AuditView

_SURE = (CoverageState.COVERED, CoverageState.UNCOVERED)


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
        before, *others = (one.statistics(key, area).states for one in _all_of(view))
        if any(one != before for one in others):
            most = max(abs(one[state] - before[state]) for one in others for state in _SURE)
            found.append((-most, key))
    return [key for _, key in sorted(found, key=lambda one: one[0])]


def _all_of(view: AuditView) -> list[Scenario]:
    """Give the town as it is, by each kind of change alone, and by all of them."""
    before, *after = view.audit.scenarios
    return [before, *(scenario for _, scenario in view.audit.parts), *after]


def _lines(view: AuditView, key: str, area: int | None) -> list[FindingLine]:
    before, after = (one.statistics(key, area) for one in view.audit.scenarios)
    rest = view.say("find_and").join(_elsewhere(view, before, after))
    lead, apart = _lead(view, key, before, after), _apart(view, key, area)
    if apart:
        lead = view.say("find_change_together", line=lead)
    return [FindingLine(lead, rest), *apart, *_named(view, key, area)]


def _apart(view: AuditView, key: str, area: int | None) -> list[FindingLine]:
    """Say what each kind of change does to a service alone."""
    before, lines = view.audit.before.statistics(key, area), []
    for change, scenario in view.audit.parts:
        alone = scenario.statistics(key, area)
        told = [_lead(view, key, before, alone), *_elsewhere(view, before, alone)]
        same = view.say("find_change_part_none", category=view.category(key))
        said = same if alone.states == before.states else view.say("find_and").join(told)
        lines.append(FindingLine(view.say(f"find_change_part_{_kind(change)}"), said))
    return lines


def _kind(change: SupplyChange) -> str:
    if change.with_planned:
        return "planned"
    return "added" if change.added else "without"


def _lead(view: AuditView, key: str, before: CoverageStatistics, after: CoverageStatistics) -> str:
    gain = after.covered - before.covered
    share = round(100 * after.share(after.covered))
    if not gain:
        return view.say("find_change_none_more", category=view.category(key), share=share)
    return view.say(
        "find_change_line",
        category=view.category(key),
        gain=view.say("find_more" if gain > 0 else "find_fewer", weight=view.amount(abs(gain))),
        before=round(100 * before.share(before.covered)),
        after=share,
    )


def _elsewhere(
    view: AuditView, before: CoverageStatistics, after: CoverageStatistics
) -> Iterator[str]:
    """Tell who surely is out of reach first: fewer of whom nothing is known may be bad news."""
    if before.uncovered != after.uncovered:
        yield view.say(
            "find_change_out",
            before=view.amount(before.uncovered),
            after=view.amount(after.uncovered),
            share=percents(after.states)[CoverageState.UNCOVERED],
        )
    yield view.say(
        "find_change_unknown",
        before=view.amount(before.uncertain),
        after=view.amount(after.uncertain),
    )


def _named(view: AuditView, key: str, area: int | None) -> list[FindingLine]:
    """Name the compounds that come within reach, that no longer are, and that surely are out."""
    members = view.audit.committees.members(area)
    before, after = (one.states_of(key) for one in view.audit.scenarios)
    covered, out = CoverageState.COVERED, CoverageState.UNCOVERED
    groups = (
        ("find_change_gained", (before != covered) & (after == covered)),
        ("find_change_lost", (before == covered) & (after != covered)),
        ("find_change_newly_out", (before != covered) & (before != out) & (after == out)),
    )
    return [
        FindingLine(view.say(text), names_of_most(view, names))
        for text, chosen in groups
        if (names := compounds(view, chosen & members))
    ]
