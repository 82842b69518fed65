"""Which column holds which field: guessed from a table of names that staff can extend."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from bot.staff.importing.sheet import cell_text
from geo.crs import System
from geo.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.staff.importing.sheet import Cell, Sheet

Names: TypeAlias = "Mapping[str, tuple[str, ...]]"
"""What columns are called, by the field that they hold."""

REASON_HEADING = "原因"
"""The column that a table of rejected rows has in front; it is left out when it comes back."""

_OWN_NAMES = Path(__file__).with_name("columns.toml")
_LOOKED_AT = 20
_SYSTEM_WORDS = (
    (System.BD09, ("bd09", "bd-09", "百度", "baidu")),
    (System.GCJ02, ("gcj02", "gcj-02", "高德", "腾讯", "火星", "amap")),
    (System.WGS84, ("wgs84", "wgs-84", "gps", "天地图", "大地2000", "cgcs2000")),
)


@dataclass(frozen=True, slots=True)
class Columns:
    """The heading of a sheet, understood.

    Attributes:
        first: the number of the first row of data, from 0.
        headings: what each column is called.
        fields: the number of the column that holds a field, from 0.
        system: what a heading says of the coordinates; None when none does.
    """

    first: int
    headings: tuple[str, ...]
    fields: Mapping[str, int]
    system: System | None


def column_names(folder: Path | None = None) -> Names:
    """Read the table of names, with what a dataset's own `columns.toml` adds.

    Raises:
        TableError: the dataset's file cannot be read.
    """
    names = _read(_OWN_NAMES)
    own = folder / "columns.toml" if folder else None
    added = _read(own) if own and own.exists() else {}
    return {field: (*added.get(field, ()), *names.get(field, ())) for field in {**names, **added}}


def find_columns(
    sheet: Sheet, names: Names, said: Mapping[str, str] | None = None
) -> Columns | None:
    """Find the heading of a sheet, under whatever titles; None when it has none with a name.

    Args:
        sheet: the table.
        names: what columns are called.
        said: headings by the field that somebody says they hold: these go before every guess.
    """
    rows = sheet.rows[:_LOOKED_AT]
    scored = [(len(_fields(_texts(row), names, said or {})), -n) for n, row in enumerate(rows)]
    if not scored:
        return None
    best = -max(scored)[1]
    headings, first = _texts(rows[best]), best + 1
    if first < len(rows) and _continues(rows[first], names):
        below = _texts(rows[first])
        width = max(len(headings), len(below))
        pairs = zip(_padded(headings, width), _padded(below, width), strict=True)
        headings, first = [low or high for high, low in pairs], first + 1
    fields = _fields(headings, names, said or {})
    if "name" not in fields and "id" not in fields:
        return None
    written = [text for row in rows[max(0, best - 1) : first] for text in _texts(row)]
    return Columns(first, tuple(headings), fields, named_system(" ".join(written)))


def _read(path: Path) -> dict[str, tuple[str, ...]]:
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
        return {field: tuple(map(str, names)) for field, names in tables.items()}
    except (OSError, ValueError, TypeError) as error:
        raise TableError(f'{path}: is no table like name = ["名称"]: {error}') from error


def _fields(headings: Sequence[str], names: Names, said: Mapping[str, str]) -> dict[str, int]:
    """Give the column of each field: first whole names, then names within a longer heading."""
    plain = [_plain(heading) for heading in headings]
    found = {field: plain.index(_plain(text)) for text, field in _said(said, plain)}
    plain = [_bare(heading) for heading in headings]
    for is_fit in (str.__eq__, str.__contains__):
        for field, known in names.items():
            if field in found:
                continue
            spots = (
                n
                for name in known
                for n, heading in enumerate(plain)
                if heading and n not in found.values() and _fits(heading, _plain(name), is_fit)
            )
            column = next(spots, None)
            if column is not None:
                found[field] = column
    return found


def _said(said: Mapping[str, str], plain: Sequence[str]) -> Iterable[tuple[str, str]]:
    return [(text, field) for text, field in said.items() if _plain(text) in plain]


def _fits(heading: str, name: str, is_fit: object) -> bool:
    if is_fit is str.__eq__:
        return heading == name
    # "x" is in many words: only names of two letters of Chinese or five of Latin are looked for.
    long_enough = len(name) >= (5 if name.isascii() else 2)
    return long_enough and name in heading and heading != _plain(REASON_HEADING)


def _continues(row: Sequence[Cell], names: Names) -> bool:
    """Tell whether a row is the lower half of a heading: every cell in it is a name of one."""
    cells = [text for text in _texts(row) if text]
    is_letter = len("".join(cells)) == 1  # "x" alone may be what something is called
    return bool(cells) and not is_letter and len(_fields(cells, names, {})) == len(cells)


def named_system(text: str) -> System | None:
    """Tell which system of coordinates a text names; None when it names none."""
    plain = text.lower()
    return next((one for one, words in _SYSTEM_WORDS if any(word in plain for word in words)), None)


def without_system(text: str) -> str:
    """Leave the name of a system out, whose digits are no position."""
    words = "|".join(re.escape(word) for _, known in _SYSTEM_WORDS for word in known)
    return re.sub(words, " ", text, flags=re.IGNORECASE)


def _texts(row: Sequence[Cell]) -> list[str]:
    return [cell_text(cell) for cell in row]


def _padded(row: Sequence[str], width: int) -> list[str]:
    return [*row, *[""] * (width - len(row))]


def _plain(text: str) -> str:
    """Bring headings to one spelling: no brackets with units, no signs, lower case."""
    without = re.sub(r"[（(\[【].*?[)）\]】]", "", text)
    return re.sub(r"[\W_]+", "", (without or text).lower())


def _bare(text: str) -> str:
    """Bring a heading to one spelling, without the system that it names: lng_gcj02 is lng."""
    return _plain(without_system(text)) or _plain(text)
