"""The places a sentence names, by the parts they play."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.lazy_regex import regex
from bot.understanding.lexicon.patterns import any_of, masked
from bot.understanding.places.place_claims import (
    NamedPlace,
    ends_of_way,
    in_chains,
    longest,
    own_beside,
    where_she_is,
)
from bot.understanding.places.roles import Role, role_of
from bot.understanding.places.short_names import short_names, stations
from bot.understanding.places.stems import Stems
from bot.understanding.places.unknown_places import UnknownPlaces

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from bot.understanding.lexicon.lexicon import Lexicon
    from geo.dataset.gazetteer import Gazetteer, Mention, Place

_AND = regex(r",?\s?(?:和|与|跟|/|&|and|at|路口|×)?\s?,?")
_CORNER = regex(r"(?:路)?的?那?个?(?:交叉路?口|交叉口|交界处?|交汇处?|十字路口|转角|拐角|路口|口)")
_STATION = regex(
    "的?(?:[那这]个)?(?:(?:地铁|轻轨|轨交)(?:站?出?口|站)?|站(?!点|岗|着|立|起|在|不)|[0-9]{1,2}号线(?:的?(?:站|出?口))?)"
)
_METRO = regex("的?(?:地铁|轻轨|轨交)(?:站?出?口|站)?")
_HOUSE = regex(r"(?:上的?)?\d+(?:弄|号|支弄)(?:\d+(?:号楼|号|室|幢))*")
# A short name that goes on like this is part of the name of another place: "东方|汇景苑".
_GOES_ON = regex(
    r"[㐀-鿿]{0,5}?(?:[一二三四五六七八九十]村|新村|花园|花苑|公寓|家园|大厦|广场|苑|豪庭|海景|名邸)|[㐀-鿿]{1,2}小区"
)
_NO_NAME = regex(
    r"[的了吗呢不没要想吃怎哪这那个第我你他她是就还都很说请再有问找看能会可在到去和跟附近旁边周围]"
)

_LETTER = regex("[a-z]")
_ROAD = regex(r" (?:road|avenue|street)$")

Pair = tuple[int, int]


class PlaceMentions(NamedTuple):
    """The place found: its id or, outside the dataset, its name; and the words that name places.

    `start` and `goal` are both ends of a way where they are named apart. `listed` are the words
    that name one of a list by its place ("蓝高那个"). `committee` is true when the neighbourhood's
    committee itself is named ("贵龙居委会"), `far` when the place lies in another city, or she
    says that she is in one. `kind` is set when any place of a kind will do: "metro" for
    "地铁站附近". `hospital`: she is, or looks around, at one. `own` is where she is herself, where
    somebody else's place is told first. `away` are the words of places in other cities.
    """

    place: str | None = None
    text: str | None = None
    spans: tuple[Pair, ...] = ()
    committee: bool = False
    start: str | None = None
    goal: str | None = None
    listed: str | None = None
    far: bool = False
    kind: str | None = None
    hospital: bool = False
    own: str | None = None
    away: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceFinder:
    """Finds places; the clues are the tables of `place.toml`."""

    places: Gazetteer
    unknown_places: UnknownPlaces
    stems: Stems
    partial: Mapping[str, Place]
    stations: Mapping[str, Place]
    """Stations by what stands before "站" in their names."""
    roads: Mapping[str, Place]
    """Streets by their English names without "Road"."""
    corner: re.Pattern[str]
    """Two such names side by side."""
    other_names: Mapping[str, re.Pattern[str]]
    committee: re.Pattern[str]
    common: frozenset[str]
    """Words that mean something else than a place."""

    @classmethod
    def of(
        cls,
        places: Gazetteer,
        lexicon: Lexicon,
        clues: Mapping[str, Mapping[str, Any]],
        cities: Iterable[str] = (),
    ) -> PlaceFinder:
        """Prepare the clues and the short English names ("Renji Hospital")."""
        unknown_places = UnknownPlaces.of(lexicon, clues, cities)
        roads = {_ROAD.sub("", p.name.en.lower()): p for p in places if p.kind == "street"}
        return cls(
            places,
            unknown_places,
            Stems.of(
                places, lambda stem: stem in lexicon.texts or unknown_places.is_elsewhere(stem)
            ),
            _longest_first(
                (name, place)
                for name, place in short_names(places)
                if not unknown_places.is_elsewhere(name)
                and (name not in lexicon.texts or not _is_by_the_way(name, place))
            ),
            stations(places),
            roads,
            _corner_of(roads),
            {short: any_of(longer) for short, longer in clues["not_followed_by"].items()},
            any_of(clues["committee"]["words"]),
            lexicon.texts,
        )

    def find(self, text: str, written: str, facilities: Iterable[Pair] = ()) -> PlaceMentions:
        """Find the places in a normalised sentence; `written` is it with its capitals.

        A place inside the name of a facility, at one of the spans of `facilities`, is none.
        """
        facilities = tuple(facilities)
        named = [m for m in self.places.mentions(text) if self._is_meant(m, text, facilities)]
        junction = self._junction(named, text) or self._corner(text)
        if junction:
            return self._with_home_beside(junction, text, facilities)
        known = self._known(named, text, facilities)
        found = self._chosen(known, self._unknown(known, text, written), text)
        far = found.far or self.unknown_places.is_from_afar(text)
        kind = "metro" if found.text and self.unknown_places.is_any_station(found.text) else None
        return found._replace(far=far, text=_as_written(found.text, written), kind=kind)

    def _with_home_beside(
        self, junction: PlaceMentions, text: str, facilities: tuple[Pair, ...]
    ) -> PlaceMentions:
        """Tell her home from theirs where one of them is a corner: "我住甲路乙路口,我妈住丙"."""
        span = junction.spans[0]
        role, rest = role_of(text, *span), masked(text, [span])
        named = [m for m in self.places.mentions(rest) if self._is_meant(m, rest, facilities)]
        known = [one for one in self._known(named, rest, facilities) if one.place]
        if not junction.place or role not in {Role.HOME, Role.STAY, Role.OTHERS}:
            return junction
        corner = NamedPlace(*span, role, known[0].place if known else None)
        own = own_beside(known, corner, rest) if role is Role.OTHERS else None
        theirs = next((one for one in known if one.role is Role.OTHERS), None)
        if own:
            return junction._replace(own=_id(own), spans=(span, own[:2]))
        if role is not Role.OTHERS and theirs:
            spans = (span, theirs[:2])
            return PlaceMentions(_id(theirs), None, spans, own=junction.place)
        return junction

    def _known(
        self, named: list[Mention], text: str, facilities: tuple[Pair, ...]
    ) -> list[NamedPlace]:
        """Give places of the town, whole names and parts of them, those with a point first."""
        starts = {mention.start for mention in named}
        known = [self._named(mention, text, starts) for mention in named]
        known = longest(known, self._partly_named(text, facilities))
        is_name = self.unknown_places.is_name
        return [one for one in known if one.place] + [
            one for one in known if not one.place and is_name(text[one.start : one.end])
        ]

    def _unknown(self, known: list[NamedPlace], text: str, written: str) -> list[NamedPlace]:
        """Give places that are none of the town's and overlap none of the known ones."""
        vague = all(one.claim <= Role.LISTED or one.place is None for one in known)
        unknown = [
            NamedPlace(start, end, _part(text, start, end, least), self.stems.get(text[start:end]))
            for start, end, least in self.unknown_places.find(text, written, sure_only=not vague)
            if not any(one.start < end and start < one.end for one in known)
        ]
        heads = {one.start for one in unknown}  # "浦西|打浦桥": the second says where
        return [one for one in unknown if one.end not in heads]

    def _chosen(
        self, known: list[NamedPlace], unknown: list[NamedPlace], text: str
    ) -> PlaceMentions:
        """Give every place its part; the one with the best claim, first named, is hers."""
        every = in_chains(sorted([*known, *unknown]))
        named = [one for one in every if one.claim > Role.LISTED]
        inside = [one for one in named if one.place is not None]
        listed = next((text[o.start : o.end] for o in every if o.role is Role.LISTED), None)
        spans = tuple((one.start, one.end) for one in every)
        if not named:
            return self._vague(every, spans, listed)
        if not inside and all(o.role <= Role.WORK for o in named):
            return PlaceMentions(
                spans=spans, listed=listed
            )  # where somebody works, not where she looks
        near = [one for one in named if not self._is_far(one, text)]
        best = where_she_is(named, inside or near or named)
        start, goal = ends_of_way(inside, best, text)
        own = own_beside(inside, best, text)
        return PlaceMentions(
            best.place.id if best.place else None,
            None if best.place else text[best.start : best.end],
            spans,
            best.committee,
            _id(start),
            _id(goal),
            listed,
            far=self._is_far(best, text),
            hospital=best.place is not None and best.place.kind == "hospital",
            own=_id(own),
            away=tuple((one.start, one.end) for one in every if self._is_far(one, text)),
        )

    def _is_far(self, one: NamedPlace, text: str) -> bool:
        return one.place is None and self.unknown_places.is_far(text[one.start : one.end])

    def _vague(
        self, every: list[NamedPlace], spans: tuple[Pair, ...], listed: str | None
    ) -> PlaceMentions:
        """Nothing but larger areas, and what is denied: the area is hers unless it is denied."""
        area = next((one for one in every if one.place and one.role > Role.LISTED), None)
        return PlaceMentions(
            area.place.id if area and area.place else None, None, spans, listed=listed
        )

    def _is_meant(self, mention: Mention, text: str, facilities: Iterable[Pair]) -> bool:
        if _is_inside(mention.start, mention.end, facilities):
            return False
        said = text[mention.start : mention.end]
        if said in self.common and _is_by_the_way(said, mention.places[0]):
            return False
        longer = self.other_names.get(said)
        return not (longer and longer.match(text, mention.end))

    def _named(self, mention: Mention, text: str, starts: set[int]) -> NamedPlace:
        start, end = self._whole(mention, text)
        place = mention.places[0]
        beyond = self.unknown_places.longer_elsewhere(text, mention.start, mention.end)
        if beyond > mention.end:
            return NamedPlace(start, beyond, role_of(text, start, beyond))
        station = self.stations.get(text[mention.start : mention.end])
        at = _STATION.match(text, mention.end) if station else None
        if at:
            return NamedPlace(start, at.end(), role_of(text, start, at.end()), station)
        metro = _METRO.match(text, mention.end) if place.kind == "street" else None
        if metro:  # a station of that name is none of the town's, and no street
            return NamedPlace(start, metro.end(), role_of(text, start, metro.end()))
        more = _GOES_ON.match(text, mention.end)
        longer = more and not (_NO_NAME.search(more[0]) or starts & {*range(*more.span())})
        if place.kind in {"committee", "subdistrict"} and more and longer:
            return NamedPlace(start, more.end(), max(role_of(text, start, more.end()), Role.PLAIN))
        whole = self.committee.match(text, mention.end) or text[:end].endswith("居委会")
        if whole:
            place = next((p for p in mention.places if p.kind == "committee"), place)
        committee = bool(whole) and place.kind == "committee"
        return NamedPlace(start, end, role_of(text, start, end), place, committee)

    def _whole(self, mention: Mention, text: str) -> Pair:
        """The name with the house number, "口" or "居委会" that follows it."""
        for pattern in (_HOUSE, self.committee, _CORNER):
            more = pattern.match(text, mention.end)
            if more:
                return mention.start, more.end()
        return mention.start, mention.end

    def _junction(self, mentions: list[Mention], text: str) -> PlaceMentions | None:
        """Two streets named side by side meet somewhere: "浦建路和东方路"."""
        for one, other in pairwise(mentions):
            denied = role_of(text, one.start, one.end) is Role.DENIED
            if denied or not _AND.fullmatch(text, one.end, other.start):
                continue
            streets = [_street(m) for m in (one, other)]
            if streets[0] and streets[1] and streets[0] != streets[1]:
                crossing = self.places.crossing(streets[0], streets[1])
                span = (one.start, self._whole(other, text)[1])
                if crossing:
                    return PlaceMentions(crossing.id, None, (span,))
                return PlaceMentions(None, text[slice(*span)], (span,))
        return None

    def _corner(self, text: str) -> PlaceMentions | None:
        """Two streets named in English without "Road": "Pujian and Dongfang"."""
        found = self.corner.search(text)
        crossing = found and self.places.crossing(*(self.roads[name] for name in found.groups()))
        return PlaceMentions(crossing.id, None, (found.span(),)) if found and crossing else None

    def _partly_named(self, text: str, facilities: Collection[Pair]) -> Iterator[NamedPlace]:
        taken: list[NamedPlace] = []
        for name, place in self.partial.items() if _LETTER.search(text) else ():
            start = text.find(name)
            if start >= 0 and _is_whole(text, start, end := start + len(name)):
                one = NamedPlace(start, end, role_of(text, start, end), place)
                inside = _is_inside(start, end, facilities)
                taken += [] if inside or one.overlaps(taken) else [one]
        yield from taken
        for start, end, place in self.stems.find(text):
            said = self.committee.match(text, end)
            own = self.stems.committees.get(text[start:end]) if said else None
            whole = said.end() if said and own else end
            yield NamedPlace(start, whole, role_of(text, start, whole), own or place, bool(own))

    def known_in(self, text: str) -> Iterator[Pair]:
        """Where Latin letters are the whole name of a place of the dataset."""
        return ((m.start, m.end) for m in self.places.mentions(text) if text[m.start].isascii())

    def named_in(self, text: str) -> list[tuple[int, int]]:
        """Where Latin letters name a place, so that nobody reads them as pinyin."""
        corners = (found.span() for found in self.corner.finditer(text))
        spans = [*corners, *self.known_in(text), *self.unknown_places.named_in(text)]
        starts = ((text.find(name), len(name)) for name in self.partial if " " in name)
        return sorted([*spans, *((start, start + size) for start, size in starts if start >= 0)])


def _is_by_the_way(said: str, place: Place) -> bool:
    """Whether a common word is only another name of a place: a city centre called "Center"."""
    is_name = place.kind == "subdistrict" or said == place.name.en.lower()
    return said.isascii() and not is_name


def _part(text: str, start: int, end: int, least: Role) -> Role:
    """Give the part a strange name plays, at least `least` unless it is denied or of the past."""
    role = role_of(text, start, end)
    return min(role, least) if min(role, least) < Role.LISTED else max(role, least)


def _is_whole(text: str, start: int, end: int) -> bool:
    return not (text[max(0, start - 1) : start].isalpha() or text[end : end + 1].isalpha())


def _is_inside(start: int, end: int, spans: Iterable[Pair]) -> bool:
    return any(first <= start and end <= last for first, last in spans)


def _id(named: NamedPlace | None) -> str | None:
    return named.place.id if named and named.place else None


def _as_written(name: str | None, written: str) -> str | None:
    """The name with its capitals."""
    start = written.lower().find(name) if name else -1
    return written[start : start + len(name)] if name and start >= 0 else name


def _corner_of(roads: Iterable[str]) -> re.Pattern[str]:
    name = "|".join(map(re.escape, sorted(roads, key=len, reverse=True))) or "(?!)"
    road, joint = "(?: (?:roads?|rds?))?", ",? ?(?:and|at|x|[&/和与]) ?(?:the )?"
    return re.compile(rf"(?<![a-z])({name}){road}{joint}({name}){road}(?![a-z])")


def _street(mention: Mention) -> Place | None:
    return next((place for place in mention.places if place.kind == "street"), None)


def _longest_first(names: Iterable[tuple[str, Place]]) -> dict[str, Place]:
    """The long names first; a name that two places share is the larger one's."""
    ordered = sorted(names, key=lambda pair: (len(pair[0]), pair[1].kind == "subdistrict"))
    return dict(reversed(list(dict(ordered).items())))
