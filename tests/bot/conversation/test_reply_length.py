"""No reply is longer than an old lady reads: six lines of matter, ten in all."""

from __future__ import annotations

import re

import pytest

from bot.texts import LANGUAGES
from tests.bot.conversation.talk import Talk
from tests.support.tangqiao import TANGQIAO

MOST_LINES = 6
MOST_IN_ALL = 10
MORE = re.compile('还有吗|说“说明”|say "more"|say "notes"')
PLACES = ("metro-tangqiao", "committee-longyang", "committee-landong")
MESSAGES = (
    *("你好", "你能做什么", "你是谁", "谢谢", "忘记我", "路灯坏了", "心里难受", "嘎嘎嘣"),
    *("老伴摔倒了起不来", "我不想活了", "煤气漏了", "孩子走丢了", "被关在电梯里了"),
    *("食堂几点关门", "晚饭有吗", "图书馆几点开", "养老院有床位吗", "能送餐上门吗"),
    *("从塘桥站到蓝村路站怎么走", "什么叫三会", "哪里有厕所", "徐家汇有食堂吗"),
)


@pytest.fixture(scope="module")
def talk() -> Talk:
    """Talk about Tangqiao."""
    return Talk()


def is_readable(text: str) -> bool:
    """Whether "more" comes within six lines, and the end within ten."""
    lines = text.split("\n")
    more = next((n for n, line in enumerate(lines) if MORE.search(line)), 0)
    return more <= MOST_LINES and len(lines) <= MOST_IN_ALL


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", PLACES)
def test_a_list_is_read_to_its_end(talk: Talk, place: str, language: str) -> None:
    """Every category from many places, its second page, all of them at once, at a slow pace."""
    start = (f"language:{language}", f"place:{place}")
    for category in TANGQIAO.categories:
        assert is_readable(talk.presses(*start, f"near:{category}").text)
        assert is_readable(talk.presses(*start, f"near:{category}", "more").text)
    assert is_readable(talk.presses(*start, "circle").text)
    assert is_readable(talk.presses(*start, "circle", "pace:slow").text)


@pytest.mark.parametrize("verb", ["detail", "notes", "route"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_of_one_place_six_lines_are_told(talk: Talk, verb: str, language: str) -> None:
    """What is not needed to go there comes when she asks for it."""
    for one in TANGQIAO.facilities[:: 5 if verb == "route" else 1]:
        reply = talk.presses(f"language:{language}", f"{verb}:{one.id}", here=True)
        lines = [line for line in reply.text.split("\n") if not MORE.search(line)]
        assert len(lines) <= MOST_LINES, reply.text


@pytest.mark.parametrize("here", [False, True], ids=["somewhere", "here"])
@pytest.mark.parametrize("text", MESSAGES)
def test_any_other_reply_has_seven_lines_at_most(talk: Talk, text: str, here: bool) -> None:  # noqa: FBT001
    """Greetings, help, danger, grief, complaints, terms of a service, what is not understood."""
    reply = talk.says(text, here=here)
    assert len(reply.text.split("\n")) <= (MOST_IN_ALL if reply.listed else MOST_LINES + 1)
