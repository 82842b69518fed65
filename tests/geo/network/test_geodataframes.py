"""Networks and sites are made of GeoDataFrames, in any CRS."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from geopandas import GeoDataFrame, GeoSeries
from shapely import LineString, Point, Polygon

from geo.errors import NetworkError
from geo.facility import LonLat, Pace
from geo.network.barrier_frames import hours_text, rows_of_hours
from geo.network.open_edges import open_at
from geo.network.slopes import slopes_of
from geo.network.walk_network import WalkNetwork
from geo.raw_streets import AccessHours
from geo.routing.sites import Entries, Sites
from geo.routing.walker import Walker
from tests.geo.routing.hills import Hills
from tests.support.cities import synthetic_city
from tests.support.networks import at, streets
from tests.support.town_map import minutes, write_map

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.town_map import Tags

FACTORS = ("slope_factor_uv", "slope_factor_vu")


def test_a_network_is_made_of_geodataframes() -> None:
    """Out and in again, in metres of another CRS, walks take as long; bends and barriers count."""
    spots = [(0.0, 0.0), (300.0, 0.0), (300.0, 400.0), (600.0, 400.0)]
    shape = streets(spots, [(0, 1), (1, 2), (2, 3)], steps=[2], signals=[2])
    network = WalkNetwork.from_streets(shape)
    frames = [frame.to_crs("EPSG:32651") for frame in network.to_geodataframes()]
    again = WalkNetwork.from_geodataframes(*frames)
    for pace in Pace:
        there, back = (minutes(net, spots[0], spots[3], pace) for net in (network, again))
        assert there == pytest.approx(back, abs=0.01)
    bent = GeoSeries([LineString([at(*spot) for spot in spots])], crs="EPSG:4326")
    edges = GeoDataFrame({"u": ["a"], "v": ["b"]}, geometry=bent)
    nodes = GeoDataFrame(geometry=[Point(at(*spots[0])), Point(at(*spots[3]))], crs="EPSG:4326")
    nodes.index = ["a", "b"]
    lake = GeoSeries([Polygon([at(400, -50), at(500, -50), at(500, 350)])], crs="EPSG:4326")
    made = WalkNetwork.from_geodataframes(nodes, edges, lake)
    assert made.kilometres == pytest.approx(1.0, abs=0.001)
    assert len(made.barriers) == 3


def test_frames_that_make_no_network() -> None:
    """One line says what is missing: a CRS, a node, lines."""
    nodes = GeoDataFrame(geometry=[Point(0, 0), Point(0, 0.01)], crs="EPSG:4326")
    line = LineString([(0, 0), (0, 0.01)])
    edges = GeoDataFrame({"u": [0], "v": [1]}, geometry=[line], crs="EPSG:4326")
    assert WalkNetwork.from_geodataframes(nodes, edges).nodes == 2
    for bad_nodes, bad_edges, why in (
        (nodes, edges.assign(v=7), "a node that is not there"),
        (nodes, edges.drop(columns="u"), "columns u and v"),
        (nodes, edges.set_geometry([Point(0, 0)], crs="EPSG:4326"), "must be a LineString"),
        (nodes.set_crs(None, allow_override=True), edges, "no CRS"),
    ):
        with pytest.raises(NetworkError, match=why):
            WalkNetwork.from_geodataframes(bad_nodes, bad_edges)


ROAD, PATH = {"highway": "residential"}, {"highway": "path"}

# A road with two crossings with lights, a fenced yard and a park with hours north of it.
NODES = {"a": (-600.0, 0.0), "m": (0.0, 0.0), "l": (20.0, 0.0), "b": (600.0, 0.0)}
NODES |= {"p": (-60.0, 30.0), "g": (0.0, 30.0), "q": (60.0, 30.0), "r": (60.0, 90.0)}
NODES |= {"s": (-60.0, 90.0), "i": (0.0, 60.0), "c": (300.0, 20.0), "d": (500.0, 20.0)}
NODES |= {"e": (500.0, 120.0), "f": (300.0, 120.0), "t": (600.0, 150.0), "u": (-600.0, 150.0)}
WAYS: list[tuple[str, Tags]] = [("a m l b t u a", ROAD), ("m g i", PATH)]
WAYS += [("p g q r s p", {"barrier": "fence"}), ("b c", {"barrier": "railing"})]
WAYS += [("c d e f c", {"leisure": "park", "opening_hours": "06:00-18:00"})]
MARKS: dict[str, Tags] = {"g": {"barrier": "gate", "opening_hours": "06:00-22:00"}}
MARKS |= {"m": {"highway": "traffic_signals"}, "l": {"highway": "traffic_signals"}}
YARD = Polygon([at(*NODES[name]) for name in "pqrs"])


def test_fences_gates_and_hours_go_out_and_come_in(tmp_path: Path) -> None:
    """Of frames comes the same network: at noon and at night, past gates, railings and lights."""
    network = WalkNetwork.from_osm(write_map(tmp_path / "a.osm", NODES, WAYS, MARKS))
    nodes, edges = network.to_geodataframes()
    barriers = network.barriers_to_geodataframe()
    assert set(barriers.kind) == {"barrier", "fence", "closing", "gate"}
    assert set(edges.hours.dropna()) == {"06:00-22:00"}
    again = WalkNetwork.from_geodataframes(nodes, edges.to_crs("EPSG:32651"), barriers)
    spots = [(-100.0, 10.0), (10.0, 40.0), (400.0, 70.0), (550.0, 40.0), (400.0, -20.0)]
    lonlat = [at(*spot) for spot in spots]
    yard = GeoDataFrame({"category": ["yard"]}, index=["yard"], geometry=[YARD], crs="EPSG:4326")
    told = []
    for hour in (12, 23):
        moment = datetime(2026, 6, 10, hour, tzinfo=ZoneInfo("Asia/Shanghai"))
        for one in (network, again):
            walker = Walker(open_at(one, moment, ZoneInfo("Asia/Shanghai")), Pace.ELDER)
            sites = Sites.from_geodataframe(walker.network, yard)
            start = walker.start(at(-100, 10))
            best = walker.nearest(start, sites, Entries.of(walker, sites), 1, 60)
            told.append([*walker.minutes_to(walker.reach(lonlat[0], 60), lonlat), best.site[0, 0]])
    for first, same in ((0, 1), (2, 3)):
        np.testing.assert_allclose(told[same], told[first], atol=0.001)
    assert told[0][-1] == 0
    assert told[2][-1] == -1


def test_hours_are_read_as_people_write_them() -> None:
    """Plain hours, conditions, none; what is neither is told in one line."""
    timetable: dict[AccessHours, int] = {}
    texts = ["06:00-22:00", None, "yes; no @ (Mo-Fr 08:00-09:00; Su); yes @ (We)", math.nan]
    rows = rows_of_hours([*texts, "06:00-22:00"], timetable)
    assert rows.tolist() == [0, -1, 1, -1, 0]
    assert list(timetable)[1] == AccessHours(
        usual=True, clauses=(("Mo-Fr 08:00-09:00; Su", False), ("We", True))
    )
    assert hours_text(rows[:3], list(timetable)) == texts[:3]
    for wrong in ("dawn", "yes; maybe @ (We)", "06:00-22:00; no @ (We)", "yes; no @ (whenever)"):
        with pytest.raises(NetworkError, match="are no hours"):
            rows_of_hours([wrong], {})


def test_a_barrier_of_no_kind() -> None:
    """Only kinds that are known are read."""
    nodes, edges = on_hills().to_geodataframes()
    odd = GeoDataFrame({"kind": ["moat"]}, geometry=edges.geometry.head(1), crs="EPSG:4326")
    with pytest.raises(NetworkError, match="kind of a barrier"):
        WalkNetwork.from_geodataframes(nodes, edges, odd)


def test_sites_of_a_geodataframe() -> None:
    """Points, lines and areas keep their ids; whoever stands in an area is there."""
    network = WalkNetwork.from_streets(streets([(0, 0), (900, 0)], [(0, 1)]))
    park = Polygon([at(100, 10), at(300, 10), at(300, 200), at(100, 200)])
    frame = GeoDataFrame(
        {"kind": ["park", "bench"]}, geometry=[park, Point(at(500, 5))], crs="EPSG:4326"
    )
    frame.index = ["green", "oak"]
    walker = Walker(network, Pace.ELDER)
    sites = Sites.from_geodataframe(network, frame.to_crs("EPSG:32651"), "kind")
    entries = Entries.of(walker, sites)
    best = walker.nearest(walker.start(at(200, 100)), sites, entries, 1, 30)
    assert sites.keys == ("green", "oak")
    assert sites.categories == ("park", "bench")
    assert best.label[0, 0] == 0
    assert best.label[1, 0] > 0


def on_hills() -> WalkNetwork:
    """A synthetic city, signals and all, on hills."""
    city = WalkNetwork.from_streets(synthetic_city(900))
    slopes = slopes_of(city.arrays, city.metres, Hills(city.centre, 10.0))
    return replace(city, slope_factor=slopes.factor, ground=slopes.ground)


def test_slopes_go_out_and_come_in() -> None:
    """Walks up and down take as long on a network of frames, whichever end of an edge is first."""
    network = on_hills()
    nodes, edges = network.to_geodataframes()
    swapped = edges.rename(columns=dict(zip(FACTORS, FACTORS[::-1], strict=True)))
    swapped = swapped.rename(columns={"u": "v", "v": "u"}).set_geometry(edges.reverse())
    for other in (edges, swapped):
        again = WalkNetwork.from_geodataframes(nodes.to_crs("EPSG:32651"), other)
        np.testing.assert_allclose(again.xy, network.xy, atol=0.01)
        walkers = [Walker(one, Pace.ELDER) for one in (network, again)]
        for node in range(0, network.nodes, 150):
            there, same = (walker.reach_from(node, 30) for walker in walkers)
            np.testing.assert_array_equal(same[0], there[0])
            np.testing.assert_allclose(same[1] >> 32, there[1] >> 32, rtol=1e-4, atol=1000)
        home = LonLat(*network.metres.to_lonlat([(40.0, 30.0)])[0].tolist())
        spots = network.metres.to_lonlat(network.xy[::30] + np.array([20, 10]))
        told = [walker.minutes_to(walker.reach(home, 60), spots) for walker in walkers]
        np.testing.assert_allclose(told[1], told[0], rtol=0.03, atol=0.3)


def test_elevations_of_nodes_are_slopes() -> None:
    """A street that rises by 10 %, as OSMnx gives it: up and down as Tobler has it."""
    nodes = GeoDataFrame(
        {"elevation": [0.0, 40.0]}, geometry=[Point(at(0, 0)), Point(at(400, 0))], crs="EPSG:4326"
    )
    line = LineString([at(0, 0), at(150, 0), at(400, 0)])
    edges = GeoDataFrame({"u": [0], "v": [1]}, geometry=[line], crs="EPSG:4326")
    steep = WalkNetwork.from_geodataframes(nodes, edges)
    assert minutes(steep, (0, 0), (400, 0)) == pytest.approx(400 / 60 * math.exp(0.35), abs=0.01)
    assert minutes(steep, (400, 0), (0, 0)) == pytest.approx(400 / 60, abs=0.01)
    told = edges.assign(slope_factor_uv=[1.25], slope_factor_vu=[1.125])
    for frame in (nodes, nodes.drop(columns="elevation")):
        network = WalkNetwork.from_geodataframes(frame, told)
        assert minutes(network, (0, 0), (400, 0)) == pytest.approx(500 / 60, abs=0.01)
        assert minutes(network, (400, 0), (0, 0)) == pytest.approx(450 / 60, abs=0.01)
    for wrong in (0.5, -1.0, math.inf):
        with pytest.raises(NetworkError, match="no quicker down"):
            WalkNetwork.from_geodataframes(nodes, told.assign(slope_factor_uv=wrong))
    for level in (nodes.assign(elevation=7.0), nodes.assign(elevation=math.nan)):
        assert not len(WalkNetwork.from_geodataframes(level, edges).slope_factor)
    assert (
        "elevation"
        not in WalkNetwork.from_geodataframes(
            nodes.drop(columns="elevation"), edges
        ).to_geodataframes()[0]
    )


def test_a_network_of_slopes_in_frames_is_saved(tmp_path: Path) -> None:
    """What came in goes to a file and back, slopes without elevations, too."""
    nodes, edges = on_hills().to_geodataframes()
    network = WalkNetwork.from_geodataframes(nodes.drop(columns="elevation"), edges)
    network.save(tmp_path / "net")
    again = WalkNetwork.open(tmp_path / "net")
    np.testing.assert_array_equal(again.slope_factor, network.slope_factor)
    assert again.slope_factor.max() > 1.3
