"""Extracts of OpenStreetMap become streets."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from tests.support.drawn import Drawn


@pytest.fixture(scope="module")
def town() -> Drawn:
    """The made-up town."""
    return Drawn("town.osm")


# A town drawn by hand


def test_a_one_way_street_is_walked_both_ways(town: Drawn) -> None:
    """Cars go east only; people go back, too."""
    assert town.steps_between(14, 11) == town.steps_between(11, 14) == 3


def test_a_river_is_crossed_by_bridge_and_tunnel(town: Drawn) -> None:
    """Bridge and tunnel join the banks, and are grade-separated; without them nothing does."""
    assert town.edges("grade_separated") == {(22, 32), (15, 45)}
    assert town.steps_between(12, 42) == 3
    graph = town.graph()
    graph.remove_edges_from(
        [(a, b) for a, b in graph.edges if {a[1], b[1]} in ({22, 32}, {15, 45})]
    )
    assert nx.number_connected_components(graph) == 2


def test_a_bridge_joins_nothing_that_it_passes_over(town: Drawn) -> None:
    """From the path under the bridge people go back to the street to get onto it."""
    assert town.steps_between(21, 22) == 4


def test_stairs_are_flagged(town: Drawn) -> None:
    """The path along the bank is reached by stairs alone."""
    assert town.edges("steps") == {(13, 23), (14, 24)}
    assert town.steps_between(13, 21) == 2
    assert town.steps_between(13, 21, stairs=False) is None


def test_two_carriageways_are_joined_by_the_crossing(town: Drawn) -> None:
    """People cross where a crossing is mapped, and there is a light."""
    assert town.steps_between(42, 52) == 4
    streets = town.extract.streets
    assert [town.nodes[row] for row in np.flatnonzero(streets.signals)] == [60]


def test_private_roads_are_left_out(town: Drawn) -> None:
    """A private road is no way, unless people on foot are welcome."""
    assert (51, 61) in town.edges()
    assert not {64, 65} & set(town.nodes)


def test_what_is_not_built_and_expressways_are_left_out(town: Drawn) -> None:
    """Construction, plans and motorways are no way for people."""
    assert not {26, 81, 84, 85, 86} & set(town.nodes)


def test_a_square_is_walked_along_its_outline(town: Drawn) -> None:
    """All four sides of the square are streets."""
    assert {(16, 17), (17, 18), (18, 19), (16, 19)} <= town.edges()


def test_rivers_and_expressways_on_the_ground_are_crossed_by_nobody(town: Drawn) -> None:
    """The river and the expressway stop people; the part on a bridge does not."""
    assert town.barriers() == [[70, 71, 72, 73, 74, 75, 76, 77], [81, 82, 83, 84], [85, 86]]


def test_small_islands_are_dropped_and_counted(town: Drawn) -> None:
    """The footpath far away goes, and the numbers say so."""
    counts = town.extract.counts
    assert not {91, 92} & set(town.nodes)
    assert (counts.dropped_islands, round(1000 * counts.dropped_km)) == (1, 48)


def test_the_summary_counts_what_is_there(town: Drawn) -> None:
    """Each number of the summary is the number of things in the arrays."""
    counts, streets = town.extract.counts, town.extract.streets
    assert (counts.nodes, counts.edges) == (len(streets.lonlat), len(streets.ends)) == (26, 27)
    assert (counts.signals, counts.steps) == (streets.signals.sum(), streets.steps.sum())
    assert counts.barriers == len(streets.barriers)


# Gates, gaps and lines


def test_gates_let_people_pass_or_stop_them() -> None:
    """Open gates and bollards join both sides; private and locked gates and walls do not."""
    gates = Drawn("gates.osm")
    assert gates.steps_between(1, 3) == 2
    assert gates.steps_between(1, 7) == 2
    assert gates.steps_between(3, 7) == 4


def test_people_come_up_to_a_closed_gate_from_both_sides() -> None:
    """A closed gate ends the street on each side; the two ends lie in one place, unjoined."""
    gates = Drawn("gates.osm")
    assert {(3, 9), (7, 9)} <= gates.edges()
    assert gates.nodes.count(9) == 2


def test_what_lies_behind_closed_gates_is_an_island() -> None:
    """Between a private gate and a wall nobody can walk in from outside."""
    gates = Drawn("gates.osm")
    assert 5 not in gates.nodes
    assert gates.extract.counts.dropped_islands == 1


def test_missing_nodes_leave_a_gap() -> None:
    """A street that leaves the extract and comes back is not joined across the gap."""
    torn = Drawn("torn.osm")
    assert (2, 3) not in torn.edges()
    assert torn.barriers() == [[7, 8], [9, 10]]


def test_nodes_in_one_place_are_one_node() -> None:
    """An edge without length joins its two nodes into one, and the light there stays."""
    torn = Drawn("torn.osm")
    assert torn.edges() == {(1, 2), (2, 5), (3, 5), (3, 4)}
    assert [torn.nodes[row] for row in np.flatnonzero(torn.extract.streets.signals)] == [5]


def test_a_ramp_beside_stairs_is_a_way_for_wheels() -> None:
    """Of two edges between the same nodes one stays, and it is the easier one."""
    torn = Drawn("torn.osm")
    assert torn.edges("steps") == set()


def test_lines_that_nobody_crosses() -> None:
    """Water, rails, long walls and lakes stop people, also where a path is the bank."""
    lines = Drawn("lines.osm")
    assert sorted(lines.barriers()) == [
        [11, 12, 13, 14, 11],
        [21, 22],
        [31, 32],
        [41, 42],
        [51, 52],
        [61, 62, 63],
        [113, 112, 111, 114, 113],
    ]


def test_a_square_mapped_as_a_relation_is_walked_along_its_rings() -> None:
    """The tags of the area count for its rings."""
    lines = Drawn("lines.osm")
    assert {(121, 122), (122, 123), (121, 123)} <= lines.edges()
