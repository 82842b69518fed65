"""The words of an answer: lists, details, ways."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bot.conversation import age, meals, phrases
from bot.texts import say
from geo.facility import Status

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.conversation.reply import Listed, Origin
    from bot.conversation.search import Findings, Question
    from geo.dataset.dataset import Dataset
    from geo.facility import Facility, LonLat
    from geo.routing.directions import Stretch
    from geo.town import Passage

_DOUBTFUL_M = 50.0
"""A position that may be wrong by more than this sends people to the wrong door."""


MEALS = "canteen"
"""The category that serves meals."""

_STEP_M = 20.0
"""Shorter parts of a way are not told."""


class Composer:
    """Puts what was found into words of one language."""

    def __init__(self, dataset: Dataset, language: str, now: datetime) -> None:
        """Speak of a dataset, in a language, at a moment."""
        self.dataset, self.language, self.now = dataset, language, now

    def say(self, key: str, **values: object) -> str:
        """Give one text."""
        return say(self.language, key, **values)

    def name(self, facility: Facility) -> str:
        """Name a facility."""
        return facility.name.said_in(self.language)

    def kinds(self, categories: Sequence[str]) -> str:
        """Name the categories."""
        names = [self.dataset.categories[key].name.said_in(self.language) for key in categories]
        return ("、" if self.language == "zh" else ", ").join(names)

    # Lists

    def findings(
        self, origin: Origin, question: Question, found: Findings, page: Sequence[Listed]
    ) -> str:
        """Write the answer to "what is near": `page` is the part of the list to show."""
        head = "title" if question.categories else "title_all"
        what = self.kinds(question.categories)
        values = {"place": origin.name, "what": what, "minutes": question.minutes}
        lines = []
        if any(one.walk for one in page):
            lines = [self.say(f"list.{head}", **values)]
        else:
            lines = [self.say("list.none", **values), *self._beyond(found.beyond)]
        lines += self.rows(page, 1, then=question.at != self.now, question=question)
        rest = len(found.listed) - len(page)
        if rest > 0:
            lines.append(self.say("list.more", count=rest))
        lines += self._planned(found.planned)
        lines += self._absent("list.suspended", found.suspended)
        if question.accessible:
            lines.append(self.say("list.accessible"))
        return "\n".join([*lines, *self.advice(page)])

    def rows(
        self,
        page: Sequence[Listed],
        first: int,
        *,
        then: bool = False,
        question: Question | None = None,
    ) -> list[str]:
        """Write the lines of a list, numbered from `first`, with what was asked of each."""
        lines, unknown_said = [], False
        for number, one in enumerate(page, start=first):
            if one.walk is None and not unknown_said:
                lines.append(self.say("list.unknown_head"))
                unknown_said = True
            lines.append(f"{phrases.mark(number)} {self.name(one.facility)}")
            facts = self._facts(one, then=then)
            if question and question.meal and one.facility.category == MEALS:
                served = meals.served(one, question.meal, self.now, self.dataset, self.language)
                facts.insert(1, served)
            lines += [f"　{fact}" for fact in facts]
            lines += [f"　{fact}" for fact in self._asked(one, question)]
        return lines

    def _facts(self, one: Listed, *, then: bool) -> list[str]:
        if one.walk is None:
            return [self.say("list.place_unknown")]
        time = phrases.walking_time(one.walk, self.language)
        state = phrases.opening(one.opening, self.now, self.language, then=then)
        if one.facility.opening_hours and self._is_old(one.facility, "opening_hours"):
            state += self._age(one.facility, "opening_hours")
        facts = [f"{self.say('list.walk', time=time)} · {state}"]
        if _is_doubtful(one.facility):
            error = round(one.facility.position_error_m or 0.0)
            facts.append(self.say("list.place_check", error=error))
        return facts

    def _asked(self, one: Listed, question: Question | None) -> list[str]:
        """Write the hours of the week, or that meals are brought, if that was asked."""
        if question is None:
            return []
        facts = []
        if question.weekdays:
            hours = phrases.hours(one.facility.opening_hours, self.language)
            facts.append(
                self.say("detail.hours", hours=hours) if hours else self.say("detail.no_hours")
            )
        if "delivery" in question.attributes and one.facility.services:
            comma = "、" if self.language == "zh" else ", "
            facts.append(self.say("detail.services", services=comma.join(one.facility.services)))
        return facts

    def _is_old(self, facility: Facility, what: str) -> bool:
        return age.is_old(facility, what, self.dataset, self.now.date())

    def _age(self, facility: Facility, what: str) -> str:
        return age.remark(facility, what, self.dataset, self.language, self.now.date())

    def advice(self, page: Sequence[Listed], first: int = 1) -> list[str]:
        """Say what to mind and what to do next; `first` is the number of the first line."""
        lines = []
        old = [n for n, one in enumerate(page, first) if self._is_old(one.facility, "status")]
        if old:
            marks = "".join(map(phrases.mark, old))
            lines.append(self.say("list.old", marks=marks, years=age.OLD_YEARS))
        if any(one.facility.verified_on is None for one in page):
            lines.append(self.say("list.unverified"))
        if any(one.walk for one in page):
            lines.append(self.say("list.next"))
        elif not page:
            lines.append(self.say("list.none_next"))
        return lines

    def _beyond(self, one: Listed | None) -> list[str]:
        if one is None or one.walk is None:
            return []
        time = phrases.walking_time(one.walk, self.language)
        return [self.say("list.beyond", name=self.name(one.facility), time=time)]

    def _absent(self, key: str, facilities: Sequence[Facility], **values: object) -> list[str]:
        comma = "、" if self.language == "zh" else ", "
        names = comma.join(self.name(facility) for facility in facilities)
        return [self.say(key, names=names, **values)] if names else []

    def _planned(self, facilities: Sequence[Facility]) -> list[str]:
        """Name what was planned, by the year of the plan; what came of it is not known."""
        by_year: dict[str, list[Facility]] = {}
        for facility in facilities:
            by_year.setdefault(age.plan_year(facility, self.dataset), []).append(facility)
        return [
            line
            for year, planned in by_year.items()
            for line in self._absent(
                f"list.planned{'' if year else '_undated'}", planned, year=year
            )
        ]

    # One facility

    def detail(self, one: Listed, *, then: bool = False) -> str:
        """Write all that is known of a facility."""
        facility = one.facility
        lines = [self.name(facility)]
        if facility.status is Status.PLANNED:
            year = age.plan_year(facility, self.dataset)
            lines.append(
                self.say("detail.planned" if year else "detail.planned_undated", year=year)
            )
        elif facility.status is not Status.OPEN:
            lines.append(self.say(f"detail.{facility.status.value}"))
        else:
            lines.append(phrases.opening(one.opening, self.now, self.language, then=then))
        if facility.opening_hours:
            shown = phrases.hours(facility.opening_hours, self.language)
            if self._is_old(facility, "opening_hours"):
                shown += self._age(facility, "opening_hours")
            lines.append(self.say("detail.hours", hours=shown))
        else:
            lines.append(self.say("detail.no_hours"))
        lines.append(meals.listed(facility, self.language))
        lines += [self.one_of(facility, field) for field in ("address", "phone")]
        comma = "、" if self.language == "zh" else ", "
        if facility.services:
            lines.append(self.say("detail.services", services=comma.join(facility.services)))
        if facility.eligibility:
            lines.append(self.say("detail.eligibility", eligibility=facility.eligibility))
        lines.append(self.say(f"detail.accessible_{facility.accessible.value}"))
        if facility.inside:
            host = self.name(self.dataset.facility(facility.inside))
            lines.append(self.say("detail.inside", host=host))
        lines.append(facility.note.said_in(self.language))
        lines.append(self._position(facility))
        return "\n".join(filter(None, [*lines, *self._provenance(facility)]))

    def one_of(self, facility: Facility, field: str) -> str:
        """Write the address or the telephone, or that no source gives it.

        A telephone is told with its date, and so is an old address.
        """
        value = getattr(facility, field)
        if value and (field == "phone" or self._is_old(facility, field)):
            value += self._age(facility, field)
        key = f"detail.{field}" if value else f"detail.no_{field}"
        return self.say(key, **{field: value})

    def _position(self, facility: Facility) -> str:
        if facility.geometry is None:
            return self.say("list.place_unknown")
        error = round(facility.position_error_m or 0.0)
        return self.say("list.place_check", error=error) if _is_doubtful(facility) else ""

    def _provenance(self, facility: Facility) -> list[str]:
        lines = [self._source(facility.source, facility.source_date)]
        by_source: dict[tuple[str, str], list[str]] = {}
        for one in facility.provenance:
            by_source.setdefault((one.source, one.dated), []).append(self.say(f"age.{one.what}"))
        comma = "、" if self.language == "zh" else ", "
        for (source, dated), what in by_source.items():
            if source != facility.source:
                told = self._source(source, dated)
                lines.append(self.say("age.own_source", what=comma.join(what), source=told))
        if facility.status is Status.OPEN and self._is_old(facility, "status"):
            lines.append(self.say("detail.old", years=age.OLD_YEARS))
        if facility.verified_on is None:
            return [*lines, self.say("detail.unverified")]
        return [*lines, self.say("detail.verified", date=facility.verified_on.isoformat())]

    def _source(self, key: str, dated: str) -> str:
        source = self.dataset.sources[key]
        date = (dated or source.date).replace("/", "–")
        text = "detail.source" if date else "detail.source_undated"
        return self.say(text, title=source.title, date=date)

    def route(self, origin: Origin, start: LonLat, one: Listed, way: Sequence[Stretch] = ()) -> str:
        """Write how to get there, street by street where the streets have names."""
        facility, walk = one.facility, one.walk
        if walk is None or facility.geometry is None:
            unlocated = self.say("route.unlocated", name=self.name(facility))
            return "\n".join([unlocated, self.one_of(facility, "address")])
        end = facility.geometry.middle
        east_m = (end.lon - start.lon) * math.cos(math.radians(start.lat))
        lines = [
            self.say(
                "route.walk",
                place=origin.name,
                name=self.name(facility),
                time=phrases.walking_time(walk, self.language),
                metres=max(10, round(walk.metres, -1 if walk.metres < 1000 else -2)),
                way=phrases.direction(east_m, end.lat - start.lat, self.language),
            ).replace(".0 ", " ")
        ]
        lines += self._steps(way)
        if _is_doubtful(facility):
            lines.append(self.say("route.check", error=round(facility.position_error_m or 0.0)))
        lines.append(self.one_of(facility, "address"))
        return "\n".join([*lines, self.say("route.next")])

    def way(self, origin: Origin, start: LonLat, name: str, end: LonLat, passage: Passage) -> str:
        """Write how to get from one place to another."""
        east_m = (end.lon - start.lon) * math.cos(math.radians(start.lat))
        walk = passage.walk
        line = self.say(
            "route.walk",
            place=origin.name,
            name=name,
            time=phrases.walking_time(walk, self.language),
            metres=max(10, round(walk.metres, -1 if walk.metres < 1000 else -2)),
            way=phrases.direction(east_m, end.lat - start.lat, self.language),
        ).replace(".0 ", " ")
        return "\n".join([line, *self._steps(passage.streets)])

    def _steps(self, way: Sequence[Stretch]) -> list[str]:
        """Write the streets to follow, if any has a name; a few metres are no step."""
        told = [part for part in way if part.metres >= _STEP_M]
        if not any(part.street for part in told):
            return []
        steps = [
            self.say(
                "route.step" if part.street else "route.leap",
                street=part.street.said_in(self.language) if part.street else "",
                way=phrases.direction(part.east, part.north, self.language),
                metres=round(part.metres / 10) * 10,
            )
            for part in told
        ]
        comma = "，再" if self.language == "zh" else ", then "
        return [self.say("route.steps", steps=comma.join(steps))]


def _is_doubtful(facility: Facility) -> bool:
    return (facility.position_error_m or 0.0) > _DOUBTFUL_M
