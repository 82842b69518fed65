"""The facility that a sentence calls by its name."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bot.lazy_regex import regex
from bot.normal_form import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geo.facility import Facility

_SHORTEST_CHARS = 5
_HEAD_CHARS = 2
_LEAST_CORE = 3
# An end of a name that begins so is said of any house of its kind: "养老服务中心".
_ANY_HOUSE = ("养老", "为老", "老年", "社区", "服务", "康复")
# The kind of house at the end of the name of a firm.
_KIND = regex("(?:养老|颐养|养护|护理|敬老)(?:院|站|中心)$|(?:服务)?中心$")
_THREE_WORDS = 6
_OF_KIND = regex("[站点院道房所馆室]$|(?:中心|之家|服务|设备|窗口|场地)$|[（(]")
_BRANCH = regex(r"[（(](.*?)(?:店|段)?[）)]")
_AROUND = regex("的?(?:附近|旁边?|周[边围]|边上|隔壁|对面|这边|那边|出来|出发)")
# "我在微南助餐点门口" tells where she is; "微南助餐点门口没人" tells of the facility.
_STANDS = regex("(?:我|人|阿拉)(?:现在|人|就|已经|都)*(?:在|到了?|站在)$")
_DOOR = regex("的?(?:大?门口|门前|门外)(?:了|呢|啊|,)*")
_NEAR = regex(r"(?<![a-z])(?:near|around|beside|next to|close to|from)(?: the)? $")
# What residents leave out of a name, at its beginning or inside.
_AREA = ("社区", "街道")
_LEFT_OUT = r"^(?:{town}社区)+|居委会?|居民区|的"
_COMMITTEE = regex("居委会?$|居民区$")
# "金浦食堂" is a name, "金浦附近的食堂" is none.
_NAMED = "(?!居委|居民|小区|附近|旁|周|边|站|路|这|那|里|有|的|离|,|$)"
# What stands in names and nobody says: "蓝高|居民区老人|助餐点", "蓝东|“家门口”|服务站".
_UNSAID = regex('[“”"]|家门口|居民区|居委会?|微型|老年?人')
_CARE = "卫生"
_OF_ITS_OWN = (
    "(?:片区|居民区|社区|老年?人?)?"
    "(?:食堂|饭堂|餐厅|助餐|卫生[站点室服]|医务室|养老院|敬老院|日托|托老所|日间|活动室|图书)"
)
_OF_ITS_OWN_EN = (
    "(?: road| lane)?(?: area| community| neighbou?rhood)?"
    " (?:canteen|meal|health|clinic|doctor|nursing|day ?care|library|fitness)"
)
_MEALS, _EATERIES = "助餐点", ("食堂", "饭堂", "餐厅", "饭店")


class Called(NamedTuple):
    """Where a facility is called by its name; `facility` is None where several bear the name."""

    start: int
    end: int
    facility: str | None


@dataclass(frozen=True, slots=True)
class FacilityNames:
    """The names of facilities and their shorter forms, longest first, with who answers to them.

    `by_head` are the names by their first characters; `located` the facilities with a position:
    one can look around there. `town` finds the name of the town in front of a facility's.
    """

    by_name: Mapping[str, str | None]
    by_head: Mapping[str, tuple[str, ...]]
    located: frozenset[str]
    town: re.Pattern[str]

    @classmethod
    def of(
        cls, facilities: Iterable[Facility], town: Sequence[str] = (), city: Sequence[str] = ()
    ) -> FacilityNames:
        """Collect the names; a form that is in two facilities' names is nobody's alone.

        `town` are the names of the town, which residents leave out of a facility's; with those of
        its `city` the name of a firm begins, of which residents say a part.
        """
        facilities = tuple(facilities)
        own = [re.escape(name) + (" " if name.isascii() else "") for name in town]
        left_out = re.compile(_LEFT_OUT.format(town="".join(f"{name}|" for name in own)))
        owners: dict[str, set[str]] = defaultdict(set)
        located = set()
        for facility in facilities:
            located |= {facility.id} if facility.geometry else set()
            for name in facility.name:
                for form in (*_forms(name, left_out), *_of_firm(normalise(name), city)):
                    owners[form].add(facility.id)
        current = frozenset(owners)  # a name of today goes before an earlier one of another
        for facility in facilities:
            for form in {form for name in facility.aliases for form in _forms(name, left_out)}:
                if form not in current:
                    owners[form].add(facility.id)
        forms = sorted(owners, key=len, reverse=True)
        bearers = {f: set().union(*(owners[o] for o in forms if f in o)) for f in forms}
        heads: dict[str, list[str]] = defaultdict(list)
        for form in forms:
            heads[form[:_HEAD_CHARS]].append(form)
        return cls(
            {form: min(ids) if len(ids) == 1 else None for form, ids in bearers.items()},
            {head: tuple(names) for head, names in heads.items()},
            frozenset(located),
            re.compile(f"(?:{'|'.join((*own, *_AREA))})+$"),
        )

    def find(self, text: str) -> Called | None:
        """Find the facility that a normalised sentence names: its longest name."""
        heads = {text[start : start + _HEAD_CHARS] for start in range(len(text))}
        names = [name for head in heads for name in self.by_head.get(head, ()) if name in text]
        if not names:
            return None
        longest = max(map(len, names))
        name = next(name for name in self.by_name if len(name) == longest and name in names)
        start = text.find(name)
        before = self.town.search(text, 0, start)
        return Called(before.start() if before else start, start + len(name), self.by_name[name])

    def is_origin(self, called: Called, text: str) -> bool:
        """Whether she looks around a facility that is called: "微南助餐点附近有健身的吗"."""
        around = _AROUND.match(text, called.end) or _NEAR.search(text, 0, called.start)
        stands = _STANDS.search(text, 0, called.start) and _DOOR.fullmatch(text, called.end)
        around = around or stands or None
        return called.facility in self.located and around is not None


def _forms(name: str, left_out: re.Pattern[str]) -> Iterator[str]:
    """The name as it is written and as it is said: "北园路美好生活馆", "美好生活馆北园路"."""
    branch = _BRANCH.search(name)
    plain = normalise(_BRANCH.sub("", name))
    short = left_out.sub("", plain)
    with_branch = f"{normalise(branch[1])}{short}" if branch and not plain.isascii() else plain
    branch_last = f"{short}{normalise(branch[1])}" if branch else plain
    last = plain.rpartition("·")[2]  # "陆家嘴水环·张家浜步道"
    said = dict.fromkeys((plain, with_branch, branch_last, short, last, normalise(name)))
    yield from (form for form in said if len(form) >= _SHORTEST_CHARS)
    if len(plain) == _THREE_WORDS and not (plain.isascii() or _OF_KIND.search(plain)):
        yield plain[:2] + plain[-2:]  # "智慧|健康|小屋"


def _of_firm(name: str, city: Sequence[str]) -> Iterator[str]:
    """The parts by which a firm is called: "琻锦颐养院" and "琻锦颐" of "上海琻锦颐养院"."""
    for prefix in city:
        rest = name.removeprefix(prefix)
        if rest == name or name.isascii():
            continue
        yield from (rest[start:] for start in range(len(rest) - _SHORTEST_CHARS + 1))
        core = _KIND.sub("", rest)
        yield from (core[start:] for start in range(len(core) - _LEAST_CORE + 1))
        yield core[:_HEAD_CHARS]
        if len(core) > _HEAD_CHARS + _LEAST_CORE:
            brief = core[:_HEAD_CHARS] + core[-_LEAST_CORE:]
            yield from (brief, brief + rest[len(core) :])


def whole_names_in(written: str, facilities: Iterable[Facility]) -> tuple[str, ...]:
    """Give the ids of those that are called by their whole names, in the order of the text."""
    text = written.lower()
    found: dict[int, tuple[int, str]] = {}
    for one in facilities:
        for name in filter(None, one.name):
            start = text.find(name.lower())
            if start >= 0 and len(name) > found.get(start, (0, ""))[0]:
                found[start] = (len(name), one.id)
    return tuple(dict.fromkeys(one for _, (_, one) in sorted(found.items())))


def called_shortly(text: str, facilities: Iterable[Facility], town: str) -> tuple[str, ...]:
    """Give the id of the one that a normalised text calls by a short form of its name.

    Without the town and "社区", without "服务", by the end of the name, a canteen by the everyday
    word: "养护院", "卫生中心", "滨江步道", "宁阳食堂". Empty where none or several are called so.
    """
    found: dict[str, int] = {}
    for one in facilities:
        forms = (form for form in _short_forms(one.name.zh, town) if form in text)
        longest = max(map(len, forms), default=0)
        if longest:
            found[one.id] = longest
    best = [key for key, length in found.items() if length == max(found.values())]
    return tuple(best) if len(best) == 1 else ()


def _short_forms(name: str, town: str) -> Iterator[str]:
    """Give the forms of at least three characters by which residents call a facility."""
    area = "|".join(_AREA)
    stem = re.escape(re.sub(f"(?:{area})$", "", town))
    short = re.sub(f"^(?:{stem})?(?:{area})*", "", normalise(_BRANCH.sub("", name)))
    brief = re.sub("老年?人", "", short)
    for form in (short, short.replace("服务", ""), brief, *_everyday_forms(normalise(name))):
        if len(form) >= _LEAST_CORE:
            yield form
        yield from (form.replace(_MEALS, said) for said in _EATERIES if _MEALS in form)
    if re.search("[a-z]", brief):  # the end of a name in letters may be any word
        return
    ends = (brief[start:] for start in range(1, len(brief) - _LEAST_CORE + 1))
    yield from (end for end in ends if not end.startswith(_ANY_HOUSE))


def _everyday_forms(name: str) -> Iterator[str]:
    """Give a name without what nobody says: "蓝高助餐点", "微山新村服务站", "怡东卫生站"."""
    said = _UNSAID.sub("", name)
    if said == name and _CARE not in name:
        return
    yield said
    if _CARE in said:
        bare = re.sub("社区|服务", "", said)
        for form in (bare, bare.replace("片区", "")):
            yield from (form, re.sub("[站点]$", "点" if form.endswith("站") else "站", form))


def service_named_after(text: str, stem: str) -> bool:
    """Tell whether a normalised text names a house by a stem: "龙园" in "龙园食堂电话"."""
    own = _OF_ITS_OWN_EN if stem.isascii() else _OF_ITS_OWN
    return re.search(re.escape(stem) + own, text) is not None


def most_alike(text: str, facilities: Iterable[Facility]) -> Facility | None:
    """Give the one whose name has most of the words of a text, of those alike the first."""
    said = {text[start : start + 2] for start in range(len(text) - 1)}
    return max(facilities, key=lambda one: sum(two in one.name.zh for two in said), default=None)


def stem_of(place: str) -> str:
    """Give what a committee and the facilities named after it share: "贵龙" of "贵龙居委会"."""
    return _COMMITTEE.sub("", place)


def stems_of(place: str) -> tuple[str, ...]:
    """Give by what houses are named after a committee: "微山新村" and "微山" of 微山新村居委会."""
    stem = stem_of(place)
    short = without_road(stem.removesuffix("新村"))
    return (stem, short) if len(short) >= _HEAD_CHARS else (stem,)


def without_road(stem: str) -> str:
    """Give a stem that is a street's as its houses have it: "宁阳" of "宁阳路"."""
    return stem.removesuffix("路")


def stem_in_name(text: str, place: str) -> str:
    """Give the stem of a place where something is called by it: "金浦" in "金浦食堂"; or ""."""
    stem = stem_of(place)
    return stem if stem and re.search(re.escape(stem) + _NAMED, text) else ""
