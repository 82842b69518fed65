"""What is remembered about a resident, how exactly, and for how long."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import cos, hypot, radians
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.reply import Origin
from bot.conversation.session import (
    LIFETIME,
    ROUNDING_ERROR_M,
    Awaits,
    Pending,
    Session,
    Slots,
    rounded,
)
from bot.storage.memory import MemorySessions
from bot.storage.store import Store
from bot.storage.stored_sessions import from_json, to_json
from bot.understanding.query import Intent
from geo.facility import LonLat, Pace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.conversation.session import Sessions

NOON = datetime(2026, 9, 16, 12, tzinfo=UTC)
HOME = Origin("由由新村", LonLat(121.5212345, 31.2098765), "shared", 20.0)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with Store.open(tmp_path / "store.db") as opened:
        yield opened


@pytest.fixture(params=["memory", "stored"])
def sessions(request: pytest.FixtureRequest, store: Store) -> Sessions:
    """Either home of sessions: both keep the same rules."""
    return MemorySessions() if request.param == "memory" else store.sessions


def test_somebody_new_has_an_empty_session(sessions: Sessions) -> None:
    """Nobody is known before she speaks."""
    assert sessions.get("a", NOON) == Session()


def test_session_is_recalled_as_it_was_kept(sessions: Sessions) -> None:
    """All that was said is there at the next message, and only for her who said it."""
    slots = Slots(Intent.CIRCLE, ("canteen", "health"), 10, open_now=True, at=NOON, accessible=True)
    session = Session(
        pace=Pace.SLOW,
        language="en",
        listed=("a", "b"),
        shown=2,
        slots=slots,
        facility="b",
        pending=Pending(Awaits.PLACE, slots, "b"),
    )
    sessions.put("a", session, NOON)
    assert sessions.get("a", NOON + timedelta(hours=1)) == replace(session, updated=NOON)
    assert sessions.get("b", NOON) == Session()


def test_kept_point_is_rounded(sessions: Sessions) -> None:
    """No kept point is more exact than a thousandth of a degree, and its error says so."""
    sessions.put("a", Session().moved_to(HOME, NOON, place="youyou"), NOON)
    kept = sessions.get("a", NOON)
    assert kept.place == "youyou"
    assert kept.origin == Origin(
        "由由新村", LonLat(121.521, 31.21), "shared", 20 + ROUNDING_ERROR_M
    )


def test_keeping_again_moves_nothing(sessions: Sessions) -> None:
    """A session that is kept at every message keeps its point and its error."""
    sessions.put("a", Session().moved_to(HOME, NOON), NOON)
    once = sessions.get("a", NOON)
    sessions.put("a", once, NOON)
    assert sessions.get("a", NOON) == once


def test_nothing_is_known_after_a_day(sessions: Sessions) -> None:
    """A session is over a day after the last message."""
    sessions.put("a", Session(pace=Pace.SLOW), NOON)
    assert sessions.get("a", NOON + LIFETIME).pace is Pace.SLOW
    assert sessions.get("a", NOON + LIFETIME + timedelta(seconds=1)) == Session()


def test_talking_on_does_not_keep_a_place_longer(sessions: Sessions) -> None:
    """A place is forgotten a day after it was told, however often she speaks."""
    session = Session().moved_to(HOME, NOON)
    for hours in range(0, 25, 4):
        now = NOON + timedelta(hours=hours)
        sessions.put("a", session, now)
        session = sessions.get("a", now)
    assert session.origin is not None
    assert sessions.get("a", NOON + timedelta(hours=25)).origin is None


def test_place_without_a_time_counts_from_now(sessions: Sessions) -> None:
    """A place that was set without its time does not live for ever."""
    sessions.put("a", Session(origin=HOME), NOON)
    assert sessions.get("a", NOON + timedelta(hours=25)) == Session()


def test_a_home_keeps_no_name() -> None:
    """A house number that she has told is kept as "where you said", and no more as a home."""
    kept = Session(place="lane", origin=replace(HOME, is_home=True), placed=NOON).kept(NOON)
    assert kept.origin is not None
    assert (kept.origin.name, kept.origin.is_home, kept.place) == ("您说的地方", False, None)


def test_forgotten_at_once(sessions: Sessions) -> None:
    """Forgetting leaves nothing ("忘记我"), and nobody else is touched."""
    sessions.put("a", Session(language="en"), NOON)
    sessions.put("b", Session(language="en"), NOON)
    sessions.forget("a")
    sessions.forget("a")
    assert sessions.get("a", NOON) == Session()
    assert sessions.get("b", NOON).language == "en"


def test_place_leaves_no_trace_in_the_file(store: Store, tmp_path: Path) -> None:
    """Neither the exact point is ever in the store's files, nor any place once it is forgotten."""
    sessions = store.sessions
    sessions.put("a", Session(place="youyou-place").moved_to(HOME, NOON, "youyou-place"), NOON)
    assert b"31.2098" not in _bytes(tmp_path)
    assert b"youyou-place" in _bytes(tmp_path)
    sessions.forget("a")
    assert b"youyou-place" not in _bytes(tmp_path)


def test_sessions_of_the_silent_are_erased(store: Store, tmp_path: Path) -> None:
    """A day later a sweep, or somebody else's message, erases what nobody asked for again."""
    sessions = store.sessions
    sessions.put("a", Session(facility="canteen-one"), NOON)
    sessions.put("b", Session(facility="canteen-two"), NOON + timedelta(hours=25))
    assert b"canteen-one" not in _bytes(tmp_path)
    sessions.sweep(NOON + timedelta(hours=50))
    assert b"canteen-two" not in _bytes(tmp_path)


def test_stored_session_outlives_a_run(tmp_path: Path) -> None:
    """A bot that starts again knows its residents."""
    for expected in ("", "canteen"):
        with Store.open(tmp_path / "store.db") as store:
            sessions = store.sessions
            assert sessions.get("a", NOON).facility == expected
            sessions.put("a", Session(facility="canteen"), NOON)


def test_place_is_erased_a_day_after_it_was_told(store: Store, tmp_path: Path) -> None:
    """What she said later does not leave an older place in the file for longer."""
    sessions = store.sessions
    session = Session(facility="canteen-one").moved_to(HOME, NOON)
    for hours in (0, 23):
        sessions.put("a", session, NOON + timedelta(hours=hours))
    sessions.sweep(NOON + timedelta(hours=25))
    assert b"canteen-one" not in _bytes(tmp_path)


def test_an_answer_to_an_earlier_message_is_about_what_stood_there() -> None:
    """Of one facility it speaks of that; of an old list it counts there, and no page is turned."""
    session = Session(listed=("a", "b"), shown=1, slots=Slots(Intent.NEARBY), told=Intent.DETAIL)
    assert session.recalling(("c",)) == replace(session, facility="c", told=None)
    assert session.recalling(()) == session.recalling(("b", "a")) == session
    older = session.recalling(("c", "d"))
    assert (older.listed, older.shown, older.slots, older.told) == (("c", "d"), 2, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        '"text"',
        "{}",
        "[" * 100_000,
        to_json(Session())[:-5],
        to_json(Session()).replace('"version": 1', '"version": 2'),
        to_json(Session()).replace('"pace": null', '"pace": "running"'),
        to_json(Session(updated=NOON)).replace("+00:00", ""),
    ],
)
def test_unreadable_session_is_dropped(store: Store, text: str) -> None:
    """A damaged session, or one of another version, is a fresh start and never an error."""
    store.session_table.keep("a", text, NOON)
    assert store.sessions.get("a", NOON) == Session()


points = st.builds(LonLat, st.floats(-180, 180), st.floats(-85, 85))
moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the bounds are naive by contract
asked = st.builds(
    Slots,
    categories=st.lists(st.text()).map(tuple),
    at=moments,
    minutes=st.none() | st.integers(1, 90),
    attributes=st.lists(st.text()).map(tuple),
    weekdays=st.lists(st.integers(0, 6)).map(tuple),
    meal=st.text(),
)
kept_sessions = st.builds(
    Session,
    origin=st.none() | st.builds(Origin, st.text(), st.none() | points, st.text()),
    place=st.none() | st.text(),
    shown=st.integers(0, 99),
    facility=st.text(),
    told=st.none() | st.sampled_from(Intent),
    answer=st.text(max_size=8),
    placed=st.none() | moments,
    pace=st.none() | st.sampled_from(Pace),
    listed=st.lists(st.text()).map(tuple),
    slots=st.none() | asked,
    pending=st.none()
    | st.builds(Pending, st.sampled_from(Awaits), asked, st.text(), st.text(), st.text()),
    updated=moments,
)


@given(kept_sessions)
def test_session_comes_back_from_its_text(session: Session) -> None:
    """Writing and reading gives the same session, whatever names it holds."""
    assert from_json(to_json(session)) == session


def test_a_session_of_an_earlier_release_is_read() -> None:
    """What it did not know yet is as if nothing had been said of it."""
    pending = Pending(Awaits.PLACE, Slots(meal="lunch"), goal="g")
    session = Session(origin=replace(HOME, is_home=True), pending=pending, updated=NOON)
    kept = json.loads(to_json(session))
    del kept["origin"]["is_home"], kept["pending"]["goal"], kept["pending"]["slots"]["meal"]
    known = replace(session, origin=HOME, pending=Pending(Awaits.PLACE, Slots()))
    assert from_json(json.dumps(kept)) == known


@given(
    st.dictionaries(st.sampled_from(list(json.loads(to_json(Session())))), st.none() | st.text())
)
def test_any_json_gives_a_session(data: dict[str, str | None]) -> None:
    """Whatever a store holds, there is a session."""
    assert isinstance(from_json(json.dumps(data)), Session)


@given(points)
def test_rounding_stays_within_its_error(point: LonLat) -> None:
    """A rounded point is within the error that it states, and rounding it again changes nothing."""
    origin = rounded(Origin("", point, "shared"))
    assert origin.point is not None
    north_m = (origin.point.lat - point.lat) * 111_320
    east_m = (origin.point.lon - point.lon) * 111_320 * cos(radians(point.lat))
    assert hypot(north_m, east_m) <= origin.error_m <= ROUNDING_ERROR_M
    assert rounded(origin) == origin


def _bytes(folder: Path) -> bytes:
    """Read all files of a store: the database and its journal."""
    return b"".join(file.read_bytes() for file in folder.iterdir())
