"""Sentences that sound like danger and are told calmly, and their neighbours that are alarms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.understanding.query import Intent
from bot.understanding.safety.told_calmly.kinds import (
    MAYBE_FRAUD,
    MERE_ANGER,
    OLD_STROKE,
    REFUSED_CALL,
)
from bot.understanding.safety.wordings.ill_treatment import NEGLECT
from bot.understanding.topics import COMPLAINT

if TYPE_CHECKING:
    from tests.corpus.understood import Understood

CALM = {
    "有人打电话说医保卡停用了叫我按9 我没理他挂掉了": REFUSED_CALL,
    "刚才有个电话说我社保卡异常 要我报身份证号 我没报 挂了": REFUSED_CALL,
    "somebody called and said my medical card is blocked, i hung up": REFUSED_CALL,
    "是骗子吧": MAYBE_FRAUD,
    "那是不是诈骗电话": MAYBE_FRAUD,
    "不是真的要死 就是气": MERE_ANGER,
    "其实我不是想死 就是说说而已 被他们气的": MERE_ANGER,
    "我爸爸今年78，中风后半边动不了，户口在塘桥，人住闵行": OLD_STROKE,
    "对门老头在楼道里抽烟 天天烟熏火燎的 受不了": COMPLAINT,
    "楼上老是在阳台上抽烟 烟味都飘到我家 难闻": COMPLAINT,
    "隔壁每天烧菜油烟味飘到我家 受不了": COMPLAINT,
    "我在养老院的妈妈打电话来说不给她吃饱": NEGLECT,
}
ALARMS = (
    "我爸爸刚刚中风半边动不了 户口在塘桥",
    "我爸爸中风后半边动不了，人住闵行",
    "爸爸中风后半边动不了 户口在塘桥 现在话也说不清了",
    "爸爸中风三年了 今天又半边动不了 户口在塘桥",
    "有人打电话说我儿子出车祸了叫我转账 我没理他挂掉了",
    "有人打电话说医保卡停用了叫我转账 我转了三万才挂掉",
    "有人打电话说银行卡冻结了 我报了验证码 挂掉了",
    "有人打电话说要来杀我 我挂掉了",
    "对门老头在楼道里抽烟 烟熏火燎的 着火了",
    "对门老头抽烟 床单烧起来了 烟熏火燎的",
    "楼上烟熏火燎的 全是烟",
    "隔壁烧菜全是烟 呛死了",
    "隔壁今天又烧菜 楼道里全是烟 呛得受不了",
    "对门在楼道里抽烟 一股煤气味",
    "不是真的要死 就是活着没意思",
    "不是真的想死 就是撑不下去了",
    "我在养老院的妈妈打电话来说不给她吃饱还打她",
    "我在养老院的妈妈打电话来说不给她吃饱 人没力气了",
    "我妈在养老院说不给她喝水",
    "吃了很多安眠药",
    "吃了安眠药叫不醒",
)


@pytest.mark.parametrize(("text", "topic"), CALM.items())
def test_told_calmly(understood: Understood, text: str, topic: str) -> None:
    """It is answered by its kind, and no danger is asked about."""
    query = understood.query({"text": text})
    assert (query.intent, query.topic, query.doubt) == (Intent.HUMAN, topic, None)


@pytest.mark.parametrize("text", ALARMS)
def test_a_word_more_is_an_alarm(understood: Understood, text: str) -> None:
    """A word of danger more, and it is heard as before."""
    assert understood.query({"text": text}).intent is Intent.EMERGENCY
