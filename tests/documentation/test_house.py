"""The house stays one to find one's way in: small modules, few to a room, one name each."""

from __future__ import annotations

import ast
from collections import Counter

import pytest

from tests.conftest import ROOT

MOST_LINES = 400
MOST_MODULES = 16
ROOMS = ("bot", "geo", "maps", "tests", "bench", "release")
MODULES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
PRODUCT = [one for one in MODULES if one.relative_to(ROOT).parts[0] in {"bot", "geo", "maps"}]
# A command has the name of what it calls.
SHARED = {"audit"}


def test_no_module_is_long() -> None:
    """A module is read in one sitting."""
    lines = {path: len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert [path.name for path, count in lines.items() if count > MOST_LINES] == []


@pytest.mark.parametrize("room", ROOMS)
def test_no_room_is_full(room: str) -> None:
    """What is in a folder is seen at a glance."""
    counts = Counter(path.parent for path in MODULES if path.stem != "__init__")
    full = [folder for folder, count in counts.items() if count > MOST_MODULES]
    assert [str(one) for one in full if one.is_relative_to(ROOT / room)] == []


def test_no_two_modules_share_a_name() -> None:
    """Whoever greps for a module of the product finds the one."""
    counts = Counter(one.stem for one in PRODUCT if one.stem not in {"__init__", *SHARED})
    assert [name for name, count in counts.items() if count > 1] == []


def test_no_two_public_classes_share_a_name() -> None:
    """A name means one thing, so an import of it needs no second look."""
    bodies = (ast.parse(one.read_text("utf-8")).body for one in PRODUCT)
    classes = (one.name for body in bodies for one in body if isinstance(one, ast.ClassDef))
    counts = Counter(name for name in classes if not name.startswith("_"))
    assert [name for name, count in counts.items() if count > 1] == []
