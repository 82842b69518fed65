"""A line of a named service never leads to a place of another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.understanding.query import Intent

if TYPE_CHECKING:
    from tests.bot.conversation.talk import Talk

BOTH = ("塘桥站附近的卫生站", "助餐点")


@pytest.mark.parametrize(
    "asked",
    [
        "卫生站第一个怎么走",
        "卫生站的第二个几点开门",
        "第一个卫生站电话多少",
        "卫生站第一个关门了",
        "医院第一个怎么走",
        "卫生站最后一个远吗",
        "how do I get to the first health station",
        "phone of the second health station",
    ],
)
def test_a_line_of_another_service_is_asked_for_again(talk: Talk, asked: str) -> None:
    """That service is listed again, and its lines are the ones that count from then on."""
    reply = talk.says(*BOTH, asked)
    assert reply.intent is Intent.NEARBY
    assert {one.facility.category for one in reply.listed} == {"health"}
    assert "再说一次" in reply.text or "once more" in reply.text
    way = talk.says(*BOTH, asked, "第一个怎么走")
    assert [one.facility.id for one in way.listed] == ["health-centre"]


@pytest.mark.parametrize(
    "asked",
    ["助餐点第二个怎么走", "第二个食堂几点开", "助餐点里的第二个电话", "the second canteen"],
)
def test_a_line_of_the_service_listed_is_taken(talk: Talk, asked: str) -> None:
    """Nothing is listed again."""
    reply = talk.says(*BOTH, asked)
    assert [one.facility.name.zh for one in reply.listed] == ["南泉助餐点"]


@pytest.mark.parametrize("asked", ["第一个看病要钱吗", "第一个有医生吗"])
def test_what_is_asked_of_a_line_is_no_service(talk: Talk, asked: str) -> None:
    """Only a noun beside the line says what the line is."""
    assert talk.says(*BOTH, asked).intent is Intent.DETAIL


@pytest.mark.parametrize(
    "asked",
    [
        "助餐点第一个和卫生站第一个哪个近",
        "which is nearer, the first canteen or the first health station",
    ],
)
def test_lines_of_two_services_are_listed_together(talk: Talk, asked: str) -> None:
    """By their walks, so that the nearer one is seen."""
    kinds = {one.facility.category for one in talk.says(*BOTH, asked).listed}
    assert kinds == {"canteen", "health"}
