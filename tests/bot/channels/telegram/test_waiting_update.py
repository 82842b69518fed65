"""What waits on the disk while a flood lasts never holds a position, in whatever spelling."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from telegram import Bot, Update

from bot.channels.telegram.buttons import facilities_under
from bot.channels.telegram.updates.waiting_update import (
    is_harmless,
    known_words,
    read_back,
    waiting_form,
)
from geo.dataset.dataset import open_dataset

if TYPE_CHECKING:
    from collections.abc import Mapping

BOT = Bot("1:x")
HEAD = {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}}
USER = {"id": 5, "is_bot": False, "first_name": "121.5063", "username": "at31_2043"}
SPOT = {"longitude": 121.5063, "latitude": 31.2043}


@cache
def known() -> frozenset[str]:
    """Know the words of our texts and the ids of Tangqiao."""
    return known_words(open_dataset())


def form(**fields: object) -> str | None:
    """What is written of an update as Telegram sends it."""
    made = Update.de_json({"update_id": 1, **fields}, None)
    assert made is not None
    return waiting_form(made, known())


def message(**fields: object) -> str | None:
    """What is written of a message."""
    return form(message=HEAD | {"from": USER} | fields)


@pytest.mark.parametrize(
    "text",
    [
        "附近有助餐点吗",
        "食堂星期一到星期五都没有开门！！",
        "电话打不通，意见140号…",
        "查 T-100001",
        "/feedback 意见17号",
        "/suspend canteen-beiyuan until 2199-12-01",
        "/suspend canteen-beiyuan until 2199-1-9",
        "/start c_canteen",
        "where is the nearest canteen?",
        "１５分钟",
    ],
)
def test_plain_words_wait(text: str) -> None:
    """What residents and staff say comes back as it was said, and to the same handler."""
    command = text.split(maxsplit=1)[0] if text.startswith("/") else ""
    marks = [{"type": "bot_command", "offset": 0, "length": len(command)}] if command else []
    written = message(text=text, entities=marks)
    assert written is not None
    back = read_back(written, BOT)
    assert back is not None
    assert back.message is not None
    assert back.message.text == text
    assert [one.to_dict() for one in back.message.entities] == marks
    assert (back.message.chat.id, back.update_id) == (5, 1)


@pytest.mark.parametrize(
    "text",
    [
        "我在 121.5063,31.2043",
        "121 . 5063 ， 31 . 2043",
        "１２１．５０６３，３１．２０４３",
        "１２１ ５０６３ ３１ ２０４３",
        "东经一百二十一点五零六三度",
        "三一二零四三",
        "壹贰壹点伍零陆叁",
        "①②①.⑤⓪⑥③",
        "١٢١٫٥٠٦٣",
        "१२१.५०६३",
        "𝟏𝟐𝟏.𝟓𝟎𝟔𝟑",
        "1️⃣2️⃣1️⃣",
        "31°12'15\"N 121°30'22\"E",
        "6G5V+2X 上海",
        "8Q336G5V+2X",
        "wtw3sjq6q",
        "///filled.count.soap",
        "thirty one point two zero four",
        "one hundred twenty one",
        "geo:31.2043,121.5063",
        "https://surl.amap.com/abc",
        "surl.amap.com/abc",
        "amapuri://route",
        "CXXI.L",
        "T-312043 T-121506",
        "2031-12-04 2121-5-6",
        "3120-43-99",
        "MzEuMjA0MywxMjEuNTA2Mw==",
        "/near 31.2043 121.5063",
        "/elsewhither",
        "我在浦建路145弄38号",
    ],
)
def test_no_spelling_of_a_position_waits(text: str) -> None:
    """Digits of any script, numbers in words, codes and links stay off the disk."""
    assert message(text=text) is None
    assert message(photo=[], caption=text) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"location": SPOT},
        {"venue": {"location": SPOT, "title": "家", "address": ""}},
        {"contact": {"phone_number": "1", "first_name": "a", "vcard": "GEO:31.2043;121.5063"}},
        {"dice": {"emoji": "🎲", "value": 3}},
        {},
        {
            "text": "这里",
            "entities": [{"type": "text_link", "offset": 0, "length": 2, "url": "geo:31.2,121.5"}],
        },
    ],
)
def test_what_is_no_words_does_not_wait(fields: Mapping[str, Any]) -> None:
    """Positions, venues, cards and links behind words are not written."""
    assert message(**fields) is None


@pytest.mark.parametrize(
    "beside",
    [
        {"reply_to_message": HEAD | {"message_id": 9, "location": SPOT}},
        {"reply_to_message": HEAD | {"message_id": 9, "text": "121.5063,31.2043"}},
        {"quote": {"text": "121.5063,31.2043", "position": 0}},
        {"external_reply": {"origin": {"type": "hidden_user", "date": 1, "sender_user_name": "A"}}},
        {"pinned_message": HEAD | {"message_id": 9, "location": SPOT}},
        {"forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "121.5063"}},
        {"author_signature": "121.5063,31.2043"},
        {"something_new": {"longitude": 121.5063, "latitude": 31.2043}},
    ],
)
def test_what_comes_with_words_is_left_out(beside: dict[str, object]) -> None:
    """A reply, a quote, a pinned message, names: only her own words are written."""
    written = message(text="附近有助餐点吗", **beside)
    assert written is not None
    assert "121.5" not in written
    assert "31_2" not in written


def test_what_an_answer_is_about_waits_with_it() -> None:
    """Of the message that she answers the facilities are kept, of a forward that it is one."""
    keys = ["1|detail:canteen-beiyuan", "1|place:121.5063", "https://example.org/121.5063"]
    rows = [[{"text": "121.5063", "callback_data": key}] for key in keys]
    above = HEAD | {"message_id": 9, "location": SPOT, "reply_markup": {"inline_keyboard": rows}}
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "121.5063"}
    written = message(
        text="这个怎么走", reply_to_message=above, forward_origin=origin, message_thread_id=77
    )
    assert written is not None
    assert "121.5" not in written
    back = read_back(written, BOT)
    assert back is not None
    assert back.message is not None
    assert back.message.reply_to_message is not None
    assert facilities_under(back.message.reply_to_message) == ("canteen-beiyuan",)
    assert back.message.forward_origin is not None
    assert back.message.message_thread_id == 77


def test_a_press_waits_without_the_message_above_it() -> None:
    """A button of ours is written, and nothing of the list that it stands under."""
    above = HEAD | {"text": "121.5063,31.2043", "location": SPOT}
    head = {"id": "1", "chat_instance": "1", "from": USER, "message": above}
    for data in (
        "1|more|0a1b2c3d",
        "1|detail:canteen-beiyuan",
        "1|staff:accept:T-0001",
        "1|pace:slow",
    ):
        written = form(callback_query=head | {"data": data})
        assert written is not None
        assert data in written
        assert "121.5" not in written
    for data in ("121.5063,31.2043", "1|place:121_5063_31_2043", "1|place:121.5063"):
        assert form(callback_query=head | {"data": data}) is None


def test_what_is_mended_waits_as_such() -> None:
    """A message that she has edited is written like one that is new, and comes back as edited."""
    written = form(edited_message=HEAD | {"from": USER, "edit_date": 2, "text": "附近有助餐点吗"})
    assert written is not None
    assert "121.5" not in written
    back = read_back(written, BOT)
    assert back is not None
    assert back.edited_message is not None
    assert back.edited_message.text == "附近有助餐点吗"


def test_our_words_are_known_and_numbers_are_not() -> None:
    """Latin words of our texts, commands and ids of the town may wait; number words may not."""
    assert {"canteen", "canteen-beiyuan", "c_canteen", "feedback"} <= known()
    assert not known() & {"one", "hundred", "point", "north"}
    assert all(word == word.lower() for word in known())


def test_an_inline_query_never_waits() -> None:
    """It cannot be answered later, and may carry a position."""
    query = {"id": "1", "from": USER, "query": "助餐", "offset": "", "location": SPOT}
    assert form(inline_query=query) is None


def test_harmless_is_decided_on_all_of_it() -> None:
    """Harmless words do not carry a code through."""
    assert is_harmless("附近有助餐点吗", known())
    assert not is_harmless("附近有助餐点吗" * 50 + "6G5V+2X", known())


def test_four_numerals_are_the_most() -> None:
    """A position to a kilometre has five, in digits or in words."""
    assert is_harmless("1200 2", known()) is False
    assert is_harmless("1200", known())
    assert is_harmless("一二三四", known())
    assert not is_harmless("一二三四五", known())


@pytest.mark.parametrize(
    ("said", "kept"), [("en-GB", "en-GB"), ("121.5063", "zh"), ("at31_2043", "zh"), (None, "zh")]
)
def test_who_writes_is_a_number_and_a_language(said: str | None, kept: str) -> None:
    """Of somebody no name waits, and of her telephone no more than a code of letters."""
    user = USER | ({"language_code": said} if said else {})
    back = read_back(message(text="助餐", **{"from": user}) or "", BOT)
    assert back is not None
    assert back.effective_user is not None
    told = back.effective_user
    assert (told.id, told.first_name, told.username, told.language_code) == (5, "", None, kept)


def test_a_press_is_read_back_as_hers() -> None:
    """Whose it is, under which message, and the number by which it is acknowledged."""
    head = {"id": "31", "chat_instance": "1", "from": USER, "message": HEAD}
    written = form(callback_query=head | {"data": "1|pace:slow"})
    back = read_back(written or "", BOT)
    assert back is not None
    assert back.callback_query is not None
    query = back.callback_query
    assert (query.id, query.from_user.id, query.data) == ("31", 5, "1|pace:slow")
    assert query.message is not None
    assert (query.message.message_id, query.message.chat.id) == (1, 5)


def test_a_damaged_row_is_nothing() -> None:
    """What cannot be read back stops nobody."""
    assert [read_back(body, BOT) for body in ("", "[", "[1]", '{"update_id": {}')] == [None] * 4
