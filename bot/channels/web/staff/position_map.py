"""The map beside a position of staff's pages: where a facility is, and where it would be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.staff.editing.doubts import point_of
from bot.staff.editing.drafts import draft_of
from geo.facility import LonLat, Shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from bot.staff.editing.table_preview import PlacedRow
    from bot.staff.staff_context import StaffContext
    from geo.facility import Facility


def known_position(context: StaffContext, facility: Facility) -> Markup | None:
    """Draw where a facility is; None for one that nobody has located."""
    if facility.geometry is None:
        return None
    name = facility.name.said_in(context.language)
    return _drawn(context, name, facility.geometry.middle, facility.position_error_m or 0.0)


def proposed_position(context: StaffContext) -> Markup | None:
    """Draw where she would put what she changes, and where it was; None for no new position."""
    draft = draft_of(context.store, context.by)
    values: dict[str, Any] = draft.get("values") or {}
    at = draft.get("point") or point_of(values.get("geometry"))
    if at is None:
        return None
    key = draft.get("edits") or draft.get("facility")
    known = next((one for one in context.dataset.facilities if one.id == key), None)
    name = known.name.said_in(context.language) if known else str(draft.get("new", ""))
    error_m = float(draft.get("error_m") or values.get("position_error_m") or 0.0)
    return _drawn(context, name, LonLat(*at), error_m, known)


def placed_map(context: StaffContext, placed: Sequence[PlacedRow]) -> Markup | None:
    """Draw where the rows of a table would put their facilities; None where none would."""
    if not placed:
        return None
    from maps.moves.moves_map import Move, moves_map  # noqa: PLC0415 - shapely: 0.2 s

    moves = [Move(one.number, one.after, one.before) for one in placed]
    return moves_map(context.dataset, moves, context.language)


def _drawn(
    context: StaffContext,
    name: str,
    point: LonLat,
    error_m: float,
    moves: Facility | None = None,
) -> Markup:
    from geo.isochrones.isochrone import Isochrones  # noqa: PLC0415 - shapely: 0.2 s
    from maps.circle.inline_map import Earlier, inline_map  # noqa: PLC0415 - likewise
    from maps.drawing.scene import Scene  # noqa: PLC0415 - likewise

    dataset = context.dataset
    nothing = Isochrones(point, dataset.default_pace, ())
    scene = Scene(dataset, nothing, name, error_m, (), context.language)
    shape = moves.geometry if moves else None
    if moves is None or shape is None or shape.shape is not Shape.POINT:
        return inline_map(scene)
    return inline_map(scene, Earlier(shape.middle, moves.position_error_m or 0.0))
