"""What an audit says about itself: what it rests on, what was changed, what it is held to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.coverage.standards import Verdict
from geo.facility import EXACT_POSITION_M, Status
from geo.walking_model import SPEED_M_S

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.coverage.audit import Audit, Scenario
    from geo.facility import Facility
    from maps.audit.audit_words import AuditSpeaker


def method(audit: Audit, speaker: AuditSpeaker) -> str:
    """Say how walks were reckoned, and for when."""
    pace = speaker.say(f"pace_{audit.pace.value}")
    said = [speaker.say("audit_method", pace=pace, speed=SPEED_M_S[audit.pace])]
    if audit.moment is None:
        said.append(speaker.say("audit_any_time"))
    else:
        moment, shut = speaker.moment(audit.moment, None), len(audit.before.supply.closed_at_moment)
        said.append(speaker.say("audit_moment", moment=moment, shut=shut))
    return (" " if speaker.language == "en" else "").join(said)


def headline(audit: Audit, speaker: AuditSpeaker) -> str:
    """Say how many services meet their standard in the whole town, today and after a change."""
    told = [_verdicts(audit, scenario, speaker) for scenario in audit.scenarios]
    if audit.after is None:
        return told[0]
    return speaker.say("headline_both", before=told[0], after=told[1])


def _verdicts(audit: Audit, scenario: Scenario, speaker: AuditSpeaker) -> str:
    verdicts = [audit.assessment(scenario, key).verdict for key in audit.dataset.categories]
    counts = {verdict.value: verdicts.count(verdict) for verdict in Verdict}
    return speaker.say("headline", count=len(verdicts), **counts)


def basis_notes(audit: Audit, speaker: AuditSpeaker) -> list[str]:
    """Say how much of an audit rests on what is not known well."""
    return list(_basis(audit, speaker))


def _basis(audit: Audit, speaker: AuditSpeaker) -> Iterator[str]:
    supply = audit.before.supply
    yield speaker.say(
        "basis_facilities",
        total=len(supply.located) + len(supply.unlocated),
        located=len(supply.located),
        rough=sum(
            (facility.position_error_m or 0) > EXACT_POSITION_M for facility in supply.located
        ),
        unlocated=len(supply.unlocated),
    )
    yield demand_note(audit, speaker)
    if audit.outside:
        yield speaker.say("basis_outside", count=audit.outside)
    if audit.committees.approximate:
        yield speaker.say("basis_areas")
    lost = [
        speaker.of(place.name)
        for place, told in zip(audit.committees.places, audit.committees.located, strict=True)
        if not told
    ]
    if lost:
        yield speaker.say("basis_areas_missing", count=len(lost), names=speaker.join.join(lost))
    verified = sum(facility.verified_on is not None for facility in audit.dataset.facilities)
    yield speaker.say("basis_verified", verified=verified)
    yield speaker.say("basis_streets")
    yield speaker.say("basis_edge")
    newest = audit.dataset.date
    dates = [facility.source_date for facility in audit.dataset.facilities]
    old = sum(date[:4] < str(newest.year) for date in dates)
    yield speaker.say("basis_date", date=newest, old=old, year=newest.year)


def demand_note(audit: Audit, speaker: AuditSpeaker) -> str:
    """Say what stands in for residents."""
    total = float(audit.demand.weight[audit.before.coverage.joined].sum())
    return speaker.demand(total, audit.demand.basis)


def change_notes(audit: Audit, speaker: AuditSpeaker) -> list[str]:
    """Say what is changed on paper, and of what nobody can tell whether it helps."""
    return list(_changes(audit, speaker)) if audit.change else []


def _changes(audit: Audit, speaker: AuditSpeaker) -> Iterator[str]:
    change, dataset = audit.change, audit.dataset
    if change.with_planned:
        planned = [f for f in dataset.facilities if f.status is Status.PLANNED]
        if not planned:
            yield speaker.say("change_planned_none")
        else:
            yield speaker.say("change_planned", names=_names(planned, speaker))
        lost = [facility for facility in planned if facility.geometry is None]
        if lost:
            yield speaker.say("change_planned_unlocated", names=_names(lost, speaker))
    for category, point in change.added:
        name = speaker.category(category)
        yield speaker.say("change_added", category=name, lon=point.lon, lat=point.lat)
    counted = {facility.id for facility in audit.before.supply.located}
    for facility_id in change.without:
        key = "change_without" if facility_id in counted else "change_without_uncounted"
        yield speaker.say(key, name=speaker.of(dataset.facility(facility_id).name))


def standard_notes(audit: Audit, speaker: AuditSpeaker, keys: Iterable[str]) -> list[str]:
    """Say what some categories are held to, and where that comes from."""
    standards = audit.standards
    goal = speaker.say(
        "standards_goal",
        share=round(standards.goal * 100),
        year=standards.year,
        source=speaker.source(standards.goal_source),
    )
    lines = [
        speaker.say(
            "standards_line",
            category=speaker.category(key),
            minutes=standard.minutes,
            metres=f"{standards.metres[standard.minutes]:.0f}",
            source=speaker.source(standard.source),
        )
        for key in keys
        for standard in [standards.by_category[key]]
    ]
    levels = speaker.say("standards_levels", source=speaker.source(standards.levels))
    return [goal, *lines, levels, speaker.say("standards_pace")]


def capacity_note(audit: Audit, speaker: AuditSpeaker, key: str) -> str:
    """Say how many places there are for a thousand residents, where anybody has counted them."""
    shares = audit.capacity.get(key)
    if shares is None:
        return speaker.say("capacity_unknown")
    joined = audit.before.coverage.joined
    weight, supply = audit.demand.weight[joined], audit.scenarios[-1].supply
    located = [facility for facility in supply.located if facility.category == key]
    return speaker.say(
        "capacity_line",
        unit=speaker.say(f"unit_word_{audit.demand.basis.value}"),
        places=1000 * float(shares[joined] @ weight) / float(weight.sum()),
        known=sum(facility.capacity is not None for facility in located),
        all=len(located) + supply.unlocated_count(key),
    )


def area_notes(audit: Audit, speaker: AuditSpeaker, number: int) -> list[str]:
    """Say how a committee's residents are known, and how far they get."""
    if not audit.committees.located[number]:
        return [speaker.say("area_not_located")]
    place = audit.committees.places[number]
    members = audit.committees.members(number) & audit.before.coverage.joined
    weight = speaker.weight(float(audit.demand.weight[members].sum()))
    key = "area_note" if audit.committees.approximate else "area_exact"
    notes = [speaker.say(key, weight=weight, metres=place.position_error_m or 0.0)]
    if place.id in audit.pedshed_ratio:
        notes.append(speaker.say("area_shed", share=round(100 * audit.pedshed_ratio[place.id])))
    return notes


def shed_note(audit: Audit, speaker: AuditSpeaker) -> str:
    """Say how much of the compass circle people can walk to; nothing where no point is known."""
    if not audit.pedshed_ratio:
        return ""
    mean = sum(audit.pedshed_ratio.values()) / len(audit.pedshed_ratio)
    return speaker.say("area_shed_town", share=round(100 * mean), count=len(audit.pedshed_ratio))


def _names(facilities: Iterable[Facility], speaker: AuditSpeaker) -> str:
    return speaker.join.join(speaker.of(facility.name) for facility in facilities)
