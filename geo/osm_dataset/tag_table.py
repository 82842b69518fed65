"""The table of tags (`categories.toml`) → which category a thing of the map belongs to."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from geo.errors import ExtractError
from geo.facility import BilingualText, Category

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_ENTRIES = 'a list of tables such as {amenity = "clinic"}'


@dataclass(frozen=True, slots=True)
class Tagging:
    """One entry: every key must have one of its values."""

    values: Mapping[str, frozenset[str]]

    def fits(self, tags: Mapping[str, str]) -> bool:
        """Say whether a thing has these tags; of a list like "bench;shelter" any may fit."""
        return all(
            not wanted.isdisjoint(
                {tags.get(key, ""), *map(str.strip, tags.get(key, "").split(";"))}
            )
            for key, wanted in self.values.items()
        )


class Thing(NamedTuple):
    """What a thing with some tags is called where it has no name."""

    name: BilingualText
    tagging: Tagging


@dataclass(frozen=True)
class TagTable:
    """The categories in order, each with the entries of its tags, and names of things."""

    categories: Mapping[str, Category]
    entries: Mapping[str, tuple[Tagging, ...]]
    things: Mapping[str, tuple[Thing, ...]]

    @classmethod
    def read(cls, own: Path | None = None) -> TagTable:
        """Read the common table, and a town's own over it.

        Raises:
            ExtractError: the town's own cannot be read or has faults; the message names one.
        """
        tables = tomllib.loads((files("geo.osm_dataset") / "categories.toml").read_text("utf-8"))
        rows: dict[str, Any] = tables["categories"]
        if own is not None:
            rows = rows | _own_rows(own)
        try:
            entries = {key: tuple(_entries(row)) for key, row in rows.items()}
            kept = {key: _category(key, rows[key]) for key in rows if entries[key]}
            things = {key: tuple(_things(rows[key])) for key in kept}
        except (KeyError, TypeError, AttributeError) as error:
            raise ExtractError(
                f"{own}: a category needs name, name_en and tags, {_ENTRIES} ({error})"
            ) from error
        return cls(kept, entries, things)

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every key of a tag that matters."""
        return frozenset(
            key for entries in self.entries.values() for one in entries for key in one.values
        )

    def called(self, key: str, tags: Mapping[str, str]) -> BilingualText:
        """Say what a thing of a category is, for one that has no name."""
        fitting = (one.name for one in self.things[key] if one.tagging.fits(tags))
        return next(fitting, self.categories[key].name)

    def category_of(self, tags: Mapping[str, str]) -> str:
        """Give the key of the first category that a thing belongs to; empty when it is none."""
        if self.keys.isdisjoint(tags):
            return ""
        return next(
            (
                key
                for key, entries in self.entries.items()
                if any(one.fits(tags) for one in entries)
            ),
            "",
        )


def _own_rows(own: Path) -> dict[str, Any]:
    try:
        rows = tomllib.loads(own.read_text("utf-8-sig"))["categories"]
    except KeyError:
        raise ExtractError(f"{own} has no table [categories.KEY]: write one") from None
    except (OSError, ValueError) as error:
        raise ExtractError(f"{own} cannot be read as TOML: {error}") from error
    if not isinstance(rows, dict):
        raise ExtractError(f"{own}: write tables [categories.KEY]")
    return rows


def _entries(row: Mapping[str, Any]) -> Iterator[Tagging]:
    return map(_tagging, row["tags"])


def _things(row: Mapping[str, Any]) -> Iterator[Thing]:
    for one in row.get("things", ()):
        yield Thing(BilingualText(one["name"], one["name_en"]), _tagging(one["tags"]))


def _tagging(entry: Mapping[str, Any]) -> Tagging:
    return Tagging(
        {
            key: frozenset([value] if isinstance(value, str) else value)
            for key, value in entry.items()
        }
    )


def _category(key: str, row: Mapping[str, str]) -> Category:
    name = BilingualText(row["name"], row["name_en"])
    plain = BilingualText(row.get("plain", name.zh), row.get("plain_en", name.en))
    return Category(key, name, plain)
