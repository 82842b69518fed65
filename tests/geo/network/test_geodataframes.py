"""Networks and sites are made of GeoDataFrames, in any CRS."""

from __future__ import annotations

import pytest
from geopandas import GeoDataFrame, GeoSeries
from shapely import LineString, Point, Polygon

from geo.errors import NetworkError
from geo.facility import Pace
from geo.network.walk_network import WalkNetwork
from geo.routing.sites import Entries, Sites
from geo.routing.walker import Walker
from tests.support.networks import at, streets
from tests.support.town_map import minutes


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
