"""Small talk in the middle of a talk, and what is asked of Yike and of what it knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.understanding.query import Intent

if TYPE_CHECKING:
    from tests.bot.conversation.talk import Talk

LISTED = "塘桥站附近的助餐点"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("算了", "好的。"),
        ("没有就算了", "好的。"),
        ("再见", "再见"),
        ("闭嘴", "对不起"),
        ("你是机器人还是真人", "电脑程序"),
        ("你们这个收费吗", "不收钱"),
        ("用你要钱吗", "不收钱"),
        ("会把我位置卖掉吗", "24 小时"),
        ("请用上海话跟我讲", "上海话我看得懂"),
        ("我妈不识字", "要听人讲"),
        ("能语音吗", "要听人讲"),
        ("很好吃", "不客气"),
        ("待核实是什么意思", "没有人到现场看过"),
        ("误差100米是什么意思", "没有人到现场看过"),
        ("为什么要打12345", "市民服务热线"),
        ("12345打不通怎么办", "过一会儿再打"),
        ("把这个发给我女儿", "截个图"),
        ("你能打电话给我女儿吗", "打不了电话"),
        ("我说的话别人看得到吗", "24 小时"),
        ("我不会打字", "话筒"),
        ("上次我提的意见处理了吗", "编号"),
        ("我前几天报的那个问题解决了没有", "编号"),
        ("我是居委会的", "等人核实"),
        ("你好，我这里是派出所", "等人核实"),
        ("i am a social worker", "somebody to check"),
        ("what does not verified mean", "nobody has been there"),
        ("call my daughter", "cannot make calls"),
        ("嗯", "好的。"),
        ("可以", "好的。"),
        ("哦 好的", "好的。"),
        ("never mind", "All right"),
        ("can you speak", "12345"),
    ],
)
def test_small_talk_in_the_middle_of_a_talk(talk: Talk, said: str, told: str) -> None:
    """Nothing is listed again, and no place answers what is asked of Yike."""
    reply = talk.says(LISTED, said)
    assert told in reply.text
    assert not reply.listed


@pytest.mark.parametrize("asked", ["消息准吗", "谁说的", "什么时候的资料"])
def test_where_it_is_known_from(talk: Talk, asked: str) -> None:
    """The source of what was told last, and not of the report."""
    assert "2024" in talk.says(LISTED, "第二个", asked).text


@pytest.mark.parametrize("asked", ["灵光伐", "好吃伐", "清爽伐", "is it good?"])
def test_how_good_it_is_no_source_tells(talk: Talk, asked: str) -> None:
    """It is neither praise nor a wish for another place."""
    reply = talk.says(LISTED, "第二个", asked)
    assert reply.categories == ("canteen",)
    assert "资料里没有写，我不好说" in reply.text or "No source" in reply.text


def test_a_price_asked_of_a_place_is_of_the_place(talk: Talk) -> None:
    """Only "you" is asked what Yike costs."""
    assert "要多少钱" in talk.says(LISTED, "第二个", "这个收费吗").text


@pytest.mark.parametrize("said", ["我没看懂", "什么意思", "简单点"])
def test_who_does_not_understand_hears_the_little_that_counts(talk: Talk, said: str) -> None:
    """One place, its walk and its hours."""
    reply = talk.says(LISTED, said)
    assert len(reply.listed) == 1
    assert len(reply.text.splitlines()) <= 4


@pytest.mark.parametrize(
    "said", ["我在哪里", "这是哪里", "我要回家", "我家在哪里", "我怎么在这里", "i lost my way"]
)
def test_who_does_not_know_where_she_is_is_asked_what_she_sees(talk: Talk, said: str) -> None:
    """She is calmed, asked for what is around her, and told who helps her home."""
    text = talk.says(said).text
    assert "看到什么" in text or "What do you see" in text
    assert "110" in text


@pytest.mark.parametrize(
    "said",
    [
        "忘记了",
        "忘了",
        "忘掉了",
        "我忘记了",
        "哎呀忘了",
        "全忘了",
        "记不住",
        "脑子不好 忘记了",
        "i forgot",
    ],
)
def test_who_forgot_is_told_once_more(talk: Talk, said: str) -> None:
    """Nothing is erased, and the next question is of the same list."""
    again = talk.says(LISTED, said)
    assert len(again.listed) == len(talk.says(LISTED).listed)
    assert "宁阳" in talk.says(LISTED, said, "第一个怎么走").text


@pytest.mark.parametrize("said", ["忘记了", "i forget"])
def test_who_forgot_with_nothing_told_before(talk: Talk, said: str) -> None:
    """She is told how to ask."""
    assert talk.says(said).intent is Intent.HELP


@pytest.mark.parametrize("said", ["你忘记我了吗", "不要忘记我", "别把我忘了", "do you forget me?"])
def test_what_is_kept_is_told_and_not_erased(talk: Talk, said: str) -> None:
    """A question and a wish to be remembered erase nothing."""
    assert "24" in talk.says(LISTED, said).text


@pytest.mark.parametrize(
    "said",
    ["我忘记我的卡放哪里了", "我妈忘了我家在哪", "别忘记我在塘桥站", "i forgot my key"],
)
def test_what_she_forgot_herself_is_not_erased(talk: Talk, said: str) -> None:
    """It is something of her own life that is forgotten."""
    assert talk.says(LISTED, said).intent is not Intent.FORGET


@pytest.mark.parametrize(
    "said", ["忘记我", "把我忘了", "忘了我吧", "都忘掉", "删掉我的位置和记录", "forget me"]
)
def test_all_is_erased_where_it_is_asked_for(talk: Talk, said: str) -> None:
    """Words that ask for it still do."""
    assert talk.says(LISTED, said).intent is Intent.FORGET
