"""Access on foot: which OpenStreetMap tags make a way walkable, closed to wheels, or a barrier.

The defaults are those of the OpenStreetMap wiki, "OSM tags for routing/Access restrictions"
(worldwide table, column "foot"), with the departures that a pedestrian of a town needs:

    highway=…                                             on foot
    footway path pedestrian steps living_street           yes
    residential service unclassified road track           yes
    tertiary secondary primary and their links            yes
    platform elevator corridor                            yes
    cycleway bridleway      (wiki: no)                    yes, unless foot or access says no
    trunk and its links     (wiki: yes)                   only with foot=yes or a sidewalk
    busway                                                likewise
    motorway and its links, raceway, ladder               never
    construction, proposed, anything else                 never
    none, but railway=platform, public_transport=platform or man_made=pier    yes

Before the default come, strongest first: `foot`, then `access` (private, no, … close a way), then
`motorroad=yes`. Words of `foot` that open a way are `WELCOME`, words that close it `REFUSED`; any
other word (discouraged, …) leaves the default, and so does any other word of `access`
(destination, customers, …): whoever walks has a destination. A sidewalk that is mapped as a way of
its own (sidewalk=separate) opens no trunk road.

Wheels (the slow pace) do not pass stairs without a ramp, `wheelchair=no`, an `incline` above
`STEEPEST`, a raised kerb, a stile, a turnstile or a kissing gate; `wheelchair=yes` opens them. Of
nodes, it is read where people pass through: kerbs, crossings, barriers, doors, lifts.

Hours and conditions are read in `geo.osm.access_hours`.

Limits: one-way streets, `oneway:foot` included, are open both ways to walkers; ferries are no
streets.
"""

from __future__ import annotations

import math
from typing import Protocol


class Tags(Protocol):
    """The tags of one object: a dict, or pyosmium's own list of tags."""

    def get(self, key: str, /) -> str | None:
        """Give the value of a key, None if it has none."""


PATHS = frozenset({"footway", "path", "pedestrian", "steps", "platform", "elevator", "corridor"})
SHARED = frozenset({"cycleway", "bridleway"})
STREETS = frozenset({"living_street", "residential", "service", "unclassified", "road", "track"})
ROADS = frozenset({"tertiary", "secondary", "primary"})
OPEN = PATHS | SHARED | STREETS | ROADS | {f"{road}_link" for road in ROADS}
ON_REQUEST = frozenset({"trunk", "trunk_link", "busway"})
CARRIAGEWAYS = (OPEN | ON_REQUEST) - PATHS - SHARED
MOTORWAYS = frozenset({"motorway", "motorway_link"})
DECKS = (("railway", "platform"), ("public_transport", "platform"), ("man_made", "pier"))
"""Tags of what is walked without being a highway."""
WELCOME = frozenset({"yes", "designated", "permissive", "official", "destination", "customers"})
REFUSED = frozenset(
    {"no", "private", "use_sidepath", "permit", "military", "employees", "emergency"}
)
PAVED_SIDES = frozenset({"yes", "both", "left", "right"})

# Barriers on a node of a way: nobody walks through a wall; a locked bar is walked round.
SOLID = frozenset({"wall", "fence", "hedge", "city_wall", "retaining_wall"})
_BARS = frozenset({"bollard", "block", "chain", "rope", "lift_gate", "swing_gate", "kerb"})
_BAFFLES = frozenset({"cycle_barrier", "motorcycle_barrier", "bus_trap", "height_restrictor"})
WALKED_ROUND = _BARS | _BAFFLES | {"cattle_grid"}

BROKEN = frozenset({"broken", "closed", "out_of_order", "out_of_service"})
"""Values of `operational_status`: lifts and escalators that do not run are closed off."""

NOT_ON_WHEELS = frozenset({"stile", "turnstile", "full-height_turnstile", "kissing_gate"})
STEEPEST = 1 / 12
"""The steepest ramp for a wheelchair: GB 50763-2012, 3.4.4, and the ADA standards, 405.2."""

BARRIERS = {
    "natural": frozenset({"water", "coastline"}),
    "landuse": frozenset({"reservoir"}),
    "waterway": frozenset({"river", "canal", "riverbank", "dock"}),
    "railway": frozenset({"rail", "light_rail", "narrow_gauge", "subway"}),
    "highway": MOTORWAYS,
}
MAJOR = frozenset({"trunk", "primary", "secondary"})
MAJOR |= {f"{road}_link" for road in MAJOR}
"""Roads that nobody crosses off a street where people on foot may not use them."""
WALLS = frozenset({"wall", "city_wall", "fence", "railing", "guard_rail", "retaining_wall"})
FENCES = WALLS | {"hedge"}
"""What encloses a park, a school, a cemetery, which are then entered where it lets people in."""
WATER = (
    *(("natural", "water"), ("landuse", "reservoir")),
    *(("waterway", "riverbank"), ("waterway", "dock")),
)
"""Tags of water that is drawn as an area."""

PARKS = (
    *(("leisure", kind) for kind in ("park", "garden", "nature_reserve", "common")),
    *(("landuse", kind) for kind in ("cemetery", "recreation_ground", "allotments")),
    *(("amenity", "grave_yard"), ("tourism", "zoo"), ("tourism", "theme_park")),
)
"""Tags of grounds that may be shut: then so are the paths in them."""
IN_PARKS = PATHS | SHARED | {"track", "service"}

PASSED_THROUGH = ("barrier", "crossing", "door", "entrance", "kerb")
"""Keys of a node that people pass through: what it says of wheels holds for the way. A bus stop
that is drawn on a road, say, shuts no road."""

NODE_KEYS = (*PASSED_THROUGH, "crossing:signals", "highway", "railway")
"""Keys of the nodes that `stops`, `stops_wheels` and `is_signal` decide about."""

WAY_TAGS = tuple(
    sorted(
        {("highway", kind) for kind in OPEN | ON_REQUEST}
        | set(DECKS)
        | set(PARKS)
        | {("barrier", kind) for kind in FENCES}
        | {(key, kind) for key, kinds in BARRIERS.items() for kind in kinds}
    )
)
"""Tags of the ways that `may_walk`, `is_barrier`, `is_fence` and `is_park` decide about."""


def may_walk(tags: Tags) -> bool:
    """Say whether everybody may walk along this way."""
    kind, foot = tags.get("highway"), tags.get("foot")
    if kind is None and is_deck(tags):
        kind = "platform"
    if kind not in OPEN and kind not in ON_REQUEST:
        return False
    if tags.get("route") == "ferry" or _stands_still(tags):
        return False
    if foot in WELCOME:
        return True
    if foot in REFUSED or tags.get("access") in REFUSED or tags.get("motorroad") == "yes":
        return False
    return kind in OPEN or _has_sidewalk(tags)


def is_welcome(tags: Tags) -> bool:
    """Say whether the words about access let people on foot in."""
    foot = tags.get("foot")
    return foot in WELCOME or not (foot in REFUSED or tags.get("access") in REFUSED)


def is_park(tags: Tags) -> bool:
    """Say whether an area with these tags may be shut as a whole."""
    return any(tags.get(key) == value for key, value in PARKS)


def is_in_parks(tags: Tags) -> bool:
    """Say whether a way that lies in a park is shut when the park is: public roads are not."""
    return tags.get("highway") in IN_PARKS


def is_gate(tags: Tags) -> bool:
    """Say whether a node of a fence is a gate in it, if it stops nobody."""
    barrier = tags.get("barrier")
    if barrier is None:
        return tags.get("entrance") not in {None, "no"} or tags.get("door") not in {None, "no"}
    return barrier not in SOLID | {"kerb"}


def is_deck(tags: Tags) -> bool:
    """Say whether the way is built to stand on: in the water, a pier and no mistake."""
    return any(tags.get(key) == value for key, value in DECKS)


def is_area(tags: Tags) -> bool:
    """Say whether a closed way that people may walk on is an area, like a square, and no loop."""
    area = tags.get("area")
    platform = tags.get("highway") in {None, "platform"}
    return area == "yes" or (platform and area != "no")


def is_stairs(tags: Tags) -> bool:
    """Say whether the way is stairs, with a ramp or without."""
    return tags.get("highway") == "steps"


def stops_wheels_along(tags: Tags) -> bool:
    """Say whether wheels cannot pass this way: stairs without a ramp, a slope, `wheelchair=no`."""
    if is_stairs(tags):
        return tags.get("ramp:wheelchair") != "yes"
    wheelchair = tags.get("wheelchair")
    return wheelchair == "no" or (wheelchair != "yes" and _slope(tags.get("incline")) > STEEPEST)


def is_grade_separated(tags: Tags) -> bool:
    """Say whether the way is a bridge or a tunnel, connected to others at its ends alone."""
    return not (tags.get("bridge") in {None, "no"} and tags.get("tunnel") in {None, "no"})


def is_signal(tags: Tags) -> bool:
    """Say whether people wait at this node, or on this way: a signalised crossing or junction."""
    return (
        tags.get("highway") == "traffic_signals"
        or tags.get("crossing") == "traffic_signals"
        or tags.get("crossing:signals") == "yes"
    )


def is_crossing(tags: Tags) -> bool:
    """Say whether the way is drawn as a crossing, with a signal or without."""
    return any(tags.get(key) == "crossing" for key in ("footway", "cycleway", "path"))


def is_carriageway(tags: Tags) -> bool:
    """Say whether cars drive along this way."""
    return tags.get("highway") in CARRIAGEWAYS


def stops(tags: Tags) -> bool:
    """Say whether this node of a way lets nobody through.

    Gates, bollards, lifts and the like let people pass unless they are private, locked or broken;
    walls, fences and hedges do not. `foot=yes` at the node opens all that is not broken.
    """
    barrier, foot = tags.get("barrier"), tags.get("foot")
    if _stands_still(tags):
        return True
    if foot in WELCOME or (barrier is None and tags.get("highway") != "elevator"):
        return False
    if barrier in SOLID or foot in REFUSED or tags.get("access") in REFUSED:
        return True
    return tags.get("locked") == "yes" and barrier not in WALKED_ROUND


def stops_wheels(tags: Tags) -> bool:
    """Say whether wheels cannot pass this node of a way: a raised kerb, a stile, a turnstile."""
    wheelchair = tags.get("wheelchair")
    if wheelchair in {"yes", "no"}:
        return wheelchair == "no" and is_passed_through(tags)
    return tags.get("kerb") == "raised" or tags.get("barrier") in NOT_ON_WHEELS


def is_passed_through(tags: Tags) -> bool:
    """Say whether this node is a place that people pass through: a kerb, a crossing, a door."""
    if tags.get("highway") in {"crossing", "elevator"} or tags.get("railway") == "subway_entrance":
        return True
    return any(tags.get(key) is not None for key in PASSED_THROUGH)


def is_barrier(tags: Tags) -> bool:
    """Say whether this line is a barrier that nobody crosses off a street.

    Water's edge, rivers and canals, railways, expressways, major roads that people on foot may not
    use, and walls (of which `geo.osm.barriers` leaves out those that close a ring). What runs in a
    tunnel, a culvert or on a bridge is no obstacle; neither are streams, trams and disused rails.
    """
    if _is_off_the_ground(tags):
        return False
    if is_wall(tags):
        return True
    kind = tags.get("highway")
    if kind is not None and (tags.get("motorroad") == "yes" or kind in MAJOR):
        return not may_walk(tags)
    return any(tags.get(key) in kinds for key, kinds in BARRIERS.items())


def is_wall(tags: Tags) -> bool:
    """Say whether this line is a wall, a fence or a railing."""
    return tags.get("barrier") in WALLS


def is_fence(tags: Tags) -> bool:
    """Say whether this line may enclose an area."""
    return tags.get("barrier") in FENCES


def is_water(tags: Tags) -> bool:
    """Say whether a ring with these tags has water inside."""
    return any(tags.get(key) == value for key, value in WATER)


def is_coastline(tags: Tags) -> bool:
    """Say whether this line has the sea on its right."""
    return tags.get("natural") == "coastline"


def _has_sidewalk(tags: Tags) -> bool:
    if tags.get("sidewalk") in PAVED_SIDES:
        return True
    return any(tags.get(f"sidewalk:{side}") == "yes" for side in ("both", "left", "right"))


def _is_off_the_ground(tags: Tags) -> bool:
    if (
        is_grade_separated(tags)
        or tags.get("covered") == "yes"
        or tags.get("location") == "underground"
    ):
        return True
    return tags.get("railway") == "subway" and (tags.get("layer") or "").startswith("-")


def _stands_still(tags: Tags) -> bool:
    """Say whether it is a lift or an escalator that does not run."""
    if tags.get("operational_status") not in BROKEN:
        return False
    return tags.get("highway") == "elevator" or tags.get("conveying") not in {None, "no"}


def _slope(incline: str | None) -> float:
    """Read `incline`, in percent, in degrees or like 1:12, as a ratio without its sign.

    It is 0 where it is no number: "up" and "down" do not say how steep.
    """
    rise, colon, run = (incline or "").lstrip("+- ").partition(":")
    if colon:
        return _ratio(rise, run)
    number = (incline or "").strip().rstrip("%°").replace(",", ".")
    try:
        value = abs(float(number))
    except ValueError:
        return 0.0
    return math.tan(math.radians(value)) if (incline or "").strip().endswith("°") else value / 100


def _ratio(rise: str, run: str) -> float:
    """Divide two numbers, 0 where they are none."""
    try:
        return abs(float(rise) / float(run))
    except (ValueError, ZeroDivisionError):
        return 0.0
