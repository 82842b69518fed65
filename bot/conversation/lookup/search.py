"""Searches facilities around a place on foot, in the order to name them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.conversation.lookup.ranking import ranked
from bot.conversation.reply import Listed
from bot.understanding.slots.attribute_names import Attribute
from geo.errors import OutsideAreaError
from geo.facility import Accessible, Status
from geo.hours.day_states import Openness
from geo.hours.opening import opening
from geo.town import Town
from geo.uncertainty import Within

if TYPE_CHECKING:
    from datetime import datetime

    from bot.conversation.reply import Origin
    from geo.dataset.dataset import Dataset
    from geo.facility import Facility, LonLat, Pace
    from geo.hours.opening import OpenState
    from geo.town import Found
    from geo.uncertainty import Walk

_FIRST = 4
"""Lines that even a short page has."""

_FAR_MIN = 60.0
"""How far the nearest facility is looked for when none fits."""

# Who asks for the nearest gets what may be open before what surely is and lies farther away.
_CLOSED_LAST = {Openness.OPEN: 0, Openness.UNKNOWN: 0, Openness.CLOSED: 1}
_OPEN_FIRST = {Openness.OPEN: 0, Openness.UNKNOWN: 1, Openness.CLOSED: 2}


@dataclass(frozen=True, slots=True)
class Question:
    """What to look for. No category means any, the nearest of each; `at` is when (aware).

    `attributes` are what is preferred, `weekdays` the days whose hours are asked for, from 0.
    `meal` is "breakfast", "lunch" or "dinner" when one is asked for, or "any". `left_out` are ids
    of facilities that are not wanted. `strict` holds the walks to the minutes by their estimates:
    who says how far she walks is not sent farther for want of an exact position.
    """

    categories: tuple[str, ...]
    minutes: int
    pace: Pace
    at: datetime
    open_now: bool = False
    accessible: bool = False
    attributes: tuple[str, ...] = ()
    weekdays: tuple[int, ...] = ()
    meal: str = ""
    left_out: tuple[str, ...] = ()
    strict: bool = False

    def wants(self, facility: Facility) -> bool:
        """Whether a facility is open to the public at all, and not left out."""
        return facility.status is Status.OPEN and facility.id not in self.left_out

    def reaches(self, walk: Walk) -> bool:
        """Whether a walk may be short enough; where the limit is strict, by its estimate."""
        within = walk.within(self.minutes) is not Within.NO
        return within and (walk.minutes <= self.minutes or not self.strict)


@dataclass(frozen=True, slots=True)
class Findings:
    """What there is: to offer, nearest first and the unlocated last; not yet; not for now.

    `beyond` is the nearest one when none is within the minutes.
    """

    listed: tuple[Listed, ...]
    planned: tuple[Facility, ...]
    suspended: tuple[Facility, ...]
    beyond: Listed | None


@dataclass
class FacilitySearch:
    """Searches facilities of a dataset; opens the town at each pace once."""

    dataset: Dataset
    _towns: dict[Pace, Town] = field(default_factory=dict)

    def town(self, pace: Pace) -> Town:
        """Give the town on foot at a pace."""
        if pace not in self._towns:
            self._towns[pace] = Town.open(self.dataset, pace)
        return self._towns[pace]

    def town_at(self, pace: Pace, at: datetime, point: LonLat) -> Town:
        """Give the town with what is open at a moment (aware) to somebody who is at a point.

        Who is where all streets around are shut gets the whole town: she came in and gets out.
        """
        whole = self.town(pace)
        town = whole.at(at)
        if town is not whole:
            try:
                town.walker.start(point)
            except OutsideAreaError:
                return whole
        return town

    def around(self, origin: Origin, point: LonLat, question: Question) -> Findings:
        """Find what a question asks for around a point.

        Raises:
            OutsideAreaError: it is too far from any street.
        """
        town = self.town_at(question.pace, question.at, point)
        wanted = question.categories or None
        found = town.nearby(point, origin.error_m, question.minutes, wanted)
        near = [
            self._listed(one, question.at)
            for one in found
            if question.wants(one.facility) and question.reaches(one.walk)
        ]
        near = _nearest_of_each(near) if wanted is None else near
        unlocated = () if wanted is None else self._unlocated(question)
        if question.accessible:
            near = [one for one in near if one.facility.accessible is not Accessible.NO]
        if Attribute.OPEN_ONLY in question.attributes:
            near = [one for one in near if one.opening.openness is not Openness.CLOSED]
        if question.open_now:
            order = _CLOSED_LAST if Attribute.NEAREST in question.attributes else _OPEN_FIRST
            near.sort(key=lambda one: order[one.opening.openness])
        if question.meal and "nearest" not in question.attributes:
            near.sort(key=lambda one: not one.facility.meals)  # of them alone it can be told
        near = ranked(near, question.attributes, question.at, self.dataset.calendar)
        near = _each_first(near)
        beyond = None if near else self._beyond(town, origin, point, question)
        return Findings(
            (*near, *unlocated),
            self._of_status(question, Status.PLANNED),
            self._of_status(question, Status.SUSPENDED),
            beyond,
        )

    def walkable(self, origin: Origin | None, question: Question) -> tuple[Listed, ...]:
        """Give the located facilities that a question asks for, in their order.

        Where none is within the minutes it is the nearest beyond; none where nobody can walk from.
        """
        if origin is None or origin.point is None:
            return ()
        try:
            found = self.around(origin, origin.point, question)
        except OutsideAreaError:
            return ()
        near = tuple(one for one in found.listed if one.walk)
        return near or ((found.beyond,) if found.beyond else ())

    def seen_from(
        self, origin: Origin | None, facility: Facility, pace: Pace, at: datetime
    ) -> Listed:
        """Give one facility with the walk to it, wherever it lies; without, where there is none.

        There is none to what is not located, nor from where nobody knows or outside the area.
        """
        if origin is None or origin.point is None:
            return self.unwalked(facility, at)
        question = Question((facility.category,), int(_FAR_MIN), pace, at)
        try:
            return self.walk_to(origin, origin.point, facility, question)
        except OutsideAreaError:
            return self.unwalked(facility, at)

    def walk_to(
        self, origin: Origin, point: LonLat, facility: Facility, question: Question
    ) -> Listed:
        """Say how far one facility is, wherever it lies; no walk when it is not located.

        Raises:
            OutsideAreaError: the point is too far from any street.
        """
        town = self.town_at(question.pace, question.at, point)
        found = town.nearby(point, origin.error_m, 2 * _FAR_MIN, {facility.category})
        for one in found:
            if one.facility.id == facility.id:
                return self._listed(one, question.at)
        return self.unwalked(facility, question.at)

    def unwalked(self, facility: Facility, at: datetime) -> Listed:
        """Give a facility without a walk."""
        return Listed(facility, None, self._state(facility, at))

    def _listed(self, found: Found, at: datetime) -> Listed:
        return Listed(found.facility, found.walk, self._state(found.facility, at))

    def _state(self, facility: Facility, at: datetime) -> OpenState:
        return opening(facility.opening_hours, at, self.dataset.zone, self.dataset.calendar)

    def _unlocated(self, question: Question) -> tuple[Listed, ...]:
        return tuple(
            self.unwalked(facility, question.at)
            for facility in self.dataset.facilities
            if facility.geometry is None
            and question.wants(facility)
            and facility.category in question.categories
            and not (question.accessible and facility.accessible is Accessible.NO)
        )

    def _of_status(self, question: Question, status: Status) -> tuple[Facility, ...]:
        return tuple(
            facility
            for facility in self.dataset.facilities
            if facility.status is status and facility.category in question.categories
        )

    def _beyond(
        self, town: Town, origin: Origin, point: LonLat, question: Question
    ) -> Listed | None:
        found = town.nearby(point, origin.error_m, _FAR_MIN, question.categories or None)
        for one in found:
            if question.wants(one.facility) and not question.reaches(one.walk):
                return self._listed(one, question.at)
        return None


def _each_first(found: list[Listed]) -> list[Listed]:
    """Have the first of every category among the first few, so that none waits behind "more"."""
    first = _nearest_of_each(found)[:_FIRST]
    few = [*first, *(one for one in found if one not in first)][:_FIRST]
    return sorted(few, key=found.index) + [one for one in found if one not in few]


def _nearest_of_each(found: list[Listed]) -> list[Listed]:
    """Keep the first of every category, in the order in which they are found."""
    nearest: dict[str, Listed] = {}
    for one in found:
        nearest.setdefault(one.facility.category, one)
    return list(nearest.values())
