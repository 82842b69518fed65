"""What is said after an alarm: help comes, it is better, or nothing of the kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.corpus.understood import Understood

from bot.understanding.after_alarm.remarks import after_alarm

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
    "false": (
        *("是电视里的", "刚才是电视剧里的", "是电视里有人喊救命", "抖音里看到的", "是做梦"),
        *("搞错了,没吞", "是我看错了", "不好意思,搞错了", "闻错了,是隔壁烧饭", "误会一场"),
        *(
            "是演习",
            "今天小区在演习",
            "我说的是去年",
            "那是三年前的事",
            "我说的是她去年胸口痛",
            "it was only on tv",
        ),
        *("it was a mistake", "it's just a drill", "i meant last year", "i was wrong"),
    ),
    "extinguished": ("火灭了", "the fire is out", "it's out now"),
    "been": ("消防来过了", "警察已经来过了", "it's over, the firemen have been here"),
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
    *("不是演习", "是不是演习", "it's not a drill", "it was not a mistake", "oh it's the tv"),
    *("是电视机", "电视机着火了", "搞错了,是五楼", "看错了,是我爸", "去年也摔过一次"),
    *("he fell last year too", "it was in the kitchen", "nothing", "消防车还没来"),
    *("血止不住", "流了好多了", "is the ambulance coming", "not better", "nobody is coming"),
    *("要是没事就好了", "不会没事的吧", "is she ok", "没事吗"),
    *("叫了救护车了,她昏过去了", "不喘了", "救护车要多久"),
)


@pytest.mark.parametrize(("sign", "text"), [(key, one) for key in SAID for one in SAID[key]])
def test_what_became_of_it_is_heard(understood: Understood, sign: str, text: str) -> None:
    """In plain words, in Chinese and English."""
    assert sign in after_alarm(text, understood.understander.parser.safety)


@pytest.mark.parametrize("text", NOT_YET)
def test_a_question_or_denial_is_no_end(understood: Understood, text: str) -> None:
    """Neither is an end beside another danger."""
    said = after_alarm(text, understood.understander.parser.safety)
    assert {*said} <= {"no_phone"}
