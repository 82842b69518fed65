"""The rows of an audit's tables: one category in one area, today beside what would be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.coverage.audit import CIRCLE_MIN
from geo.coverage.committee_assignment import UNASSIGNED
from geo.coverage.coverage import CoverageState
from geo.coverage.standards import TIERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.coverage.audit import Audit, Scenario
    from maps.audit.audit_words import AuditSpeaker


@dataclass(frozen=True, slots=True)
class Line:
    """A row in words; where anything is changed on paper, each cell says both.

    `states` are in the order of `CoverageState`, `mark` is the key of the verdict for the style.
    """

    name: str
    link: str
    weight: str
    states: tuple[str, ...]
    median: str
    ninetieth: str
    second: str
    choice: str
    located: str
    standard: str
    verdict: str
    mark: str
    reason: str


def category_file(key: str) -> str:
    """Name the page of a category."""
    return f"category-{key}.html"


def area_file(place_id: str) -> str:
    """Name the page of a committee."""
    return f"area-{place_id}.html"


def areas_of(audit: Audit) -> Iterator[tuple[int | None, str]]:
    """Give every area with its page, if it has one: committees, points of none, the whole town."""
    for number, place in enumerate(audit.committees.places):
        yield number, area_file(place.id)
    if audit.committees.places:
        yield UNASSIGNED, ""
    yield None, ""


def by_category(audit: Audit, speaker: AuditSpeaker, area: int | None) -> list[Line]:
    """Give a row for each category in an area."""
    return [
        _line(audit, speaker, (key, area), (speaker.category(key), category_file(key)))
        for key in audit.dataset.categories
    ]


def by_area(audit: Audit, speaker: AuditSpeaker, key: str) -> list[Line]:
    """Give a row for each area and one category."""
    return [
        _line(audit, speaker, (key, area), (speaker.area(area), link))
        for area, link in areas_of(audit)
    ]


def by_tier(audit: Audit, speaker: AuditSpeaker, key: str) -> list[Line]:
    """Give a row for each circle and one category in the whole town."""
    return [
        _line(audit, speaker, (key, None), (speaker.say("tier", minutes=minutes), ""), minutes)
        for minutes in TIERS
    ]


def _line(
    audit: Audit,
    speaker: AuditSpeaker,
    what: tuple[str, int | None],
    named: tuple[str, str],
    minutes: int = CIRCLE_MIN,
) -> Line:
    key, area = what
    told = audit.is_located(area)
    each = [scenario.statistics(key, area, minutes) for scenario in audit.scenarios]
    judged = [audit.assessment(scenario, key, area) for scenario in audit.scenarios]
    states = [speaker.states(statistics) for statistics in each]
    lost = [scenario.supply.unlocated_count(key) for scenario in audit.scenarios]
    known = list(zip(each, lost, strict=True))

    def both(texts: Sequence[str]) -> str:
        return speaker.both(texts[0], texts[-1]) if told else speaker.say("nobody")

    return Line(
        name=named[0],
        link=named[1],
        weight=both([speaker.weight(each[0].demand)]),
        states=tuple(both([shares[state] for shares in states]) for state in CoverageState),
        median=both([speaker.minutes(statistics.median, count) for statistics, count in known]),
        ninetieth=both(
            [speaker.minutes(statistics.ninetieth, count) for statistics, count in known]
        ),
        second=both([speaker.minutes(statistics.second, count) for statistics, count in known]),
        choice=both([speaker.choice(statistics, count) for statistics, count in known]),
        located=_twice(speaker, [_located(scenario, key, speaker) for scenario in audit.scenarios]),
        standard=speaker.say("minutes", minutes=audit.standards.by_category[key].minutes),
        verdict=_twice(speaker, [speaker.verdict(one) for one in judged]),
        mark=judged[-1].verdict.value,
        reason=speaker.reason(judged[-1].reason.value, key),
    )


def _twice(speaker: AuditSpeaker, texts: Sequence[str]) -> str:
    return speaker.both(texts[0], texts[-1])


def _located(scenario: Scenario, key: str, speaker: AuditSpeaker) -> str:
    located = sum(facility.category == key for facility in scenario.supply.located)
    every = located + scenario.supply.unlocated_count(key)
    return speaker.say("located_of", located=located, all=every)
