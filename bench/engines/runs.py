"""Limited runs from sites, and the table of nearest sites that follows from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench.cases import KEPT

if TYPE_CHECKING:
    from bench.cases import Case

Seconds = NDArray[np.float64]

_PER_S = 10_000


class Runs(NamedTuple):
    """What limited runs from sites reach, one row a reached node: site, node, seconds."""

    site: NDArray[np.int64]
    node: NDArray[np.int64]
    seconds: Seconds


def joined(parts: list[Runs]) -> Runs:
    """Put runs one after another."""
    return Runs(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def run_of(site: int, reached: dict[int, float]) -> Runs:
    """Give one run that is a dictionary of seconds by node."""
    count = len(reached)
    node, seconds = reached.keys(), reached.values()
    return Runs(
        np.full(count, site), np.fromiter(node, np.int64, count), np.fromiter(seconds, float, count)
    )


def table_of(case: Case, runs: Runs) -> Seconds:
    """Give (categories, nodes, KEPT) seconds: the nearest sites of every node, from all runs.

    Rank and time are sorted as one integer, which is many times as quick as sorting by two keys.
    """
    row = case.category[runs.site].astype(np.int64) * case.network.nodes + runs.node
    both = np.sort(row << 24 | np.rint(runs.seconds * _PER_S).astype(np.int64))
    row, seconds = both >> 24, (both & 0xFFFFFF) / _PER_S
    first = np.flatnonzero(np.append(True, row[1:] != row[:-1]))
    place = np.arange(len(row)) - np.repeat(first, np.diff(np.append(first, len(row))))
    kept = place < KEPT
    table = np.full((case.categories * case.network.nodes, KEPT), np.inf)
    table[row[kept], place[kept]] = seconds[kept]
    return table.reshape(case.categories, case.network.nodes, KEPT)
