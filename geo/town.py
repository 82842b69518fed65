"""A dataset at one pace: its network, its sites, and the tables of what is nearest.

Tables are kept in the dataset's work folder, and computed again when anything that they depend on
has changed.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from geo import walking_model
from geo.compute.checked_file import is_ours, kept
from geo.errors import UnknownNameError
from geo.facility import Status
from geo.network.open_edges import shut_rows, without_rows
from geo.network.walk_network import WalkNetwork
from geo.routing.directions import shortest_path, stretches
from geo.routing.nearest_table import NO_TABLE, NearestTable
from geo.routing.sites import Entries, Sites
from geo.routing.table_file import FORMAT, load_tables, save_tables
from geo.routing.walker import Walker
from geo.uncertainty import Walk, Within, spread_minutes

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from pathlib import Path

    from geo.dataset.dataset import Dataset
    from geo.facility import Facility, Geometry, LonLat, Pace
    from geo.network.walk_network import SnappedOrigin
    from geo.routing.directions import Stretch

NETWORK = "network.bin"
"""The file of a dataset's folder that holds an imported network."""

_TABLES = ".tables"
_KEY_DIGITS = 16
_TABLE_MINUTES = 120.0
_LONGEST_MIN = 90.0
_TABLE_BYTES = 64 << 20
_MOST_KEPT = 24
_MOST_TIMES = 8


@dataclass(frozen=True, slots=True)
class Found:
    """A facility and the walk to it."""

    facility: Facility
    walk: Walk


@dataclass(frozen=True, slots=True)
class Passage:
    """The walk between two places, and its streets where it passes any."""

    walk: Walk
    streets: tuple[Stretch, ...]


@dataclass(frozen=True)
class Town:
    """One dataset at one pace."""

    dataset: Dataset
    walker: Walker
    sites: Sites
    entries: Entries
    table: NearestTable

    @classmethod
    def open(cls, dataset: Dataset, pace: Pace) -> Town:
        """Load the tables that are kept, or compute and keep them.

        Raises:
            NetworkError: the dataset has no street to walk on.
        """
        network = open_network(dataset)
        walker = Walker(network, pace)
        sites = Sites.of(network, _located(dataset))
        entries, table = kept(
            dataset.work / f"{dataset.id}-{pace.value}-{_tables_key(network, sites)}{_TABLES}",
            lambda path: load_tables(path, network, sites),
            lambda: _tables(walker, sites),
            _keep,
        )
        return cls(dataset, walker, sites, entries, table)

    def at(self, moment: datetime) -> Town:
        """Give the town with what is open at a moment (aware); the town itself if nothing is shut.

        Its tables are of what is open at some time, so that with something shut it is searched.
        """
        dataset, network = self.dataset, self.walker.network
        shut = shut_rows(network, moment, dataset.zone, dataset.calendar)
        if shut not in self._at_times:
            at_time = without_rows(network, shut)
            self._at_times[shut] = self if at_time is network else self._on(at_time)
            if len(self._at_times) > _MOST_TIMES:
                del self._at_times[next(iter(self._at_times))]
        return self._at_times[shut]

    def _on(self, network: WalkNetwork) -> Town:
        walker, sites = Walker(network, self.walker.pace), self.sites
        if sites.fenced:
            sites = Sites.of(network, _located(self.dataset))
        entries = Entries.of(walker, sites)
        return replace(self, walker=walker, sites=sites, entries=entries, table=NO_TABLE)

    @cached_property
    def _at_times(self) -> dict[tuple[int, ...], Town]:
        """The towns that were asked for, by what is shut, the first one first."""
        return {}

    @cached_property
    def _known(self) -> dict[str, Facility]:
        return {facility.id: facility for facility in self.dataset.facilities}

    @cached_property
    def _most_error_m(self) -> float:
        errors = (self._known[key].position_error_m or 0.0 for key in self.sites.keys)
        return max(errors, default=0.0)

    def nearby(
        self,
        point: LonLat,
        error_m: float,
        minutes: float,
        categories: Collection[str] | None = None,
        limit: int | None = None,
    ) -> tuple[Found, ...]:
        """Find the facilities that may be within some minutes, the quickest walk first.

        Args:
            point: the origin, degrees, WGS-84; it may be wrong by `error_m` metres.
            error_m: see `point`.
            minutes: a facility counts when the fast end of its walk fits.
            categories: only these; all when None.
            limit: so many of each category at most; all when None.

        Raises:
            OutsideAreaError: the point is too far from any street.
        """
        origin = self.walker.start(point)
        speed = self.walker.speed_m_s
        longest = minutes + spread_minutes(error_m + self._most_error_m, speed)
        most = int(np.bincount(self.sites.category, minlength=1).max())
        k = max(1, min(limit or most, most))
        best = self.walker.nearest(origin, self.sites, self.entries, k, longest, self.table)
        straight_m = _straight_m(origin, self.sites)
        found = [
            self._found(site, label, error_m, straight_m[site])
            for row, category in enumerate(self.sites.categories)
            if categories is None or category in categories
            for site, label in zip(best.site[row].tolist(), best.label[row].tolist(), strict=True)
            if site >= 0
        ]
        fits = [one for one in found if one.walk.within(minutes) is not Within.NO]
        return tuple(sorted(fits, key=lambda one: (one.walk.minutes, one.facility.id)))

    def way(self, point: LonLat, facility_id: str, metres: float) -> tuple[Stretch, ...]:
        """Give the way of so many metres to a located facility, street by street.

        Nothing where it passes no node, since there is only one street to follow, and nothing
        where this pace does not get there.

        Raises:
            OutsideAreaError: the point is too far from any street.
            UnknownNameError: no located facility has this id.
        """
        if facility_id not in self.sites.keys:
            raise UnknownNameError(f"no located facility has the id {facility_id[:40]!r}")
        site = self.sites.keys.index(facility_id)
        origin = self.walker.start(point)
        vertices, length_m = shortest_path(self.walker, origin, self.sites, self.entries, site)
        if length_m > metres + 1:
            return ()
        return stretches(self.walker.network, self.dataset.places, vertices)

    def between(self, point: LonLat, goal: Geometry, error_m: float) -> Passage | None:
        """Walk from a point (degrees, WGS-84) to a place, within an hour and a half; or None.

        Args:
            point: the origin.
            goal: where to; a line or an area is reached at its nearest point.
            error_m: how far both positions may be wrong, together, metres.

        Raises:
            OutsideAreaError: the point is too far from any street.
        """
        origin = self.walker.start(point)
        sites = Sites.of(self.walker.network, [("", "", goal)])
        entries = Entries.of(self.walker, sites)
        best = self.walker.nearest(origin, sites, entries, 1, _LONGEST_MIN)
        if best.site[0, 0] < 0:
            return None
        straight_m = _straight_m(origin, sites)[0]
        walk = self._walk(int(best.label[0, 0]), error_m, straight_m)
        vertices, length_m = shortest_path(self.walker, origin, sites, entries, 0)
        passes = length_m <= walk.metres + 1
        streets = stretches(self.walker.network, self.dataset.places, vertices) if passes else ()
        return Passage(walk, tuple(streets))

    def _found(self, site: int, label: int, error_m: float, straight_m: float) -> Found:
        facility = self._known[self.sites.keys[site]]
        doubt_m = error_m + (facility.position_error_m or 0.0)
        return Found(facility, self._walk(label, doubt_m, straight_m))

    def _walk(self, label: int, error_m: float, straight_m: float) -> Walk:
        speeds = self.walker.speed_m_s, self.walker.fastest_m_s
        return Walk.of(label, error_m, straight_m, *speeds)


def _straight_m(origin: SnappedOrigin, sites: Sites) -> list[float]:
    """Measure the straight line to each site, metres, to the nearest of its spots."""
    spots = np.hypot(sites.xy[:, 0] - origin.x, sites.xy[:, 1] - origin.y)
    nearest = np.full(len(sites.keys), np.inf)
    np.minimum.at(nearest, sites.owner, spots)
    return nearest.tolist()


def _located(dataset: Dataset) -> list[tuple[str, str, Geometry]]:
    return [
        (facility.id, facility.category, facility.geometry)
        for facility in dataset.facilities
        if facility.geometry is not None and facility.status is not Status.CLOSED
    ]


def open_network(dataset: Dataset) -> WalkNetwork:
    """Open the network that was imported, or build the small one of the dataset's own streets."""
    imported = dataset.folder / NETWORK
    if imported.exists():
        return WalkNetwork.open(imported)
    return WalkNetwork.from_streets(dataset.streets)


def _tables(walker: Walker, sites: Sites) -> tuple[Entries, NearestTable]:
    """Compute the entries of sites and the table of the nearest ones."""
    entries, width = Entries.of(walker, sites), _table_width(walker.network, sites)
    return entries, NearestTable.of(walker, sites, entries, width, _TABLE_MINUTES)


def _tables_key(network: WalkNetwork, sites: Sites) -> str:
    """Hash all that tables depend on: streets, sites, the walking model, and what is kept."""
    model = sorted((key, value) for key, value in vars(walking_model).items() if key.isupper())
    stored = FORMAT, _TABLE_MINUTES, _table_width(network, sites)
    digest = hashlib.sha256(repr((model, stored, network.centre, sites.keys)).encode())
    streets = network.xy, network.ends, network.flags, network.half_waits, network.barriers
    for array in (
        *streets,
        network.slope_factor,
        network.ground,
        sites.category,
        sites.owner,
        sites.xy,
    ):
        digest.update(f"{array.shape}{array.dtype}".encode())
        digest.update(array.ravel().data)
    return digest.hexdigest()[:_KEY_DIGITS]


def _table_width(network: WalkNetwork, sites: Sites) -> int:
    """Choose how many sites a node's row holds: all of a small town, fewer of a large one."""
    most = int(np.bincount(sites.category, minlength=1).max())
    affordable = _TABLE_BYTES // (12 * network.nodes * max(1, len(sites.categories)))
    return max(3, min(most, affordable, _MOST_KEPT))


def _keep(path: Path, made: tuple[Entries, NearestTable]) -> None:
    """Keep tables in place of older ones of the same dataset and pace."""
    save_tables(path, *made)
    ours = re.compile(
        rf"{re.escape(path.name[: -_KEY_DIGITS - len(_TABLES)])}[0-9a-f]{{16}}\.tables"
    )
    for old in path.parent.iterdir():
        if old != path and ours.fullmatch(old.name) and is_ours(old):
            old.unlink(missing_ok=True)
