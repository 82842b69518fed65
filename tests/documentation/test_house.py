"""The house stays one to find one's way in: small modules, few to a room, one name each."""

from __future__ import annotations

import ast
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

MOST_LINES = 400
MOST_MODULES = 16
ROOMS = ("bot", "geo", "maps", "tests", "bench", "release")
MODULES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
PRODUCT = [one for one in MODULES if one.relative_to(ROOT).parts[0] in {"bot", "geo", "maps"}]
# A command has the name of what it calls.
SHARED = {"audit"}
# What the conversation may match: opening hours of the dataset, and the numbers that it gave out.
MATCHING = ("composing", "records.py")
CONVERSATION = [
    one
    for one in sorted((ROOT / "bot" / "conversation").rglob("*.py"))
    if one.relative_to(ROOT / "bot" / "conversation").parts[0] not in MATCHING
]
CHINESE = re.compile("[㐀-鿿]")


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


def _words_of_residents(path: Path) -> list[str]:
    """What a module matches words with: `re`, and Chinese outside of its docstrings."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    alone = {id(one.value) for one in nodes if isinstance(one, ast.Expr)}
    imported = [one.names for one in nodes if isinstance(one, ast.Import)]
    texts = [one for one in nodes if isinstance(one, ast.Constant) and id(one) not in alone]
    said = [one.value for one in texts if isinstance(one.value, str) and CHINESE.search(one.value)]
    return [name.name for names in imported for name in names if name.name == "re"] + said


def test_the_conversation_reads_no_words() -> None:
    """What a turn says is read in `bot/understanding`; who looks for it looks in one place."""
    read = {path.name: _words_of_residents(path) for path in CONVERSATION}
    assert {name: words for name, words in read.items() if words} == {}
