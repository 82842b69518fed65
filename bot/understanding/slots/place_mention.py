"""The place a sentence names: one of the dataset, or a name that is not in it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.understanding.patterns import any_of
from bot.understanding.text.numbers import minutes_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.understanding.lexicon import Lexicon, Span
    from geo.dataset.gazetteer import Gazetteer, Mention, Place

_AND = re.compile(r",?\s?(?:和|与|跟|/|&|and|at|路口|×)?\s?,?")
_CORNER = re.compile(r"(?:路)?的?(?:交叉路?口|交叉口|交界处?|交汇处?|十字路口|转角|拐角|路口|口)")
_HOUSE = re.compile(r"(?:上的?)?\d+(?:弄|号|支弄)(?:\d+(?:号楼|号|室|幢))*")
_DENIED = re.compile(r"(?:不在|不是|没在|离开了?|不要|isn't|not at|not in)\s?$")
_START = re.compile(
    r"(?:从|我在|住在?|家在|家住|在|离|到了?|换成|改成|from|at|in|live near|near|by|to)\s?$"
)
_ENGLISH_NAME = re.compile(
    r"(?:\b(?:near|in|at|around|from|by|beside|close to|next to|to)\s+(?:the\s+)?)"
    r"((?:[A-Z][\w'’]+)(?:\s+(?:of\s+|the\s+)*[A-Z][\w'’]+)*)",
)
_WORDLESS = frozenset({"filler", "cue", "pace", "outside", "either"})
_SHOPS = frozenset({"shops", "restaurants", "money"})

Pair = tuple[int, int]


class Spot(NamedTuple):
    """A place found: its id or, outside the dataset, its name; and the words that name it.

    `committee` is true when the neighbourhood's committee itself is named ("贵龙居委会").
    """

    place: str | None = None
    text: str | None = None
    spans: tuple[Pair, ...] = ()
    committee: bool = False


@dataclass(frozen=True, slots=True)
class Spotter:
    """Finds places; the clues are the tables of `place.toml`."""

    places: Gazetteer
    lexicon: Lexicon
    partial: Mapping[str, Place]
    other_names: Mapping[str, re.Pattern[str]]
    committee: re.Pattern[str]
    never: re.Pattern[str]
    elsewhere: re.Pattern[str]
    said_place: re.Pattern[str]
    said_name: re.Pattern[str]

    @classmethod
    def of(
        cls, places: Gazetteer, lexicon: Lexicon, clues: Mapping[str, Mapping[str, Any]]
    ) -> Spotter:
        """Prepare the clues and the short English names ("Renji Hospital")."""
        after, loosely, before, ending, committee, never = (
            "|".join(map(re.escape, sorted(clues[key]["words"], key=len, reverse=True)))
            for key in ("after", "after_loosely", "before", "ending", "committee", "never")
        )
        name = r"(?P<name>[㐀-鿿\d]{2,10}?)"
        other = clues["not_followed_by"]
        return cls(
            places,
            lexicon,
            dict(sorted(_short_names(places), key=lambda pair: -len(pair[0]))),
            {
                short: re.compile("|".join(map(re.escape, longer)))
                for short, longer in other.items()
            },
            re.compile(committee),
            re.compile(never),
            any_of(clues["elsewhere"]["words"]),
            re.compile(
                rf"(?:{after})了?{name}(?=的?(?:{before})|了?,|了?$)|(?:{loosely})(?P<loose>[㐀-鿿]{{2,10}}?)(?=的?(?:{before}))"
            ),
            re.compile(rf"(?P<name>[㐀-鿿]{{2,8}}(?:{ending})\d*号?弄?)(?=的?(?:{before}))"),
        )

    def spot(self, text: str, written: str) -> Spot:
        """Find the place in a normalised sentence; `written` is it with its capitals."""
        mentions = [m for m in self.places.mentions(text) if self._is_meant(m, text)]
        if mentions:
            return self._known(mentions, text)
        return self._partly_named(text) or self._unknown(text, written) or self._elsewhere(text)

    def _is_meant(self, mention: Mention, text: str) -> bool:
        longer = self.other_names.get(text[mention.start : mention.end])
        return not (longer and longer.match(text, mention.end))

    def _known(self, mentions: list[Mention], text: str) -> Spot:
        junction = self._junction(mentions, text)
        if junction:
            return junction
        spans = tuple(self._whole(m, text) for m in mentions)
        best = max(mentions, key=lambda m: (_claim(m, text), -m.start))
        committee = self.committee.match(text, best.end) or text[: best.end].endswith("居委会")
        place = best.places[0]
        if committee:
            place = next((p for p in best.places if p.kind == "committee"), place)
        return Spot(place.id, None, spans, committee=bool(committee) and place.kind == "committee")

    def _whole(self, mention: Mention, text: str) -> Pair:
        """The name with the house number, "口" or "居委会" that follows it."""
        for pattern in (_HOUSE, self.committee, _CORNER):
            more = pattern.match(text, mention.end)
            if more:
                return mention.start, more.end()
        return mention.start, mention.end

    def _junction(self, mentions: list[Mention], text: str) -> Spot | None:
        """Two streets named side by side meet somewhere: "浦建路和东方路"."""
        for one, other in pairwise(mentions):
            if not _AND.fullmatch(text, one.end, other.start):
                continue
            streets = [_street(m) for m in (one, other)]
            if streets[0] and streets[1] and streets[0] != streets[1]:
                crossing = self.places.crossing(streets[0], streets[1])
                span = (one.start, self._whole(other, text)[1])
                if crossing:
                    return Spot(crossing.id, None, (span,))
                return Spot(None, text[slice(*span)], (span,))
        return None

    def _partly_named(self, text: str) -> Spot | None:
        for name, place in self.partial.items():
            start = text.find(name)
            whole = not text[max(0, start - 1) : start].isalpha()
            if start >= 0 and whole and not text[start + len(name) :][:1].isalpha():
                return Spot(place.id, None, ((start, start + len(name)),))
        return None

    def _unknown(self, text: str, written: str) -> Spot | None:
        """A name after "我在", before "附近", or with a capital after "near"."""
        for pattern in (self.said_place, self.said_name):
            for found in pattern.finditer(text):
                group = "name" if found["name"] else "loose"
                if self._is_name(found[group]):
                    return Spot(None, found[group], (found.span(group),))
        for found in _ENGLISH_NAME.finditer(written):
            name = found[1]
            start = text.find(name.lower())
            if start >= 0 and self._is_name(name.lower()):
                return Spot(None, name, ((start, start + len(name)),))
        return None

    def _elsewhere(self, text: str) -> Spot:
        """A well-known part of the city that is not in the dataset."""
        found = self.elsewhere.search(text)
        return Spot(None, found[0], (found.span(),)) if found else Spot()

    def named_in(self, text: str) -> list[tuple[int, int]]:
        """Where Latin letters name a place, so that nobody reads them as pinyin."""
        spans = [(m.start, m.end) for m in self.places.mentions(text) if text[m.start].isascii()]
        starts = ((text.find(name), len(name)) for name in self.partial if " " in name)
        return sorted([*spans, *((start, start + size) for start, size in starts if start >= 0)])

    def _is_name(self, name: str) -> bool:
        """A name holds no word that asks for something."""
        if self.never.match(name):
            return False
        spans = self.lexicon.scan(name)
        if minutes_in(name) or any(_is_shop(span, name) for span in spans):
            return False
        if any(span.word.kind not in _WORDLESS or span.word.key == "where" for span in spans):
            return False
        covered = sum(span.end - span.start for span in spans if span.word.kind != "outside")
        return len(name) - covered >= 1


def _is_shop(span: Span, name: str) -> bool:
    """Whether the whole name is a shop's: "改成超市" tells of no place."""
    return span.word.key in _SHOPS and span.end - span.start == len(name)


def _street(mention: Mention) -> Place | None:
    return next((place for place in mention.places if place.kind == "street"), None)


def _claim(mention: Mention, text: str) -> int:
    """How much a mention looks like where somebody is."""
    before = text[: mention.start]
    if _DENIED.search(before):
        return -1
    vague = all(place.kind == "subdistrict" for place in mention.places[:1])
    return (2 if _START.search(before) else 1) - vague


def _short_names(places: Iterable[Place]) -> Iterator[tuple[str, Place]]:
    """Parts of English names that still say which place is meant, in lower case."""
    openings = Counter(place.name.en.lower().split()[0] for place in places)
    for place in places:
        words = place.name.en.lower().split()
        if place.kind == "committee" and "residents'" in words:
            yield " ".join(words[: words.index("residents'")]), place
        elif place.kind == "metro":
            for kind in ("metro station", "subway station", "metro"):
                yield " ".join([*words[:-1], kind]), place
        elif place.kind in {"hospital", "landmark"} and len(words) > 2:
            yield " ".join(words[:-1]), place
            yield " ".join(words[1:]), place
            if openings[words[0]] == 1:
                yield words[0], place
