"""Notes of an audit: its method, data basis, changes, standards, capacity and committees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.coverage.coverage import CoverageState
from geo.coverage.standards import Verdict
from geo.facility import EXACT_POSITION_M, Status
from geo.siting.candidates import named_after
from geo.walking_model import SPEED_M_S
from maps.audit.audit_texts import say_demand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.coverage.audit import Scenario
    from geo.facility import Facility
    from maps.audit.audit_view import AuditView
    from maps.audit.map.committee_outlines import CommitteeOutline


def method(view: AuditView) -> str:
    """Say how walks were computed, and for when."""
    audit = view.audit
    pace = view.say(f"pace_{audit.pace.value}")
    said = [view.say("audit_method", pace=pace, speed=SPEED_M_S[audit.pace])]
    if audit.moment is None:
        said.append(view.say("audit_any_time"))
    else:
        moment = view.texts.moment(audit.moment, None)
        shut = len(audit.before.supply.closed_at_moment)
        said.append(view.say("audit_moment", moment=moment, shut=shut))
    return (" " if view.texts.language == "en" else "").join(said)


def headline(view: AuditView) -> str:
    """Say how many services meet their standard in the whole town, today and after a change."""
    audit = view.audit
    verdicts = [_verdicts(view, scenario) for scenario in audit.scenarios]
    if audit.after is None:
        return verdicts[0]
    return view.say("headline_both", before=verdicts[0], after=verdicts[1])


def _verdicts(view: AuditView, scenario: Scenario) -> str:
    audit = view.audit
    verdicts = [audit.assessment(scenario, key).verdict for key in audit.dataset.categories]
    counts = {verdict.value: verdicts.count(verdict) for verdict in Verdict}
    return view.say("headline", count=len(verdicts), **counts)


def basis_notes(view: AuditView) -> list[str]:
    """Say how much of an audit rests on what is not known well."""
    return list(_basis(view))


def _basis(view: AuditView) -> Iterator[str]:
    audit, supply = view.audit, view.audit.before.supply
    yield view.say(
        "basis_facilities",
        total=len(supply.located) + len(supply.unlocated),
        located=len(supply.located),
        rough=sum(
            (facility.position_error_m or 0) > EXACT_POSITION_M for facility in supply.located
        ),
        unlocated=len(supply.unlocated),
    )
    yield demand_basis_note(view)
    guessed = audit.demand.estimated & audit.before.coverage.joined
    if guessed.any():
        weight = view.amount(float(audit.demand.weight[guessed].sum()))
        yield view.say("basis_estimated", count=int(guessed.sum()), weight=weight)
    if not audit.demand.older:
        yield view.say("basis_ages")
    if audit.outside:
        yield view.say("basis_outside", count=audit.outside)
    if audit.committees.approximate:
        yield view.say("basis_areas")
    missing = [
        view.of(place.name)
        for place, located in zip(audit.committees.places, audit.committees.located, strict=True)
        if not located
    ]
    if missing:
        names = view.texts.separator.join(missing)
        yield view.say("basis_areas_missing", count=len(missing), names=names)
    verified = sum(facility.verified_on is not None for facility in audit.dataset.facilities)
    yield view.say("basis_verified", verified=verified)
    yield view.say("basis_streets")
    yield view.say("basis_edge")
    newest = audit.dataset.date
    dates = [facility.source_date for facility in audit.dataset.facilities]
    old = sum(date[:4] < str(newest.year) for date in dates)
    yield view.say("basis_date", date=newest, old=old, year=newest.year)


def demand_basis_note(view: AuditView) -> str:
    """Say what the demand rests on."""
    audit = view.audit
    total = float(audit.demand.weight[audit.before.coverage.joined].sum())
    return say_demand(view.texts, total, audit.demand.basis)


def change_notes(view: AuditView) -> list[str]:
    """Say what the change is, and which part of it cannot be assessed."""
    return list(_changes(view)) if view.audit.change else []


def _changes(view: AuditView) -> Iterator[str]:
    audit = view.audit
    change, dataset = audit.change, audit.dataset
    if change.with_planned:
        planned = [f for f in dataset.facilities if f.status is Status.PLANNED]
        if not planned:
            yield view.say("change_planned_none")
        else:
            yield view.say("change_planned", names=_names(planned, view))
        unlocated = [facility for facility in planned if facility.geometry is None]
        if unlocated:
            yield view.say("change_planned_unlocated", names=_names(unlocated, view))
    for category, point in change.added:
        service, name = view.category(category), view.of(named_after(dataset, point))
        yield view.say("change_added", category=service, name=name, lon=point.lon, lat=point.lat)
    counted = {facility.id for facility in audit.before.supply.located}
    for facility_id in change.without:
        key = "change_without" if facility_id in counted else "change_without_uncounted"
        yield view.say(key, name=view.of(dataset.facility(facility_id).name))


def standard_notes(view: AuditView, keys: Iterable[str]) -> list[str]:
    """Say the standards of some categories, and their sources."""
    standards = view.audit.standards
    goal = view.say(
        "standards_goal",
        share=round(standards.goal * 100),
        year=standards.year,
        source=view.source(standards.goal_source),
    )
    lines = [
        view.say(
            "standards_line",
            category=view.category(key),
            minutes=standard.minutes,
            metres=f"{standards.metres[standard.minutes]:.0f}",
            source=view.source(standard.source),
        )
        for key in keys
        for standard in [standards.by_category[key]]
    ]
    levels = view.say("standards_levels", source=view.source(standards.levels))
    return [goal, *lines, levels, view.say("standards_pace")]


def capacity_note(view: AuditView, key: str) -> str:
    """Say the capacity for a thousand units of demand, where it is known."""
    audit = view.audit
    shares = audit.capacity.get(key)
    if shares is None:
        return view.say("capacity_unknown")
    joined = audit.before.coverage.joined
    weight, supply = audit.demand.weight[joined], audit.scenarios[-1].supply
    located = [facility for facility in supply.located if facility.category == key]
    return view.say(
        "capacity_line",
        unit=view.say(f"unit_word_{audit.demand.basis.value}"),
        places=1000 * float(shares[joined] @ weight) / float(weight.sum()),
        known=sum(facility.capacity is not None for facility in located),
        all=len(located) + supply.unlocated_count(key),
    )


def older_notes(view: AuditView, key: str) -> list[str]:
    """Say the share of older people that surely has a category within reach, beside that of all."""
    audit, last = view.audit, view.audit.scenarios[-1]
    reached = (last.states_of(key) == CoverageState.COVERED) & last.coverage.joined
    found = []
    for years, people in audit.demand.older.items():
        total = float(people[last.coverage.joined].sum())
        if total:
            share = round(100 * float(people[reached].sum()) / total)
            found.append(view.say("older_line", years=years, total=f"{total:,.0f}", share=share))
    return found


def area_notes(view: AuditView, number: int) -> list[str]:
    """Say how demand was assigned to a committee, and its pedshed ratio."""
    audit = view.audit
    if not audit.committees.located[number]:
        return [view.say("area_not_located")]
    place = audit.committees.places[number]
    members = audit.committees.members(number) & audit.before.coverage.joined
    weight = view.amount(float(audit.demand.weight[members].sum()))
    key = "area_note" if audit.committees.approximate else "area_exact"
    notes = [view.say(key, weight=weight, metres=place.position_error_m or 0.0)]
    if place.id in audit.pedshed_ratio:
        notes.append(view.say("area_shed", share=round(100 * audit.pedshed_ratio[place.id])))
    return notes


def pedshed_note(view: AuditView) -> str:
    """Say the mean pedshed ratio of the committees; nothing where none is located."""
    audit = view.audit
    if not audit.pedshed_ratio:
        return ""
    mean = sum(audit.pedshed_ratio.values()) / len(audit.pedshed_ratio)
    return view.say("area_shed_town", share=round(100 * mean), count=len(audit.pedshed_ratio))


def _names(facilities: Iterable[Facility], view: AuditView) -> str:
    return view.texts.separator.join(view.of(facility.name) for facility in facilities)


def outline_note(view: AuditView, outlines: Sequence[CommitteeOutline]) -> str:
    """Say what the outlines of committees on a map are, in particular where none is official."""
    if not outlines:
        return ""
    given = [one.is_given for one in outlines]
    return view.say("outlines_given" if all(given) else "outlines_guessed")
