"""What staff know and change: corrections to the dataset, names and days read, counts told."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from bot.storage.records import Suspension
from bot.texts import say
from geo.dataset.validate import with_host_positions
from geo.facility import Geometry, Shape, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.storage.records import Correction
    from bot.storage.store import Store
    from geo.dataset.dataset import Dataset
    from geo.facility import Facility

_DAY = re.compile(r"(?:(\d{4})\s*[-/.年]\s*)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")


def corrected(dataset: Dataset, corrections: Mapping[str, Correction], today: date) -> Dataset:
    """Give the dataset as staff have corrected it; the files themselves stay as they are.

    A suspension holds up to and including its last day. A line or an area keeps its shape: one
    spot on it is no better than all of it. What is inside a building that was moved moves along.
    """
    if not corrections:
        return dataset
    before = {facility.id: facility for facility in dataset.facilities}
    after = [
        _after(facility, corrections.get(facility.id), before, today)
        for facility in dataset.facilities
    ]
    return replace(dataset, facilities=with_host_positions(after))


def _after(
    facility: Facility,
    correction: Correction | None,
    before: Mapping[str, Facility],
    today: date,
) -> Facility:
    host = before.get(facility.inside)
    if host is not None and facility.geometry == host.geometry:
        facility = replace(facility, geometry=None)  # it only has its host's position
    if correction is None:
        return facility
    facility = replace(facility, verified_on=correction.verified_on or facility.verified_on)
    if correction.point is not None and is_spot(facility):
        facility = replace(
            facility,
            geometry=Geometry(Shape.POINT, (correction.point,)),
            position_error_m=correction.error_m,
            position_basis=say("zh", "staff.basis"),
        )
    stopped = correction.suspension
    if stopped and facility.status is Status.OPEN and _holds(stopped, today):
        return replace(facility, status=Status.SUSPENDED, suspended_until=stopped.until)
    return facility


def is_spot(facility: Facility) -> bool:
    """Tell whether a facility is or may be one point on the map."""
    return facility.geometry is None or facility.geometry.shape is Shape.POINT


def _holds(suspension: Suspension, today: date) -> bool:
    return suspension.until is None or today <= suspension.until


def find(dataset: Dataset, text: str) -> tuple[Facility, ...]:
    """Find the facilities that staff may mean: by id, by name, else by a part of the name."""
    wanted = _even(text)
    if not wanted:
        return ()
    exact = [one for one in dataset.facilities if wanted in {one.id, *map(_even, one.name)}]
    if exact:
        return tuple(exact)
    return tuple(one for one in dataset.facilities if any(wanted in _even(n) for n in one.name))


def _even(name: str) -> str:
    """Bring a name to one spelling: quotes, brackets and spaces are typed in many ways."""
    return re.sub(r"[\s“”‘’\"'（）()「」《》·]", "", name).lower()


def read_day(text: str, today: date) -> date | None:
    """Read "2026-03-10", "3月10日" or "3/10"; a day without a year is the next such day.

    None when it is no day, or lies in the past.
    """
    match = _DAY.fullmatch(text.strip())
    if match is None:
        return None
    years = [int(match[1])] if match[1] else [today.year, today.year + 1]
    for year in years:
        try:
            day = date(year, int(match[2]), int(match[3]))
        except ValueError:
            continue
        if day >= today:
            return day
    return None


def resume(store: Store, facility_id: str, by: str) -> bool:
    """Take back every suspension of a facility; False when there was none."""
    stopped = [
        change
        for change in store.changes()
        if change.facility_id == facility_id
        and isinstance(change.what, Suspension)
        and not change.undone_by
    ]
    for change in stopped:
        store.undo(change.id, by)
    return bool(stopped)


@dataclass(frozen=True, slots=True)
class Wish:
    """How often a category was asked for, and how often there was none within reach."""

    category: str
    asked: int
    missed: int
    most_missed_in: str


def wishes(store: Store) -> tuple[Wish, ...]:
    """Sum up the anonymous demand, the most wanted category first."""
    asked, missed = Counter[str](), Counter[str]()
    where: dict[str, Counter[str]] = {}
    for row in store.demand():
        asked[row.category] += row.count
        if not row.found:
            missed[row.category] += row.count
            where.setdefault(row.category, Counter())[row.neighbourhood] += row.count
    return tuple(
        Wish(key, count, missed[key], where[key].most_common(1)[0][0] if key in where else "")
        for key, count in asked.most_common()
    )


def unanswered(store: Store) -> Mapping[str, int]:
    """Sum up how often there was no answer, by its reason."""
    counts = Counter[str]()
    for row in store.unanswered():
        counts[row.reason] += row.count
    return dict(counts.most_common())
