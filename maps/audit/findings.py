"""The three sentences that an audit begins with: out of reach, verify first, what is proven."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.coverage.committee_statistics import percents
from geo.coverage.coverage import CoverageState
from geo.coverage.standards import Verdict
from geo.facility import EXACT_POSITION_M

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.coverage.audit import Scenario
    from geo.facility import Facility
    from maps.audit.audit_view import AuditView

_MOST_SERVICES = 2
_MOST_PLACES = 3
_MOST_TO_VERIFY = 8
"""Facilities that one morning's round can take in."""


class Finding(NamedTuple):
    """A sentence and its heading."""

    heading: str
    text: str


def findings(view: AuditView) -> list[Finding]:
    """Give what a change changes, if one is asked about, and the three sentences of the audit."""
    said = [Finding(view.say("find_change"), change_sentence(view))] if view.audit.after else []
    return [
        *said,
        Finding(view.say("find_out"), _out_of_reach(view)),
        Finding(view.say("find_verify"), _verify(view)),
        Finding(view.say("find_proven"), _proven(view)),
    ]


def _out_of_reach(view: AuditView) -> str:
    """Say who is surely out of reach of what: the people, and the compounds of most of them."""
    last = view.audit.scenarios[-1]
    found = sorted(
        ((last.statistics(key).uncovered, key) for key in view.keys), key=lambda one: -one[0]
    )
    lines = [
        view.say(
            "find_out_line",
            category=view.category(key),
            weight=view.whom(weight),
            minutes=view.circle(key),
            where=_where(view, last, key),
        )
        for weight, key in found[:_MOST_SERVICES]
        if weight > 0
    ]
    if not lines:
        return view.say("find_out_none")
    more = sum(weight > 0 for weight, _ in found) - len(lines)
    return "".join(lines) + (view.say("find_out_more", count=more) if more else "")


def _where(view: AuditView, scenario: Scenario, key: str) -> str:
    """Name the compounds out of reach with most people; else the committees."""
    audit, demand = view.audit, view.audit.demand
    out = (scenario.states_of(key) == CoverageState.UNCOVERED) & audit.before.coverage.joined
    rows = sorted(np.flatnonzero(out).tolist(), key=lambda row: -demand.weight[row])
    named = [
        view.say("find_place", name=view.of(demand.name[row]), weight=view.amount(weight))
        for row in rows
        if demand.name[row].zh
        for weight in [float(demand.weight[row])]
    ]
    if not named:
        named = list(_committees_out(view, scenario, key))
    if not named:
        return ""
    names = view.texts.separator.join(named[:_MOST_PLACES])
    ending = "find_where_more" if len(named) > _MOST_PLACES else "find_where"
    return view.say(ending, names=names, count=len(named))


def _committees_out(view: AuditView, scenario: Scenario, key: str) -> Iterator[str]:
    areas = range(len(view.audit.committees.places))
    found = [(scenario.statistics(key, area).uncovered, area) for area in areas]
    for weight, area in sorted(found, key=lambda one: -one[0]):
        if weight > 0:
            yield view.say("find_place", name=view.area(area), weight=view.amount(weight))


def _verify(view: AuditView) -> str:
    """Say which few facilities to verify, and which services are then settled for certain."""
    open_questions = sum(
        assessment.verdict is Verdict.UNKNOWN
        for key in view.keys
        for assessment in [view.audit.assessment(view.audit.scenarios[-1], key)]
    )
    if not open_questions:
        return view.say("find_verify_none")
    keys, facilities = first_to_verify(view)
    rest = open_questions - len(keys)
    return view.say(
        "find_verify_line",
        count=len(facilities),
        names=view.texts.separator.join(view.of(one.name) for one in facilities),
        services=len(keys),
        categories=view.texts.separator.join(view.category(key) for key in keys),
    ) + (view.say("find_verify_rest", rest=rest) if rest else "")


def first_to_verify(view: AuditView) -> tuple[list[str], list[Facility]]:
    """Choose the services that fewest verified facilities settle, and these facilities.

    When every facility of a service is exactly known, nothing about it is uncertain any more; so
    the services with fewest inexact ones come first, as many as one round can take in.
    """
    last = view.audit.scenarios[-1]
    unknown = [
        (unsure(last, key), key)
        for key in view.keys
        if view.audit.assessment(last, key).verdict is Verdict.UNKNOWN
    ]
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


def _proven(view: AuditView) -> str:
    """Say which services surely meet their standard and which surely do not."""
    last = view.audit.scenarios[-1]
    said = []
    for verdict, text in ((Verdict.MET, "find_met"), (Verdict.NOT_MET, "find_not_met")):
        keys = [key for key in view.keys if view.audit.assessment(last, key).verdict is verdict]
        if keys:
            names = view.texts.separator.join(_share(view, last, key) for key in keys)
            said.append(view.say(text, names=names, goal=round(100 * view.audit.standards.goal)))
    return "".join(said) or view.say("find_proven_none")


def _share(view: AuditView, scenario: Scenario, key: str) -> str:
    share = percents(scenario.statistics(key).states)[CoverageState.COVERED]
    return view.say(
        "find_share", category=view.category(key), share=share, minutes=view.circle(key)
    )


def change_sentence(view: AuditView) -> str:
    """Say what a change changes: the services with other figures, and how many stay the same."""
    changed = [line for key in view.keys if (line := _changed(view, key))]
    same = len(view.keys) - len(changed)
    said = changed or [view.say("find_change_none")]
    if changed and same:
        said.append(view.say("find_change_same", count=same))
    return "".join(said)


def _changed(view: AuditView, key: str) -> str:
    before, after = (one.statistics(key).states for one in view.audit.scenarios)
    if before == after:
        return ""
    gain = after[CoverageState.COVERED] - before[CoverageState.COVERED]
    return view.say(
        "find_change_line",
        category=view.category(key),
        gain=_signed(view, gain),
        before=view.amount(before[CoverageState.COVERED]),
        after=view.amount(after[CoverageState.COVERED]),
        unknown=view.amount(_unknown(after)),
        unknown_before=view.amount(_unknown(before)),
    )


def _signed(view: AuditView, gain: float) -> str:
    return view.say("find_more" if gain >= 0 else "find_fewer", weight=view.amount(abs(gain)))


def _unknown(states: Sequence[float]) -> float:
    return states[CoverageState.DOUBTFUL] + states[CoverageState.UNLOCATED]


def finding_lines(view: AuditView) -> list[str]:
    """Give the findings as lines for a terminal."""
    return [view.say("find_line", heading=one.heading, text=one.text) for one in findings(view)]
