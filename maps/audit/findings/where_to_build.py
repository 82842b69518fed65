"""Where one more site helps most, of each service that surely misses its standard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.coverage.standards import Verdict
from maps.audit.findings.finding import Finding, FindingLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maps.audit.audit_view import AuditView

_MOST_SERVICES = 2


def where_to_build(view: AuditView, keys: Sequence[str]) -> Finding:
    """Say where to build what surely falls short; what is undecided is to be verified first."""
    audit, last = view.audit, view.audit.scenarios[-1]
    verdicts = [audit.assessment(last, key).verdict for key in keys]
    sites = [(view.best_sites[key].gain, key) for key in keys if key in view.best_sites]
    sites.sort(reverse=True)
    lines = [_line(view, key) for _, key in sites[:_MOST_SERVICES]]
    undecided = verdicts.count(Verdict.UNKNOWN)
    if undecided:
        later = "find_build_later" if len(keys) > 1 else "find_build_later_one"
        lines.append(FindingLine(view.say(later, count=undecided)))
    elif not lines:
        lines.append(FindingLine(view.say("find_build_none")))
    return Finding(view.say("find_build"), lines)


def _line(view: AuditView, key: str) -> FindingLine:
    site, statistics = view.best_sites[key], view.audit.scenarios[-1].statistics(key)
    lead = view.say(
        "find_build_line", category=view.category(key), name=view.of(site.candidate.name)
    )
    text = view.say(
        "find_build_gain",
        minutes=view.circle(key),
        gain=view.amount(site.gain),
        before=round(100 * statistics.share(statistics.covered)),
        after=round(100 * statistics.share(statistics.covered + site.gain)),
    )
    return FindingLine(lead, text)
