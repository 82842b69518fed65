"""A facility that is renamed keeps its former name: people go on saying it, and tables have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAMES = ("name", "name_en")


def with_former_names(values: Mapping[str, object], old: Mapping[str, object]) -> dict[str, object]:
    """Add to new values of a facility the names that they take from it, as aliases.

    Args:
        values: the new values; aliases that they say themselves stay as they are.
        old: the facility's fields so far.
    """
    new = {values[key] for key in _NAMES if values.get(key)}
    gone = [old[key] for key in _NAMES if key in values and old.get(key) and old[key] not in new]
    known = old.get("aliases")
    before = known if isinstance(known, list) else []
    aliases = [one for one in dict.fromkeys((*before, *gone)) if one not in new]
    if aliases == before or "aliases" in values:
        return dict(values)
    return {**values, "aliases": aliases}
