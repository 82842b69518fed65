"""What is old: the dataset, its facts, the holidays that are known, what waits to be published."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.cli.checkup.diagnosis import Diagnosis, Topic, Urgency
from geo.dataset.provenance import future_days

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from geo.change_log.log_file import ChangeLog
    from geo.dataset.dataset import Dataset

OLD_DAYS = 365
"""A dataset that nobody has published anew for a year."""

_NOTICE = (12, 17)
"""The State Council's notice of the next year's holidays comes out before that day of a year."""


def ages(dataset: Dataset, log: ChangeLog, today: date) -> Iterator[Diagnosis]:
    """Look at how old things are on a day."""
    yield _published(dataset, today)
    yield _facts(dataset, today)
    early = len({fault.feature for fault in future_days("", dataset.facilities, today)})
    if early:
        values = {"count": early}
        yield Diagnosis(Topic.OLD, "early", Urgency.FAULT, "dataset_check", values)
    if dataset.country == "CN":
        yield _holidays(today)
    waiting = len(log.unpublished(dataset.id).changesets)
    state, step = (Urgency.ADVICE, "publish") if waiting else (Urgency.GOOD, "")
    yield Diagnosis(Topic.OLD, "unpublished", state, step, {"count": waiting})


def _published(dataset: Dataset, today: date) -> Diagnosis:
    age = today - dataset.date
    state, step = (Urgency.ADVICE, "todo") if age > timedelta(OLD_DAYS) else (Urgency.GOOD, "")
    return Diagnosis(Topic.OLD, "published", state, step, {"date": dataset.date, "days": age.days})


def _facts(dataset: Dataset, today: date) -> Diagnosis:
    from bot.conversation.composing.age import OLD_YEARS  # noqa: PLC0415 - pandas behind both
    from bot.staff.reports.dataset_check import facilities_with_old_facts  # noqa: PLC0415

    old, live = facilities_with_old_facts(dataset, today)
    state, step = (Urgency.ADVICE, "todo") if old else (Urgency.GOOD, "")
    values = {"count": len(old), "all": len(live), "years": OLD_YEARS}
    return Diagnosis(Topic.OLD, "facts", state, step, values)


def _holidays(today: date) -> Diagnosis:
    from geo.hours.china_calendar import last_settled_year  # noqa: PLC0415 - the calendars are heavy

    known, needed = last_settled_year(today), today.year + ((today.month, today.day) >= _NOTICE)
    state, step = (Urgency.ADVICE, "calendar") if known < needed else (Urgency.GOOD, "")
    return Diagnosis(Topic.OLD, "holidays", state, step, {"year": known})
