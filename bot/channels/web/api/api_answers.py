"""What the API answers, as plain values; used from the thread that owns the walkers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.channels.json_contract import as_json
from bot.channels.moment import in_zone, parse_moment
from bot.channels.plain_text import whole
from bot.channels.way_line import way_line
from bot.channels.web.api import feature_collections
from bot.channels.web.api.problems import ProblemError
from bot.conversation.lookup.search import Question
from bot.conversation.reply import Event, Origin
from bot.conversation.session import Session
from geo.crs import parse_lonlat
from geo.errors import CoordinateError, OutsideAreaError, UnknownNameError
from geo.facility import Pace
from geo.walking_model import CIRCLE_MIN

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.channels.web.web_worker import WebWorker
    from geo.dataset.dataset import Dataset
    from geo.facility import Facility, LonLat

_NOWHERE = "nobody knows where that is: name another place, or give a position"


class ApiAnswers:
    """Answers programs; each method takes the values that a query gave."""

    def __init__(self, worker: WebWorker) -> None:
        """Answer from the dataset of a worker."""
        self._worker = worker

    @property
    def _dataset(self) -> Dataset:
        return self._worker.dataset

    def nearby(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """List what is near, nearest first and the unlocated last.

        Raises:
            ProblemError: the place is not known, or nobody can walk from there.
        """
        origin, point = self.origin(values["at"])
        question = self._question(values, values["category"])
        try:
            found = self._worker.live.dialogue.search.around(origin, point, question)
        except OutsideAreaError as error:
            raise ProblemError(404, str(error)) from error
        rows = [
            feature_collections.listed_feature(one, question.minutes, self._dataset)
            for one in found.listed
        ]
        told = {"place": self._place(origin, point), "minutes": question.minutes}
        return feature_collections.collection(rows, self._dataset, **told, pace=question.pace.value)

    def route(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Give the way to a facility as a line, street by street.

        Raises:
            ProblemError: place or facility is not known, or no way leads from one to the other.
        """
        origin, point = self.origin(values["at"])
        facility = self._facility(values["to"])
        question = self._question(values, (facility.category,))
        search = self._worker.live.dialogue.search
        try:
            one = search.walk_to(origin, point, facility, question)
        except OutsideAreaError as error:
            raise ProblemError(404, str(error)) from error
        if one.walk is None or facility.geometry is None:
            raise ProblemError(404, f"no way to {facility.id} is known: {_NOWHERE}")
        town = search.town_at(question.pace, question.at, point)
        steps = town.way(point, facility.id, one.walk.metres)
        way = way_line(town, point, facility, one.walk.metres)
        properties = feature_collections.listed_feature(one, question.minutes, self._dataset)[
            "properties"
        ]
        properties["steps"] = [
            {"street": step.street.zh if step.street else None, "metres": round(step.metres)}
            for step in steps
        ]
        return feature_collections.feature(feature_collections.line_json(way), properties)

    def facilities(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """List every facility of some categories."""
        wanted = values["category"] or tuple(self._dataset.categories)
        rows = (one for one in self._dataset.facilities if one.category in wanted)
        return feature_collections.collection(
            (feature_collections.facility_feature(one, self._dataset) for one in rows),
            self._dataset,
        )

    def facility(self, facility_id: str) -> dict[str, Any]:
        """Give all that is known of one facility."""
        return feature_collections.facility_feature(self._facility(facility_id), self._dataset)

    def places(self) -> dict[str, Any]:
        """List the places that somebody may be at."""
        return feature_collections.collection(
            map(feature_collections.place_feature, self._dataset.places), self._dataset
        )

    def ask(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Answer one question in words; nothing of it is remembered or counted."""
        session = Session(language=asked["language"], pace=_pace(asked["pace"]))
        now = self.moment(asked["now"])
        if asked["at"]:
            at = asked["at"]
            origin, _ = self.origin(at)
            named = origin.basis == "named" and any(one.id == at for one in self._dataset.places)
            session = session.moved_to(origin, now, at if named else None)
        event = Event(text=whole(asked["text"]))
        reply = self._worker.live.answer_alone(session, event, now)
        return as_json(reply, self._dataset)

    def origin(self, at: str) -> tuple[Origin, LonLat]:
        """Read where a walk starts.

        Raises:
            ProblemError: it is nowhere that is known.
        """
        if "," in at:
            try:
                point = parse_lonlat(at)
            except CoordinateError as error:
                raise ProblemError(404, str(error)) from error
            return Origin.at_point("", point), point
        try:
            origin = self._worker.origin_of(at, "zh")[0]
        except UnknownNameError as error:
            raise ProblemError(404, str(error)) from error
        if origin.point is None:
            raise ProblemError(404, f"{origin.name}: {_NOWHERE}")
        return origin, origin.point

    def moment(self, text: str | None) -> datetime:
        """Read the moment to answer for; now when none is given."""
        if text is None:
            return self._worker.clock()
        return in_zone(parse_moment(text), self._dataset.zone)

    def _question(self, values: Mapping[str, Any], categories: tuple[str, ...]) -> Question:
        return Question(
            categories,
            values.get("minutes") or CIRCLE_MIN,
            _pace(values["pace"]) or self._dataset.default_pace,
            self.moment(values["now"]),
            bool(values.get("open_now")),
            bool(values.get("accessible")),
        )

    def _facility(self, facility_id: str) -> Facility:
        try:
            return self._dataset.facility(facility_id)
        except UnknownNameError as error:
            raise ProblemError(404, str(error)) from error

    def _place(self, origin: Origin, point: LonLat) -> dict[str, Any]:
        named = {"name": origin.name or None, "basis": origin.basis, "error_m": origin.error_m}
        return {**named, "lon": point.lon, "lat": point.lat}


def _pace(text: str | None) -> Pace | None:
    return Pace(text) if text else None
