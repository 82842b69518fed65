"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

import pytest

import bot
from bot.lazy_regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_a_lazy_pattern_finds_what_a_compiled_one_finds() -> None:
    """Before and after its first use."""
    lazy, compiled = regex("(?P<word>b+)", re.IGNORECASE), re.compile("(?P<word>b+)", re.IGNORECASE)
    for _ in range(2):
        found = lazy.search("aBBa")
        assert found is not None
        assert found["word"] == "BB"
        assert lazy.sub("-", "aBBa") == compiled.sub("-", "aBBa")
        assert lazy.groups == compiled.groups
        assert lazy.fullmatch("a") is None
    assert lazy.pattern == compiled.pattern


def test_a_fault_in_a_pattern_is_told_at_its_first_use() -> None:
    """Importing its module tells nothing."""
    faulty = regex("(")
    with pytest.raises(re.error):
        faulty.search("a")


def test_every_pattern_of_the_program_compiles() -> None:
    """So that none fails in front of a resident."""
    tables = [vars(importlib.import_module(name)) for name in _modules()]
    patterns = [one for table in tables for one in _patterns(table)]
    assert len(patterns) > 100
    for one in patterns:
        assert one.groups >= 0


def _modules() -> Iterator[str]:
    for found in pkgutil.walk_packages(bot.__path__, "bot."):
        if "lazy_regex" not in found.name and not found.name.endswith("__main__"):
            yield found.name


def _patterns(value: object) -> Iterator[re.Pattern[str]]:
    """Every lazy pattern in the tables of a module."""
    if type(value) is type(regex("")):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _patterns(part)
    elif isinstance(value, Collection) and not isinstance(value, (str, bytes)):
        for part in value:
            yield from _patterns(part)
