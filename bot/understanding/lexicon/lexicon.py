"""The words Yike knows, and where they stand in a sentence."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.lazy_regex import regex

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from geo.facility import Category

    _ByHead = Mapping[str, tuple[tuple[str, "Word"], ...]]

SURE = 1.0
SPOILS = 0.8
LIKELY = 0.6
VAGUE = 0.3

_WEIGHTS = {
    "words": SURE,
    "sure": SURE,
    "likely": LIKELY,
    "always": SURE,
    "spoils": SPOILS,
    "unless": LIKELY,
    "vague": VAGUE,
}
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_PLURAL = regex(r"(?:'?s|(?<=[sxh])es)?(?![a-z0-9])")
# "办…卡" is also "办一张老人卡": a few characters may stand between, but no pause, no question.
GAP = "…"
# Where one spelling stands in two files, the earlier kind has it.
KINDS = (
    "category",
    "either",
    "outside",
    "talk",
    "complaint",
    "intent",
    "pace",
    "advice",
    "cue",
    "filler",
)
SOUNDS = "sounds.toml"
WORDS = Path(__file__).parents[1] / "words"
"""The folder of the program's own words."""

_BETWEEN = "[^,·哪吗不没a-z]{0,4}?"


class Word(NamedTuple):
    """A word and what it stands for: kind "category" and key "canteen", kind "cue" and "near"."""

    text: str
    kind: str
    key: str
    weight: float


class WordSpan(NamedTuple):
    """A word found at `text[start:end]`."""

    start: int
    end: int
    word: Word


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every word by its first two characters, or its only one, with what stands before a "…".

    `gapped` are the words with a gap alone: the others begin nowhere inside a Latin word.
    """

    words: tuple[Word, ...]
    by_head: _ByHead = field(repr=False)
    gapped: _ByHead = field(repr=False)
    texts: frozenset[str] = field(repr=False)

    @classmethod
    def of(cls, words: Iterable[Word]) -> Lexicon:
        """Index the words; of two with one spelling the first stays."""
        unique: dict[str, Word] = {}
        for word in words:
            unique.setdefault(word.text, word)
        words = tuple(unique.values())
        gapped = (word for word in words if GAP in word.text)
        return cls(words, _by_head(words), _by_head(gapped), frozenset(unique))

    def scan(self, text: str) -> list[WordSpan]:
        """Cut the text into known words so that long words win: the best sum of squared lengths."""
        best: list[tuple[int, WordSpan | None]] = [(0, None)] * (len(text) + 1)
        for start in range(len(text) - 1, -1, -1):
            best[start] = (best[start + 1][0], None)
            for span in self._starting(text, start):
                gain = _size(span) ** 2 + best[span.end][0]
                if gain > best[start][0]:
                    best[start] = (gain, span)
        return list(_chain(best))

    def _starting(self, text: str, start: int) -> Iterator[WordSpan]:
        inside = start > 0 and text[start] in _LATIN and text[start - 1] in _LATIN
        by_head = self.gapped if inside else self.by_head
        for head in (text[start : start + 2], text[start]):
            for opening, word in by_head.get(head, ()):
                if not text.startswith(opening, start):
                    continue
                ends = _gapped_end if len(opening) < len(word.text) else _word_end
                end = ends(text, start, word.text)
                if end:
                    yield WordSpan(start, end, word)


def _by_head(words: Iterable[Word]) -> _ByHead:
    heads: dict[str, list[tuple[str, Word]]] = defaultdict(list)
    for word in words:
        heads[word.text[:2].rstrip(GAP)].append((word.text.partition(GAP)[0], word))
    return {head: tuple(group) for head, group in heads.items()}


def _gapped_end(text: str, start: int, word: str) -> int:
    """Where a word with a gap ends; 0: it is none."""
    last = word.rpartition(GAP)[2]
    found = _gapped(word).match(text, start) if last in text else None
    return found.end() if found else 0


@cache
def _gapped(word: str) -> re.Pattern[str]:
    return re.compile(_BETWEEN.join(map(re.escape, word.split(GAP))))


def _size(span: WordSpan) -> int:
    """How many characters a word explains; what stands in its gap is not among them."""
    return len(span.word.text) - 1 if GAP in span.word.text else span.end - span.start


def _chain(best: list[tuple[int, WordSpan | None]]) -> Iterator[WordSpan]:
    position = 0
    while position < len(best):
        span = best[position][1]
        if span:
            yield span
        position = span.end if span else position + 1


def _word_end(text: str, start: int, word: str) -> int:
    """Where the word ends; a Latin word ends there and may have a plural s. 0: it is none."""
    end = start + len(word)
    if word[-1] not in _LATIN:
        return end
    plural = _PLURAL.match(text, end)
    return plural.end() if plural else 0


def read_tables(folder: Path | None = None) -> dict[str, dict[str, Any]]:
    """Read every word file: {"category": {"canteen": {"sure": […], …}, …}, …}.

    The program's own words come first; those of a dataset's folder, if it has one, are added to
    the list of the same name. The table of sounds is left to those who need it: few sentences do.
    """
    tables = {kind: dict(groups) for kind, groups in _own_tables().items()}
    for kind, groups in (_read(folder) if folder else {}).items():
        known = tables.setdefault(kind, {})
        for key, group in groups.items():
            known[key] = _added(known.get(key), group)
    return tables


@cache
def _own_tables() -> Mapping[str, Mapping[str, Any]]:
    """Read the program's own words; once, for that takes longer than all else of opening them."""
    return _read(WORDS)


def read_own_tables(folder: Path) -> dict[str, dict[str, Any]]:
    """Read the word files of a dataset alone; none where it has no such folder."""
    return _read(folder)


def _read(folder: Path) -> dict[str, dict[str, Any]]:
    return {
        file.stem: tomllib.loads(file.read_text(encoding="utf-8"))
        for file in sorted(folder.glob("*.toml"))
        if file.name != SOUNDS
    }


def _added(known: Any, more: Any) -> Any:  # noqa: ANN401 - lists, tables or texts of TOML
    """Put a dataset's words behind the program's; what is no list or table is replaced."""
    if isinstance(known, dict) and isinstance(more, dict):
        return known | {name: _added(known.get(name), value) for name, value in more.items()}
    if isinstance(known, list) and isinstance(more, list):
        return [*known, *more]
    return more


def category_names(categories: Iterable[Category], known: Collection[str]) -> Iterator[Word]:
    """Give the names of the categories that have no words of their own."""
    for one in categories:
        if one.key not in known:
            for text in dict.fromkeys((one.name.zh.lower(), one.name.en.lower())):
                yield Word(text, "category", one.key, SURE)


def words_of(tables: Mapping[str, Mapping[str, Any]], kinds: Iterable[str]) -> Iterator[Word]:
    """Every word of the given kinds, in the order of the kinds and of their files."""
    for kind in kinds:
        for key, table in tables.get(kind, {}).items():
            for name, weight in _WEIGHTS.items():
                for text in table.get(name, ()):
                    yield Word(text, kind, key, weight)
