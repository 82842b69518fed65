"""Lays changed values over the features of a GeoJSON file; the features themselves stay as read."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from geo.change_log.changeset import GEOMETRY, ID

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.change_log.history import Values

Feature: TypeAlias = dict[str, object]

_FIRST = ("id", "name", "name_en", "category", "status", "address", "phone", "opening_hours")
"""The fields that a new feature begins with, as people look for them."""


def overlaid(features: Iterable[object], values: Values) -> list[object]:
    """Give the features with changed values; new ones come last, those taken away are left out."""
    left, result = dict(values), list[object]()
    for feature in features:
        changed = left.pop(id_of(feature), None)
        if changed is None or not isinstance(feature, dict):
            result.append(feature)
        elif not is_removed(changed):
            result.append(changed_feature(feature, changed))
    result += [new_feature(changed) for changed in left.values() if changed.get(ID)]
    return result


def id_of(feature: object) -> str:
    """Give the id of a feature, beside its properties or among them; empty without one."""
    if not isinstance(feature, dict):
        return ""
    fields = feature.get("properties")
    own = fields.get(ID) if isinstance(fields, dict) else None
    return str(own or feature.get(ID) or "")


def is_removed(changed: Mapping[str, object]) -> bool:
    """Tell whether a facility was taken away: its making was undone."""
    return ID in changed and not changed[ID]


def changed_feature(feature: Feature, changed: Mapping[str, object]) -> Feature:
    """Give a feature with other values: fields keep their order, and nothing needs no field."""
    fields = feature.get("properties")
    properties = dict(fields) if isinstance(fields, dict) else {}
    for name, value in changed.items():
        if name != GEOMETRY and (value is not None or name in properties):
            properties[name] = value
    geometry = changed[GEOMETRY] if GEOMETRY in changed else feature.get(GEOMETRY)
    return {**feature, "properties": properties, GEOMETRY: geometry}


def new_feature(changed: Mapping[str, object]) -> Feature:
    """Make a feature of a new facility."""
    ordered = {key: changed[key] for key in _FIRST if key in changed}
    made: Feature = {"type": "Feature", "properties": {}, GEOMETRY: None}
    return changed_feature(made, {**ordered, **changed})
