"""The results of an audit as tables: CSV for spreadsheets, JSON for programs."""

from __future__ import annotations

import csv
import io
import json
import math
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from geo.coverage.audit import AUDIT_LIMITS
from geo.coverage.committee_assignment import UNASSIGNED
from geo.coverage.coverage import CoverageState
from geo.facility import EXACT_POSITION_M
from geo.walking_model import CIRCLE_MIN, CIRCLES_MIN, SPEED_M_S

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.coverage.audit import Audit, Scenario
    from maps.audit.audit_view import AuditView

_FORMULA = re.compile(r"[\s\0-\x1f\u200b-\u200d\u2060\ufeff]*[=+\-@\u2212]|[\t\r]")
"""A cell that begins so, in any width, is evaluated by some spreadsheet."""

COLUMNS = (
    "scenario",
    "area",
    "area_name",
    "category",
    "category_name",
    "pace",
    "minutes",
    "unit",
    "demand",
    *(state.name.lower() for state in CoverageState),
    "share",
    "median_min",
    "median_why",
    "ninetieth_min",
    "ninetieth_why",
    "second_min",
    "second_why",
    "choice",
    "perhaps",
    "facilities_not_located",
    "standard",
    "verdict",
    "reason",
)
"""Of each result in `summary.json`; `coverage.csv` has the words for codes beside them."""

CSV_COLUMNS = ("scenario", "scenario_name", *COLUMNS[1:-1], "verdict_name", "reason", "reason_name")


def records(audit: Audit) -> list[dict[str, Any]]:
    """Give a record for every scenario, area, category and circle; minutes past all are None.

    The figures of a committee that no source locates are None.
    """
    areas: list[int | None] = [*range(len(audit.committees.places))]
    areas += [UNASSIGNED] if areas else []
    return [
        _record(audit, scenario, area, key, minutes)
        for scenario in audit.scenarios
        for area in [*areas, None]
        for key in audit.dataset.categories
        for minutes in CIRCLES_MIN
    ]


def _record(
    audit: Audit, scenario: Scenario, area: int | None, key: str, minutes: int
) -> dict[str, Any]:
    statistics = scenario.statistics(key, area, minutes)
    assessment = audit.assessment(scenario, key, area)
    unlocated = scenario.supply.unlocated_count(key)
    any_known = statistics.choice + statistics.perhaps > 0 or not unlocated
    standard = audit.standards.by_category[key].minutes
    counted = minutes == standard and any_known
    known = any(facility.category == key for facility in scenario.supply.located)
    figures: dict[str, float | None] = {
        "demand": statistics.demand,
        **{state.name.lower(): statistics.states[state] for state in CoverageState},
        "share": statistics.share(statistics.covered),
        "median_min": statistics.median,
        "ninetieth_min": statistics.ninetieth,
        "second_min": statistics.second,
        # Counted in the circle of the standard alone; none known is not none while some
        # are not located.
        "choice": statistics.choice if counted else None,
        "perhaps": statistics.perhaps if counted else None,
    }
    located = audit.is_located(area)
    return {
        "scenario": "after" if scenario is audit.after else "before",
        "area": area_key(audit, area),
        "area_name": _area_name(audit, area),
        "category": key,
        "category_name": audit.dataset.categories[key].name.zh,
        "pace": audit.pace.value,
        "minutes": minutes,
        "unit": audit.demand.basis.value,
        **{name: rounded(figure) if located else None for name, figure in figures.items()},
        **{
            f"{name}_why": why_no_minutes(figures[f"{name}_min"], unlocated, known=known)
            if located
            else "area_not_located"
            for name in ("median", "ninetieth", "second")
        },
        "facilities_not_located": unlocated,
        "standard": standard,
        "verdict": assessment.verdict.value,
        "reason": assessment.reason.value,
    }


def why_no_minutes(minutes: float | None, unlocated: int, *, known: bool) -> str:
    """Say why there are no minutes: `unknown`, `over_30` or `none` (no facility); else nothing."""
    if minutes is not None and math.isfinite(minutes):
        return ""
    if unlocated:
        return "unknown"
    return f"over_{AUDIT_LIMITS.horizon:.0f}" if known else "none"


def _area_name(audit: Audit, area: int | None) -> str:
    if area is None:
        return audit.dataset.name.zh
    return "" if area == UNASSIGNED else audit.committees.places[area].name.zh


def area_key(audit: Audit, area: int | None) -> str:
    """Name an area for programs: a committee's id, `unknown`, or the town's id."""
    if area is None:
        return audit.dataset.id
    return "unknown" if area == UNASSIGNED else audit.committees.places[area].id


def rounded(number: float | None) -> float | None:
    """Round to 4 decimals; infinity, which JSON cannot express, becomes None."""
    return None if number is None or math.isinf(number) else round(float(number), 4)


def summary_json(audit: Audit) -> str:
    """Write the summary for programs, each result on a line."""
    head = json.dumps(_summary(audit), ensure_ascii=False, indent=1)[:-2]
    lines = [json.dumps(record, ensure_ascii=False) for record in records(audit)]
    return head + ',\n "results": [\n  ' + ",\n  ".join(lines) + "\n ]\n}\n"


def _summary(audit: Audit) -> dict[str, Any]:
    supply, dataset, change = audit.before.supply, audit.dataset, audit.change
    joined = audit.before.coverage.joined
    return {
        "dataset": {
            "id": dataset.id,
            "date": dataset.date.isoformat(),
            "fingerprint": dataset.fingerprint(),
        },
        "pace": audit.pace.value,
        "speed_m_s": SPEED_M_S[audit.pace],
        "circle_minutes": CIRCLE_MIN,
        "moment": audit.moment.isoformat() if audit.moment else None,
        "change": {
            "with_planned": change.with_planned,
            "added": [[key, point.lon, point.lat] for key, point in change.added],
            "without": list(change.without),
        },
        "demand": {
            "basis": audit.demand.basis.value,
            "points": int(joined.sum()),
            "total": rounded(float(audit.demand.weight[joined].sum())),
            "points_outside": audit.outside,
        },
        "facilities": {
            "located": len(supply.located),
            "roughly_located": sum(
                (f.position_error_m or 0) > EXACT_POSITION_M for f in supply.located
            ),
            "not_located": len(supply.unlocated),
            "closed_at_the_moment": len(supply.closed_at_moment),
        },
        "areas": {
            "approximate": audit.committees.approximate,
            "not_located": [
                place.id
                for place, located in zip(
                    audit.committees.places, audit.committees.located, strict=True
                )
                if not located
            ],
            "pedestrian_shed": {key: rounded(ratio) for key, ratio in audit.pedshed_ratio.items()},
        },
        "goal": audit.standards.goal,
    }


def coverage_csv(view: AuditView) -> bytes:
    """Write the records of the standards' circles as a table that spreadsheets open as it is meant.

    UTF-8 with the mark that Excel looks for; no cell is a formula.
    """
    rows = ([record[column] for column in CSV_COLUMNS] for record in _said(view))
    return _csv([_head(view, column) for column in CSV_COLUMNS], rows)


def homes_csv(view: AuditView) -> bytes:
    """Write a row for each point of demand and category: people, committee, minutes and state."""
    rows = (
        [home[column] for column in HOME_COLUMNS]
        for scenario in view.audit.scenarios
        for home in _homes(view, scenario)
    )
    return _csv([_head(view, column) for column in HOME_COLUMNS], rows)


HOME_COLUMNS = (
    "scenario",
    "scenario_name",
    "home",
    "lon",
    "lat",
    "area",
    "area_name",
    "category",
    "category_name",
    "unit",
    "demand",
    "estimated",
    "standard",
    "state",
    "state_name",
    "nearest_min",
    "nearest_why",
    "fast_min",
    "slow_min",
    "nearest",
    "choice",
)


def _homes(view: AuditView, scenario: Scenario) -> Iterator[dict[str, Any]]:
    audit, found = view.audit, scenario.coverage.measures
    when = "after" if scenario is audit.after else "before"
    for row in audit.before.coverage.joined.nonzero()[0].tolist():
        area = int(audit.committees.number[row])
        lon, lat = audit.demand.lonlat[row].tolist()
        for column, key in enumerate(scenario.categories):
            unlocated = scenario.supply.unlocated_count(key)
            known = any(one.category == key for one in scenario.supply.located)
            site = int(found.site[row, column])
            state = CoverageState(scenario.states_of(key)[row])
            yield {
                "scenario": when,
                "scenario_name": view.say(when),
                "home": view.of(audit.demand.name[row]),
                "lon": round(lon, 6),
                "lat": round(lat, 6),
                "area": area_key(audit, area),
                "area_name": view.area(area),
                "category": key,
                "category_name": view.category(key),
                "unit": audit.demand.basis.value,
                "demand": rounded(audit.demand.weight[row]),
                "estimated": "yes" if audit.demand.estimated[row] else "no",
                "standard": view.circle(key),
                "state": state.name.lower(),
                "state_name": view.say(f"state_{state.value}"),
                "nearest_min": rounded(found.minutes[row, column]),
                "nearest_why": why_no_minutes(found.minutes[row, column], unlocated, known=known),
                "fast_min": rounded(found.fast[row, column]),
                "slow_min": rounded(found.slow[row, column]),
                "nearest": scenario.coverage.keys[site] if site >= 0 else "",
                "choice": int(found.choice[row, column]),
            }


def _head(view: AuditView, column: str) -> str:
    """Head a column with its name in every file, and in Chinese tables with its words before it."""
    words = view.say(f"csv_{column}")
    return column if view.texts.language == "en" else f"{words} {column}"


def _csv(head: list[str], rows: Iterable[list[object]]) -> bytes:
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([escape_formula(cell) for cell in row] for row in rows)
    return sheet.getvalue().encode("utf-8-sig")


def _said(view: AuditView) -> Iterator[dict[str, Any]]:
    audit = view.audit
    numbers = {place.id: number for number, place in enumerate(audit.committees.places)}
    areas: dict[str, int | None] = {**numbers, "unknown": UNASSIGNED, audit.dataset.id: None}
    for record in records(audit):
        if record["minutes"] == record["standard"]:
            yield record | {
                "scenario_name": view.say(record["scenario"]),
                "area_name": view.area(areas[record["area"]]),
                "category_name": view.category(record["category"]),
                "verdict_name": view.say(f"verdict_{record['verdict']}"),
                "reason_name": view.reason(record["reason"], record["category"]),
            }


def escape_formula(cell: object) -> object:
    """Put an apostrophe before a text that a spreadsheet would evaluate as a formula."""
    if isinstance(cell, str) and _FORMULA.match(unicodedata.normalize("NFKC", cell)):
        return f"'{cell}"
    return cell
