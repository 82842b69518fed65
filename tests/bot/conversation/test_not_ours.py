"""What Yike does not know: each kind has an answer of its own, and always a next step."""

from __future__ import annotations

import re

import pytest

from tests.bot.conversation.talk import Talk


@pytest.fixture(scope="module")
def talk() -> Talk:
    """Talk about Tangqiao."""
    return Talk()


@pytest.mark.parametrize("text", ["ok", "OK", "Okay", "A", "👍"])
def test_a_word_of_no_language_changes_none(talk: Talk, text: str) -> None:
    """Who reads Chinese goes on reading Chinese."""
    assert talk.says("食堂", text).language == "zh"


NOT_OURS = (
    "谢谢",
    "讲个笑话",
    "路灯坏了",
    "附近有厕所吗",
    "今天天气怎么样",
    "现在几点了",
    "你吃饭了吗",
    "陪我聊聊天",
    "帮我叫个车",
    "手机坏了",
    "股票怎么买",
    "你真笨",
    "太远了",
    "嘎嘎嘣",
    "陆家嘴有助餐点吗",
)


def test_each_thing_that_is_not_ours_has_an_answer_of_its_own(talk: Talk) -> None:
    """A thanks, a joke, a broken lamp, another town: none like another, each with a next step."""
    told = {text: talk.says(text).text for text in NOT_OURS}
    assert len({*told.values()}) == len(NOT_OURS)
    for text, reply in told.items():
        assert re.search("12345|“|请|打 ", reply), text


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("附近有厕所吗", "厕所"),
        ("银行在哪里", "银行"),
        ("哪里买菜", "买菜"),
        ("有没有理发店", "理发店"),
    ],
)
def test_a_service_that_is_not_listed_is_named(talk: Talk, text: str, word: str) -> None:
    """She hears that this very thing is not known, and where to ask."""
    reply = talk.says(text, here=True).text
    assert f"“{word}”我没有收录" in reply
    assert "12345" in reply


def test_the_clock_is_told(talk: Talk) -> None:
    """What can be answered is answered."""
    assert talk.says("现在几点了").text.startswith("现在是 3 月 10 日，星期二，10:00。")


def test_each_thing_that_is_not_ours_has_an_answer_in_english(talk: Talk) -> None:
    """A joke, the weather, a broken telephone, a shop: none like another."""
    asked = (
        *("tell me a joke", "what is the weather", "what time is it", "my phone is broken"),
        *("is there a supermarket", "how do I buy shares", "you are stupid", "thanks", "asdf"),
        *("which bus goes to the bund", "how are you", "I am bored"),
    )
    assert len({talk.says(text).text for text in asked}) == len(asked)
