"""Names said short or in Latin letters: "南泉" for 南泉路, "Renheng Plaza" for 仁恒广场."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.lexicon.patterns import any_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from geo.dataset.gazetteer import Place

_KINDS = ("street", "committee", "compound")
"""The larger one first: it is meant by a stem that several share."""
_ENDING = regex("(?:新?路|新村|小区|花园|花苑|公寓|广场|大厦|家园|豪庭|[一二三四五六]村|苑)$")
_LATIN_ENDING = regex(
    "(?:xinlu|lu|xincun|xiaoqu|huayuan|gongyu|guangchang|dasha|jiayuan|haoting"
    "|(?:yi|er|san|si|wu|liu)cun|yuan)$"
)
_GENERIC = regex(
    r"(?<![a-z])(?:roads?|plaza|gardens?|communit(?:y|ies)|compound|village|estates?|residences?"
    r"|towers?|mansions?|neighbou?rhood|area|committee|apartments?|the|at|in|near)(?![a-z])"
)
_PARK = regex(r"(?:公园|绿地)$|(?i:\b(?:park|garden|parque|jardim)\b)")
_FEWEST, _FEWEST_LATIN = 2, 4


@dataclass(frozen=True, slots=True)
class Stems:
    """Places by the stems of their names; `said` finds a Chinese one where a place is told.

    `committees` are those of the neighbourhoods alone: "宁阳" of 宁阳路居委会.
    """

    places: Mapping[str, Place]
    committees: Mapping[str, Place]
    said: re.Pattern[str]

    @classmethod
    def of(cls, places: Iterable[Place], has_meaning: Callable[[str], bool]) -> Stems:
        """Collect the stems; one that has another meaning stands for no place."""
        ordered = sorted(
            (place for place in places if place.kind in _KINDS), key=lambda p: _KINDS.index(p.kind)
        )
        found: dict[str, Place] = {}
        for place in ordered:
            for stem in _stems(place):
                found.setdefault(stem, place)
        known = {stem: place for stem, place in found.items() if not has_meaning(stem)}
        committees = {stem: p for p in ordered if p.kind == "committee" for stem in _stems(p)}
        chinese = any_of(stem for stem in known if not stem.isascii()).pattern
        return cls(
            known,
            committees,
            re.compile(
                rf"(?:^|,|[住蹲]|[在勒拉到去离从]|我们?)(?P<name>{chinese})(?=附近|旁边|那边|那里|这边|这里"
                "|一带|周边|周围|边上|[这那搿迭][头片块搭面]|走?到|走去|出发|近|有|居委|,|$)"
            ),
        )

    def find(self, text: str) -> Iterator[tuple[int, int, Place]]:
        """Find the stems of a normalised sentence that tell where something is."""
        for found in self.said.finditer(text):
            yield *found.span("name"), self.places[found["name"]]

    def get(self, name: str) -> Place | None:
        """Give the place that a strange name stands for."""
        if not name.isascii():
            return self.places.get(name)
        key = re.sub("[^a-z]", "", _GENERIC.sub("", name.lower()))
        return self.places.get(key) or self.places.get(_LATIN_ENDING.sub("", key))


def _stems(place: Place) -> Iterator[str]:
    for name in place.names:
        stem = _ENDING.sub("", name)
        if _FEWEST <= len(stem) < len(name) and re.fullmatch("[㐀-鿿]+", stem):
            yield stem
    letters = re.sub("[^a-z]", "", place.id.partition("-")[2])
    for key in (letters, _LATIN_ENDING.sub("", letters)):
        if len(key) >= _FEWEST_LATIN:
            yield key


def is_estate(name: str) -> bool:
    """Whether a name is that of an estate, more than its ending: "塘桥新村"."""
    found = _ENDING.search(name)
    return found is not None and found.start() >= _FEWEST


def is_park(name: str) -> bool:
    """Whether the name of a landmark is that of a park or a public garden."""
    return _PARK.search(name) is not None
