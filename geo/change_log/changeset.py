"""What the log keeps of a change: who, when and why, which field, before and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

GEOMETRY = "geometry"
"""The one field of a facility that is no property in GeoJSON."""

ORIGINS = "provenance"
"""The field that is a table of its own: what has another source or date, by what it is about."""

ID = "id"
"""The field whose change makes a facility, and whose undoing takes it away."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one facility: its name in `facilities.geojson`, and both values as in JSON.

    A field that is absent has the value None.
    """

    facility_id: str
    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a change was made.

    Attributes:
        role: what whoever made it is ("staff", "import"), never a name.
        at: when (aware).
        why: in words; may be empty.
        source: the key of a source of the dataset, or a document in words; may be empty.
        event: what led to it; the same event again changes nothing. Empty when it cannot recur.
    """

    role: str
    at: datetime
    why: str = ""
    source: str = ""
    event: str = ""


@dataclass(frozen=True, slots=True)
class Changeset:
    """Changes that were made, and are undone, together; `undoes` is the number of another."""

    number: int
    reason: Reason
    changes: tuple[FieldChange, ...]
    undoes: int | None = None

    @property
    def facility_ids(self) -> tuple[str, ...]:
        """The facilities that it changes, each once."""
        return tuple(dict.fromkeys(change.facility_id for change in self.changes))
