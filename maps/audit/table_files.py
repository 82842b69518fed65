"""The results of an audit as tables: CSV for spreadsheets, JSON for programs."""

from __future__ import annotations

import csv
import io
import json
import math
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from geo.coverage.audit import CIRCLE_MIN
from geo.coverage.committee_assignment import UNASSIGNED
from geo.coverage.coverage import CoverageState
from geo.coverage.standards import TIERS
from geo.facility import EXACT_POSITION_M
from geo.walking_model import SPEED_M_S

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.coverage.audit import Audit, Scenario
    from maps.audit.audit_view import AuditView

_FORMULA = re.compile(r"[\s\0-\x1f\u200b-\u200d\u2060\ufeff]*[=+\-@\u2212]|[\t\r]")
"""A cell that begins so, in any width, is evaluated by some spreadsheet."""

_COLUMNS = (
    "scenario",
    "area",
    "category",
    "pace",
    "minutes",
    "unit",
    "demand",
    *(state.name.lower() for state in CoverageState),
    "share",
    "median",
    "ninetieth",
    "second",
    "choice",
    "perhaps",
    "facilities_not_located",
    "standard",
    "verdict",
    "reason",
)


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
        for minutes in TIERS
    ]


def _record(
    audit: Audit, scenario: Scenario, area: int | None, key: str, minutes: int
) -> dict[str, Any]:
    statistics = scenario.statistics(key, area, minutes)
    assessment = audit.assessment(scenario, key, area)
    unlocated = scenario.supply.unlocated_count(key)
    any_known = statistics.choice + statistics.perhaps > 0 or not unlocated
    counted = minutes == CIRCLE_MIN and any_known
    figures: dict[str, float | None] = {
        "demand": statistics.demand,
        **{state.name.lower(): statistics.states[state] for state in CoverageState},
        "share": statistics.share(statistics.covered),
        "median": statistics.median,
        "ninetieth": statistics.ninetieth,
        "second": statistics.second,
        # Counted in the whole circle alone; none known is not none while some are not located.
        "choice": statistics.choice if counted else None,
        "perhaps": statistics.perhaps if counted else None,
    }
    located = audit.is_located(area)
    return {
        "scenario": "after" if scenario is audit.after else "before",
        "area": area_key(audit, area),
        "category": key,
        "pace": audit.pace.value,
        "minutes": minutes,
        "unit": audit.demand.basis.value,
        **{name: rounded(figure) if located else None for name, figure in figures.items()},
        "facilities_not_located": unlocated,
        "standard": audit.standards.by_category[key].minutes,
        "verdict": assessment.verdict.value,
        "reason": assessment.reason.value,
    }


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
    """Write the records of the circle as a table that spreadsheets open as it is meant.

    UTF-8 with the mark that Excel looks for; no cell is a formula.
    """
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow([view.say(f"csv_{column}") for column in _COLUMNS])
    writer.writerows(_rows(view))
    return sheet.getvalue().encode("utf-8-sig")


def _rows(view: AuditView) -> Iterator[list[object]]:
    audit = view.audit
    numbers = {place.id: number for number, place in enumerate(audit.committees.places)}
    names: dict[str, int | None] = {**numbers, "unknown": UNASSIGNED, audit.dataset.id: None}
    for record in records(audit):
        if record["minutes"] == CIRCLE_MIN:
            said = record | {
                "scenario": view.say(record["scenario"]),
                "area": view.area(names[record["area"]]),
                "category": view.category(record["category"]),
                "verdict": view.say(f"verdict_{record['verdict']}"),
                "reason": view.reason(record["reason"], record["category"]),
            }
            yield [escape_formula(said[column]) for column in _COLUMNS]


def escape_formula(cell: object) -> object:
    """Put an apostrophe before a text that a spreadsheet would evaluate as a formula."""
    if isinstance(cell, str) and _FORMULA.match(unicodedata.normalize("NFKC", cell)):
        return f"'{cell}"
    return cell
