"""A dataset ready to be walked: its network, where its facilities are entered, and the tables.

Everything here is worked out from the dataset, kept in its work folder, and made again when the
dataset has changed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.compute import array_file
from geo.compute.kernels import compile_kernels
from geo.errors import NetworkError, UnknownNameError
from geo.facility import Status
from geo.network.walk_network import WalkNetwork
from geo.routing.access_legs import Spots
from geo.routing.dijkstra import Doors
from geo.routing.directions import stretches, way_to
from geo.routing.nearest_table import Table
from geo.routing.sites import Entries, Sites
from geo.routing.walker import Walker
from geo.uncertainty import Walk, Within, spread_minutes

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from numpy.typing import NDArray

    from geo.dataset.dataset import Dataset
    from geo.facility import Facility, Geometry, LonLat, Pace
    from geo.routing.directions import Stretch
    from geo.routing.walker import Start

NETWORK = "network.bin"
"""The file of a dataset's folder that holds an imported network."""

_FORMAT = 1
_TABLE_MINUTES = 120.0
_TABLE_BYTES = 64 << 20
_MOST_KEPT = 24
_SMALL_TOWN = 20_000
"""Nodes up to which one plain walk takes less time than loading the compiler."""


@dataclass(frozen=True, slots=True)
class Found:
    """A facility and the walk to it."""

    facility: Facility
    walk: Walk


@dataclass(frozen=True)
class Town:
    """One dataset on foot, at one pace."""

    dataset: Dataset
    walker: Walker
    sites: Sites
    entries: Entries
    table: Table

    @classmethod
    def open(cls, dataset: Dataset, pace: Pace) -> Town:
        """Load what is kept, or work it out and keep it.

        Raises:
            NetworkError: the dataset has no street to walk on.
        """
        network = open_network(dataset)
        walker = Walker(network, pace)
        sites = Sites.of(network, _located(dataset))
        name = f"{pace.value}-{_fingerprint(dataset, network)}.tables"
        path = dataset.work / name
        try:
            entries, table = _load(path)
        except NetworkError:
            if network.nodes > _SMALL_TOWN:
                compile_kernels()
            entries = Entries.of(walker, sites)
            table = Table.of(walker, sites, entries, _kept(network, sites), _TABLE_MINUTES)
            _save(path, entries, table)
        return cls(dataset, walker, sites, entries, table)

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
        start = self.walker.start(point)
        speed = self.walker.speed_m_s
        longest = minutes + spread_minutes(error_m + self._most_error_m, speed)
        most = int(np.bincount(self.sites.category, minlength=1).max())
        k = max(1, min(limit or most, most))
        best = self.walker.nearest(start, self.sites, self.entries, k, longest, self.table)
        found = [
            self._found(start, error_m, site, int(label))
            for row, category in enumerate(self.sites.categories)
            if categories is None or category in categories
            for site, label in zip(best.site[row], best.label[row], strict=True)
            if site >= 0
        ]
        fits = [one for one in found if one.walk.within(minutes) is not Within.NO]
        return tuple(sorted(fits, key=lambda one: (one.walk.minutes, one.facility.id)))

    def way(self, point: LonLat, facility_id: str, metres: float) -> tuple[Stretch, ...]:
        """Give the way of so many metres to a located facility, street by street.

        Nothing where it passes no crossing: there is only one street to follow.

        Raises:
            OutsideAreaError: the point is too far from any street.
            UnknownNameError: no located facility has this id.
        """
        if facility_id not in self.sites.keys:
            raise UnknownNameError(f"no located facility has the id {facility_id[:40]!r}")
        site = self.sites.keys.index(facility_id)
        start = self.walker.start(point)
        corners, by_crossings = way_to(self.walker, start, self.sites, self.entries, site)
        if by_crossings > metres + 1:
            return ()
        return stretches(self.walker, self.dataset.places, corners)

    def _found(self, start: Start, error_m: float, site: int, label: int) -> Found:
        facility = self._known[self.sites.keys[site]]
        spots = self.sites.xy[self.sites.owner == site]
        straight_m = float(np.hypot(spots[:, 0] - start.x, spots[:, 1] - start.y).min())
        doubt_m = error_m + (facility.position_error_m or 0.0)
        walk = Walk.of(label, doubt_m, straight_m, self.walker.speed_m_s)
        return Found(facility, walk)


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


def _fingerprint(dataset: Dataset, network: WalkNetwork) -> str:
    """Name what the tables depend on: streets, positions, and how the search works."""
    digest = hashlib.sha256(f"{_FORMAT} {network.nodes} {network.kilometres}".encode())
    for array in (network.xy[:1000], network.ends[:1000], network.signals, network.barriers):
        digest.update(np.ascontiguousarray(array).tobytes())
    digest.update(repr(_located(dataset)).encode())
    return digest.hexdigest()[:16]


def _kept(network: WalkNetwork, sites: Sites) -> int:
    """Choose how many sites a node's row holds: all of a small town, fewer of a large one."""
    most = int(np.bincount(sites.category, minlength=1).max())
    room = _TABLE_BYTES // (12 * network.nodes * max(1, len(sites.categories)))
    return max(3, min(most, room, _MOST_KEPT))


def _save(path: Path, entries: Entries, table: Table) -> None:
    named: dict[str, NDArray[Any]] = {
        "site_start": entries.site_start,
        "node": entries.node,
        "label": entries.label,
        "clearance": entries.clearance,
        "table_site": table.site,
        "table_label": table.label,
    }
    named |= {f"door_{name}": array for name, array in entries.doors._asdict().items()}
    named |= {f"spot_{name}": array for name, array in entries.spots._asdict().items()}
    for old in path.parent.glob(f"{path.name.split('-')[0]}-*.tables"):
        old.unlink(missing_ok=True)
    array_file.save(path, "tables", _FORMAT, {"budget": table.budget}, named)


def _load(path: Path) -> tuple[Entries, Table]:
    head, named = array_file.load(path, "tables", _FORMAT)
    doors = Doors(*(named[f"door_{name}"] for name in Doors._fields))
    spots = Spots(*(named[f"spot_{name}"] for name in Spots._fields))
    entries = Entries(
        named["site_start"], named["node"], named["label"], doors, spots, named["clearance"]
    )
    return entries, Table(head["budget"], named["table_site"], named["table_label"])
