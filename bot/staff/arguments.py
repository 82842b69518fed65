"""What staff write behind a command: a facility, by id or name; a day."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.dataset.dataset import Dataset
    from geo.facility import Facility

_DAY = re.compile(r"(?:(\d{4})\s*[-/.年]\s*)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")


def find_facilities(dataset: Dataset, text: str) -> tuple[Facility, ...]:
    """Find the facilities that staff may mean: by id, by any name, else by a part of one."""
    wanted = even_name(text)
    if not wanted:
        return ()
    every = dataset.facilities
    exact = [one for one in every if wanted in {one.id, *map(even_name, one.name)}]
    exact = exact or [one for one in every if wanted in map(even_name, one.aliases)]
    if exact:
        return tuple(exact)
    return tuple(one for one in every if any(wanted in even_name(name) for name in one.names))


def even_name(name: str) -> str:
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
