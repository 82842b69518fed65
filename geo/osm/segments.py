"""Splits ways into straight segments between numbered nodes, and cleans them up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from geo.crs import LocalMetres, middle_of
from geo.raw_streets import Streets

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.raw_streets import AccessHours

NOWHERE = 2**31 - 1
"""The coordinate of a node that the extract does not hold."""

ALWAYS = -1
"""The row of no timetable: open at any time."""

PER_DEGREE = 10_000_000
"""OpenStreetMap counts positions in whole units of 1e-7 degrees."""

_OF_NODES = "at", "signals", "stops", "thresholds", "node_hours"

_OF_SEGMENTS = "ends", "steps", "stairs", "grade_separated", "in_water", "decks", "hours", "links"


@dataclass(frozen=True, slots=True)
class Segments:
    """Straight segments of ways between nodes.

    Attributes:
        at: (nodes, 2) int32, longitude and latitude in 1e-7 degrees, WGS-84.
        ends: (segments, 2) int64, rows of `at`.
        steps: (segments,) bool, stairs and what else is closed to wheels.
        stairs: (segments,) bool, stairs, those with a ramp too.
        grade_separated: (segments,) bool, bridges and tunnels, and piers in the water.
        in_water: (segments,) bool, drawn in the water without being either.
        decks: (segments,) bool, piers and platforms.
        hours: (segments,) int16, the row of a timetable that they are open by, `ALWAYS` if at any
            time.
        links: (segments,) bool, joins copies of one node: people pass, and come to none from aside.
        signals: (nodes,) bool, people wait here.
        stops: (nodes,) bool, nobody passes here.
        thresholds: (nodes,) bool, no wheels pass here.
        node_hours: (nodes,) int16, likewise when people pass here.
    """

    at: NDArray[np.int32]
    ends: NDArray[np.int64]
    steps: NDArray[np.bool_]
    stairs: NDArray[np.bool_]
    grade_separated: NDArray[np.bool_]
    in_water: NDArray[np.bool_]
    decks: NDArray[np.bool_]
    hours: NDArray[np.int16]
    links: NDArray[np.bool_]
    signals: NDArray[np.bool_]
    stops: NDArray[np.bool_]
    thresholds: NDArray[np.bool_]
    node_hours: NDArray[np.int16]

    def picked(self, kept: NDArray[np.bool_] | NDArray[np.int64]) -> Segments:
        """Keep some segments, by number or (segments,) bool, and all nodes."""
        return replace(self, **{name: getattr(self, name)[kept] for name in _OF_SEGMENTS})

    def only(self, kept: NDArray[np.bool_]) -> Segments:
        """Keep some segments, (segments,) bool, and the nodes that they use."""
        whole = self.picked(kept)
        used = np.zeros(len(self.at), np.bool_)
        used[whole.ends] = True
        rank = np.cumsum(used) - 1
        of_nodes = {name: getattr(self, name)[used] for name in _OF_NODES}
        return replace(whole, ends=rank[whole.ends], **of_nodes)

    def grown(
        self, at: NDArray[np.int32], ends: NDArray[np.int64], of: NDArray[np.int64]
    ) -> Segments:
        """Add nodes that nothing is marked at, and segments that are as some others, last.

        Args:
            at: (fresh nodes, 2).
            ends: (fresh segments, 2) rows of all nodes.
            of: (fresh segments,) which segments they are like.
        """
        no, whole = (
            np.zeros(len(at), np.bool_),
            self.picked(np.append(np.arange(len(self.ends)), of)),
        )
        return replace(
            whole,
            at=np.concatenate((self.at, at)),
            ends=np.concatenate((self.ends, ends)),
            signals=np.append(self.signals, no),
            stops=np.append(self.stops, no),
            thresholds=np.append(self.thresholds, no),
            node_hours=np.append(self.node_hours, np.full(len(at), ALWAYS, np.int16)),
        )

    def halved(self, which: NDArray[np.int64]) -> Segments:
        """Split some segments in the middle, where people wait; the second halves come last."""
        low, high = self.ends[which].T
        middle = (self.at[low].astype(np.int64) + self.at[high]) // 2
        held = (self.at[[low, high]] != NOWHERE).all(axis=(0, 2))
        places = np.where(held[:, None], middle, NOWHERE).astype(np.int32)
        fresh = len(self.at) + np.arange(len(which))
        whole = self.grown(places, np.column_stack((fresh, high)), which)
        whole.ends[which, 1] = fresh
        whole.signals[fresh] = True
        return whole

    def metres(self) -> LocalMetres:
        """Give metres around the middle of the nodes, of which there is one at least."""
        return LocalMetres(middle_of(self.at / PER_DEGREE))

    def lengths_m(self) -> NDArray[np.float64]:
        """Measure the segments, of which there is one at least: (segments,) metres."""
        metres = self.metres().to_metres(self.at / PER_DEGREE)
        legs = metres[self.ends[:, 1]] - metres[self.ends[:, 0]]
        return np.hypot(legs[:, 0], legs[:, 1])

    def component_of(self) -> NDArray[np.int32]:
        """Number the connected components: (segments,) the component of each segment."""
        label = components(len(self.at), self.ends)
        return label[self.ends[:, 0]]

    def streets(
        self, barriers: tuple[NDArray[np.float64], ...], timetable: tuple[AccessHours, ...]
    ) -> Streets:
        """Give the segments as streets, in degrees, without fences.

        A link that has some length, since its ends are at a barrier, is entered from aside.
        """
        places = self.at[self.ends]
        return Streets(
            lonlat=self.at / PER_DEGREE,
            ends=self.ends.astype(np.int32),
            steps=self.steps,
            stairs=self.stairs,
            grade_separated=self.grade_separated,
            in_water=self.in_water,
            signals=self.signals,
            barriers=barriers,
            hours=self.hours,
            timetable=timetable,
            links=self.links & (places[:, 0] == places[:, 1]).all(axis=1),
        )


def segments_of(
    sizes: NDArray[np.int64], node: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pair each node of each way with the next one.

    Args:
        sizes: (ways,) how many nodes each way has, never 0.
        node: (nodes,) the nodes of all ways, one way after another.

    Returns:
        (segments, 2) the two nodes of each segment, and (segments,) the way it belongs to.
    """
    goes_on = np.ones(len(node), np.bool_)
    goes_on[np.cumsum(sizes) - 1] = False
    first = np.flatnonzero(goes_on)
    way = np.repeat(np.arange(len(sizes)), sizes)
    return np.column_stack((node[first], node[first + 1])), way[first]


def clean(raw: Segments) -> Segments:
    """Make segments a graph of streets; nodes stay in order, segments come in order of theirs.

    Segments to a node that the extract does not hold go; nodes at both ends of a segment without
    length become one, unless it is stairs; of parallel segments one stays; and at a node that stops
    people each segment gets an end of its own, so that a walk comes up to it from every side and
    ends. So it is at a node that stops wheels, but there stairs without length lead on, and at one
    that is open at times, where what leads on has its hours.
    """
    held = (raw.at != NOWHERE).all(axis=1)
    return _cut(_single(_merged(raw.only(held[raw.ends].all(axis=1)))))


def components(count: int, ends: NDArray[np.int64]) -> NDArray[np.int32]:
    """Number the connected components of `count` nodes: (nodes,) the component of each."""
    from scipy.sparse import coo_array  # noqa: PLC0415 - heavy, and an answer never needs it
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415 - likewise

    links = coo_array((np.ones(len(ends), np.int8), ends.T), shape=(count, count))
    labels: NDArray[np.int32] = connected_components(links, directed=False)[1]
    return labels


def _merged(segments: Segments) -> Segments:
    """Replace nodes that segments without length connect by the first of them; stairs stay."""
    flat = (segments.at[segments.ends[:, 0]] == segments.at[segments.ends[:, 1]]).all(axis=1)
    flat &= ~segments.steps
    if not flat.any():
        return segments
    label = components(len(segments.at), segments.ends[flat])
    first = np.full(label.max() + 1, len(label))
    np.minimum.at(first, label, np.arange(len(label)))
    chief = first[label]
    marks = [segments.signals.copy(), segments.stops.copy(), segments.thresholds.copy()]
    for mark, of in zip(
        marks, (segments.signals, segments.stops, segments.thresholds), strict=True
    ):
        np.logical_or.at(mark, chief, of)
    node_hours = segments.node_hours.copy()
    np.maximum.at(node_hours, chief, segments.node_hours)
    signals, stops, thresholds = marks
    moved = replace(
        segments,
        ends=chief[segments.ends],
        signals=signals,
        stops=stops,
        thresholds=thresholds,
        node_hours=node_hours,
    )
    return moved.only(~flat)


def _single(segments: Segments) -> Segments:
    """Keep one of parallel segments: no stairs, at grade, and open at any time, if any is."""
    count = len(segments.at)
    low, high = np.sort(segments.ends, axis=1).T
    key, same = np.unique(low * count + high, return_inverse=True)
    steps, stairs, grade_separated, decks = np.ones((4, len(key)), np.bool_)
    np.logical_and.at(steps, same, segments.steps)
    np.logical_and.at(stairs, same, segments.stairs)
    np.logical_and.at(grade_separated, same, segments.grade_separated)
    np.logical_and.at(decks, same, segments.decks)
    hours = np.full(len(key), np.iinfo(np.int16).max, np.int16)
    np.minimum.at(hours, same, segments.hours)
    ends = np.column_stack(np.divmod(key, max(count, 1)))
    one = replace(
        segments,
        ends=ends,
        steps=steps,
        stairs=stairs,
        grade_separated=grade_separated,
        in_water=np.zeros(len(key), np.bool_),
        decks=decks,
        hours=hours,
        links=np.zeros(len(key), np.bool_),
    )
    return one.only(ends[:, 0] != ends[:, 1])


def _cut(segments: Segments) -> Segments:
    """Give each segment at a node that may stop people or wheels its own copy of that node.

    What joins the copies is a bridge or a tunnel where the segment is: nobody gets at it from the
    ground above or below.
    """
    ends = segments.ends.copy()
    apart = (segments.stops | segments.thresholds | (segments.node_hours != ALWAYS))[ends]
    copied, of = ends[apart], np.nonzero(apart)[0]
    fresh = len(segments.at) + np.arange(len(copied))
    ends[apart] = fresh
    lifted = ~segments.stops[copied]
    over, of = copied[lifted], of[lifted]
    links = np.column_stack((over, fresh[lifted]))
    whole = replace(segments, ends=ends).grown(segments.at[copied], links, of)
    whole.signals[fresh] = segments.signals[copied] & ~lifted
    whole.stops[fresh] = segments.stops[copied]
    whole.thresholds[fresh] = segments.thresholds[copied]
    whole.node_hours[fresh] = segments.node_hours[copied]
    linked = slice(len(ends), None)
    whole.steps[linked] = segments.thresholds[over]
    whole.stairs[linked] = False
    whole.hours[linked] = segments.node_hours[over]
    whole.links[linked] = True
    return whole.only(np.ones(len(whole.ends), np.bool_))
