"""A kept file that is damaged anywhere is made again, and never believed."""

from __future__ import annotations

import logging
import random
from typing import TYPE_CHECKING

import numpy as np
import pytest

from geo.compute import array_file, checked_file
from geo.errors import DamagedFileError

if TYPE_CHECKING:
    from pathlib import Path

    from geo.compute.array_file import Layout

LAYOUT: Layout = {"one": (np.int32, ("rows",)), "two": (np.float64, ("rows", 2))}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A whole file."""
    rows = np.arange(30, dtype=np.int32)
    named = {"one": rows, "two": np.outer(rows, (0.5, 1.5))}
    array_file.save(tmp_path / "kept", "things", 1, {"most": 7}, named)
    return tmp_path / "kept"


def test_what_is_whole_comes_back(path: Path) -> None:
    """Head and arrays are as they were; what is written to them stays out of the file."""
    head, named = array_file.load(path, "things", 1, LAYOUT)
    assert head == {"most": 7}
    assert named["one"].tolist() == list(range(30))
    assert named["two"][29].tolist() == [14.5, 43.5]
    named["one"][:] = 0
    assert array_file.load(path, "things", 1, LAYOUT)[1]["one"][29] == 29


def test_any_damage_is_seen(path: Path) -> None:
    """One wrong bit, a page of zeros, a missing end, bytes too many: wherever they are."""
    whole, chance = path.read_bytes(), random.Random(3)  # noqa: S311 - repeatable chance
    for _ in range(400):
        content, at = bytearray(whole), chance.randrange(len(whole))
        match chance.randrange(4):
            case 0:
                content[at] ^= 1 << chance.randrange(8)
            case 1:
                content[at:] = bytes(len(whole) - at)
            case 2:
                del content[at:]
            case _:
                content[at:at] = chance.randbytes(9)
        if content == whole:
            continue
        path.write_bytes(content)
        with pytest.raises(DamagedFileError):
            array_file.load(path, "things", 1, LAYOUT)


@pytest.mark.parametrize(
    "layout",
    [
        {"one": (np.int64, ("rows",))},
        {"one": (np.int32, (29,))},
        {"one": (np.int32, ("rows", 1))},
        {"one": (np.int32, ("rows",)), "two": (np.float64, (30, "rows"))},
        {"three": (np.int32, ("rows",))},
    ],
)
def test_arrays_are_what_they_have_to_be(path: Path, layout: Layout) -> None:
    """Another type or shape than is asked for is damage, whatever the checksum says."""
    with pytest.raises(DamagedFileError):
        array_file.load(path, "things", 1, layout)


@pytest.mark.parametrize(
    "table",
    [
        {"one": {"dtype": "<i4", "shape": [1 << 62], "offset": 0}},
        {"one": {"dtype": "<i4", "shape": [-1], "offset": 0}},
        {"one": {"dtype": "<i4", "shape": [1.5], "offset": 0}},
        {"one": {"dtype": "|O", "shape": [1], "offset": 0}},
        {"one": {"dtype": "<i4", "shape": [1], "offset": -64}},
        {"one": {"dtype": "<i4", "shape": [1], "offset": 64}},
        {"one": {"dtype": "<i4", "shape": [1], "offset": 1}},
        {"one": None},
        [],
    ],
)
def test_a_header_cannot_point_outside(path: Path, table: object) -> None:
    """A header that was written to deceive reads nothing beyond its own bytes."""
    checked_file.write(path, "things", 1, {"head": {}, "arrays": table}, [bytes(64)])
    with pytest.raises(DamagedFileError):
        array_file.load(path, "things", 1, {"one": (np.int32, ("rows",))})


def test_another_version_is_not_read(path: Path) -> None:
    """A file of another kind or version is none."""
    for kind, version in (("things", 2), ("others", 1)):
        with pytest.raises(DamagedFileError, match="another version"):
            checked_file.read(path, kind, version)


def test_what_is_damaged_is_made_again_with_one_line(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Missing: made in silence. Damaged: made with a line. Whole: read. No disk: made, a line."""

    def read(path: Path) -> bytes:
        return bytes(checked_file.read(path, "text", 1)[1])

    def keep(path: Path, text: bytes) -> None:
        checked_file.write(path, "text", 1, {}, [text])

    def told(path: Path, text: bytes) -> tuple[bytes, int]:
        caplog.clear()
        found = checked_file.kept(path, read, lambda: text, keep)
        assert all(record.levelno == logging.WARNING for record in caplog.records)
        return found, len(caplog.records)

    other = path.with_name("other")
    assert told(other, b"made") == (b"made", 0)
    assert told(other, b"again") == (b"made", 0)
    other.write_bytes(other.read_bytes()[:-1] + b"?")
    assert told(other, b"again") == (b"again", 1)
    assert told(other, b"never") == (b"again", 0)
    assert told(other / "in a file", b"made") == (b"made", 1)
