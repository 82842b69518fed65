"""Access on foot: which OpenStreetMap tags make a way walkable, stairs, a signal or a barrier.

The defaults are those of the OpenStreetMap wiki, "OSM tags for routing/Access restrictions"
(worldwide table, column "foot"), with the departures that a pedestrian of a town needs:

    highway=…                                             on foot
    footway path pedestrian steps living_street           yes
    residential service unclassified road track           yes
    tertiary secondary primary and their links            yes
    platform elevator                                     yes
    cycleway bridleway      (wiki: no)                    yes, unless foot or access says no
    trunk and its links     (wiki: yes)                   only with foot=yes or a sidewalk
    corridor                (inside a building, may shut) only with foot=yes
    motorway and its links, busway, raceway, ladder       never
    construction, proposed, anything else                 never

Before the default come, strongest first: `foot`, then `access` (private, no, … close a way), then
`motorroad=yes`. Words of `foot` that open a way are `WELCOME`, words that close it `REFUSED`; any
other word (destination, customers, discouraged, …) leaves the default. A sidewalk that is mapped
as a way of its own (sidewalk=separate) opens no trunk road.

Limits: one-way streets, `oneway:foot` included, are open both ways to walkers; conditions
(`foot:conditional`, opening hours of parks) are not read; ferries are no streets; of a
pedestrian area only the outline is walked, so a walk across a square is told too long.
"""

from __future__ import annotations

from typing import Protocol


class Tags(Protocol):
    """The tags of one object: a dict, or pyosmium's own list of tags."""

    def get(self, key: str, /) -> str | None:
        """Give the value of a key, None if it has none."""


PATHS = frozenset({"footway", "path", "pedestrian", "steps", "platform", "elevator"})
SHARED = frozenset({"cycleway", "bridleway"})
STREETS = frozenset({"living_street", "residential", "service", "unclassified", "road", "track"})
ROADS = frozenset({"tertiary", "secondary", "primary"})
OPEN = PATHS | SHARED | STREETS | ROADS | {f"{road}_link" for road in ROADS}
ON_REQUEST = frozenset({"trunk", "trunk_link", "corridor"})
MOTORWAYS = frozenset({"motorway", "motorway_link"})
WELCOME = frozenset({"yes", "designated", "permissive", "official"})
REFUSED = frozenset(
    {"no", "private", "use_sidepath", "permit", "military", "employees", "emergency"}
)
PAVED_SIDES = frozenset({"yes", "both", "left", "right"})

# Barriers on a node of a way: nobody walks through a wall; a locked bar is walked round.
SOLID = frozenset({"wall", "fence", "hedge", "city_wall", "retaining_wall"})
_BARS = frozenset({"bollard", "block", "chain", "rope", "lift_gate", "swing_gate", "kerb"})
_BAFFLES = frozenset({"cycle_barrier", "motorcycle_barrier", "bus_trap", "height_restrictor"})
WALKED_ROUND = _BARS | _BAFFLES | {"cattle_grid"}

BARRIERS = {
    "natural": frozenset({"water", "coastline"}),
    "waterway": frozenset({"river", "canal", "riverbank", "dock"}),
    "railway": frozenset({"rail", "light_rail", "narrow_gauge", "subway"}),
    "highway": MOTORWAYS,
}
WALLS = frozenset({"wall", "city_wall"})

NODE_KEYS = ("barrier", "crossing", "crossing:signals", "highway")
"""Keys of the nodes that `stops` and `signals` decide about."""

WAY_TAGS = tuple(
    sorted(
        {("highway", kind) for kind in OPEN | ON_REQUEST}
        | {("barrier", kind) for kind in WALLS}
        | {(key, kind) for key, kinds in BARRIERS.items() for kind in kinds}
    )
)
"""Tags of the ways that `may_walk` and `is_barrier` decide about: no other way matters."""


def may_walk(tags: Tags) -> bool:
    """Say whether everybody may walk along this way."""
    kind, foot = tags.get("highway"), tags.get("foot")
    if kind not in OPEN and kind not in ON_REQUEST:
        return False
    if tags.get("route") == "ferry":
        return False
    if foot in WELCOME:
        return True
    if foot in REFUSED or tags.get("access") in REFUSED or tags.get("motorroad") == "yes":
        return False
    return kind in OPEN or (kind != "corridor" and _has_sidewalk(tags))


def is_stairs(tags: Tags) -> bool:
    """Say whether a wheelchair or a stick cannot pass: stairs and escalators without a ramp."""
    return tags.get("highway") == "steps" and tags.get("ramp:wheelchair") != "yes"


def is_grade_separated(tags: Tags) -> bool:
    """Say whether the way is a bridge or a tunnel, connected to others at its ends alone."""
    return not (tags.get("bridge") in {None, "no"} and tags.get("tunnel") in {None, "no"})


def is_signal(tags: Tags) -> bool:
    """Say whether people wait at this node: a signalised crossing or junction."""
    return (
        tags.get("highway") == "traffic_signals"
        or tags.get("crossing") == "traffic_signals"
        or tags.get("crossing:signals") == "yes"
    )


def stops(tags: Tags) -> bool:
    """Say whether this node of a way lets nobody through.

    Gates, bollards and the like let people pass unless they are private or locked; walls, fences
    and hedges do not. `foot=yes` at the node opens all of them.
    """
    barrier, foot = tags.get("barrier"), tags.get("foot")
    if barrier is None or foot in WELCOME:
        return False
    if barrier in SOLID or foot in REFUSED or tags.get("access") in REFUSED:
        return True
    return tags.get("locked") == "yes" and barrier not in WALKED_ROUND


def is_barrier(tags: Tags, *, closed: bool) -> bool:
    """Say whether this line is a barrier that nobody crosses off a street.

    Water's edge, rivers and canals, railways, expressways, and walls that are no closed ring: a
    wall around a house or a compound would cut its own people off. What runs in a tunnel, a
    culvert or on a bridge is no obstacle; neither are streams, trams and disused rails.
    """
    if _is_off_the_ground(tags):
        return False
    if tags.get("barrier") in WALLS:
        return not closed
    if tags.get("highway") is not None and tags.get("motorroad") == "yes":
        return True
    return any(tags.get(key) in kinds for key, kinds in BARRIERS.items())


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
