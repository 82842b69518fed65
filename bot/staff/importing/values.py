"""Cells of a row → values of fields as `facilities.geojson` has them."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING
from unicodedata import normalize

from bot.staff.hours_words import read_hours
from bot.staff.importing.cell_error import CellError
from bot.staff.importing.sheet import cell_text
from geo.errors import UnknownNameError
from geo.telephone import is_telephone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.staff.importing.sheet import Cell
    from geo.dataset.dataset import Dataset

CLEARED = ("清空", "（清空）", "(清空)", "(clear)")
"""What a cell says to empty a field; an empty cell says nothing."""

_STATUS = (
    (
        "closed",
        ("已关", "关闭", "停业", "撤销", "关停", "拆除", "注销", "不再", "closed", "关了", "停办"),
    ),
    ("suspended", ("暂停", "装修", "休整", "停用", "临时关", "suspended")),
    ("planned", ("规划", "在建", "筹建", "拟建", "计划", "待建", "planned")),
    ("open", ("开放", "营业", "正常", "在用", "运营", "使用", "open", "开")),
)
_YES = ("是", "有", "可以", "能", "yes", "y", "true", "无障碍", "√", "✓", "1")
_NO = ("否", "无", "没有", "不可以", "不能", "不", "no", "n", "false", "×", "x", "0")
_UNKNOWN = ("未知", "不详", "不清楚", "unknown", "not known", "不知道")
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+00:00:00)?")
_MONTH = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?")
_YEAR = re.compile(r"(\d{4})\s*年?")
_SHOWN = 40
_FEWEST_OF_NAME = 2
"""Letters of a category's name that tell it when they are its end."""


def read_value(field: str, cell: Cell, dataset: Dataset) -> object:
    """Read one cell for a field; a cell that says to clear it gives None.

    Raises:
        CellError: it cannot be read.
    """
    if isinstance(cell, (dict, list)):
        return cell
    text = cell_text(cell)
    if text in CLEARED:
        return None
    if field in _KEYS:
        return _KEYS[field](text, dataset)
    return _READERS[field](text) if field in _READERS else text


def _status(text: str) -> str:
    plain = text.lower()
    for status, words in _STATUS:
        if any(word in plain for word in words):
            return status
    raise CellError("no_status", text=text[:_SHOWN])


def _hours(text: str) -> str:
    hours = read_hours(text)
    if hours is None:
        raise CellError("no_hours", text=text[:_SHOWN])
    return hours


def _accessible(text: str) -> str:
    plain = text.lower()
    for value, words in (("unknown", _UNKNOWN), ("yes", _YES), ("no", _NO)):
        if plain in words:
            return value
    raise CellError("no_yes_or_no", text=text[:_SHOWN])


def _services(text: str) -> object:
    if text.startswith("["):  # as files without lists have them
        return _table(text)
    parts = (
        re.split(r"[；;\n]", text) if re.search(r"[；;\n]", text) else re.split(r"[、，,/]", text)
    )
    return [part.strip() for part in parts if part.strip()]


def _phone(text: str) -> str:
    """Read telephone numbers: what a resident's telephone could not dial is none."""
    if not is_telephone(text):
        raise CellError("no_phone", text=text[:_SHOWN])
    return text


def _whole(text: str) -> int:
    number = re.search(r"\d+", text)
    if number is None or re.search(r"\d[.\d]*\D+\d|[-−–－负.]\s*\d", normalize("NFKC", text)):
        raise CellError("no_number", text=text[:_SHOWN])
    return int(number[0])


def _metres(text: str) -> float:
    number = re.fullmatch(r"[±约]?\s*(\d+(?:\.\d+)?)\s*(?:米|m)?", text)
    if number is None:
        raise CellError("no_number", text=text[:_SHOWN])
    metres = float(number[1])
    return int(metres) if metres.is_integer() else metres


def read_day(text: str) -> str:
    """Read "2026年3月10日", "2026.3.10" and the like as 2026-03-10.

    Raises:
        CellError: it is no day.
    """
    match = _DAY.fullmatch(text)
    try:
        return date(*map(int, match.groups())).isoformat() if match else _none(text)
    except ValueError:
        return _none(text)


def _none(text: str) -> str:
    raise CellError("no_day", text=text[:_SHOWN])


def _dated(text: str) -> str:
    if re.fullmatch(r"[\d-]+/[\d-]+", text):
        return text
    if month := _MONTH.fullmatch(text):
        return f"{month[1]}-{int(month[2]):02}"
    year = _YEAR.fullmatch(text)
    return year[1] if year else read_day(text)


def _table(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        raise CellError("no_table", text=text[:_SHOWN]) from None


def _category(text: str, dataset: Dataset) -> str:
    plain = text.lower()
    for key, category in dataset.categories.items():
        if plain in {key, category.name.zh, category.name.en.lower()}:
            return key
    within = [key for key, one in dataset.categories.items() if one.name.zh in text]
    if len(within) != 1:  # "助餐" is the end of 老年助餐 alone
        ends = len(plain) >= _FEWEST_OF_NAME
        within = [key for key, one in dataset.categories.items() if one.name.zh.endswith(text)]
        within = within if ends else []
    if len(within) == 1:
        return within[0]
    known = "、".join(one.name.zh for one in dataset.categories.values())
    raise CellError("no_category", text=text[:_SHOWN], known=known)


def _source(text: str, dataset: Dataset) -> str:
    for key, source in dataset.sources.items():
        if text in {key, source.title}:
            return key
    raise CellError("no_source", text=text[:_SHOWN])


def _facility_id(text: str, dataset: Dataset) -> str:
    for one in dataset.facilities:
        if text in {one.id, *one.name}:
            return one.id
    if re.fullmatch(r"[A-Za-z0-9_-]{1,40}", text):
        return text  # that of another row, or the dataset refuses it
    raise CellError("no_facility", text=text[:_SHOWN])


def _committee(text: str, dataset: Dataset) -> str:
    places = dataset.places
    for place in places.of_kind("committee"):
        if text == place.id or text in place.names or f"{text}居委会" in place.names:
            return place.id
    try:
        place = places.named(text)
    except UnknownNameError:
        raise CellError("no_committee", text=text[:_SHOWN]) from None
    if place.kind != "committee":
        raise CellError("no_committee", text=text[:_SHOWN])
    return place.id


_KEYS: Mapping[str, Callable[[str, Dataset], str]] = {
    "category": _category,
    "source": _source,
    "inside": _facility_id,
    "neighbourhood": _committee,
}
_READERS: Mapping[str, Callable[[str], object]] = {
    "status": _status,
    "phone": _phone,
    "opening_hours": _hours,
    "accessible": _accessible,
    "services": _services,
    "aliases": _services,
    "capacity": _whole,
    "position_error_m": _metres,
    "verified_on": read_day,
    "suspended_until": read_day,
    "source_date": _dated,
    "meals": _table,
    "provenance": _table,
}
