"""What is known of one facility, field by field: its value, where it is from, how old it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.staff.editing.verification import is_spot
from bot.staff.hours_words import hours_as_written
from bot.staff.position_basis import told_basis
from bot.staff.reports.change_report import field_name, told_value, value_text
from geo.dataset.editing import facility_values

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.staff.staff_context import StaffContext
    from geo.dataset.dataset import Dataset
    from geo.facility import Facility

HOURS = "opening_hours"
CONFIRMED = ("status", "address", "phone", HOURS)
"""What can be confirmed from a desk; a position needs somebody who stands there."""

NAMED = ("name", "name_en", "aliases", "category")
"""What a facility is called; it keeps its id."""

WRITTEN = (
    *NAMED,
    *CONFIRMED,
    "suspended_until",
    "services",
    "eligibility",
    "accessible",
    "capacity",
    "note",
)
"""What is changed by writing it; the last day of a suspension among it."""


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field: its key, its name and value in words, its origin in words, and its error.

    `error` is empty but for a position; `is_asked` tells whether one tap may confirm it.
    """

    key: str
    label: str
    value: str
    origin: str
    error: str
    is_asked: bool


def field_rows(context: StaffContext, facility: Facility) -> tuple[FieldRow, ...]:
    """Give the fields of a facility in their order, the position behind those to confirm."""
    values = facility_values(context.dataset)[facility.id]
    return tuple(_rows(context, facility, values))


def written_values(dataset: Dataset, facility_id: str, language: str) -> dict[str, str]:
    """Give the fields that are changed by writing, as somebody would write them; "" where empty."""
    values = facility_values(dataset)[facility_id]
    written = {key: _written(values.get(key)) for key in WRITTEN}
    return written | {HOURS: hours_as_written(written[HOURS], language)}


def _rows(
    context: StaffContext, facility: Facility, values: Mapping[str, object]
) -> Iterator[FieldRow]:
    language = context.language
    for key in CONFIRMED:
        value = value_text(values.get(key), language, key)
        is_told = bool(values.get(key)) or facility.origin_of(key).verified_on is not None
        origin = _origin(context, facility, key) if is_told else context.say("staff.no_origin")
        yield FieldRow(key, field_name(key, language), value, origin, "", bool(values.get(key)))
    yield _position(context, facility)
    for key in (one for one in WRITTEN if one not in CONFIRMED):
        if values.get(key):
            is_list = isinstance(values[key], list)
            told = told_value(values[key], key, context.dataset, language)
            shown = _written(values[key]) if is_list else told
            yield FieldRow(key, field_name(key, language), shown, "", "", is_asked=False)


def _position(context: StaffContext, facility: Facility) -> FieldRow:
    shape, language = facility.geometry, context.language
    value = context.say("staff.known_nowhere")
    if shape is not None:
        value = f"{shape.middle.lon:.6f}, {shape.middle.lat:.6f}"
    if not is_spot(facility):
        value = context.say("staff.keeps_shape")
    metres = round(facility.position_error_m or 0.0)
    basis = told_basis(facility.position_basis, context.dataset, language)
    error = context.say("staff.known_within", error=metres, basis=basis) if shape else ""
    no_origin = context.say("staff.no_origin")
    origin = _origin(context, facility, "position") if shape else no_origin
    label = field_name("geometry", language)
    return FieldRow("position", label, value, origin, error, is_asked=False)


def _origin(context: StaffContext, facility: Facility, what: str) -> str:
    origin = facility.origin_of(what)
    source = context.dataset.sources.get(origin.source)
    title = source.title if source else origin.source
    if origin.verified_on:
        day = origin.verified_on.isoformat()
        return context.say("staff.origin_verified", source=title, day=day)
    dated = origin.dated or context.say("data.nothing")
    return context.say("staff.origin", source=title, day=dated)


def _written(value: object) -> str:
    if isinstance(value, list):
        return "；".join(map(str, value))
    return "" if value is None else str(value)
