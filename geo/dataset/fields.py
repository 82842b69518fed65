"""One row of a dataset file, read field by field; every fault is written down, none stops it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from geo.errors import Fault
from geo.facility import BilingualText
from geo.printable import UNPRINTABLE

if TYPE_CHECKING:
    from collections.abc import Collection

Choice = TypeVar("Choice", bound=StrEnum)
MONTH_OR_YEAR = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")
MOST = 1e12
"""No length, capacity or year of ours is near it, and sums of such numbers are still exact."""

DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(slots=True)
class Row:
    """One feature or table: asked for a field it gives the value, or a blank and a fault.

    `label` tells people which row it is; `faults` is one list for all rows of a dataset.
    """

    file: str
    label: str
    fields: dict[str, Any]
    faults: list[Fault]
    geometry: object = None
    _told: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Write down what no field may hold, whatever it is called."""
        for name, value in self.fields.items():
            problem = "" if isinstance(value, dict) and not self.label else unfit(value)
            if problem:
                self.fault(name, problem)
                self.fields = {**self.fields, name: _blanked(value)}

    def fault(self, name: str, problem: str) -> None:
        """Write down what is wrong with a field and what to do about it: the first thing alone."""
        if name not in self._told:
            self._told.add(name)
            self.faults.append(Fault(self.file, self.label, name, problem))

    def warn(self, name: str, problem: str) -> None:
        """Write down what is doubtful in a field, though the dataset may be opened."""
        self.faults.append(Fault(self.file, self.label, name, problem, is_warning=True))

    def text(self, name: str, *, required: bool = False) -> str:
        """Give a text without blanks around it; empty when absent or null."""
        value = self.fields.get(name)
        if value is None:
            value = ""
        if not isinstance(value, str):
            self.fault(name, f"is {quoted(value)}; write a text in quotes")
            return ""
        if required and not value.strip():
            self.fault(name, "is missing; write it")
        return value.strip()

    def bilingual(self, name: str, *, required: bool = False) -> BilingualText:
        """Give a text and its English version `name_en`, or the text for both without one."""
        chinese = self.text(name, required=required)
        return BilingualText(chinese, self.text(f"{name}_en") or chinese)

    def texts(self, name: str) -> tuple[str, ...]:
        """Give a list of texts; empty when absent or null."""
        value = self.fields.get(name)
        if value is None:
            return ()
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        self.fault(name, f'is {quoted(value)}; write a list like ["午餐", "晚餐"]')
        return ()

    def number(self, name: str) -> float | None:
        """Give a finite number that is not negative; None when absent or null."""
        value = self.fields.get(name)
        if value is None:
            return None
        number = finite(value)
        if number is None or number < 0:
            self.fault(name, f"is {quoted(value)}; write a number of 0 or more, or null")
            return None
        return number

    def whole(self, name: str) -> int | None:
        """Give a whole number that is not negative; None when absent or null."""
        number = self.number(name)
        if number is None:
            return None
        if number != int(number):
            self.fault(name, f"is {number}; write a whole number")
        return int(number)

    def flag(self, name: str) -> bool:
        """Give true or false; false when absent or null."""
        value = self.fields.get(name)
        if value is not None and not isinstance(value, bool):
            self.fault(name, f"is {quoted(value)}; write true or false")
        return value is True

    def one_of(self, name: str, choices: type[Choice], default: Choice | None = None) -> Choice:
        """Give one of the choices; without a default the field is required."""
        value = self.fields.get(name)
        if value is None and default is not None:
            return default
        for choice in choices:
            if value == choice.value:
                return choice
        written = "is missing" if value is None else f"is {quoted(value)}"
        self.fault(name, f"{written}; write one of {', '.join(choices)}")
        return next(iter(choices))

    def key_of(self, name: str, known: Collection[str] | None, *, required: bool = False) -> str:
        """Give a text that has to be one of the known keys, if those could be read."""
        value = self.text(name, required=required)
        if value and known is not None and value not in known:
            self.fault(name, f"is {quoted(value)}, which is not known; {suggestion(value, known)}")
        return value

    def day(self, name: str) -> date | None:
        """Give a day written as YYYY-MM-DD; None when absent, null or empty."""
        value = self.fields.get(name)
        if value is None or value == "":
            return None
        if isinstance(value, date) and not isinstance(value, datetime):
            return value  # TOML has dates of its own
        day = parse_day(value)
        if day is None:
            self.fault(name, f"is {quoted(value)}; write a day like 2020-01-16")
        return day

    def dated(self, name: str) -> str:
        """Give a day, a month, a year or "2013/2015"; empty when absent: not all have a date."""
        value = self.fields.get(name)
        text = value.isoformat() if isinstance(value, date) else self.text(name)
        parts = text.split("/") if text else []
        known = [MONTH_OR_YEAR.fullmatch(part) or parse_day(part) for part in parts]
        if not all(known) or len(parts) > 2 or parts != sorted(parts):
            hint = "write 2020-01-16, 2020-01, 2020, 2013/2015 or nothing"
            self.fault(name, f"is {quoted(text)}; {hint}")
            return ""
        return text

    def table(self, name: str) -> dict[str, Any]:
        """Give a table of fields; empty when absent or null."""
        value = self.fields.get(name)
        if value is None:
            return {}
        if isinstance(value, dict):
            return value
        self.fault(name, f'is {quoted(value)}; write a table like {{"lunch": "Mo-Su 10:45-12:00"}}')
        return {}

    def check_spelling(self, names: Collection[str]) -> None:
        """Write down fields that are nearly one of the names: most likely slips."""
        for name in self.fields.keys() - set(names):
            close = get_close_matches(name, names, n=1, cutoff=0.85)
            if close:
                self.fault(name, f"is not a field; write {close[0]}")


def unfit(value: object) -> str:
    """Say what nobody could print or reckon with in a value, however deep; empty when it is fit."""
    waiting = [value]
    while waiting:
        match waiting.pop():
            case str() as text if UNPRINTABLE.search(text):
                return "holds a control character or half of one; write plain text"
            case bool() | str():
                pass
            case int() | float() as number if (finite(number) or 0.0) != number or abs(
                number
            ) > MOST:
                return f"is {quoted(number)}; write a number of 0 or more, or null"
            case list() as items:
                waiting += items
            case dict() as fields:
                waiting += [*fields.keys(), *fields.values()]
    return ""


def _blanked(value: object) -> object:
    """Give a text without what cannot be printed, and nothing for whatever else is unfit."""
    return UNPRINTABLE.sub("\ufffd", value) if isinstance(value, str) else None


def quoted(value: object) -> str:
    """Quote a value for a message, cut to one short line."""
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:39]}…"


def suggestion(value: str, known: Collection[str]) -> str:
    """Say what to write instead of an unknown key."""
    close = get_close_matches(value, known, n=1)
    if close:
        return f"did you mean {close[0]}?"
    return f"write one of {', '.join(known)}" if 0 < len(known) <= 12 else "add it or correct it"


def finite(value: object) -> float | None:
    """Give a number as float; None for NaN, infinity, true, false and whatever is no number."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def parse_day(value: object) -> date | None:
    """Read YYYY-MM-DD; None for whatever else."""
    if not isinstance(value, str) or not DAY.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
