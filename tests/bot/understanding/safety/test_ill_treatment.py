"""What carers leave undone, say or deny is answered with whom to call; a blow stays an alarm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.normal_form import normalise
from bot.understanding.query import Intent
from bot.understanding.safety.danger import Danger
from bot.understanding.safety.wordings.ill_treatment import (
    MARKS,
    NEGLECT,
    SCOLDS,
    ill_treatment,
)

if TYPE_CHECKING:
    from tests.corpus.understood import Understood

_TOLD = (
    ("我妈身上有乌青，保姆说是摔的", MARKS),
    ("我妈手臂上一块块乌青 问护工她说不知道", MARKS),
    ("在护理院身上青一块紫一块", MARKS),
    ("养老院不给吃饱", NEGLECT),
    ("保姆只顾玩手机不管老人", NEGLECT),
    ("我爸在养老院瘦了好多，身上有尿味", NEGLECT),
    ("the nursing home does not feed my mother enough", NEGLECT),
    ("保姆骂我妈", SCOLDS),
    ("养老院的护工对我妈很凶", SCOLDS),
    ("the carer shouts at my mother", SCOLDS),
)


@pytest.mark.parametrize(("text", "topic"), _TOLD)
def test_what_carers_do_is_told(understood: Understood, text: str, topic: str) -> None:
    """No list of care homes, and no question whether somebody is hurt: the answer says it all."""
    query = understood.query({"text": text})
    assert (query.intent, query.topic, query.doubt) == (Intent.HUMAN, topic, None)


@pytest.mark.parametrize(
    "text",
    [
        "保姆打我妈",
        "护工骂我妈 还推她",
        "护工不给我妈吃饭",
        "保姆把我妈绑在床上",
        "养老院护工掐老人",
    ],
)
def test_blows_and_hunger_stay_alarms(understood: Understood, text: str) -> None:
    """Who is hit, tied or starved is in danger now."""
    query = understood.query({"text": text})
    assert (query.intent, query.topic) == (Intent.EMERGENCY, Danger.CRIME)


@pytest.mark.parametrize(
    "text", ["养老院伙食好吗", "保姆哪里找", "养老院给洗澡吗", "我爸在养老院没人管 叫不醒了"]
)
def test_wishes_and_illness_are_none_of_it(text: str) -> None:
    """Whoever looks for a home or a carer tells nothing of them."""
    assert ill_treatment(normalise(text)) is None


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("我妈在养老院摔了起不来", Danger.MEDICAL),
        ("我老伴在护理院胸口痛出冷汗", Danger.MEDICAL),
        ("老年活动中心着火了", Danger.FIRE),
        ("我的钱包在社区食堂被偷了", Danger.CRIME),
        ("有什么死法不疼", Danger.SUICIDE),
    ],
)
def test_where_it_happens_silences_nothing(
    understood: Understood, text: str, topic: Danger
) -> None:
    """The name of a service is where it happens, and no service that is looked for."""
    query = understood.query({"text": text})
    assert (query.intent, query.topic) == (Intent.EMERGENCY, topic)
