"""Who walks tells where she is: no danger, and no fault of the place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.understanding.query import Intent

if TYPE_CHECKING:
    from tests.bot.conversation.talk import Resident


@pytest.fixture
def walking(talk: Resident) -> Resident:
    """A resident who was told the way to a canteen."""
    talk.says("塘桥站附近的食堂")
    talk.says("第一个怎么走")
    return talk


@pytest.mark.parametrize("text", ["我走到河边了", "我走到桥边了", "桥上怎么下去", "我在桥旁边"])
def test_a_bridge_on_the_way_is_no_despair(walking: Resident, text: str) -> None:
    """The way is told once more."""
    told = walking.says(text).text
    assert "走法" in told
    assert "962525" not in told


@pytest.mark.parametrize("text", ["我快倒了", "我站在桥上想跳下去", "我走到河边了 不想活了"])
def test_a_danger_on_the_way_is_heard(walking: Resident, text: str) -> None:
    """Whatever was asked before."""
    assert walking.says(text).intent is Intent.EMERGENCY
