"""Two wishes in one message: both are heard, one told twice is one, and none is torn apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.corpus.understood import Understood

from bot.understanding.query import Intent
from tests.corpus.scoring import NOW


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("第一个怎么走，第二个几点关门", Intent.ROUTE, Intent.DETAIL),
        ("把第一个的电话给我，再告诉我怎么走", Intent.DETAIL, Intent.ROUTE),
        ("附近的食堂，还有明天上海下不下雨", Intent.NEARBY, Intent.UNKNOWN),
        ("1+1+1是什么意思？签约的卫生站在哪里", Intent.ANSWER, Intent.NEARBY),
        ("我住微山二村，1+1+1是啥意思？签约的卫生站在哪里", Intent.ANSWER, Intent.NEARBY),
        ("第一家怎么走？走累了边上有没有量血压的地方", Intent.ROUTE, Intent.NEARBY),
        ("最后一家电话报给我，另外再找一个图书馆", Intent.DETAIL, Intent.NEARBY),
        ("What does 1+1+1 mean? And where is the library?", Intent.ANSWER, Intent.NEARBY),
        ("楼道灯坏了我要投诉。还有，最近的食堂在哪里", Intent.HUMAN, Intent.NEARBY),
    ],
)
def test_a_second_wish_is_heard(
    understood: Understood, text: str, first: Intent, second: Intent
) -> None:
    """Wherever a message turns to a wish of another kind, each is a query of its own."""
    query = understood.understander.understand(text, NOW)
    assert [query.intent, *(other.intent for other in query.also)] == [first, second]


@pytest.mark.parametrize(
    "text",
    [
        "我住贵龙，年纪大了走不动，附近哪里可以吃饭",
        "食堂还有伐，还有没有别的食堂",
        "我膝盖疼，昨天去了医院，想找个近点的卫生站",
        "老伴走路慢，还有轮椅，去第二家怎么走",
        "我想去塘桥社区卫生服务中心，从南泉路怎么走，要走多少辰光",
        "我想去文化中心，怎么走",
    ],
)
def test_one_wish_stays_one(understood: Understood, text: str) -> None:
    """A story before a wish, and a wish told twice, are one wish."""
    assert understood.understander.understand(text, NOW).also == ()


@pytest.mark.parametrize(
    ("text", "service", "word"),
    [
        ("银行在哪里？还有社区食堂在哪", "canteen", "银行"),
        ("我要吃饭还要剪头发 塘桥站", "canteen", "剪头发"),
        ("帮我找个量血压的，再问问哪里能寄快递", "health", "快递"),
    ],
)
def test_what_no_list_has_is_named_beside_the_other(
    understood: Understood, text: str, service: str, word: str
) -> None:
    """What is looked for is listed, and what is none of the services is said back."""
    query = understood.understander.understand(text, NOW)
    assert query.categories == (service,)
    assert any(word in said for said in query.not_ours)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("好的谢谢你再见哦对了第一个几点下班", Intent.DETAIL),
        ("行，我知道了，多谢。哦还要一个丢过期药的地方", Intent.NEARBY),
        ("谢谢侬讲得老清爽，对了，附近有图书馆伐", Intent.NEARBY),
        ("thank you so much. by the way, where can I throw old batteries?", Intent.NEARBY),
        ("谢谢侬帮忙，再会", Intent.THANKS),
        ("谢谢你啊，昨天的饭真好吃，今天不去了", Intent.THANKS),
        ("早上好，今天天气真好", Intent.GREET),
    ],
)
def test_a_wish_beside_thanks_is_heard(understood: Understood, text: str, intent: Intent) -> None:
    """Who thanks and then remembers something else is answered; who only thanks is thanked."""
    assert understood.understander.understand(text, NOW).intent is intent


@pytest.mark.parametrize(
    ("text", "services"),
    [
        ("塘桥站附近一个吃饭一个锻炼", {"canteen", "fitness"}),
        ("给我报两个，一个量血压的，一个看书的", {"health", "culture"}),
        ("老爸要理疗，老妈要跳舞，一人给一个地方", {"health", "culture"}),
    ],
)
def test_several_services_are_one_search(
    understood: Understood, text: str, services: set[str]
) -> None:
    """However they are joined, every service that is named is looked for."""
    assert set(understood.understander.understand(text, NOW).categories) == services


def test_two_services_are_both_answered(understood: Understood) -> None:
    """The way to one and the hours of another, be it in one list or in two answers."""
    query = understood.understander.understand("食堂怎么走？卫生站几点开？", NOW)
    services = [key for part in (query, *query.also) for key in part.categories]
    assert sorted(services) == ["canteen", "health"]


def test_who_wants_to_be_forgotten_too_is_answered_first(understood: Understood) -> None:
    """To be forgotten is never dropped, and comes last."""
    query = understood.understander.understand("把我说过的都删掉。然后告诉我最近的食堂在哪", NOW)
    assert [query.intent, *(other.intent for other in query.also)] == [
        Intent.NEARBY,
        Intent.FORGET,
    ]
