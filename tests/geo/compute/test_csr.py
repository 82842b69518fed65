"""Compressed sparse rows hold every item once, in its row, in the order it came in."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geo.compute import csr

rows = st.lists(st.integers(0, 9), max_size=60).map(lambda row: np.array(row, np.int32))


@given(row=rows)
def test_items_keep_their_row_and_their_order(row: np.ndarray) -> None:
    """Row by row, `group` lists what a plain loop finds."""
    start, order = csr.group(row, 10)
    for number in range(10):
        found = order[start[number] : start[number + 1]].tolist()
        assert found == [item for item, own in enumerate(row.tolist()) if own == number]


@given(row=rows)
def test_labels_are_grouped_as_items_are(row: np.ndarray) -> None:
    """The counting sort for many labels gives the same rows as `group`."""
    items, labels = np.arange(len(row), dtype=np.int32), np.arange(len(row), dtype=np.int64) << 40
    start, order = csr.group(row, 10)
    starts, item, label = csr.group_labels(row, 10, items, labels)
    assert starts.tolist() == start.tolist()
    assert item.tolist() == order.tolist()
    assert label.tolist() == labels[order].tolist()


@given(ends=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=40))
def test_every_edge_is_two_arcs(ends: list[tuple[int, int]]) -> None:
    """Each edge leads from both of its nodes to the other one."""
    start, neighbour, edge = csr.adjacency(np.array(ends, np.int32), 10)
    tail = np.repeat(np.arange(10), np.diff(start))
    arcs = sorted(zip(tail.tolist(), neighbour.tolist(), edge.tolist(), strict=True))
    both = [(u, v, number) for number, (u, v) in enumerate(ends)]
    assert arcs == sorted(both + [(v, u, number) for u, v, number in both])
