"""Several of a list are compared by what is known of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.bot.conversation.talk import Talk

LIST = "塘桥站附近的食堂"


@pytest.mark.parametrize(
    "asked",
    [
        "2和3哪个近",
        "第二个和第三个哪个近",
        "二号跟三号哪家近一点",
        "第二个近还是第三个近",
        "which is closer, the second or the third",
        "which is nearer, 2 or 3",
    ],
)
def test_the_two_that_are_named_are_compared(talk: Talk, asked: str) -> None:
    """Both with their walks, whatever was opened before, and which is nearer."""
    reply = talk.says(LIST, "1", asked)
    assert "②" in reply.text
    assert "③" in reply.text
    assert "①" not in reply.text
    assert reply.listed[0].facility.name.zh == "南泉助餐点"


def test_the_one_that_was_found_is_spoken_of(talk: Talk) -> None:
    """The way afterwards leads there."""
    assert "到南泉助餐点" in talk.says(LIST, "2和3哪个近", "怎么走").text
    assert "到峨山路助餐点" in talk.says(LIST, "哪个最远", "怎么走").text


@pytest.mark.parametrize(
    "left",
    [
        "都可以",
        "都行",
        "随便哪个",
        "随便哪个都行",
        "你定吧",
        "听你的",
        "哪个最近就哪个",
        "whatever",
        "you choose",
    ],
)
def test_who_leaves_the_choice_walks_least(talk: Talk, left: str) -> None:
    """The nearest one is named, and the way afterwards leads there."""
    assert [one.facility.name.zh for one in talk.says(LIST, left).listed] == ["宁阳助餐点"]
    assert "宁阳助餐点" in talk.says(LIST, left, "怎么走").text


@pytest.mark.parametrize("left", ["都可以", "随便", "你定吧"])
def test_no_choice_without_a_list(talk: Talk, left: str) -> None:
    """Where she is to say where she is, she is asked again."""
    assert talk.says("老年食堂", left).needs_place


@pytest.mark.parametrize("asked", ["哪家最近", "哪个近", "食堂哪家最近", "which one is nearest"])
def test_the_nearest_of_the_list_is_named(talk: Talk, asked: str) -> None:
    """And no list is shown again."""
    reply = talk.says(LIST, asked)
    assert [one.facility.name.zh for one in reply.listed] == ["宁阳助餐点"]


def test_the_nearest_to_another_place_moves_nobody(talk: Talk) -> None:
    """She stays where she is."""
    reply = talk.says(LIST, "哪个离蓝村路站近")
    assert "离蓝村路站最近" in reply.text
    assert talk.place(LIST, "哪个离蓝村路站近", "还有吗") == "塘桥站"


@pytest.mark.parametrize("asked", ["哪个先开", "哪家关门晚", "which opens first"])
def test_hours_are_compared_where_they_are_known(talk: Talk, asked: str) -> None:
    """What is known of one is told, and of how many nothing is."""
    reply = talk.says(LIST, asked)
    assert "06:30" in reply.text
    assert "7" in reply.text
    unknown = talk.says("蓝村路站附近看病的地方", asked)
    assert "12345" in unknown.text
    assert "06:30" not in unknown.text


@pytest.mark.parametrize("asked", ["哪家最好吃", "哪个大一点", "哪家干净", "which one is better"])
def test_what_nobody_knows_is_said_to_be_unknown(talk: Talk, asked: str) -> None:
    """No list and no facility stands for an answer."""
    reply = talk.says(LIST, asked)
    assert not reply.listed
    assert "资料里没有" in reply.text or "No source" in reply.text


def test_another_service_is_a_question_of_its_own(talk: Talk) -> None:
    """The list is not compared by what it does not hold."""
    assert talk.says(LIST, "哪家医院最近").categories == ("health",)


def test_the_nearest_station_is_named(talk: Talk) -> None:
    """Measured to the facility that was opened."""
    assert "地铁站是蓝村路站" in talk.says(LIST, "峨山路助餐点电话", "两个站哪个近").text


def test_any_words_compare_two_that_are_named(talk: Talk) -> None:
    """Shanghainese, and the question turned round."""
    assert "④" in talk.says(LIST, "第二只跟第四只啥地方近").text
    assert "最近的是" in talk.says(LIST, "最近的是哪个").text


@pytest.mark.parametrize("asked", ["compare 1 and 3", "is 1 closer than 3", "第一个比第三个近吗"])
def test_two_are_compared_with_each_other(talk: Talk, asked: str) -> None:
    """Without a word for which."""
    text = talk.says(LIST, asked).text
    assert "①" in text
    assert "③" in text


def test_the_far_one_is_one_of_the_list(talk: Talk) -> None:
    """It is named by how far it is."""
    assert "⑧ 峨山路助餐点" in talk.says(LIST, "那远的那家呢").text


@pytest.mark.parametrize(
    "asked", ["跟第一个比呢", "它比第一个近吗", "is that nearer than the first"]
)
def test_the_one_spoken_of_is_compared_with_another(talk: Talk, asked: str) -> None:
    """Both with their walks."""
    text = talk.says(LIST, "2", asked).text
    assert "①" in text
    assert "②" in text


def test_among_the_open_ones_the_nearest_is_open(talk: Talk) -> None:
    """Where only those were wanted."""
    assert "美好生活馆" in talk.says(LIST, "只要开着的", "哪家最近").text


@pytest.mark.parametrize("asked", ["哪家有单人间", "which one has beds"])
def test_which_has_what_nobody_knows(talk: Talk, asked: str) -> None:
    """Her words are said back."""
    assert asked in talk.says("塘桥站附近的养老院", asked).text


def test_two_facilities_that_are_named_are_compared(talk: Talk) -> None:
    """With their names where nothing is listed."""
    text = talk.says("我在塘桥站", "峨山路助餐点和金浦助餐点哪个近").text
    assert "金浦助餐点 近一点" in text
    assert "峨山路助餐点：走路" in text


@pytest.mark.parametrize("asked", ["它比第一个近吗", "它和第一个哪个近", "is it closer than 1"])
def test_it_without_anything_told_is_asked_back(talk: Talk, asked: str) -> None:
    """It is no line of a list; where none was told, nothing is compared."""
    assert not talk.says(asked).listed
    assert not talk.says("怎么申请长护险", asked).listed
