"""Messages of a kind of their own: answers to older ones, forwards, albums, topics, voices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.botapi.wire import Upload
from tests.support.telegram_bot import quiet, town, work_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.botapi import Message, User
    from tests.support.telegram_bot import Town

POINT = (121.5172, 31.2071)
CANTEEN = "塘桥美好生活馆"
CANTEENS = "北园路临沂北路口附近有助餐点吗"


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The bot, the same for all: every test has a resident of its own."""
    folder = tmp_path_factory.mktemp("messages")
    with work_folder(folder), town(folder, pictures=False) as made:
        yield made
        assert made.api.refused == []


@pytest.fixture
def user(bot: Town) -> User:
    """A resident whose telephone is in Chinese."""
    return bot.api.user(name="王阿姨")


def answers(user: User, message: Message, text: str) -> Message:
    """Answer an earlier message of the bot, and hear what it says."""
    last = user.inbox[-1].id
    user.says(text, reply_to_message=message.raw)
    return user.api.wait_for(lambda: next((m for m in user.inbox if m.id > last), None))


# Answers to older messages


def test_an_answer_to_a_detail_speaks_of_that_facility(user: User) -> None:
    """This one is the facility of the message that she answers, whatever was listed since."""
    user.sends_location(*POINT)
    user.hears()
    user.asks("食堂")
    detail = user.asks("第一个")
    assert CANTEEN in detail.text
    user.asks("蓝村路站附近的健身")
    answers(user, detail, "这个怎么走")
    assert user.sees("从蓝村路站到").text.startswith("从蓝村路站到塘桥美好生活馆")


def test_an_answer_to_an_older_list_picks_from_that_list(user: User) -> None:
    """The first is the first of the list that she answers."""
    listed = user.asks(CANTEENS)
    user.asks("塘桥站附近的家门口服务站")
    assert CANTEEN in answers(user, listed, "第一个几点关门").text


def test_no_page_of_an_older_list_is_made_up(user: User) -> None:
    """What follows an older list is not known any more, and she is told to ask again."""
    listed = user.asks("塘桥站附近的家门口服务站")
    user.asks(CANTEENS)
    assert "再" not in answers(user, listed, "还有吗").text.partition("请")[0]
    assert "问我" in user.inbox[-1].text


def test_an_answer_to_the_last_list_turns_its_pages(user: User) -> None:
    """The last list goes on, answered or not."""
    listed = user.asks("塘桥站附近的家门口服务站")
    assert "⑥" in answers(user, listed, "还有吗").text


def test_an_answer_to_her_own_message_changes_nothing(user: User) -> None:
    """Her own words have no buttons: the question counts from the last list."""
    own = user.says(CANTEENS)
    user.hears()
    assert CANTEEN in answers(user, own, "第一个几点关门").text


# Forwards


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("有人冒充公安叫我转账", "110"),
        ("我家着火了快来人", "119"),
        ("我摔倒了起不来", "120"),
    ],
)
def test_a_forwarded_alarm_asks_whether_it_happens_to_her(
    user: User, text: str, number: str
) -> None:
    """No order to call: a question, with the number for the case that it does."""
    user.forwards(text)
    message = user.hears()
    assert "碰上了吗" in message.text
    assert "请马上打" not in message.text
    assert number in message.text
    user.presses(message, "是，现在碰上了").toast()
    assert number in user.hears().text.partition("\n")[0]
    user.presses(message, "没有，只是转来的").toast()
    assert "没事就好" in user.hears().text


def test_a_forwarded_warning_is_no_alarm(user: User) -> None:
    """What the police warn everybody of is not happening here; it is asked all the same."""
    user.forwards("警方提醒：最近有人上门推销假药，骗老人的钱，请大家转发给爸妈看看，小心上当。")
    message = user.hears()
    assert "碰上" in message.text.partition("\n")[0]
    assert "请马上打" not in message.text


def test_a_forwarded_question_is_answered(user: User) -> None:
    """What her daughter asks is answered as if she had asked it."""
    user.forwards(CANTEENS)
    assert CANTEEN in user.hears().text


def test_a_forwarded_complaint_is_no_ticket(bot: Town, user: User) -> None:
    """Somebody else's words about a facility are not filed as hers."""
    user.asks(CANTEENS)
    user.forwards("第一个食堂搬走了，大家不要去了")
    assert "转来的" in user.hears().text
    with bot.store() as store:
        assert store.feedback.tickets() == ()


# Albums


def photos(user: User, count: int, captions: dict[int, str]) -> None:
    """Send an album."""
    api = user.api
    for number in range(count):
        upload = Upload("photo.jpg", "image/jpeg", b"photo")
        content: dict[str, Any] = {**api.state.files.put("photo", upload, 1280, 960).in_message()}
        content |= {"media_group_id": f"album-{user.id}"}
        content |= {"caption": captions[number]} if number in captions else {}
        message = api.state.post(user.person.chat, user.person.user, content)
        api.state.arrive("message", message)


def test_an_album_gets_one_answer(user: User) -> None:
    """Four pictures sent together are one message to her."""
    user.starts()
    user.hears()
    photos(user, 4, {})
    assert "照片" in user.hears().text
    quiet(user)


def test_the_words_of_an_album_are_answered_once(user: User) -> None:
    """The words below an album are its question."""
    user.starts()
    user.hears()
    photos(user, 3, {0: CANTEENS})
    assert CANTEEN in user.hears().text
    quiet(user)


# Topics and voices


def test_a_topic_is_answered_in_the_topic(bot: Town, user: User) -> None:
    """Whatever is sent for a message of a topic goes into that topic: words, pin, errors."""
    user.says(CANTEENS, message_thread_id=77, is_topic_message=True)
    listed = user.hears()
    user.says("第一个", message_thread_id=77, is_topic_message=True)
    user.hears()
    user.sees("北园路")
    sent = bot.api.calls("sendMessage", "sendVenue", chat_id=user.id)
    assert len(sent) >= 2
    assert {str(call.params["message_thread_id"]) for call in sent} == {"77"}
    assert listed.text.startswith("北园路")


def test_no_topic_is_made_up(bot: Town, user: User) -> None:
    """A chat without topics is answered without one."""
    user.asks("你好")
    (sent,) = bot.api.calls("sendMessage", chat_id=user.id)
    assert "message_thread_id" not in sent.params


def test_a_voice_names_the_numbers_first_and_how_to_dictate(user: User) -> None:
    """Nobody has listened: in danger she is told whom to call, else how to write by speaking."""
    user.sends_voice()
    text = user.hears().text
    assert all(number in text.partition("别的事")[0] for number in ("120", "110", "119"))
    assert "话筒" in text
    assert "12345" not in text
