"""Takes what staff noted in an older store into the log of changes, once."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.staff.editing.verification import UNTOLD_ERROR_M, seen_there
from bot.staff.staff_context import ROLE
from geo.change_log.changeset import Reason
from geo.dataset.dataset import reread
from geo.dataset.editing import edit
from geo.errors import DatasetError
from geo.facility import Status

if TYPE_CHECKING:
    from datetime import date

    from bot.storage.old_visits import OldVisit
    from bot.storage.store import Store
    from geo.dataset.dataset import Dataset
    from geo.facility import Facility

WHY = "noted before there was a log"

_log = logging.getLogger(__name__)


def take_visits(dataset: Dataset, store: Store, today: date) -> None:
    """Append each visit and suspension that still tells more than the dataset; a kill repeats it.

    What the published file has learned since is newer than a visit, and stays.

    Raises:
        SettingsError: the log cannot be written.
    """
    left = store.visits.left()
    if not left or dataset.log is None:
        return
    for one in left:
        _take(dataset, one, today)
    store.visits.note_taken()
    _log.info("%d visits of the store are in the log of changes now", len(left))


def _take(dataset: Dataset, visit: OldVisit, today: date) -> None:
    known = {one.id: one for one in reread(dataset).facilities}
    facility = known.get(visit.facility_id)
    values = _values(dataset, facility, visit, today) if facility else {}
    if not values:
        return
    try:
        reason = Reason(ROLE, visit.at, WHY, event=visit.event)
        edit(dataset, {visit.facility_id: values}, reason, today)
    except DatasetError as error:
        _log.warning("a visit is not taken: %s", error.faults[0])


def _values(
    dataset: Dataset, facility: Facility, visit: OldVisit, today: date
) -> dict[str, object]:
    if visit.verified_on is None:
        is_over = visit.until is not None and visit.until < today
        if is_over or facility.status is not Status.OPEN:
            return {}
        until = visit.until.isoformat() if visit.until else None
        return {"status": Status.SUSPENDED.value, "suspended_until": until}
    seen = facility.origin_of("position").verified_on
    if seen is not None and seen > visit.verified_on:
        return {}
    error_m = visit.error_m or UNTOLD_ERROR_M
    return seen_there(dataset, facility, visit.verified_on, visit.point, error_m)
