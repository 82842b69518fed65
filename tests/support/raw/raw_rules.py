"""The documented rules about tags once more: what is walked, what stops people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    Tags = Mapping[str, str]

ROADS = ("primary", "secondary", "tertiary")
ALWAYS = {"footway", "path", "pedestrian", "steps", "platform", "elevator", "corridor"}
ALWAYS |= {"cycleway", "bridleway", "living_street", "residential", "service", "unclassified"}
ALWAYS |= {"road", "track", *ROADS, *(f"{road}_link" for road in ROADS)}
IF_ASKED = {"trunk", "trunk_link", "busway"}
YES = {"yes", "designated", "permissive", "official", "destination", "customers"}
NO = {"no", "private", "use_sidepath", "permit", "military", "employees", "emergency"}
SOLID = {"wall", "fence", "hedge", "city_wall", "retaining_wall"}
FENCES = {"wall", "city_wall", "fence", "railing", "guard_rail", "retaining_wall"}
TRACKS = {"rail", "light_rail", "narrow_gauge", "subway"}
WIDE = {f"{road}{link}" for road in ("trunk", "primary", "secondary") for link in ("", "_link")}
PASSED_ROUND = {"bollard", "block", "chain", "rope", "lift_gate", "swing_gate", "kerb"}
PASSED_ROUND |= {"cycle_barrier", "motorcycle_barrier", "bus_trap", "height_restrictor"}
PASSED_ROUND |= {"cattle_grid"}


def walked(tags: Tags) -> bool:
    """Say whether a way is walked along."""
    kind = tags.get("highway")
    if kind is None and (
        "platform" in (tags.get("railway"), tags.get("public_transport"))
        or tags.get("man_made") == "pier"
    ):
        kind = "platform"
    if kind not in ALWAYS | IF_ASKED or tags.get("route") == "ferry" or broken(tags):
        return False
    if tags.get("foot") in YES:
        return True
    if tags.get("foot") in NO or tags.get("access") in NO or tags.get("motorroad") == "yes":
        return False
    sides = any(tags.get(f"sidewalk:{side}") == "yes" for side in ("both", "left", "right"))
    return kind in ALWAYS or sides or tags.get("sidewalk") in {"yes", "both", "left", "right"}


def stops_wheels(tags: Tags) -> bool:
    """Say whether wheels cannot go along a way."""
    if tags.get("highway") == "steps":
        return tags.get("ramp:wheelchair") != "yes"
    if "wheelchair" in tags and tags["wheelchair"] in {"yes", "no"}:
        return tags["wheelchair"] == "no"
    incline = tags.get("incline", "").strip()
    try:
        if ":" in incline:
            rise, run = incline.split(":")
            return abs(float(rise) / float(run)) > 1 / 12
        number = abs(float(incline.rstrip("%°").replace(",", ".")))
    except (ValueError, ZeroDivisionError):
        return False
    return (np.tan(np.radians(number)) if incline.endswith("°") else number / 100) > 1 / 12


def carriageway(tags: Tags) -> bool:
    """Say whether cars drive on a way."""
    on_foot = {"footway", "path", "pedestrian", "steps", "platform", "elevator", "corridor"}
    return tags.get("highway", "footway") not in on_foot | {"cycleway", "bridleway"}


def signal(tags: Tags) -> bool:
    """Say whether people wait at a node."""
    return (
        "traffic_signals" in (tags.get("highway"), tags.get("crossing"))
        or tags.get("crossing:signals") == "yes"
    )


def shut(tags: Tags) -> bool:
    """Say whether nobody passes a node."""
    barrier = tags.get("barrier")
    if broken(tags):
        return True
    if tags.get("foot") in YES or not (barrier or tags.get("highway") == "elevator"):
        return False
    if barrier in SOLID or tags.get("foot") in NO or tags.get("access") in NO:
        return True
    return tags.get("locked") == "yes" and barrier not in PASSED_ROUND


def threshold(tags: Tags) -> bool:
    """Say whether no wheels pass a node."""
    if tags.get("wheelchair") == "yes":
        return False
    if tags.get("wheelchair") == "no":
        passed = tags.get("highway") in {"crossing", "elevator"}
        passed |= tags.get("railway") == "subway_entrance"
        return passed or bool(tags.keys() & {"barrier", "crossing", "door", "entrance", "kerb"})
    narrow = {"stile", "turnstile", "full-height_turnstile", "kissing_gate"}
    return tags.get("kerb") == "raised" or tags.get("barrier") in narrow


def broken(tags: Tags) -> bool:
    """Say whether it is a lift or an escalator that does not run."""
    still = tags.get("operational_status") in {"broken", "closed", "out_of_order", "out_of_service"}
    moves = tags.get("highway") == "elevator" or tags.get("conveying", "no") != "no"
    return still and moves


def passed_through(tags: Tags) -> bool:
    """Say whether a node is a gate, a door, a lift or the like, and nothing that has own hours."""
    kinds = {"barrier", "crossing", "door", "entrance", "kerb"}
    door = bool(tags.keys() & kinds) or tags.get("highway") in {"crossing", "elevator"}
    return (door or tags.get("railway") == "subway_entrance") and has_no_business(tags)


def has_no_business(tags: Tags) -> bool:
    """Say whether hours cannot be those of a shop or the like."""
    kinds = {"amenity", "craft", "healthcare", "leisure", "office", "shop", "tourism"}
    return not tags.keys() & kinds


def gate(tags: Tags) -> bool:
    """Say whether a node is a gate or a door in a fence."""
    if "barrier" in tags:
        return tags["barrier"] not in SOLID | {"kerb"}
    return tags.get("entrance", "no") != "no" or tags.get("door", "no") != "no"


def welcome(tags: Tags) -> bool:
    """Say whether people may be in a park, hours aside."""
    return tags.get("foot") in YES or not (tags.get("foot") in NO or tags.get("access") in NO)


def is_pier(tags: Tags) -> bool:
    """Say whether a way is built to stand on in the water."""
    platform = "platform" in (tags.get("railway"), tags.get("public_transport"))
    return platform or tags.get("man_made") == "pier"


def off_the_ground(tags: Tags) -> bool:
    """Say whether a way is a bridge or a tunnel."""
    return tags.get("bridge", "no") != "no" or tags.get("tunnel", "no") != "no"


def stops_legs(tags: Tags) -> bool:
    """Say whether nobody crosses a line but along a way; water is left to other tests."""
    hidden = off_the_ground(tags) or tags.get("covered") == "yes"
    hidden |= tags.get("location") == "underground"
    hidden |= tags.get("railway") == "subway" and tags.get("layer", "").startswith("-")
    if hidden:
        return False
    if tags.get("barrier") in FENCES or tags.get("highway", "").startswith("motorway"):
        return True
    if tags.get("highway") in WIDE or ("highway" in tags and tags.get("motorroad") == "yes"):
        return not walked(tags)
    return tags.get("railway") in TRACKS or tags.get("waterway") in {"river", "canal"}
