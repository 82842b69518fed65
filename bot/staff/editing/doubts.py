"""What to look at twice in a change before it is confirmed; none of it is a fault."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from bot.staff.arguments import even_name
from bot.texts import say
from geo.change_log.changeset import GEOMETRY
from geo.crs import LocalMetres, distance_m
from geo.facility import LonLat, Shape, Status
from geo.telephone import local_length

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.staff.editing.field_edits import FieldEdit
    from geo.dataset.dataset import Dataset
    from geo.facility import Facility

_ALIKE = 0.75
_NEAR_M = 30.0
_EDGE_M = 200.0
"""Boundaries are simplified, and a house at the edge serves the town as well."""

_MOST_ALIKE = 3


def doubts(dataset: Dataset, made: FieldEdit, language: str) -> Iterator[str]:
    """Say what may be a slip: swapped degrees, a far move, a telephone of an odd length."""
    if made.is_swapped:
        yield say(language, "staff.swapped")
    yield from _moved(made, language)
    yield from _outside(dataset, made, language)
    yield from _renamed(dataset, made, language)
    phone = str(made.values.get("phone") or "")
    length = local_length(phone) if phone else None
    usual = {local_length(one.phone) for one in dataset.facilities if one.phone} - {None}
    if length and usual and length not in usual:
        told = "、".join(map(str, sorted(filter(None, usual))))
        yield say(language, "staff.odd_phone", count=length, usual=told)
    for one in alike(dataset, made):
        name = one.name.said_in(language)
        yield say(language, "staff.alike", name=name, id=one.id)


def alike(dataset: Dataset, made: FieldEdit) -> tuple[Facility, ...]:
    """Give the known facilities that a new one may be, under another name or at the same spot."""
    if not made.is_new:
        return ()
    live = (one for one in dataset.facilities if one.status is not Status.CLOSED)
    kind, wanted = made.values.get("category"), even_name(made.name)
    point = point_of(made.values.get(GEOMETRY))
    town = dataset.name.zh
    found = [
        one
        for one in live
        if one.category == kind and (_is_called(one, wanted, town) or _is_there(one, made, point))
    ]
    return tuple(found[:_MOST_ALIKE])


def _is_called(one: Facility, wanted: str, town: str) -> bool:
    """Tell whether a name is nearly a facility's, or stands in its note as another one.

    Chinese names begin with what tells them apart, "蓝村…", unless that is the town.
    """
    name = even_name(one.name.zh)
    others = (even_name(text) for text in (one.note.zh, *one.aliases))
    if wanted in name or name in wanted or any(wanted in other for other in others):
        return True
    if wanted.isascii():
        return SequenceMatcher(None, name, wanted).ratio() >= _ALIKE
    return name[:2] == wanted[:2] and wanted[:2] not in town


def _is_there(one: Facility, made: FieldEdit, point: LonLat | None) -> bool:
    address = str(made.values.get("address") or "")
    if address and one.address and even_name(address) == even_name(one.address):
        return True
    if point is None or one.geometry is None:
        return False
    return distance_m(point, one.geometry.middle) <= _NEAR_M


def _renamed(dataset: Dataset, made: FieldEdit, language: str) -> Iterator[str]:
    """Tell what a new name leaves behind: the old one in people's mouths, and the English one."""
    if made.is_new or not made.values.get("name"):
        return
    old = dataset.facility(made.facility_id).name
    yield say(language, "staff.old_name", name=old.zh)
    if "name_en" not in made.values and old.en != old.zh:
        yield say(language, "staff.old_english", name=old.en)


def _moved(made: FieldEdit, language: str) -> Iterator[str]:
    """Tell how far a position moves, and whether that is farther than it was thought wrong."""
    for change in made.changes:
        before, after = point_of(change.before), point_of(change.after)
        if change.field != GEOMETRY or before is None or after is None:
            continue
        metres = distance_m(before, after)
        yield say(language, "staff.moved", metres=round(metres))
        if made.old_error_m is not None and metres > made.old_error_m:
            yield say(language, "staff.moved_far", error=round(made.old_error_m))


def _outside(dataset: Dataset, made: FieldEdit, language: str) -> Iterator[str]:
    """Tell a position that is beyond the boundary by more than a boundary is drawn wrong."""
    change = next((one for one in made.changes if one.field == GEOMETRY), None)
    point = point_of(change.after) if change else None
    if point is None or dataset.boundary is None:
        return
    import shapely  # noqa: PLC0415 - 0.2 s, for a new position alone

    ground = LocalMetres(point)
    town = shapely.Polygon(ground.to_metres(dataset.boundary))
    metres = town.distance(shapely.Point(0, 0))
    if metres > _EDGE_M:
        name = dataset.name.said_in(language)
        yield say(language, "staff.outside", town=name, metres=f"{round(metres, -1):,.0f}")


def point_of(shape: object) -> LonLat | None:
    """Give the point of a GeoJSON geometry (WGS-84); None for any other shape."""
    if not isinstance(shape, dict) or shape.get("type") != Shape.POINT.value:
        return None
    fields: dict[str, Any] = shape
    return LonLat(*fields["coordinates"][:2])
