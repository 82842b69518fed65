"""The words of a town: those of the categories that it has, and what it lists none of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from bot.normal_form import spellings
from bot.understanding.lexicon.lexicon import (
    KINDS,
    LIKELY,
    Lexicon,
    Word,
    category_names,
    read_own_tables,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from geo.facility import Category

    Tables = Mapping[str, Mapping[str, Any]]

UNLISTED = "unlisted"
"""What a word stands for that names a service of which the town has no list."""

_FURTHER = "further_category"


class ListedWords(NamedTuple):
    """The words of a town, and its categories.

    Attributes:
        lexicon: every word; a dataset's own go before the program's.
        either: the words that may mean one of several categories, by key, of these at least two.
        listed: the keys of the categories of the town.
    """

    lexicon: Lexicon
    either: Mapping[str, Mapping[str, Any]]
    listed: frozenset[str]


def listed_words(folder: Path, tables: Tables, categories: Iterable[Category]) -> ListedWords:
    """Put the words of a town together; without `categories` it has all that have words."""
    common, further, town = tables["category"], tables[_FURTHER], tuple(categories)
    listed = frozenset(one.key for one in town) or frozenset(common)
    either = {key: _listed_choices(table, listed) for key, table in tables["either"].items()}
    named = category_names(town, {*common, *further})
    special = words_of({"category": {key: further[key] for key in further if key in listed}}, KINDS)
    own = [
        word._replace(text=spelling)
        for word in words_of(read_own_tables(folder), KINDS)
        for spelling in spellings(word.text)
    ]
    every = (*named, *own, *special, *words_of(tables, KINDS))
    words = (_as_listed(word, listed, either) for word in every)
    return ListedWords(
        Lexicon.of(words),
        {key: table for key, table in either.items() if len(table["categories"]) > 1},
        listed,
    )


def spoken_tables(tables: Tables) -> Iterator[Word]:
    """Give every word of every category, whichever a town has."""
    yield from words_of({"category": tables[_FURTHER]}, KINDS)
    yield from words_of(tables, KINDS)


def _listed_choices(table: Mapping[str, Any], listed: frozenset[str]) -> dict[str, Any]:
    return {**table, "categories": [key for key in table["categories"] if key in listed]}


def _as_listed(word: Word, listed: frozenset[str], either: Tables) -> Word:
    """Let a word stand for what the town has: one category of two, or a service not listed."""
    if word.kind == "category" and word.key not in listed:
        return Word(word.text, "outside", UNLISTED, LIKELY)
    if word.kind != "either" or len(either[word.key]["categories"]) > 1:
        return word
    only = next(iter(either[word.key]["categories"]), None)
    if only is None:
        return Word(word.text, "outside", UNLISTED, LIKELY)
    return Word(word.text, "category", only, LIKELY)
