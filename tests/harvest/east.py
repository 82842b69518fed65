"""The east of the town, which the extract does not hold: side ways, and streets between junctions.

The side ways of 东方路, 杨高南路 and 龙阳路 are mapped; the streets that cross them are drawn
straight from junction to junction.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from tests.harvest import files, planar
from tests.harvest.extract import Drawn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.harvest.extract import Box, LonLat

SIDES = ("东方路", "杨高南路", "龙阳路")
"""Streets whose side ways are taken. Those of 浦东南路 lie beside what the extract has."""

SIDE = "osm2026"
"""The source of the side ways; no other line has it."""

ACROSS = {
    "峨山路": ("东方路", "杨高南路"),
    "蓝村路": ("东方路", "杨高南路"),
    "浦建路": ("东方路", "环龙路", "杨高南路"),
    "北园路": ("东方路", "环龙路", "杨高南路"),
    "环龙路": ("浦建路", "北园路", "龙阳路"),
}
"""The streets east of 东方路 and what they meet, in order."""

CROSSING = ("微山路", "浦澳路")
"""Streets that end on either side of 浦东南路, 55 m apart; whether people cross, nobody mapped."""

END_M = 60.0
"""How far a mapped street may end from the side way that it reaches, and a light from both."""


class Junction(NamedTuple):
    """Where two streets meet; `signalised` is None where nobody has looked."""

    streets: frozenset[str]
    at: LonLat
    error_m: float
    estimated: bool
    signalised: bool | None


def junctions(shared: Path) -> dict[frozenset[str], Junction]:
    """Read where streets meet; the better points replace the first ones."""
    found: dict[frozenset[str], Junction] = {}
    for row in files.rows(shared / "facts" / "street_junctions.csv"):
        key, at = frozenset((row["street_a"], row["street_b"])), files.point(row)
        guessed = row["basis"].startswith("estimated")
        light = {"yes": True, "no": False}.get(row["signalised"])
        found[key] = Junction(key, (at.lon, at.lat), at.error_m, guessed, light)
    for row in files.rows(shared / "facts-2026" / "junctions_improved.csv"):
        key, at = frozenset((row["street_a"], row["street_b"])), files.point(row)
        found[key] = found[key]._replace(at=(at.lon, at.lat), error_m=at.error_m)
    return found


def with_east(ways: list[Drawn], shared: Path, box: Box) -> list[Drawn]:
    """Add the side ways and what crosses them; lead mapped streets to them; set their lights."""
    known = junctions(shared)
    ways = [*ways, *side_ways(shared / "facts-2026" / "lines.geojson", box)]
    ways = _led_to_sides(ways)
    for name, others in ACROSS.items():
        ways = _drawn_across(ways, name, [known[frozenset((name, one))] for one in others])
    ways = [*ways, _crossing(ways, *CROSSING)]
    ways = _round_the_corner(ways, known[frozenset(("杨高南路", "龙阳路"))])
    return _lit(planar.meeting(ways), known)


def side_ways(lines: Path, box: Box) -> list[Drawn]:
    """Read the side ways and the bridges of 东方路, cut at a box."""
    found = []
    for feature in files.features(lines):
        fields = feature.properties
        name = next((one for one in SIDES if fields["name"].startswith(one)), "")
        if not name or fields["use"] != "street side way" or feature.geometry is None:
            continue
        every = [(lon, lat) for lon, lat in feature.geometry["coordinates"]]
        path = tuple(p for p in every if box[0] <= p[0] <= box[2] and box[1] <= p[1] <= box[3])
        bridge = "bridge" in fields["name"]
        found.append(Drawn(name, "", path, SIDE, fields["error_m"], bridge=bridge))
    return found


def _sides(ways: list[Drawn], name: str = "") -> list[int]:
    return [
        number
        for number, way in enumerate(ways)
        if way.source == SIDE and not way.bridge and name in {"", way.name}
    ]


def _led_to_sides(ways: list[Drawn]) -> list[Drawn]:
    """Lead each loose end of a mapped street that stops short of a side way to it."""
    used = planar.uses(ways)
    sides = _sides(ways)
    for number, way in enumerate(ways):
        for end in (0, -1):
            at = way.path[end]
            if number in sides or way.bridge or used[at] > 1:
                continue
            spot = planar.nearest(ways, at, sides)
            if spot.gap_m <= END_M:
                ways = planar.cut(ways, [spot])
                path = ways[number].path
                led = (spot.at, *path) if end == 0 else (*path, spot.at)
                ways[number] = replace(ways[number], path=led)
    return ways


def _drawn_across(ways: list[Drawn], name: str, known: list[Junction]) -> list[Drawn]:
    """Draw a street from where its mapped part ends, through its junctions, over both sides."""
    path = [one.at for one in known]
    mapped = [at for way in ways if way.name == name for at in way.path]
    if mapped:
        path[0] = max(mapped)  # the easternmost vertex
    last = next(iter(known[-1].streets - {name}))
    sides = _sides(ways, last)
    spots = [planar.nearest(ways, path[-1], [number]) for number in sides]
    near = [spot for spot in spots if spot.gap_m <= 2 * END_M]
    far = max(near or spots, key=lambda spot: planar.gap_m(spot.at, path[-2]))
    ways = planar.cut(ways, [far])
    errors = {one.at: one.error_m for one in known if one.estimated and one.at in path}
    drawn = Drawn(name, "", (*path, far.at), "osm", 40.0, estimated=errors)
    return [*ways, drawn]


def _crossing(ways: list[Drawn], name: str, other: str) -> Drawn:
    """Join two streets that end on either side of a wide one, with a wait."""
    pairs = [
        (planar.gap_m(one, two), one, two)
        for one in {at for way in ways if way.name == name for at in way.path}
        for two in {at for way in ways if way.name == other for at in way.path}
    ]
    gap, one, two = min(pairs)
    return Drawn(name, "", (one, two), "osm", gap, unknown=frozenset([one]))


def _round_the_corner(ways: list[Drawn], corner: Junction) -> list[Drawn]:
    """Join the loose ends of the side ways around an estimated junction to it."""
    used = planar.uses(ways)
    made = []
    for number in _sides(ways):
        for at in (ways[number].path[0], ways[number].path[-1]):
            if planar.gap_m(at, corner.at) <= 2 * corner.error_m and (
                used[at] == 1 or ways[number].name == "龙阳路"
            ):
                errors = {corner.at: corner.error_m}
                path = (at, corner.at)
                made.append(Drawn(ways[number].name, "", path, "osm", 40.0, estimated=errors))
    return [*ways, *made]


def _lit(ways: list[Drawn], known: dict[frozenset[str], Junction]) -> list[Drawn]:
    """Put the lights at the side ways on their vertices, and take them off the ends between."""
    found: dict[bool | None, set[LonLat]] = {True: set(), False: set(), None: set()}
    for spot, signalised in _waits(ways, known):
        found[signalised].add(spot)
    return [
        replace(
            way,
            lights=frozenset(
                at for at in way.path if at in (way.lights | found[True]) - found[False]
            ),
            unknown=frozenset(at for at in way.path if at in way.unknown | found[None]),
        )
        for way in ways
    ]


def _waits(
    ways: list[Drawn], known: dict[frozenset[str], Junction]
) -> Iterator[tuple[LonLat, bool | None]]:
    """Tell where people wait at the junctions of side ways, and where they do not."""
    used = planar.uses(ways)
    on_sides = {at for number in _sides(ways) for at in ways[number].path if used[at] > 1}
    drawn = {at for way in ways for at in way.estimated}
    for junction in known.values():
        near = {at for at in used if planar.gap_m(at, junction.at) <= END_M}
        if junction.streets & set(SIDES) and near & on_sides:
            for at in near:
                yield at, junction.signalised if at in on_sides else False
        elif junction.at in drawn:
            yield junction.at, junction.signalised
