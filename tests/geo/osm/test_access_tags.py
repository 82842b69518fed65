"""The signs of a street, as somebody on foot reads them."""

from __future__ import annotations

import pytest

from geo.osm import access_tags

OPEN_STREETS = """footway path pedestrian steps living_street residential service unclassified
    tertiary secondary primary primary_link track road cycleway bridleway platform elevator
    corridor"""
CLOSED_STREETS = """motorway motorway_link trunk trunk_link busway raceway ladder construction
    proposed trail"""


@pytest.mark.parametrize("kind", OPEN_STREETS.split())
def test_everybody_walks_on_common_streets(kind: str) -> None:
    """A street without further signs is open to walkers."""
    assert access_tags.may_walk({"highway": kind})


@pytest.mark.parametrize("kind", CLOSED_STREETS.split())
def test_nobody_walks_on_other_streets(kind: str) -> None:
    """An expressway, a busway, a plan and an unknown kind are closed to walkers."""
    assert not access_tags.may_walk({"highway": kind})


@pytest.mark.parametrize("kind", ["motorway", "motorway_link", "construction", "proposed"])
def test_a_word_of_welcome_does_not_open_an_expressway(kind: str) -> None:
    """An expressway and a street that is not built stay closed, whatever else they say."""
    assert not access_tags.may_walk({"highway": kind, "foot": "yes", "access": "yes"})


@pytest.mark.parametrize(
    "more",
    [
        {"foot": "yes"},
        {"foot": "designated", "motorroad": "yes"},
        {"sidewalk": "both"},
        {"sidewalk": "right"},
        {"sidewalk:left": "yes"},
    ],
)
def test_a_trunk_road_opens_with_a_sidewalk_or_a_word(more: dict[str, str]) -> None:
    """A trunk road is walked on where it has a sidewalk or says so."""
    assert access_tags.may_walk({"highway": "trunk", **more})


@pytest.mark.parametrize(
    "more",
    [
        {"sidewalk": "no"},
        {"sidewalk": "separate"},
        {"sidewalk:left": "separate"},
        {"access": "yes"},
        {"sidewalk": "both", "motorroad": "yes"},
    ],
)
def test_a_trunk_road_stays_closed_otherwise(more: dict[str, str]) -> None:
    """A sidewalk mapped as a way of its own, or a right to drive, opens no trunk road."""
    assert not access_tags.may_walk({"highway": "trunk", **more})


@pytest.mark.parametrize("word", ["no", "private", "permit", "military"])
def test_private_ways_are_closed(word: str) -> None:
    """What is private to all or to walkers is closed to walkers."""
    assert not access_tags.may_walk({"highway": "service", "access": word})
    assert not access_tags.may_walk({"highway": "service", "foot": word})


@pytest.mark.parametrize("word", ["yes", "designated", "permissive"])
def test_a_word_for_walkers_beats_a_word_for_all(word: str) -> None:
    """The sign for people on foot is stronger than the sign for everybody."""
    assert access_tags.may_walk({"highway": "service", "access": "private", "foot": word})
    assert not access_tags.may_walk({"highway": "service", "access": "yes", "foot": "no"})


def test_a_street_sends_walkers_to_its_own_footpath() -> None:
    """Where the footpath beside the street is compulsory, the street is not walked."""
    assert not access_tags.may_walk({"highway": "primary", "foot": "use_sidepath"})


@pytest.mark.parametrize("word", ["destination", "customers", "delivery", "unknown"])
def test_other_words_leave_a_street_open(word: str) -> None:
    """A word that is not about walkers changes nothing."""
    assert access_tags.may_walk({"highway": "residential", "access": word})


def test_one_way_streets_and_motor_roads() -> None:
    """One-way signs are for drivers; a motor road is for nobody else."""
    assert access_tags.may_walk({"highway": "residential", "oneway": "yes"})
    assert not access_tags.may_walk({"highway": "primary", "motorroad": "yes"})


def test_ferries_are_no_streets() -> None:
    """A ferry waits, so it is no way to walk, whatever else it is."""
    assert not access_tags.may_walk({"route": "ferry", "foot": "yes"})
    assert not access_tags.may_walk({"route": "ferry", "highway": "footway", "foot": "yes"})


def test_stairs() -> None:
    """Stairs and escalators stop a wheelchair, unless there is a ramp for it."""
    assert access_tags.stops_wheels_along({"highway": "steps"})
    assert access_tags.stops_wheels_along({"highway": "steps", "conveying": "yes"})
    assert not access_tags.stops_wheels_along({"highway": "steps", "ramp:wheelchair": "yes"})
    assert not access_tags.stops_wheels_along({"highway": "elevator"})


@pytest.mark.parametrize(
    ("tags", "grade_separated"),
    [
        ({"bridge": "yes"}, True),
        ({"bridge": "viaduct"}, True),
        ({"tunnel": "building_passage"}, True),
        ({"bridge": "no", "tunnel": "no"}, False),
        ({"covered": "yes"}, False),
        ({}, False),
    ],
)
def test_bridges_and_tunnels_are_grade_separated(
    tags: dict[str, str],
    grade_separated: bool,  # noqa: FBT001 - a table
) -> None:
    """A bridge or tunnel is joined at its ends; an arcade can be left anywhere."""
    assert access_tags.is_grade_separated(tags) is grade_separated


@pytest.mark.parametrize(
    ("tags", "signal"),
    [
        ({"highway": "traffic_signals"}, True),
        ({"highway": "crossing", "crossing": "traffic_signals"}, True),
        ({"highway": "crossing", "crossing:signals": "yes"}, True),
        ({"highway": "crossing", "crossing": "uncontrolled"}, False),
        ({"highway": "crossing", "crossing:signals": "no"}, False),
        ({"railway": "signal"}, False),
    ],
)
def test_lights(tags: dict[str, str], signal: bool) -> None:  # noqa: FBT001 - a table
    """People wait at a light for a junction or a crossing, in all three spellings."""
    assert access_tags.is_signal(tags) is signal


@pytest.mark.parametrize(
    "tags",
    [
        {"barrier": "gate"},
        {"barrier": "lift_gate"},
        {"barrier": "bollard"},
        {"barrier": "gate", "access": "destination"},
        {"barrier": "gate", "access": "private", "foot": "yes"},
        {"barrier": "bollard", "locked": "yes"},
        {"barrier": "gate", "locked": "yes", "foot": "designated"},
        {"barrier": "wall", "foot": "yes"},
        {"barrier": "something new"},
        {"access": "private"},
        {"highway": "crossing"},
    ],
)
def test_people_pass(tags: dict[str, str]) -> None:
    """A gate, a bar and whatever says that people on foot may pass lets them pass."""
    assert not access_tags.stops(tags)


@pytest.mark.parametrize(
    "tags",
    [
        {"barrier": "gate", "access": "private"},
        {"barrier": "gate", "access": "no"},
        {"barrier": "gate", "access": "yes", "foot": "no"},
        {"barrier": "gate", "locked": "yes"},
        {"barrier": "bollard", "access": "private"},
        {"barrier": "wall"},
        {"barrier": "fence", "access": "yes"},
    ],
)
def test_nobody_passes(tags: dict[str, str]) -> None:
    """A private or locked gate, a wall and a fence stop everybody."""
    assert access_tags.stops(tags)


@pytest.mark.parametrize(
    "tags",
    [
        {"natural": "water"},
        {"natural": "coastline"},
        {"waterway": "river"},
        {"waterway": "canal"},
        {"waterway": "riverbank"},
        {"railway": "rail"},
        {"railway": "light_rail"},
        {"railway": "subway"},
        {"highway": "motorway"},
        {"highway": "trunk", "motorroad": "yes"},
        {"highway": "trunk"},
        {"highway": "primary", "foot": "no"},
        {"highway": "secondary_link", "access": "no"},
        {"barrier": "city_wall"},
        {"barrier": "wall"},
        {"barrier": "fence"},
        {"barrier": "railing"},
        {"barrier": "guard_rail"},
        {"barrier": "retaining_wall"},
    ],
)
def test_nobody_crosses(tags: dict[str, str]) -> None:
    """Water, rails, expressways, roads without people on foot, and walls stop people."""
    assert access_tags.is_barrier(tags)


@pytest.mark.parametrize("lifted", ["tunnel", "bridge", "covered"])
@pytest.mark.parametrize("key", ["waterway", "railway", "highway"])
def test_what_is_not_on_the_ground_is_crossed(key: str, lifted: str) -> None:
    """People walk over a tunnel and under a bridge."""
    kind = {"waterway": "river", "railway": "rail", "highway": "motorway"}[key]
    assert not access_tags.is_barrier({key: kind, lifted: "yes"})


@pytest.mark.parametrize(
    "tags",
    [
        {"waterway": "stream"},
        {"railway": "tram"},
        {"railway": "abandoned"},
        {"railway": "subway", "layer": "-3"},
        {"highway": "trunk", "foot": "yes"},
        {"highway": "primary"},
        {"highway": "tertiary", "foot": "no"},
        {"highway": "trunk", "bridge": "yes"},
        {"barrier": "hedge"},
        {"natural": "wood"},
        {},
    ],
)
def test_people_cross(tags: dict[str, str]) -> None:
    """Streams, trams, old rails, deep undergrounds and open ground stop nobody."""
    assert not access_tags.is_barrier(tags)


@pytest.mark.parametrize("deck", [("railway", "platform"), ("man_made", "pier")])
def test_platforms_and_piers_are_walked(deck: tuple[str, str]) -> None:
    """A platform and a pier are ways without being highways, unless they say no."""
    assert access_tags.may_walk(dict([deck]))
    assert not access_tags.may_walk(dict([deck], foot="no"))
    assert not access_tags.may_walk(dict([deck], highway="construction"))


def test_a_busway_is_walked_where_it_says_so() -> None:
    """A busway is for buses, unless people on foot are welcome."""
    assert access_tags.may_walk({"highway": "busway", "foot": "yes"})
    assert not access_tags.may_walk({"highway": "busway", "access": "yes"})


@pytest.mark.parametrize("word", ["destination", "customers"])
def test_who_has_business_there_may_walk(word: str) -> None:
    """Whoever walks somewhere has a destination, so such a word opens a private way."""
    assert access_tags.may_walk({"highway": "service", "access": "private", "foot": word})


@pytest.mark.parametrize("word", ["no", "private"])
def test_a_shut_lift_stops_people(word: str) -> None:
    """A lift lets people through unless it is closed to them."""
    assert not access_tags.stops({"highway": "elevator"})
    assert access_tags.stops({"highway": "elevator", "foot": word})
    assert access_tags.stops({"highway": "elevator", "access": word})
    assert not access_tags.stops({"highway": "elevator", "access": word, "foot": "yes"})


@pytest.mark.parametrize("status", ["broken", "closed"])
def test_what_stands_still_is_closed(status: str) -> None:
    """Nobody takes a broken lift or escalator, whoever may; other things are not out of order."""
    lift = {"highway": "elevator", "operational_status": status, "foot": "yes"}
    assert access_tags.stops(lift)
    assert not access_tags.may_walk(lift)
    stairs = {"highway": "steps", "operational_status": status}
    assert access_tags.may_walk(stairs)
    assert not access_tags.may_walk({**stairs, "conveying": "forward"})
    assert access_tags.may_walk({**lift, "operational_status": "operational"})


@pytest.mark.parametrize(
    ("tags", "stopped"),
    [
        ({"wheelchair": "no"}, True),
        ({"incline": "9%"}, True),
        ({"incline": "-12 %"}, True),
        ({"incline": "6°"}, True),
        ({"incline": "9%", "wheelchair": "yes"}, False),
        ({"incline": "8%"}, False),
        ({"incline": "4°"}, False),
        ({"incline": "up"}, False),
        ({"incline": "nan"}, False),
        ({"incline": "1:10"}, True),
        ({"incline": "-1:10"}, True),
        ({"incline": "1:12"}, False),
        ({"incline": "1:20"}, False),
        ({"incline": "1:0"}, False),
        ({"incline": "up:down"}, False),
        ({}, False),
    ],
)
def test_slopes_stop_wheels(
    tags: dict[str, str],
    stopped: bool,  # noqa: FBT001 - a table
) -> None:
    """A way steeper than 1 in 12, or one that says so, is closed to wheels."""
    assert access_tags.stops_wheels_along({"highway": "footway", **tags}) is stopped


@pytest.mark.parametrize(
    ("tags", "stopped"),
    [
        ({"kerb": "raised"}, True),
        ({"kerb": "lowered"}, False),
        ({"barrier": "kerb", "wheelchair": "no"}, True),
        ({"kerb": "raised", "wheelchair": "yes"}, False),
        ({"barrier": "stile"}, True),
        ({"barrier": "turnstile"}, True),
        ({"barrier": "gate"}, False),
    ],
)
def test_kerbs_stop_wheels(
    tags: dict[str, str],
    stopped: bool,  # noqa: FBT001 - a table
) -> None:
    """A raised kerb, a stile and a turnstile let no wheels through."""
    assert access_tags.stops_wheels(tags) is stopped


def test_the_reader_is_told_about_every_way_that_matters() -> None:
    """Whatever is walked, not crossed or shut has one of the tags that the reader looks for."""
    for key, kind in access_tags.WAY_TAGS:
        tags = {key: kind, "sidewalk": "both"}
        matters = (access_tags.may_walk, access_tags.is_barrier, access_tags.is_park)
        assert any(decide(tags) for decide in matters) or access_tags.is_fence(tags)


def test_wheels_are_stopped_where_people_pass_through() -> None:
    """A door without a ramp shuts a way to wheels; a bus stop drawn on a road does not."""
    assert access_tags.stops_wheels({"entrance": "yes", "wheelchair": "no"})
    assert access_tags.stops_wheels({"highway": "crossing", "wheelchair": "no"})
    assert access_tags.stops_wheels({"railway": "subway_entrance", "wheelchair": "no"})
    assert not access_tags.stops_wheels({"highway": "bus_stop", "wheelchair": "no"})
    assert not access_tags.stops_wheels({"kerb": "raised", "wheelchair": "yes"})
