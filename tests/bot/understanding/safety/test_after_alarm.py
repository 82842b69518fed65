"""What is said after an alarm: help comes, it is better, or nothing of the kind."""

from __future__ import annotations

import pytest

from bot.understanding.safety.after_alarm import after_alarm
from tests.corpus.understood import Understood

SAID = {
    "rescue": (
        "打过120了",
        "救护车马上到",
        "已经叫了救护车",
        "消防队到了",
        "I called 120",
        "报警了",
    ),
    "somebody": ("他们来了", "车子来了", "ok they come", "they're on the way"),
    "company": ("女儿来了", "my son is here"),
    "better": ("吃了糖好点了", "不痛了", "血止住了", "she is better now", "he woke up"),
    "calmer": ("我想通了", "我不会做傻事"),
    "fine": ("没事", "我没事的", "she is fine"),
    "found": ("找到了", "he came back"),
    "safe": ("人跑了", "i am safe"),
    "no_phone": ("你别跟我说电话", "手机没电了", "i don't want to call anybody"),
    "paid": ("我已经转了两万", "验证码给他了", "i already sent 5000 yuan"),
}
NOT_YET = (
    *(
        "救护车来了吗",
        "救护车还没来",
        "好点了吗",
        "好点了但是又吐了",
        "没找到",
        "打了没人接",
        "没转",
    ),
    *("血止不住", "流了好多了", "is the ambulance coming", "not better", "nobody is coming"),
    *("要是没事就好了", "不会没事的吧", "is she ok", "没事吗"),
    *("叫了救护车了,她昏过去了", "不喘了", "救护车要多久"),
)


@pytest.fixture(scope="module")
def understood() -> Understood:
    """The box, opened once."""
    return Understood.open()


@pytest.mark.parametrize(("sign", "text"), [(key, one) for key in SAID for one in SAID[key]])
def test_what_became_of_it_is_heard(understood: Understood, sign: str, text: str) -> None:
    """In plain words, in Chinese and English."""
    assert sign in after_alarm(text, understood.understander.safety)


@pytest.mark.parametrize("text", NOT_YET)
def test_a_question_or_denial_is_no_end(understood: Understood, text: str) -> None:
    """Neither is an end beside another danger."""
    said = after_alarm(text, understood.understander.safety)
    assert {*said} <= {"no_phone"}
