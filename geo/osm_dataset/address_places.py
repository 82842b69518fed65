"""House numbers of the map → places of the gazetteer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.osm_dataset.named_places import spot_of
from geo.osm_dataset.written import SOURCE, feature, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.crs import LocalMetres
    from geo.osm_dataset.mapped import Mapped
    from geo.osm_dataset.written import Feature

NUMBER_FIRST = frozenset({"US", "CA", "GB", "IE", "AU", "NZ", "FR", "SG", "HK"})
"""Countries whose people write the number before the street: UPU S42 templates."""


def address_of(tags: Mapping[str, str], country: str) -> str:
    """Write the street and the number the way the country does; empty without a number."""
    number, street = printable(tags.get("addr:housenumber", "")), street_of(tags)
    if not (number and street):
        return ""
    if any("㐀" <= char <= "鿿" for char in street):
        return f"{street}{number}" + ("" if number.endswith(("号", "弄")) else "号")
    return f"{number} {street}" if country in NUMBER_FIRST else f"{street} {number}"


def street_of(tags: Mapping[str, str]) -> str:
    """Give the street, or the place, that an address is in."""
    return printable(tags.get("addr:street", tags.get("addr:place", "")))


def addresses_of(objects: Iterable[Mapped], metres: LocalMetres, country: str) -> list[Feature]:
    """Give every house number once: the point or the building that was mapped first."""
    found: dict[str, Feature] = {}
    for one in objects:
        name = "" if one.is_line else address_of(one.tags, country)
        if not name or name in found:
            continue
        point, error = spot_of(one, metres)
        number, street = one.tags["addr:housenumber"].strip(), street_of(one.tags)
        turned = {f"{street} {number}", f"{number} {street}"} - {name}
        found[name] = feature(
            point,
            id=f"address-{one.id}",
            name=name,
            aliases=sorted(turned) if " " in name else [],
            kind="address",
            position_error_m=error,
            position_basis=f"OpenStreetMap, {one.id}",
            source=SOURCE,
        )
    return list(found.values())
