"""How the lines of the last list may be called: by any part of a name, by an address, by ear."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Self

from bot.lazy_regex import regex
from bot.normal_form import normalise
from bot.understanding.text.sounds import sounds_alike

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from geo.facility import Facility

LEAST = 2
"""Characters of a name that tell it."""

_LEAST_INSIDE = 3
_ENDING = regex("(?:路|街|新村|[一二三四五六]村|村|小区|居委会?|居民区|站)$")
# Words that any such place may have in its name.
_OF_KIND = frozenset(
    {
        *("community", "centre", "center", "station", "meal", "point", "elderly"),
        *("health", "service", "services", "road", "street", "room", "home"),
        *("house", "nursing", "care", "area", "shared", "school", "sports"),
        *("ground", "path", "fitness", "doorstep", "public", "window", "waste"),
        *("metro", "the", "for", "of", "day", "water", "ring"),
        *("section", "good", "life"),
    }
)


@dataclass(frozen=True, slots=True)
class ListedNames:
    """The names of the lines, normalised, in their order; `heads` are they without the town's.

    `english` are the words of each name, `places` what stands in each name and address.
    """

    names: tuple[str, ...]
    heads: tuple[str, ...]
    english: tuple[tuple[str, ...], ...]
    places: tuple[str, ...]

    @classmethod
    def of(cls, listed: Sequence[Facility], towns: Iterable[str]) -> Self:
        """Collect the names of the lines; `towns` are names that the town itself has."""
        town = "|".join(re.escape(name.removesuffix("街道")) for name in towns)
        area = re.compile(f"^(?:{town or '(?!)'}|社区|上海)+")
        names = tuple(normalise(one.name.zh) for one in listed)
        return cls(
            names,
            tuple(area.sub("", name) for name in names),
            tuple(tuple(normalise(one.name.en).split()) for one in listed),
            tuple(normalise(f"{one.name.zh},{one.address}") for one in listed),
        )

    def called(self, words: str) -> tuple[int, ...]:
        """Give the lines, from 1, whose name or address holds some words."""
        return _those(self.places, lambda text: words in text)

    def shortened(self, words: str) -> tuple[int, ...]:
        """Give the lines whose name some words shorten: "卫生中心" for "卫生服务中心"."""
        in_order = re.compile(".*".join(map(re.escape, words)))
        return _those(self.names, lambda name: in_order.search(name) is not None)

    def alike(self, words: str) -> tuple[int, ...]:
        """Give the lines that begin, or sound, like some words, or like "南泉" of "南泉路"."""
        stems = [stem for stem in (words, _ENDING.sub("", words)) if len(stem) >= LEAST]
        found = [_those(self.heads, partial(_begins, stem)) for stem in stems]
        found += [_those(self.heads, partial(_sounds_like, stem)) for stem in stems]
        return next(filter(None, found), ())

    def begins(self, line: int, words: str) -> bool:
        """Whether the name of a line begins with some words."""
        return self.names[line - 1].startswith(words)

    def english_called(self, word: str) -> tuple[int, ...]:
        """Give the lines in whose English names a word stands that not every such place has."""
        if word in _OF_KIND:
            return ()
        return tuple(line for line, name in enumerate(self.english, 1) if word in name)

    def ways(self, line: int) -> Iterator[str]:
        """Give the words that call a line, longest first: "金浦", "护理站"; none calls another."""
        name, head = self.names[line - 1], self.heads[line - 1]
        begins = {head[:size] for size in range(LEAST, len(head) + 1)}
        inside = {
            name[start:end]
            for start in range(len(name))
            for end in range(start + _LEAST_INSIDE, len(name) + 1)
        }
        parts = sorted(begins | inside, key=len, reverse=True)
        return (words for words in parts if self.called(words) == (line,))


def _begins(words: str, name: str) -> bool:
    return name.startswith(words)


def _sounds_like(words: str, name: str) -> bool:
    return sounds_alike(words, name[: len(words)])


def _those(texts: tuple[str, ...], fits: Callable[[str], bool]) -> tuple[int, ...]:
    return tuple(line for line, text in enumerate(texts, 1) if fits(text))
