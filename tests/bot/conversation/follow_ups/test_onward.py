"""The way goes on from what was spoken of, or leads to it from another place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.bot.conversation.talk import Talk

LIST = "塘桥站附近的食堂"


@pytest.mark.parametrize(
    ("asked", "goal"),
    [
        ("从那里再到卫生中心怎么走", "塘桥社区卫生服务中心"),
        ("从那里到蓝村路站怎么走", "蓝村路站"),
        ("从那家出来再去第一个怎么走", "宁阳助餐点"),
    ],
)
def test_from_there_is_from_the_place_last_shown(talk: Talk, asked: str, goal: str) -> None:
    """And she stays where she is."""
    assert talk.says(LIST, "2", asked).text.startswith(f"从南泉助餐点到{goal}")
    assert talk.place(LIST, "2", asked, "还有吗") == "塘桥站"


def test_from_there_in_english(talk: Talk) -> None:
    """The same, in other words."""
    said = ("canteen near Tangqiao station", "2", "from there to Lancun Road station")
    assert talk.says(*said).text.startswith("From Nanquan Meal Point")


def test_from_nowhere_is_told_from_where_it_counts(talk: Talk) -> None:
    """Where nothing was spoken of, the way begins where she is, and says so."""
    assert talk.says("我在塘桥站", "从那里到卫生中心怎么走").text.startswith("从塘桥站到")


@pytest.mark.parametrize("asked", ["从南泉路过去呢", "从南泉路走过去要多久"])
def test_the_way_to_it_from_another_place(talk: Talk, asked: str) -> None:
    """It is still the same facility that she goes to."""
    assert talk.says(LIST, "1", asked).text.startswith("从南泉路到宁阳助餐点")


def test_the_nearest_that_a_text_names_is_the_way_to(talk: Talk) -> None:
    """It is named though it is on no list: too far for one."""
    said = ("附近看病的地方，我在南码头路", "那怎么走啊要走多少时间")
    assert talk.says(*said).text.startswith("从南码头路到塘桥社区卫生服务中心")


def test_the_only_one_that_a_text_names_is_the_way_to(talk: Talk) -> None:
    """Her place may be told in the same breath."""
    said = ("现在滨江步道开了吗", "怎么走 我在浦东南路塘桥新路口")
    assert "到东岸滨江步道" in talk.says(*said).text


def test_the_way_from_elsewhere_moves_nobody(talk: Talk) -> None:
    """She stays where she is."""
    assert talk.place(LIST, "1", "从南泉路过去呢", "还有吗") == "塘桥站"
