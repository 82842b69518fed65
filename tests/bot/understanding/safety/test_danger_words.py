"""The words of danger are well formed: what nothing can find would silently be missed."""

from __future__ import annotations

import re
from itertools import chain
from typing import Any

import pytest

from bot.normal_form import normalise
from bot.understanding.lexicon.lexicon import read_tables
from bot.understanding.safety.danger import Danger
from bot.understanding.safety.reading import CARE, HASTE, HELP
from tests.support.tangqiao import TANGQIAO

TABLES = read_tables(TANGQIAO.folder / "words")
SITUATIONS: dict[str, dict[str, Any]] = {
    name: table for name, table in TABLES["situation"].items() if name != "classes"
}
CLASSES: dict[str, list[str]] = TABLES["danger"]["classes"] | TABLES["situation"]["classes"]
ASSERTION: dict[str, dict[str, Any]] = TABLES["assertion"]
LINES: list[str] = [
    line
    for name, table in (TABLES["danger"] | TABLES["situation"]).items()
    if name != "classes"
    for key, listed in table.items()
    if key not in {"topics", "yields"}
    for line in listed
]
NUMBERS = {"ambulance", "police", "firemen", "foreign"}
KNOWN = {*CLASSES, *ASSERTION, *NUMBERS}


def parts(line: str) -> list[str]:
    """The classes and words of a line."""
    return list(chain.from_iterable(part.split("/") for part in re.split(" [+>&~] ", line)))


def test_a_class_of_a_line_exists() -> None:
    """A class that is misspelt would never be found."""
    used = {name for line in LINES for part in parts(line) for name in re.findall("<(.+)>", part)}
    assert used <= KNOWN
    ends = {
        name
        for cue in ASSERTION.values()
        for key in ("ends", "unless")
        for name in cue.get(key, ())
    }
    assert ends <= KNOWN
    assert CLASSES.keys() <= used | ends | {HASTE, HELP}


def test_a_class_stands_once() -> None:
    """Cues and signs share one space of names, and a class lists a word once."""
    assert CLASSES.keys().isdisjoint(ASSERTION)
    for words in (*CLASSES.values(), *(cue["words"] for cue in ASSERTION.values())):
        assert len(words) == len(set(words))


def test_a_situation_names_its_kinds_of_danger() -> None:
    """The first is its own: whom to call comes of it."""
    for name, table in SITUATIONS.items():
        assert table["topics"], name
        assert set(table["topics"]) <= set(Danger), name


def test_a_cue_says_what_it_silences() -> None:
    """A cue that silences has a reach, and silences kinds that are known."""
    for name, cue in ASSERTION.items():
        if "silences" in cue:
            assert set(cue["silences"]) <= {*Danger, CARE, *SITUATIONS}, name
            assert "after" in cue or "before" in cue, name


@pytest.mark.parametrize("source", ["classes", "assertion", "lines"])
def test_a_word_is_written_as_sentences_are_read(source: str) -> None:
    """A word that normalising or dialect would change could never be found."""
    words = {
        "classes": chain.from_iterable(CLASSES.values()),
        "assertion": chain.from_iterable(cue["words"] for cue in ASSERTION.values()),
        "lines": (part for line in LINES for part in parts(line) if not part.startswith("<")),
    }[source]
    rewrites = {old: new for table in TABLES["rewrite"].values() for old, new in table.items()}
    longest_first = sorted(rewrites, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest_first)))
    inner = [word.strip(",") for word in words]
    plain = [pattern.sub(lambda found: rewrites[found[0]], normalise(word)) for word in inner]
    assert [old for old, new in zip(inner, plain, strict=True) if old != new] == []
