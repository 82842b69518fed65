"""Whether a place moved is a question; what was seen there is a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.understanding.query import Intent

if TYPE_CHECKING:
    from tests.bot.conversation.talk import Talk

LIST = "塘桥站附近的食堂"


@pytest.mark.parametrize(
    "asked",
    ["茂兴助餐点是不是搬了", "茂兴助餐点搬走了没有", "第三个搬走了吗", "茂兴助餐点还在不在"],
)
def test_a_question_is_no_report(talk: Talk, asked: str) -> None:
    """It is said that no source tells, and what is known of the place."""
    reply = talk.says(LIST, asked)
    assert reply.intent is Intent.DETAIL
    assert [one.facility.id for one in reply.listed] == ["canteen-maoxing"]
    assert "搬没搬" in reply.text


@pytest.mark.parametrize("asked", ["是不是搬了", "搬到哪里了不知道", "has it moved"])
def test_it_is_asked_of_the_place_spoken_of(talk: Talk, asked: str) -> None:
    """Of a list it is asked which is meant; of nothing, nothing is filed."""
    assert "canteen-maoxing" in talk.says(LIST, "3", asked).listed[0].facility.id
    assert not talk.says(LIST, asked).listed
    assert talk.says(asked).intent is not Intent.FEEDBACK


@pytest.mark.parametrize(
    "seen",
    ["我去过了没有人", "昨天去没开", "去了三次都没人", "我刚去过，锁着门", "it was locked"],
)
def test_what_was_seen_there_is_a_report(talk: Talk, seen: str) -> None:
    """Kept for the facility that was asked about, and for none where none was."""
    asked = talk.says(LIST, "茂兴助餐点是不是搬了", seen)
    assert asked.intent is Intent.FEEDBACK
    assert "茂兴" in asked.text or "Maoxing" in asked.text
    assert talk.says("你好", "没有人").intent is not Intent.FEEDBACK


def test_who_moves_herself_asks_of_no_place(talk: Talk) -> None:
    """Her own move tells where she is."""
    assert talk.place(LIST, "3", "我搬家了，现在住蓝村路") == "蓝村路"


@pytest.mark.parametrize(
    "report",
    [
        "南泉助餐点关门了",
        "今天南泉助餐点没开",
        "南泉那家没人",
        "第二个关门了",
        "南泉助餐点临时停业请更新",
        "the second one is closed",
    ],
)
def test_a_report_with_a_name_is_kept_and_the_next_is_told(talk: Talk, report: str) -> None:
    """The nearest other one is told at once, and the way to it is one word away."""
    reply = talk.says(LIST, report)
    assert reply.intent is Intent.FEEDBACK
    assert "南泉" in reply.text or "Nanquan" in reply.text
    assert "宁阳" in reply.text or "Ningyang" in reply.text
    assert [one.action for one in reply.buttons] == ["route:canteen-ningyang"]
    way = talk.says(LIST, report, "怎么走")
    assert [one.facility.id for one in way.listed] == ["canteen-ningyang"]


@pytest.mark.parametrize("asked", ["南泉助餐点关门了吗", "南泉助餐点几点关门", "第二个没开吗"])
def test_whether_it_is_shut_is_a_question(talk: Talk, asked: str) -> None:
    """Nothing is kept."""
    assert talk.says(LIST, asked).intent is not Intent.FEEDBACK


@pytest.mark.parametrize("asked", ["那去哪里吃", "那我去哪吃啊", "换一家", "还有别的吗"])
def test_what_was_reported_is_not_offered_again(talk: Talk, asked: str) -> None:
    """The list begins anew, with what is nearer than its next part."""
    reply = talk.says(LIST, "第一个怎么走", "没开门", asked)
    ids = [one.facility.id for one in reply.listed]
    assert ids[0] == "canteen-nanquan"
    assert "canteen-ningyang" not in ids


def test_a_report_waits_for_a_whole_name(talk: Talk) -> None:
    """It is asked which one is meant, and "就是" says it."""
    reply = talk.says("你说的那个食堂早就关了", "就是南泉助餐点")
    assert reply.intent is Intent.FEEDBACK
    assert "南泉助餐点" in reply.text


def test_one_that_is_open_again_is_offered(talk: Talk) -> None:
    """The report is taken back."""
    told = (LIST, "第一个怎么走", "没开门", "宁阳助餐点又开了")
    assert talk.says(*told).intent is Intent.FEEDBACK
    assert talk.says(*told, LIST).listed[0].facility.id == "canteen-ningyang"


@pytest.mark.parametrize("seen", ["找不到", "没找到", "到了没找到门", "走错了", "I can't find it"])
def test_who_cannot_find_it_is_asked_where_she_is(talk: Talk, seen: str) -> None:
    """Nothing is reported; the way is told from there."""
    reply = talk.says(LIST, "第一个怎么走", seen)
    assert reply.intent is not Intent.FEEDBACK
    assert "哪条路" in reply.text or "Which street" in reply.text
    way = talk.says(LIST, "第一个怎么走", seen, "我在蓝村路站")
    assert way.intent is Intent.ROUTE
    assert [one.facility.id for one in way.listed] == ["canteen-ningyang"]
    gone = talk.says(LIST, "第一个怎么走", seen, "我在蓝村路站", "宁阳助餐点没有了")
    assert gone.intent is Intent.FEEDBACK


@pytest.mark.parametrize(
    "said",
    [
        "美好生活馆改名了",
        "美好生活馆现在九点才开门",
        "美好生活馆不做晚饭了",
        "塘桥养护院换电话了",
        "美好生活馆晚上提前到七点关门了",
        "宁阳助餐点周末不开",
    ],
)
def test_a_changed_fact_of_a_named_place_is_kept(talk: Talk, said: str) -> None:
    """It is said back as it is kept; that it closes earlier does not shut it."""
    reply = talk.says(said)
    assert reply.intent is Intent.FEEDBACK
    assert said in reply.text
    assert "T-" in reply.text


@pytest.mark.parametrize(
    "asked", ["美好生活馆什么时候改名的", "美好生活馆不做晚饭了吗", "美好生活馆还做晚饭吗"]
)
def test_a_question_of_a_change_is_no_report(talk: Talk, asked: str) -> None:
    """What is asked is not filed."""
    assert talk.says(asked).intent is not Intent.FEEDBACK


@pytest.mark.parametrize(
    "asked", ["这个时间对不对", "地址对吗", "几点开", "到门口了", "在二楼还是一楼"]
)
def test_who_asks_has_seen_no_fault(talk: Talk, asked: str) -> None:
    """A question about a facility, or being there, is nothing to be kept."""
    assert talk.says("塘桥站附近的食堂", "第一个", asked).intent is not Intent.FEEDBACK


def test_a_question_between_leaves_a_report_to_be_kept(talk: Talk) -> None:
    """It is answered, she is asked again which one it is about, and her words are said back."""
    asked = talk.says("塘桥站附近的食堂", "搬走了", "第二个是哪家")
    assert asked.intent is Intent.DETAIL
    assert "“搬走了”还没记" in asked.text
    kept = talk.says("塘桥站附近的食堂", "搬走了", "第二个是哪家", "就是第二个")
    assert kept.intent is Intent.FEEDBACK
    assert "南泉助餐点" in kept.text


def test_what_is_kept_of_a_report_is_said(talk: Talk) -> None:
    """Her own words, so that she notices what was not meant."""
    assert "“门牌错了”" in talk.says("塘桥站附近的食堂", "第一个", "门牌错了").text


@pytest.mark.parametrize("said", ["第一个周末不开", "第一个不做晚饭了"])
def test_a_changed_fact_of_a_line_is_kept(talk: Talk, said: str) -> None:
    """A line of the list is named as well as its name is; asked, it is no report."""
    assert said in talk.says(LIST, said).text
    assert talk.says(LIST, f"{said}吗").intent is not Intent.FEEDBACK


@pytest.mark.parametrize("said", ["不想走了", "走了十分钟了还没到"])
def test_what_may_tell_of_danger_is_no_note(talk: Talk, said: str) -> None:
    """Nothing is filed of the place to which she walks."""
    assert "T-" not in talk.says(LIST, "第一个怎么走", said).text
