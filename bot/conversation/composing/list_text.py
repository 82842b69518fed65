"""A list in words: one line a facility, and what holds for all of them said once.

Of a list a resident reads six lines at most before she is told how to see more.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from bot.conversation.composing import age, meals, phrases
from bot.conversation.composing.composer import is_doubtful
from bot.conversation.composing.day_hours import before_closing
from bot.conversation.composing.hours_in_words import hours_in_words
from bot.conversation.lookup.ranking import delivers
from bot.understanding.services import CANTEEN
from bot.understanding.slots.attribute_names import Attribute
from bot.understanding.slots.meal import ANY
from geo.hours.day_states import Openness
from geo.uncertainty import Within

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.conversation.composing.composer import Composer
    from bot.conversation.lookup.search import Findings, Question
    from bot.conversation.reply import Listed, Origin
    from geo.facility import Facility

MOST_LINES = 6
"""Lines before "more"."""

_MOST_PLANNED = 3
"""Names of planned facilities that are told; the rest are counted."""

_STEP_MIN = 5
"""Minutes that people ask for."""


def head(
    composer: Composer, origin: Origin, question: Question, found: Findings, page: Sequence[Listed]
) -> list[str]:
    """Write what stands above the lines: what is listed, or that nothing is within reach."""
    what = composer.kinds(question.categories)
    values = {"place": origin.name, "what": what, "minutes": question.minutes}
    if not any(one.walk for one in page):
        none = composer.say("list.none" if found.listed else "list.none_at_all", **values)
        none = phrases.capitalised(composer.at(question.at, none))
        return [none, *_beyond(composer, found.beyond, question.minutes)]
    key = "list.title" if question.categories else "list.title_all"
    title = composer.say(key if _all_within(question, page) else f"{key}_about", **values)
    return [phrases.capitalised(composer.at(question.at, title))]


def _all_within(question: Question, page: Sequence[Listed]) -> bool:
    """Whether "within" may stand above a page: nothing on it may take longer."""
    walks = (one.walk for one in page if one.walk)
    return all(walk.within(question.minutes) is Within.YES for walk in walks)


def first_lines(found: Findings, most: int, above: int) -> tuple[Listed, ...]:
    """Give the part of a list that fits on its first page, below so many other lines."""
    room = MOST_LINES - 1 - above
    any_located = any(one.walk for one in found.listed)
    return found.listed[: max(1, min(most, room)) if any_located else most]


def only_open(page: Sequence[Listed]) -> tuple[Listed, ...]:
    """Give the part of a page that is surely open; all of it where that is none."""
    return tuple(one for one in page if one.opening.openness is Openness.OPEN) or tuple(page)


def first_page(
    composer: Composer, origin: Origin, question: Question, found: Findings, page: Sequence[Listed]
) -> str:
    """Write the answer to "what is near": `page` is the part of the list to show."""
    lines = [
        *head(composer, origin, question, found, page),
        *_Lines(composer, question, page, 1).all(),
        *_missing(composer, question, found),
    ]
    rest = len(found.listed) - len(page)
    if Attribute.OPEN_ONLY in question.attributes:
        lines += _beside_the_open(composer, found, page)
    elif rest > 0:
        lines.append(composer.say("list.more", count=rest))
    else:
        lines += _planned(composer, found.planned)
    if found.suspended:
        names = composer.names(found.suspended)
        lines.append(composer.say("list.suspended", names=names))
    if question.accessible:
        lines.append(composer.say("list.accessible"))
    return "\n".join([*lines, *_mind(composer, page, 1)])


def _missing(composer: Composer, question: Question, found: Findings) -> list[str]:
    """Say of which of several services nothing is known to be within reach."""
    near = {one.facility.category for one in found.listed if one.walk}
    missing = [one for one in question.categories if one not in near]
    if not near or not missing:
        return []
    what = composer.kinds(missing)
    none = composer.say("list.none_of", what=what, minutes=question.minutes)
    return [phrases.capitalised(none)]


def none_open(
    composer: Composer, question: Question, found: Findings, page: Sequence[Listed]
) -> list[str]:
    """Say where the open are asked for that none surely is, and when a known one opens next.

    What stands on the page says by itself when it opens.
    """
    located = [one for one in found.listed if one.walk]
    is_any = any(one.opening.openness is Openness.OPEN for one in located)
    if is_any or not located or Attribute.OPEN_ONLY in question.attributes:
        return []
    then = question.at != composer.now
    told = composer.say("list.none_open_then" if then else "list.none_open_now")
    closed = [one for one in located if one.opening.openness is Openness.CLOSED]
    opens = [one for one in closed if one.opening.next_change]
    if not opens or any(one in page for one in opens):
        return [told]
    first = min(opens, key=lambda one: one.opening.next_change or question.at)
    state = composer.state(first, then=then)
    name = composer.name(first.facility)
    return [composer.sentences([told, composer.say("list.opens_next", name=name, state=state)])]


def _beside_the_open(composer: Composer, found: Findings, page: Sequence[Listed]) -> list[str]:
    """Say how many are surely open, and that of the others the hours are not known."""
    sure = sum(one.opening.openness is Openness.OPEN for one in found.listed)
    rest, unseen = len(found.listed) - len(page), max(0, sure - len(page))
    if not sure:
        more = [composer.say("list.more", count=rest)] if rest else []
        return [composer.say("list.none_open"), *more]
    if unseen or not rest:
        return [composer.say("list.more", count=rest)] if rest else []
    return [composer.say("list.only_open", count=sure, rest=rest)]


def one_alone(
    composer: Composer, origin: Origin | None, question: Question, found: Findings
) -> str:
    """Write the first of a list in two lines: which, how far, whether open; and what to do."""
    one = found.listed[0]
    walks = [other.walk.minutes for other in found.listed if other.walk]
    is_nearest = one.walk is not None and one.walk.minutes <= min(walks)
    told = composer.say(
        "list.one_nearest" if is_nearest else "list.one_alone",
        place=origin.name if origin else "",
        what=composer.kinds([one.facility.category]),
        line=_Lines(composer, question, [one], 1).alone(one),
    )
    told = phrases.capitalised(composer.at(question.at, told))
    return "\n".join([told, composer.say("list.one_next")])


def next_page(
    composer: Composer, question: Question, found: Findings, page: Sequence[Listed], first: int
) -> str:
    """Write a further part of a list; its first line has the number `first`."""
    key = "list.more_title" if _all_within(question, page) else "list.more_title_about"
    lines = [composer.say(key), *_Lines(composer, question, page, first).all()]
    rest = len(found.listed) - len(page) - first + 1
    if rest > 0:
        lines.append(composer.say("list.more", count=rest))
    else:
        lines += _planned(composer, found.planned)
    return "\n".join([*lines, *_mind(composer, page, first), next_step(composer, page, first)])


def next_step(composer: Composer, page: Sequence[Listed], first: int) -> str:
    """Say what to do after a page whose first line has the number `first`."""
    number = phrases.ordinal(first, composer.language)
    if any(one.walk for one in page):
        return composer.say("list.next", number=number)
    return composer.say("list.next_lost" if page else "list.none_next", number=number)


class _Lines:
    """The lines of one page: common unknowns are left to the advice below."""

    def __init__(
        self, composer: Composer, question: Question, page: Sequence[Listed], first: int
    ) -> None:
        self._composer, self._question = composer, question
        self._located = [(n, one) for n, one in enumerate(page, first) if one.walk]
        self._lost = [(n, one) for n, one in enumerate(page, first) if one.walk is None]
        self._same_doubt = _all_doubtful(page)
        self._no_hours = _all_without_hours(page)

    def all(self) -> list[str]:
        """Write a line for each located facility, and one for all that nobody has located."""
        lines = [self._line(number, one) for number, one in self._located]
        return [*lines, self._unlocated()] if self._lost else lines

    def alone(self, one: Listed) -> str:
        """Write the facts of a facility that stands alone, without a number."""
        composer = self._composer
        self._no_hours = False
        facts = filter(None, [self._walk(one), *self._facts(one)])
        return composer.say("list.semicolon").join([composer.name(one.facility), *facts])

    def _walk(self, one: Listed) -> str:
        """Say how long it takes, and that the place is doubtful where it is not for all."""
        composer = self._composer
        time = phrases.walking_time(one.walk, composer.language) if one.walk else ""
        doubtful = is_doubtful(one.facility) and not self._same_doubt
        return composer.say("list.walk_doubtful" if doubtful else "list.walk", time=time)

    def _line(self, number: int, one: Listed) -> str:
        composer = self._composer
        known = filter(None, [self._walk(one), *self._facts(one)])
        facts = composer.say("list.semicolon").join(known)
        name = composer.name(one.facility)
        if len(self._question.categories) != 1:
            name = self._with_kind(name, composer.kinds([one.facility.category]))
        return composer.say("list.line", mark=phrases.mark(number), name=name, facts=facts)

    def _with_kind(self, name: str, kind: str) -> str:
        """Say what kind of place it is, where its name does not."""
        bare = re.sub("[“”]", "", name).lower()
        told = kind.removesuffix("s").lower() in bare
        return name if told else self._composer.say("list.semicolon").join([name, kind])

    def _facts(self, one: Listed) -> Iterator[str]:
        question, composer = self._question, self._composer
        named = question.meal != ANY and one.facility.category == CANTEEN and question.meal
        if not (named or self._no_hours):
            yield composer.state(one, then=question.at != composer.now)
            of_meal = question.meal and one.facility.meals  # the meal may be over before it closes
            asked = Attribute.IN_TIME in question.attributes and not of_meal
            yield before_closing(composer, one, question.at, asked=asked)
        if named or (question.meal and one.facility.meals):
            yield meals.served(composer, one, question.meal, question.at)
        yield from self._asked(one.facility)

    def _asked(self, facility: Facility) -> Iterator[str]:
        """Write the hours of the week, or that meals are brought, if that was asked."""
        composer = self._composer
        hours_asked = self._question.weekdays or Attribute.OPENING_TIME in self._question.attributes
        if hours_asked and facility.opening_hours:
            yield hours_in_words(facility.opening_hours, composer.language)
        if Attribute.DELIVERY in self._question.attributes and delivers(facility):
            yield composer.say("list.services", services=composer.services(facility))

    def _unlocated(self) -> str:
        """Name all that nobody has located, with what was asked of each, in one line."""
        composer = self._composer
        told = []
        for number, one in self._lost:
            asked = composer.series(self._asked(one.facility))
            name = composer.name(one.facility)
            name = composer.say("list.with_asked", name=name, asked=asked) if asked else name
            told.append(f"{phrases.mark(number)} {name}")
        return composer.say("list.unlocated", names=composer.series(told))


def _all_doubtful(page: Sequence[Listed]) -> bool:
    return all(is_doubtful(one.facility) for one in page if one.walk)


def _all_without_hours(page: Sequence[Listed]) -> bool:
    return not any(one.facility.opening_hours for one in page)


# Around the lines


def _mind(composer: Composer, page: Sequence[Listed], first: int) -> list[str]:
    """Say in a line what to mind."""
    mind = [*_doubts(composer, page), *_old(composer, page, first)]
    return [composer.sentences(mind)] if mind else []


def _doubts(composer: Composer, page: Sequence[Listed]) -> list[str]:
    """Say what is not known of any on the page, and to telephone before going."""
    unsure = []
    if page and _all_without_hours(page):
        unsure.append("hours")
    if any(one.walk for one in page) and _all_doubtful(page):
        unsure.append("place")
    if unsure:
        what = composer.series(composer.say(f"list.doubt_{one}") for one in unsure)
        return [composer.say("list.doubts", what=what)]
    if any(one.facility.verified_on is None for one in page):
        return [composer.say("list.unvisited")]
    return []


def _old(composer: Composer, page: Sequence[Listed], first: int) -> list[str]:
    old = [n for n, one in enumerate(page, first) if composer.is_old(one.facility, "status")]
    marks = "".join(map(phrases.mark, old))
    return [composer.say("list.old", marks=marks, years=age.OLD_YEARS)] if old else []


def _beyond(composer: Composer, one: Listed | None, limit: int) -> list[str]:
    """Name the nearest one that is too far, or may be, and how to ask for it."""
    if one is None or one.walk is None:
        return []
    time = phrases.walking_time(one.walk, composer.language)
    minutes = math.ceil(one.walk.high / _STEP_MIN) * _STEP_MIN
    name = composer.name(one.facility)
    key = "list.beyond" if one.walk.within(limit) is Within.NO else "list.beyond_perhaps"
    return [composer.say(key, name=name, time=time, minutes=minutes, limit=limit)]


def _planned(composer: Composer, facilities: Sequence[Facility]) -> list[str]:
    """Name what was planned, by the year of the plan; what came of it is not known."""
    by_year: dict[str, list[str]] = {}
    for facility in facilities:
        year = age.plan_year(facility, composer.dataset)
        by_year.setdefault(year, []).append(composer.name(facility))
    return [
        composer.say(
            "list.planned" if year else "list.planned_undated",
            names=_first_of(composer, names),
            year=year,
        )
        for year, names in by_year.items()
    ]


def _first_of(composer: Composer, names: Sequence[str]) -> str:
    told = composer.series(names[:_MOST_PLANNED])
    rest = len(names) - _MOST_PLANNED
    return composer.say("list.and_others", names=told, count=rest) if rest > 0 else told
