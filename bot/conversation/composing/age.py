"""How old what is told is: a fact is told with its date, and an old one as perhaps changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.composing.hours_in_words import month_name
from bot.texts import say

if TYPE_CHECKING:
    from datetime import date

    from geo.dataset.dataset import Dataset
    from geo.facility import Facility

OLD_YEARS = 3
"""A fact older than this may have changed."""


def written_on(dated: str, language: str) -> str:
    """Say when a fact was written: a day, a month, a year, or some time between two years."""
    first, _, last = dated.partition("/")
    if last:
        return say(language, "age.between", first=first, last=last)
    year, *rest = map(int, first.split("-"))
    month = month_name(rest[0], language) if rest else ""
    key = ("age.year", "age.month", "age.day")[len(rest)]
    return say(language, key, year=year, month=month, day=rest[-1] if rest else 0)


def is_old(facility: Facility, what: str, dataset: Dataset, today: date) -> bool:
    """Tell whether one thing that is known of a facility is old, or nobody knows how old."""
    origin = facility.origin_of(what)
    years = origin.years_by(today)
    if years is None:
        return not dataset.sources[origin.source].date
    return years > OLD_YEARS


def remark(facility: Facility, what: str, dataset: Dataset, language: str, today: date) -> str:
    """Say how old one thing is, in brackets, and that it may have changed when it is old."""
    origin = facility.origin_of(what)
    if origin.verified_on is not None:
        when = written_on(origin.verified_on.isoformat(), language)
        return say(language, "age.seen", when=when)
    dated = origin.dated or dataset.sources[origin.source].date
    if not dated:
        return say(language, "age.undated")
    key = "age.old" if is_old(facility, what, dataset, today) else "age.dated"
    return say(language, key, when=written_on(dated, language))


def plan_year(facility: Facility, dataset: Dataset) -> str:
    """Give the year in which a facility was planned; empty when nobody knows."""
    origin = facility.origin_of("status")
    return (origin.dated or dataset.sources[origin.source].date).rpartition("/")[2][:4]
