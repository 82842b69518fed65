"""A conversation with the real dataset and a real store: what is done, remembered and forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.reply import Event
from bot.storage.store import Store
from bot.understanding.query import Intent
from geo.facility import LonLat, Pace
from tests.bot.conversation.talk import dialogue_over

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.conversation.dialogue import Dialogue
    from bot.conversation.reply import Reply

NOW = datetime(2026, 3, 10, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
HERE = LonLat(121.517234, 31.207156)


class Talk:
    """One resident's conversation."""

    def __init__(self, dialogue: Dialogue, store: Store, person: str = "p") -> None:
        """Begin at ten on a Tuesday."""
        self.dialogue, self.store, self.person, self.now = dialogue, store, person, NOW
        self.said = 0

    def does(self, **event: object) -> Reply:
        """Do something and get the reply."""
        self.said += 1
        done = Event(id=f"{self.person}:{self.said}", **event)  # type: ignore[arg-type]
        return self.dialogue.handle(self.person, done, self.now)

    def says(self, text: str) -> Reply:
        """Say something."""
        return self.does(text=text)


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Talk]:
    """A conversation over a store of its own."""
    with Store.open(tmp_path / "store.db") as store:
        yield Talk(dialogue_over(store), store)


def test_the_place_is_asked_once_and_kept(talk: Talk) -> None:
    """She is asked where she is, answers with her position, and is not asked again."""
    assert talk.says("老年食堂").needs_place
    first = talk.does(location=HERE)
    assert first.listed[0].facility.id == "canteen-beiyuan"
    assert not talk.says("养老院").needs_place
    talk.now += timedelta(hours=25)
    assert talk.says("养老院").needs_place


@pytest.mark.parametrize("text", ["今天天气怎么样", "附近有厕所吗", "老伴走了"])
def test_another_matter_is_no_place(talk: Talk, text: str) -> None:
    """What is said instead of a place is answered, and the question still waits for one."""
    assert talk.says("老年食堂").needs_place
    assert talk.says(text).categories != ("canteen",)
    assert talk.says("蓝村路站").categories == ("canteen",)


@pytest.mark.parametrize("text", ["在家里", "不知道", "阳光花园"])
def test_no_place_is_asked_again(talk: Talk, text: str) -> None:
    """Words that name no place that is known lead to the question where she is."""
    assert talk.says("老年食堂").needs_place
    assert talk.says(text).needs_place


def test_the_precise_point_is_kept_nowhere(talk: Talk, tmp_path: Path) -> None:
    """The store holds the point rounded to a thousandth of a degree, and not until forgotten."""
    talk.says("老年食堂")
    talk.does(location=HERE)
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"121.517" in kept
    assert b"121.5172" not in kept
    assert b"31.2071" not in kept
    assert talk.says("忘记我").intent is Intent.FORGET
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"121.517" not in kept
    assert talk.says("老年食堂").needs_place


def test_demand_is_counted_without_a_person(talk: Talk) -> None:
    """What is kept of a wish: category, neighbourhood, hour, found or not."""
    talk.does(location=HERE)
    talk.says("老年食堂")
    (row,) = talk.store.demand.counts()
    assert (row.category, row.hour, row.found, row.count) == ("canteen", 10, True, 1)
    assert row.neighbourhood.startswith("committee-")


def test_a_list_that_is_drawn_again_is_not_asked_again(talk: Talk) -> None:
    """Pages, pace, filter and a new position draw the same question again: it counts once."""
    talk.does(location=HERE)
    talk.says("健身步道")
    for press in ("more", "back", "pace:slow", "open"):
        assert talk.does(press=press).listed
    assert talk.does(location=HERE).listed
    assert [row.count for row in talk.store.demand.counts()] == [1]


def test_a_question_that_waits_for_a_place_counts_once(talk: Talk) -> None:
    """Asked without a place it is not counted yet; with the place it is, where that is."""
    assert talk.says("老年食堂").needs_place
    assert talk.store.demand.counts() == ()
    talk.does(location=HERE)
    talk.does(press="place:metro-lancun")
    (row,) = talk.store.demand.counts()
    assert (row.category, row.count) == ("canteen", 1)


def test_another_category_is_another_question(talk: Talk) -> None:
    """A sentence that leans on the last one asks anew when it names what is wanted, or where."""
    talk.does(press="place:metro-tangqiao")
    for text in ("老年食堂", "那健身步道呢", "蓝村路站附近的健身步道"):
        assert talk.says(text).listed
    counts = [(row.category, row.count) for row in talk.store.demand.counts()]
    assert sorted(counts) == [("canteen", 1), ("fitness", 1), ("fitness", 1)]


def test_feedback_gets_a_number_that_can_be_asked_for(talk: Talk) -> None:
    """A button asks for words, the words get a ticket about that facility, staff decide it."""
    assert talk.does(press="feedback:canteen-beiyuan").intent is Intent.FEEDBACK
    kept = talk.says("门口在修路，进不去")
    (ticket,) = talk.store.feedback.tickets()
    assert (ticket.facility_id, ticket.words) == ("canteen-beiyuan", "门口在修路，进不去")
    assert ticket.number in kept.text
    assert "等" in talk.says(f"查 {ticket.number}").text
    talk.store.feedback.decide(ticket.number, accepted=True, by="staff")
    assert "采纳" in talk.says(ticket.number).text


def test_pages_go_on_where_the_last_one_ended(talk: Talk) -> None:
    """More shows the next five with going-on numbers until there is no more."""
    talk.does(press="place:metro-tangqiao")
    first = talk.does(press="near:fitness")
    seen = [one.facility.id for one in first.listed]
    reply = talk.does(press="more")
    assert "⑥" in reply.text
    while reply.listed:
        seen += [one.facility.id for one in reply.listed]
        reply = talk.does(press="more")
    assert len(seen) == len(set(seen)) == 11
    assert "没有更多" in reply.text


def test_what_is_near_comes_nearest_first(talk: Talk) -> None:
    """Of each category the nearest is listed, and among those the nearest comes first."""
    talk.does(press="place:metro-tangqiao")
    listed = talk.does(press="near").listed
    walks = [one.walk.minutes for one in listed if one.walk]
    assert len(walks) == len({one.facility.category for one in listed}) > 3
    assert walks == sorted(walks)


def test_a_picture_shows_the_same_numbers_as_the_list(talk: Talk) -> None:
    """The picture's facilities are the located ones of the list, in its order."""
    talk.does(press="place:metro-tangqiao")
    reply = talk.does(press="near:station")
    assert reply.picture is not None
    located = [one.facility.id for one in reply.listed if one.walk]
    assert list(reply.picture.facility_ids) == located


def test_a_slower_pace_is_remembered(talk: Talk) -> None:
    """Pressing "slower" answers the last question again, with longer walks."""
    talk.does(press="place:metro-tangqiao")
    before = talk.does(press="near:station").listed[0].walk
    after = talk.does(press="pace:slow")
    assert after.pace is Pace.SLOW
    assert before is not None
    assert after.listed[0].walk is not None
    assert after.listed[0].walk.minutes > before.minutes
    assert talk.does(press="near:culture").pace is Pace.SLOW


def test_a_named_place_is_not_rounded(talk: Talk) -> None:
    """Who named a metro station walks from the station, however often she asks."""
    talk.does(press="place:metro-lancun")
    points = {talk.does(press="near:canteen").origin for _ in range(2)}
    assert [origin.point for origin in points if origin] == [LonLat(121.5234, 31.2137)]


@pytest.mark.parametrize(
    "press", ["", "near:casino", "place:nowhere", "detail:' OR 1=1", "pace:running", "1" * 200]
)
def test_a_forged_button_does_nothing(talk: Talk, press: str) -> None:
    """A button that is not ours gets a kind answer and changes nothing."""
    reply = talk.does(press=press)
    assert reply.intent is Intent.UNKNOWN
    assert reply.text


def test_somebody_far_away_is_told_so(talk: Talk) -> None:
    """A position beyond the known streets is not walked from, and not kept."""
    talk.says("老年食堂")
    reply = talk.does(location=LonLat(121.4985, 31.2130))
    assert reply.needs_place
    assert reply.listed == ()
    assert "12345" in reply.text
    assert talk.says("塘桥站").listed


def test_an_emergency_comes_first(talk: Talk) -> None:
    """Whatever is going on, the first line of the answer is whom to call."""
    talk.does(press="feedback:canteen-beiyuan")
    reply = talk.says("救命 我摔倒了起不来")
    assert reply.intent is Intent.EMERGENCY
    assert "120" in reply.text.splitlines()[0]
    assert talk.store.feedback.tickets() == ()
