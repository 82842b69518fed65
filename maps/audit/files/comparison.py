"""Compares an audit with an older one of the same town, by the older one's summary."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from geo.errors import SettingsError
from maps.audit.files.table_files import records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from maps.audit.audit_view import AuditView

    Records = dict[tuple[str, str], dict[str, Any]]


class Comparison(NamedTuple):
    """What has changed, in words."""

    heading: str
    lines: list[str]


def read_summary(folder: Path) -> dict[str, Any]:
    """Read the summary of an older audit.

    Raises:
        SettingsError: the folder holds none.
    """
    path = folder / "summary.json"
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path} is no summary; name the folder of an older audit") from error
    if not isinstance(found, dict) or not {"dataset", "results", "pace"} <= found.keys():
        raise SettingsError(f"{path} is no summary; name the folder of an older audit")
    return found


def compare(view: AuditView, older: dict[str, Any]) -> Comparison:
    """Say what has changed since an older audit, service by service, then by committee.

    Raises:
        SettingsError: it is of another town, or at another pace, and cannot be compared.
    """
    audit = view.audit
    if (older["dataset"]["id"], older["pace"]) != (audit.dataset.id, audit.pace.value):
        raise SettingsError(
            "the older audit is of another town or at another pace: compare like with like"
        )
    heading = view.say("since_heading", date=older["dataset"]["date"])
    before, now = _shown(older["results"]), _shown(records(audit))
    lines = list(_lines(view, before, now))
    return Comparison(heading, lines or [view.say("since_nothing")])


def _shown(results: list[dict[str, Any]]) -> Records:
    """Keep today's results in the circle of the standard, by area and category."""
    return {
        (one["area"], one["category"]): one
        for one in results
        if one["scenario"] == "before" and one["minutes"] == one["standard"]
    }


def _lines(view: AuditView, before: Records, now: Records) -> Iterator[str]:
    town = view.audit.dataset.id
    names = {one.id: view.of(one.name) for one in view.audit.committees.places}
    for area, key in sorted(now, key=lambda pair: pair[0] != town):
        old, new = before.get((area, key)), now[area, key]
        if old is None or (area != town and area not in names):
            continue
        if _figures(old) == _figures(new):
            continue
        yield view.say(
            "since_line",
            area=names.get(area, view.say("areas_town")),
            category=view.category(key),
            before=_amount(view, old["covered"]),
            after=_amount(view, new["covered"]),
            verdict=_verdicts(view, old, new),
            unlocated_before=old["facilities_not_located"],
            unlocated=new["facilities_not_located"],
        )


def _figures(record: dict[str, Any]) -> tuple[Any, ...]:
    kept = ("covered", "doubtful", "unlocated", "uncovered", "verdict", "facilities_not_located")
    return tuple(record[name] for name in kept)


def _amount(view: AuditView, amount: float | None) -> str:
    return view.say("nobody") if amount is None else view.amount(amount)


def _verdicts(view: AuditView, old: dict[str, Any], new: dict[str, Any]) -> str:
    both = [view.say(f"verdict_{one['verdict']}") for one in (old, new)]
    return view.today_and_after(both)
