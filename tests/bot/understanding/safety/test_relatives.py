"""Every reader of danger knows every relative."""

from __future__ import annotations

import pytest

from bot.understanding.after_alarm.caller_place import caller_signs
from bot.understanding.after_alarm.deafness import is_deaf
from bot.understanding.after_alarm.missing_found import is_found
from bot.understanding.after_alarm.people_in_alarm import speaks_of_others
from bot.understanding.safety.wordings.bereavement import tells_of_a_loss
from bot.understanding.text.whose import is_of_another
from bot.understanding.turns.turn import Turn


@pytest.mark.parametrize(
    "who", ["丈夫", "姆妈", "岳父", "丈母娘", "外孙女", "媳妇", "阿哥", "老爸"]
)
def test_a_relative_is_one_to_every_reader(who: str) -> None:
    """Whoever of the family it is, the same is understood."""
    text = f"我{who}说不想活了"
    assert is_of_another(text, [(text.index("不"), text.index("不"))])
    assert speaks_of_others(Turn(f"{who}醒了"))
    assert "kin" in caller_signs(f"我{who}摔倒了")
    assert not is_deaf(f"我{who}耳聋")
    assert tells_of_a_loss(f"我{who}上个月过世了")
    assert is_found(f"原来在{who}家")


@pytest.mark.parametrize("who", ["brother", "grandson", "grandmother", "husband", "mum"])
def test_a_relative_is_one_in_english(who: str) -> None:
    """The same of English words."""
    assert speaks_of_others(Turn(f"my {who} woke up"))
    assert "kin" in caller_signs(f"my {who} fell")
    assert not is_deaf(f"my {who} is deaf")
    assert tells_of_a_loss(f"my {who} died last week")


def test_a_girl_is_no_mother() -> None:
    """A short word within another one names nobody of the family."""
    assert not tells_of_a_loss("那个姑娘走了")
    assert "at_home" not in caller_signs("回娘家住")
