"""What is proven: which services surely meet their standard and which surely do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.coverage.committee_statistics import percents
from geo.coverage.coverage import CoverageState
from geo.coverage.standards import Verdict
from maps.audit.findings.finding import Finding, FindingLine

if TYPE_CHECKING:
    from maps.audit.audit_view import AuditView


def proven(view: AuditView, area: int | None = None) -> Finding:
    """Say what is proven of the town or of an area; of an area also what is undecided."""
    named = [(Verdict.MET, "find_met"), (Verdict.NOT_MET, "find_not_met")]
    if area is not None:
        named.append((Verdict.UNKNOWN, "find_undecided"))
    goal = round(100 * view.audit.standards.goal)
    lines = [
        FindingLine(view.say(text, goal=goal), names)
        for verdict, text in named
        if (names := _services(view, verdict, area))
    ]
    return Finding(view.say("find_proven"), lines or [FindingLine(view.say("find_proven_none"))])


def _services(view: AuditView, verdict: Verdict, area: int | None) -> str:
    audit, last = view.audit, view.audit.scenarios[-1]
    keys = [key for key in view.keys if audit.assessment(last, key, area).verdict is verdict]
    if verdict is Verdict.UNKNOWN:
        return view.texts.separator.join(view.category(key) for key in keys)
    return view.texts.separator.join(_share(view, key, area) for key in keys)


def _share(view: AuditView, key: str, area: int | None) -> str:
    states = view.audit.scenarios[-1].statistics(key, area).states
    share = percents(states)[CoverageState.COVERED]
    return view.say(
        "find_share", category=view.category(key), share=share, minutes=view.circle(key)
    )
