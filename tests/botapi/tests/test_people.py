"""What people do arrives as the objects that python-telegram-bot knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telegram import Bot, Message, MessageOriginHiddenUser, Update

from tests.botapi import BotApi

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.botapi import User


def heard(act: Callable[[User], object], kind: str = "message") -> Message:
    """The message of the last update that an action causes."""
    api = BotApi()
    act(api.user(5, name="王阿姨", username="wang", language_code="zh-hans"))
    raw = api.pending[-1]
    update = Update.de_json(raw, Bot(api.token))
    assert update.effective_user is not None
    assert (update.effective_user.first_name, update.effective_user.language_code) == (
        "王阿姨",
        "zh-hans",
    )
    message = getattr(update, kind)
    assert isinstance(message, Message)
    assert message.api_kwargs == {}
    return message


def test_texts_commands_and_edits() -> None:
    """A command is marked as one; a deep link carries its payload; an edit is an edit."""
    assert heard(lambda u: u.says("你好")).text == "你好"
    start = heard(lambda u: u.starts("p_1"))
    assert (start.text, list(start.parse_entities().values())) == ("/start p_1", ["/start"])
    edit = heard(lambda u: u.edits(u.says("a").id, "b"), "edited_message")
    assert (edit.text, edit.edit_date is not None) == ("b", True)


def test_forwarded_links() -> None:
    """The origin and the link are there for the bot to read."""
    message = heard(lambda u: u.forwards("看 https://surl.amap.com/x", "小李"))
    assert isinstance(message.forward_origin, MessageOriginHiddenUser)
    assert message.forward_origin.sender_user_name == "小李"
    assert list(message.parse_entities(["url"]).values()) == ["https://surl.amap.com/x"]


def test_places() -> None:
    """A location with its accuracy, a live one that moves, a venue."""
    place = heard(lambda u: u.sends_location(121.5, 31.2, accuracy_m=12)).location
    assert place is not None
    assert (place.longitude, place.latitude, place.horizontal_accuracy) == (121.5, 31.2, 12)
    moved = heard(
        lambda u: u.moves(u.sends_location(121.5, 31.2, live=True), 121.6, 31.3), "edited_message"
    )
    live = moved.to_dict()["location"]
    assert (live["longitude"], live["live_period"]) == (121.6, 900)
    venue = heard(lambda u: u.sends_venue(121.5, 31.2, "食堂", "路 1 号")).venue
    assert venue is not None
    assert (venue.title, venue.location.latitude) == ("食堂", 31.2)


def test_media() -> None:
    """Pictures, voices, stickers and documents."""
    assert heard(lambda u: u.sends_photo(caption="x")).caption == "x"
    assert heard(lambda u: u.sends_voice()).voice is not None
    assert heard(lambda u: u.sends_sticker()).sticker is not None
    document = heard(lambda u: u.sends_document("a.csv", b"1")).document
    assert document is not None
    assert document.file_name == "a.csv"


def test_a_person_is_the_same_one_again() -> None:
    """By her id; new people get new ids."""
    api = BotApi()
    assert api.user(5) is api.user(5)
    assert api.user().id != api.user().id


def test_memory_can_be_bounded() -> None:
    """With `keep`, old messages of a chat, files and queries are forgotten."""
    api = BotApi(keep=10)
    user = api.user(5)
    for number in range(50):
        user.forges(user.sends_photo(caption=str(number)), "x")
    assert [m.text for m in api.chat(5)] == [str(number) for number in range(40, 50)]
    assert [m.content for m in api.chat(5)] == [b"photo"] * 10
    assert len(api.queries) == 10
    assert api.state.files.get("photo-1") is None


def test_nothing_heard_is_an_error() -> None:
    """Waiting ends at its time."""
    with pytest.raises(TimeoutError, match="called nothing"):
        BotApi().user().asks("hello", timeout_s=0.01)
