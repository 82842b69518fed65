"""Says of each changed field where it is from: the change's own source and day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.change_log.changeset import GEOMETRY
from geo.facility import PROVEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

PROVEN_FIELDS = {GEOMETRY: "position"} | {what: what for what in PROVEN if what != "position"}
"""What a field is called where its source is told."""


def cited(
    values: Mapping[str, object],
    changed: Iterable[str],
    old: Mapping[str, object],
    source: str,
    day: date,
) -> dict[str, object]:
    """Add to new values of a facility that the changed fields among them are from a source.

    Args:
        values: the new values.
        changed: the fields that differ.
        old: the facility's fields so far.
        source: key of the source; empty when nothing is known of it.
        day: when it was so.
    """
    proven = [PROVEN_FIELDS[field] for field in changed if field in PROVEN_FIELDS]
    if not source or not proven or "provenance" in values:
        return dict(values)
    told = old.get("provenance")
    one = {"source": source, "source_date": day.isoformat()}
    before = told if isinstance(told, dict) else {}
    return {**values, "provenance": {**before, **dict.fromkeys(proven, one)}}
