"""Supply: which facilities serve, how surely, and hypothetical changes to them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from geo.dataset.fields import suggestion
from geo.errors import UnknownNameError
from geo.facility import BilingualText, Facility, Geometry, Shape, Status
from geo.hours.day_states import Openness
from geo.hours.opening import opening
from geo.routing.sites import Entries, Sites

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from geo.dataset.dataset import Dataset
    from geo.facility import LonLat
    from geo.routing.walker import Walker


@dataclass(frozen=True, slots=True)
class SupplyChange:
    """A hypothetical change: planned facilities opened, sites added, facilities removed.

    `added` are (category, degrees WGS-84), exact to the metre; `without` are ids.
    """

    with_planned: bool = False
    added: tuple[tuple[str, LonLat], ...] = ()
    without: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Say whether anything is changed at all."""
        return self != NO_CHANGE

    @property
    def parts(self) -> tuple[SupplyChange, ...]:
        """What is planned, added and taken away, each alone; empty where it is one kind alone."""
        kinds = (
            SupplyChange(with_planned=self.with_planned),
            SupplyChange(added=self.added),
            SupplyChange(without=self.without),
        )
        found = tuple(one for one in kinds if one)
        return found if len(found) > 1 else ()


NO_CHANGE = SupplyChange()


@dataclass(frozen=True, slots=True)
class Supply:
    """The facilities that serve, at a moment or at any time.

    Attributes:
        located: those with a position.
        sure: for each of them, whether it surely serves: false while its hours are not known.
        unlocated: those that serve and that no source locates.
        closed_at_moment: those that are closed at the moment.
    """

    located: tuple[Facility, ...]
    sure: tuple[bool, ...]
    unlocated: tuple[Facility, ...]
    closed_at_moment: tuple[Facility, ...]

    @classmethod
    def of(
        cls, dataset: Dataset, change: SupplyChange = NO_CHANGE, moment: datetime | None = None
    ) -> Supply:
        """Find what serves: at a moment (aware), or at some time of the week when None.

        Raises:
            UnknownNameError: the change names a category or a facility that is not known.
        """
        serving = tuple(_changed(dataset, change))
        states = [_openness(facility, dataset, moment) for facility in serving]
        known = list(zip(serving, states, strict=True))
        open_now = [pair for pair in known if pair[1] is not Openness.CLOSED]
        located = [pair for pair in open_now if pair[0].geometry is not None]
        return cls(
            tuple(facility for facility, _ in located),
            tuple(state is Openness.OPEN for _, state in located),
            tuple(facility for facility, _ in open_now if facility.geometry is None),
            tuple(facility for facility, state in known if state is Openness.CLOSED),
        )

    def on_streets(self, walker: Walker) -> Supply:
        """Count as unlocated what lies too far from any street to be walked to.

        Its position must be wrong or its street unknown; it is not known to be unreachable.
        """
        shapes = [(one.id, one.category, one.geometry) for one in self.located if one.geometry]
        sites = Sites.of(walker.network, shapes)
        entries = Entries.of(walker, sites)
        reached = np.diff(entries.site_start) > 0
        reached[entries.on_edges.site] = True
        known = list(zip(self.located, self.sure, reached.tolist(), strict=True))
        return replace(
            self,
            located=tuple(one for one, _, is_reached in known if is_reached),
            sure=tuple(sure for _, sure, is_reached in known if is_reached),
            unlocated=(*self.unlocated, *(one for one, _, is_reached in known if not is_reached)),
        )

    def unlocated_count(self, category: str) -> int:
        """Count the facilities of a category that no source locates."""
        return sum(facility.category == category for facility in self.unlocated)


def _changed(dataset: Dataset, change: SupplyChange) -> Iterable[Facility]:
    removed = {dataset.facility(facility_id).id for facility_id in change.without}
    statuses = {Status.OPEN, Status.PLANNED} if change.with_planned else {Status.OPEN}
    for facility in dataset.facilities:
        if facility.status in statuses and facility.id not in removed:
            yield facility
    for number, (category, point) in enumerate(change.added, start=1):
        yield _added(dataset, number, category, point)


def _added(dataset: Dataset, number: int, category: str, point: LonLat) -> Facility:
    if category not in dataset.categories:
        hint = suggestion(category, dataset.categories)
        raise UnknownNameError(f"no category is called {category[:40]!r}; {hint}")
    return Facility(
        id=f"added-{number}",
        name=BilingualText(f"新增 {number}", f"Added {number}"),
        category=category,
        status=Status.OPEN,
        geometry=Geometry(Shape.POINT, (point,)),
        position_error_m=0.0,
        position_basis="",
        source="",
        source_date="",
        opening_hours="24/7",
    )


def _openness(facility: Facility, dataset: Dataset, moment: datetime | None) -> Openness:
    if moment is None:
        return Openness.OPEN
    return opening(facility.opening_hours, moment, dataset.zone, dataset.calendar).openness
