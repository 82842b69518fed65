"""Which few facilities to verify first, and which services are then settled for certain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.coverage.standards import Verdict
from geo.facility import EXACT_POSITION_M
from maps.audit.findings.finding import Finding, FindingLine

if TYPE_CHECKING:
    from geo.coverage.audit import Scenario
    from geo.facility import Facility
    from maps.audit.audit_view import AuditView

VERIFY_PAGE = "verify.html"

_MOST_TO_VERIFY = 8
"""Facilities that one morning's round can take in."""


def to_verify_first(view: AuditView) -> Finding:
    """Say which few facilities to verify, and which services are then settled for certain."""
    undecided = _undecided(view)
    heading = view.say("find_verify")
    if not undecided:
        return Finding(heading, [FindingLine(view.say("find_verify_none"))])
    keys, facilities = _chosen(view)
    if not keys:  # every place is known well, only a little too near the edge of the circle
        return Finding(heading, [FindingLine(view.say("find_verify_rest", count=len(undecided)))])
    lead = view.say(
        "find_verify_line",
        count=len(facilities),
        services=len(keys),
        categories=view.texts.separator.join(view.category(key) for key in keys),
    )
    lines = [FindingLine(lead, view.texts.separator.join(view.of(one.name) for one in facilities))]
    if len(undecided) > len(keys):
        lines.append(FindingLine(view.say("find_verify_rest", count=len(undecided) - len(keys))))
    return Finding(heading, lines, VERIFY_PAGE, view.say("paper_verify"))


def to_verify_of(view: AuditView, key: str) -> Finding:
    """Say which facilities of one service to verify."""
    names = [view.of(one.name) for one in unsure(view.audit.scenarios[-1], key)]
    heading = view.say("find_verify")
    if not names:
        return Finding(heading, [FindingLine(view.say("find_verify_of_none"))])
    lead = view.say("find_verify_of", count=len(names))
    named = view.texts.separator.join(names[:_MOST_TO_VERIFY])
    more = "…" if len(names) > _MOST_TO_VERIFY else ""
    line = FindingLine(lead, named + more)
    return Finding(heading, [line], VERIFY_PAGE, view.say("paper_verify"))


def _undecided(view: AuditView) -> list[str]:
    last = view.audit.scenarios[-1]
    verdicts = [(view.audit.assessment(last, key).verdict, key) for key in view.keys]
    return [key for verdict, key in verdicts if verdict is Verdict.UNKNOWN]


def _chosen(view: AuditView) -> tuple[list[str], list[Facility]]:
    """Choose the services that fewest verified facilities settle, and these facilities.

    When every facility of a service is exactly known, nothing about it is uncertain any more; so
    the services with fewest inexact ones come first, as many as one round can take in.
    """
    last = view.audit.scenarios[-1]
    unknown = [(unsure(last, key), key) for key in _undecided(view)]
    unknown = sorted((one for one in unknown if one[0]), key=lambda one: len(one[0]))
    keys: list[str] = []
    facilities: list[Facility] = []
    for inexact, key in unknown:
        if keys and len(facilities) + len(inexact) > _MOST_TO_VERIFY:
            break
        keys.append(key)
        facilities += inexact
    return keys, facilities


def unsure(scenario: Scenario, key: str) -> list[Facility]:
    """List the facilities of a category whose position or hours are not known well."""
    supply = scenario.supply
    located = zip(supply.located, supply.sure, strict=True)
    rough = [
        one
        for one, sure in located
        if one.category == key and (not sure or (one.position_error_m or 0) > EXACT_POSITION_M)
    ]
    return [*(one for one in supply.unlocated if one.category == key), *rough]
