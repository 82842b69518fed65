"""Sessions of residents in the working store, for channels that outlive a run."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.conversation.reply import Origin
from bot.conversation.session import LIFETIME, Awaits, Pending, Session, Slots
from bot.understanding.query import Intent
from geo.facility import LonLat, Pace

if TYPE_CHECKING:
    from bot.storage.feedback_table import FeedbackTable
    from bot.storage.session_table import SessionTable

_VERSION = 2

CLOCK_STEP = timedelta(minutes=1)
"""How far a clock is set back now and then without having been wrong."""


class StoredSessions:
    """Keeps each session as JSON."""

    def __init__(self, table: SessionTable, feedback: FeedbackTable) -> None:
        """Keep sessions in a table; what is forgotten is unlinked from its feedback, too."""
        self._table, self._feedback = table, feedback

    def get(self, person: str, now: datetime) -> Session:
        """Recall a person; somebody new, or whose session cannot be read, has an empty one."""
        text = self._table.get(person)
        session = Session() if text is None else from_json(text)
        return Session() if session.is_over(now) else session

    def put(self, person: str, session: Session, now: datetime) -> None:
        """Keep a session, and drop everybody's that is over."""
        kept = session.kept(now)
        self._table.keep(person, to_json(kept), since=kept.placed or now)
        self.sweep(now)

    def sweep(self, now: datetime) -> None:
        """Drop everybody's session that is over, or from a time that is yet to come.

        A clock that ran ahead would else keep a place for as long as it was wrong, and a day.
        """
        self._table.drop_outside(now - LIFETIME, now + CLOCK_STEP)

    def forget(self, person: str) -> None:
        """Erase all that is known of a person at once, also who filed her feedback."""
        self._feedback.unlink(person)
        self._table.drop(person)


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
        told=Intent(data["told"]) if data["told"] else None,
        goal=data.get("goal", ""),
        goals=tuple(data.get("goals", ())),
        answer=data.get("answer", ""),
        pending=_pending(data["pending"]),
        reported=tuple(data.get("reported", ())),
        tickets=tuple(data.get("tickets", ())),
        before=data.get("before"),
        theirs=data.get("theirs"),
        elsewhere=bool(data.get("elsewhere", False)),
        own=_origin(data.get("own")),
        day=_moment(data.get("day")),
        unlisted=data.get("unlisted", ""),
        brief=bool(data.get("brief", False)),
        updated=_moment(data["updated"]),
    )


def _origin(data: dict[str, Any] | None) -> Origin | None:
    """Read where she walks from."""
    if data is None:
        return None
    point = LonLat(*data["point"]) if data["point"] else None
    is_home = bool(data.get("is_home", False))
    return Origin(data["name"], point, data["basis"], data["error_m"], is_home)


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
        attributes=tuple(data["attributes"]),
        weekdays=tuple(data["weekdays"]),
        meal=data.get("meal", ""),
        left_out=tuple(data.get("left_out", ())),
    )


def _pending(data: dict[str, Any] | None) -> Pending | None:
    """Read what she is asked for."""
    if data is None:
        return None
    slots = _slots(data["slots"])
    return Pending(
        Awaits(data["awaits"]),
        slots,
        facility=data["facility"],
        words=data["words"],
        goal=data.get("goal", ""),
        goal_kind=data.get("goal_kind", ""),
        of_theirs=bool(data.get("of_theirs", False)),
    )


def _moment(text: str | None) -> datetime | None:
    """Read a time, which must be aware to be compared with now."""
    if text is None:
        return None
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment
