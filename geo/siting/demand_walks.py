"""Walks of the demand: today's, to candidates, and to where facilities surely or perhaps are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.coverage.coverage import Destinations, TimeLimits, measure_coverage
from geo.errors import SettingsError
from geo.facility import Geometry, LonLat, Shape
from geo.routing.od_matrix import ODMatrix, ODSearch, od_matrix
from geo.routing.sites import Entries, Sites
from geo.walking_model import TICKS_PER_S, ticks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geo.coverage.demand import Demand
    from geo.coverage.supply import Supply
    from geo.routing.walker import Walker
    from geo.siting.siting_request import SitingRequest

AROUND = 8
"""Points on the circle of a position's error that count as possible, beside the mapped one."""


@dataclass(frozen=True, slots=True)
class DemandToday:
    """What the points of demand reach, (points,) arrays.

    Attributes:
        destinations: the existing facilities.
        weight: float64, 0 for points near no street.
        covered: bool, whether some facility is surely within the circle.
        doubtful: bool, whether only perhaps.
        within: int64, how many are surely within the circle.
        minutes: float64, to the nearest, at most twice the circle.
    """

    destinations: Destinations
    weight: NDArray[np.float64]
    covered: NDArray[np.bool_]
    doubtful: NDArray[np.bool_]
    within: NDArray[np.int64]
    minutes: NDArray[np.float64]

    @classmethod
    def of(
        cls, walker: Walker, supply: Supply, request: SitingRequest, demand: Demand
    ) -> DemandToday:
        """Measure it.

        Raises:
            SettingsError: no demand is near a street.
        """
        limits = TimeLimits(request.minutes, 2 * request.minutes)
        destinations = Destinations.of(walker, supply, [request.category], limits)
        (coverage,) = measure_coverage([destinations], demand.lonlat)
        weight = np.where(coverage.joined, demand.weight, 0.0)
        if not weight.any():
            raise SettingsError("nobody lives where a street is known: look at the demand")
        measures = coverage.measures
        covered = measures.slow[:, 0] <= request.minutes
        doubtful = (measures.fast[:, 0] <= request.minutes) & ~covered
        minutes = np.minimum(measures.minutes[:, 0], limits.horizon)
        within = measures.choice[:, 0].astype(np.int64)
        return cls(destinations, weight, covered, doubtful, within, minutes)


def walks_to(walker: Walker, points: Sequence[LonLat], demand: Demand, minutes: float) -> ODMatrix:
    """Find the walks of at most so many minutes to points, WGS-84."""
    located = [
        (str(number), "candidate", Geometry(Shape.POINT, (point,)))
        for number, point in enumerate(points)
    ]
    sites = Sites.of(walker.network, located)
    cutoff = np.full(len(located), ticks(minutes), np.int64)
    od_search = ODSearch.of(walker, sites, Entries.of(walker, sites), cutoff)
    return od_matrix(od_search, demand.lonlat)


def sure_walks(today: DemandToday, demand: Demand, minutes: float) -> ODMatrix:
    """Find the walks to existing facilities that surely take at most so many minutes."""
    walks, known = od_matrix(today.destinations.od_search, demand.lonlat), today.destinations
    slow = (walks.label >> 32) / (60 * TICKS_PER_S) + known.attributes.spread[walks.site]
    fits = (slow <= minutes) & known.attributes.sure[walks.site]
    return _only(walks, fits)


def only_to(walks: ODMatrix, sites: NDArray[np.bool_]) -> ODMatrix:
    """Keep the walks to some of the sites."""
    return _only(walks, sites[walks.site])


def side_by_side(walks: ODMatrix, more: ODMatrix, sites: int) -> ODMatrix:
    """Put the sites of another matrix of the same points behind the `sites` of this one."""
    points = len(walks.start) - 1
    point = np.concatenate([np.repeat(np.arange(points), np.diff(m.start)) for m in (walks, more)])
    order = np.argsort(point, kind="stable")
    site = np.concatenate([walks.site, more.site + np.int32(sites)])[order]
    label = np.concatenate([walks.label, more.label])[order]
    return ODMatrix(walks.start + more.start, site, label)


def possible_positions(
    walker: Walker, supply: Supply
) -> tuple[list[LonLat], NDArray[np.int64], NDArray[np.bool_]]:
    """List where facilities may be whose position is uncertain: as mapped, and around.

    Around means on the circle of its error, where a street is near.

    Returns:
        The positions, the number of the uncertain facility of each, and for every located
        facility whether it is uncertain.
    """
    uncertain = np.array(
        [bool(one.geometry and one.position_error_m) for one in supply.located], bool
    )
    positions: list[LonLat] = []
    facility: list[int] = []
    known = [
        (one.geometry.middle, one.position_error_m)
        for one in supply.located
        if one.geometry and one.position_error_m
    ]
    for number, (middle, error_m) in enumerate(known):
        spots = _around(walker, middle, error_m)
        positions += spots
        facility += [number] * len(spots)
    return positions, np.array(facility, np.int64), uncertain


def _around(walker: Walker, middle: LonLat, error_m: float) -> list[LonLat]:
    """Give a position, and those at its error that a street is near."""
    metres, angle = walker.network.metres, np.arange(AROUND) * (2 * np.pi / AROUND)
    ring = metres.to_metres([middle]) + error_m * np.column_stack([np.cos(angle), np.sin(angle)])
    spots = [middle, *(LonLat(*spot) for spot in metres.to_lonlat(ring).tolist())]
    located = [(str(n), "spot", Geometry(Shape.POINT, (spot,))) for n, spot in enumerate(spots)]
    entries = Entries.of(walker, Sites.of(walker.network, located))
    reached = np.diff(entries.site_start) > 0
    reached[entries.on_edges.site] = True
    reached[0] = True
    return [spot for spot, is_reached in zip(spots, reached.tolist(), strict=True) if is_reached]


def _only(walks: ODMatrix, kept: NDArray[np.bool_]) -> ODMatrix:
    count = np.append(0, np.cumsum(kept))
    return ODMatrix(count[walks.start], walks.site[kept], walks.label[kept])
