"""What is remembered about a resident, and for how long.

For 24 hours at most, and a place no more exactly than about 100 m: the precise point lives only
while an event is handled. Whoever is forgotten is forgotten at once.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from bot.conversation.reply import Origin
from bot.understanding.query import Intent
from geo.facility import LonLat, Pace

if TYPE_CHECKING:
    from bot.storage.store import Store

LIFETIME = timedelta(hours=24)

ROUNDED_DIGITS = 3
"""Degrees are kept to a thousandth: 111 m from north to south, 95 m from west to east at 31°."""

ROUNDING_ERROR_M = 79.0
"""Half the diagonal of a square of 0.001° where it is largest, at the equator."""

_VERSION = 1


class Awaits(StrEnum):
    """What the next message is taken for."""

    PLACE = "place"
    FEEDBACK = "feedback"


@dataclass(frozen=True, slots=True)
class Slots:
    """What was asked last, so that "那卫生站呢" can lean on it. Times are aware."""

    intent: Intent = Intent.NEARBY
    categories: tuple[str, ...] = ()
    minutes: int | None = None
    open_now: bool = False
    at: datetime | None = None
    accessible: bool = False


@dataclass(frozen=True, slots=True)
class Pending:
    """A question of ours that is not answered yet.

    `slots` is what to do once the place is known, `facility` the id that the feedback is about.
    """

    awaits: Awaits
    slots: Slots | None = None
    facility: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """One resident's conversation.

    Attributes:
        place: id of the place in the dataset where she is; None for a shared position.
        origin: where she walks from; its point is rounded once it is kept.
        placed: when she said so (aware).
        pace: None until she says how she walks.
        language: "zh" or "en".
        listed: ids of the last list, in its order.
        shown: how many of them she has seen.
        slots: what she asked last.
        facility: id of the facility last spoken of.
        pending: what she is asked for.
        updated: when the session was last kept (aware); None for somebody new.
    """

    place: str | None = None
    origin: Origin | None = None
    placed: datetime | None = None
    pace: Pace | None = None
    language: str = "zh"
    listed: tuple[str, ...] = ()
    shown: int = 0
    slots: Slots | None = None
    facility: str = ""
    pending: Pending | None = None
    updated: datetime | None = None

    def moved_to(self, origin: Origin, now: datetime, place: str | None = None) -> Session:
        """Be somewhere else from now on; `place` is the id of a place in the dataset."""
        return replace(self, place=place, origin=origin, placed=now)

    def kept(self, now: datetime) -> Session:
        """Give what may be kept: the time of now, and a rounded point."""
        if self.origin is None:
            return replace(self, placed=None, updated=now)
        return replace(self, origin=rounded(self.origin), placed=self.placed or now, updated=now)

    def is_over(self, now: datetime) -> bool:
        """Tell whether a day has passed since she said where she is, or since she spoke at all."""
        since = self.placed or self.updated
        return since is not None and now - since > LIFETIME


def rounded(origin: Origin) -> Origin:
    """Round a point to about 100 m and say so in its error; rounding again changes nothing."""
    if origin.point is None:
        return origin
    point = LonLat(*(round(degrees, ROUNDED_DIGITS) for degrees in origin.point))
    if point == origin.point:
        return origin
    return replace(origin, point=point, error_m=origin.error_m + ROUNDING_ERROR_M)


class Sessions(Protocol):
    """Where sessions are kept; `person` is what `Store.person` makes of a chat id."""

    def get(self, person: str, now: datetime) -> Session:
        """Recall a person; somebody new has an empty session."""

    def put(self, person: str, session: Session, now: datetime) -> None:
        """Keep a session, and drop everybody's that is over."""

    def sweep(self, now: datetime) -> None:
        """Drop everybody's session that is over; a channel does so when nobody speaks, too."""

    def forget(self, person: str) -> None:
        """Erase all that is known of a person at once."""


class MemorySessions:
    """Sessions of one run of a program."""

    def __init__(self) -> None:
        """Know nobody."""
        self._sessions: dict[str, Session] = {}

    def get(self, person: str, now: datetime) -> Session:
        """Recall a person; somebody new has an empty session."""
        session = self._sessions.get(person, Session())
        return Session() if session.is_over(now) else session

    def put(self, person: str, session: Session, now: datetime) -> None:
        """Keep a session, and drop everybody's that is over."""
        self._sessions[person] = session.kept(now)
        self.sweep(now)

    def sweep(self, now: datetime) -> None:
        """Drop everybody's session that is over."""
        kept = {key: each for key, each in self._sessions.items() if not each.is_over(now)}
        self._sessions = kept

    def forget(self, person: str) -> None:
        """Erase all that is known of a person at once."""
        self._sessions.pop(person, None)


class StoredSessions:
    """Sessions in the working store, for channels that outlive a run."""

    def __init__(self, store: Store) -> None:
        """Keep sessions in this store."""
        self._store = store

    def get(self, person: str, now: datetime) -> Session:
        """Recall a person; somebody new, or whose session cannot be read, has an empty one."""
        text = self._store.session(person)
        session = Session() if text is None else from_json(text)
        return Session() if session.is_over(now) else session

    def put(self, person: str, session: Session, now: datetime) -> None:
        """Keep a session, and drop everybody's that is over."""
        kept = session.kept(now)
        self._store.keep_session(person, to_json(kept), since=kept.placed or now)
        self.sweep(now)

    def sweep(self, now: datetime) -> None:
        """Drop everybody's session that is over."""
        self._store.drop_sessions(before=now - LIFETIME)

    def forget(self, person: str) -> None:
        """Erase all that is known of a person at once, also who filed her feedback."""
        self._store.forget(person)


def to_json(session: Session) -> str:
    """Write a session as one line of ASCII."""
    return json.dumps({"version": _VERSION, **asdict(session)}, default=datetime.isoformat)


def from_json(text: str) -> Session:
    """Read a session; what is damaged or of another version is an empty one."""
    try:
        return _session(json.loads(text))
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError):
        return Session()


def _session(data: dict[str, Any]) -> Session:
    """Read each field."""
    if data["version"] != _VERSION:
        raise ValueError(data["version"])
    return Session(
        place=data["place"],
        origin=_origin(data["origin"]),
        placed=_moment(data["placed"]),
        pace=Pace(data["pace"]) if data["pace"] else None,
        language=data["language"],
        listed=tuple(data["listed"]),
        shown=data["shown"],
        slots=_slots(data["slots"]),
        facility=data["facility"],
        pending=_pending(data["pending"]),
        updated=_moment(data["updated"]),
    )


def _origin(data: dict[str, Any] | None) -> Origin | None:
    """Read where she walks from."""
    if data is None:
        return None
    point = LonLat(*data["point"]) if data["point"] else None
    return Origin(data["name"], point, data["basis"], data["error_m"])


def _slots(data: dict[str, Any] | None) -> Slots | None:
    """Read what she asked."""
    if data is None:
        return None
    return Slots(
        intent=Intent(data["intent"]),
        categories=tuple(data["categories"]),
        minutes=data["minutes"],
        open_now=data["open_now"],
        at=_moment(data["at"]),
        accessible=data["accessible"],
    )


def _pending(data: dict[str, Any] | None) -> Pending | None:
    """Read what she is asked for."""
    if data is None:
        return None
    return Pending(Awaits(data["awaits"]), _slots(data["slots"]), data["facility"])


def _moment(text: str | None) -> datetime | None:
    """Read a time, which must be aware to be compared with now."""
    if text is None:
        return None
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment
