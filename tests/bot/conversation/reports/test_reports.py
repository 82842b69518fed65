"""A report is kept with a facility and a fault alone, and can be taken back and mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.conversation.records import TicketStatus
from bot.conversation.reply import Event
from bot.storage.memory import MemoryFeedback
from tests.bot.conversation.talk import NOW, Talk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.conversation.records import Ticket
    from bot.conversation.reply import Reply

LIST = "塘桥站附近的食堂"


class Reporting:
    """One conversation after another, each with a log of its own."""

    def __init__(self) -> None:
        """Open it once."""
        self.dialogue = Talk().dialogue

    def says(self, *texts: str, press: str = "") -> tuple[Reply, tuple[Ticket, ...]]:
        """Say something as somebody new; give the last reply, and what is kept open."""
        log = self.dialogue.feedback = MemoryFeedback()
        self.dialogue.sessions.forget("p")
        events: Iterable[Event] = (Event(text=text) for text in texts)
        if press:
            events = (Event(text=texts[0]), Event(press=press), *map(_said, texts[1:]))
        reply = [self.dialogue.handle("p", event, NOW) for event in events][-1]
        every = [log.ticket(f"T-{row}") for row in range(1, 9)]
        return reply, tuple(one for one in every if one and one.status is TicketStatus.OPEN)


def _said(text: str) -> Event:
    return Event(text=text)


@pytest.fixture(scope="module")
def reporting() -> Reporting:
    """Conversations over the box."""
    return Reporting()


@pytest.mark.parametrize(
    "said", ["这里不对", "不准吧你这个时间", "它搬走了", "this is wrong", "时间不对"]
)
def test_the_first_of_a_list_is_not_blamed(reporting: Reporting, said: str) -> None:
    """Of several lines she is asked which."""
    reply, kept = reporting.says(LIST, said)
    assert not kept
    assert len(reply.buttons) > 1


@pytest.mark.parametrize(
    "said", ["没什么，按错了", "没事", "取消", "不晓得", "没有不对", "never mind"]
)
@pytest.mark.parametrize("press", ["", "feedback"])
def test_who_has_nothing_to_report_leaves_nothing(
    reporting: Reporting, said: str, press: str
) -> None:
    """Neither typed nor after the button."""
    texts = (LIST, said) if press else (LIST, "这里不对", said)
    assert not reporting.says(*texts, press=press)[1]


def test_a_line_and_a_fault_are_asked_for_one_by_one(reporting: Reporting) -> None:
    """Kept when both are known, and then no sooner."""
    assert not reporting.says(LIST, "这里不对", "第二个")[1]
    (ticket,) = reporting.says(LIST, "这里不对", "第二个", "电话打不通")[1]
    assert (ticket.facility_id, ticket.words) == ("canteen-nanquan", "电话打不通")
    (ticket,) = reporting.says(LIST, "第二个关门了", press="feedback")[1]
    assert ticket.facility_id == "canteen-nanquan"


@pytest.mark.parametrize(
    "dialogue",
    [
        ("刷没了", "重发"),
        ("我搬走了", "住蓝村路站"),
        (LIST, "我这个定位不准"),
        ("my location is wrong",),
    ],
)
def test_what_is_of_no_facility_is_no_report(
    reporting: Reporting, dialogue: tuple[str, ...]
) -> None:
    """Her own move tells where she is."""
    assert not reporting.says(*dialogue)[1]
    assert reporting.says("我搬走了", "住蓝村路站")[0].origin is not None


@pytest.mark.parametrize(
    "said",
    [
        *(
            "对不起我弄错了，没搬",
            "撤回",
            "算了不用记",
            "骗你的",
            "我要取消我刚才说的意见",
            "别记了",
        ),
        *("刚才那个投诉不要了", "今天开了", "sorry i was wrong it is open", "just kidding"),
    ],
)
def test_a_report_is_taken_back(reporting: Reporting, said: str) -> None:
    """Nothing stays open, and no second report is made of it."""
    reply, kept = reporting.says(LIST, "第二个关门了", said)
    assert not kept
    assert "T-0001" in reply.text


@pytest.mark.parametrize(
    "said", ["哦不是，是第三个", "说错了，是第三个", "不是南泉，是茂兴", "no, i mean the third one"]
)
def test_a_report_is_moved_to_another_line(reporting: Reporting, said: str) -> None:
    """The old one is taken back, the new one keeps its words."""
    (ticket,) = reporting.says(LIST, "第二个关门了", said)[1]
    assert ticket.facility_id == "canteen-maoxing"
    assert "关门了" in ticket.words


@pytest.mark.parametrize("said", ["不确定", "谁来处理", "我上次提的意见怎么样了", "多久能改好"])
def test_what_is_asked_of_a_report_keeps_it(reporting: Reporting, said: str) -> None:
    """How far it is, under its number."""
    reply, kept = reporting.says(LIST, "第二个关门了", said)
    assert len(kept) == 1
    assert "T-0001" in reply.text


@pytest.mark.parametrize(
    "said", ["第一个和第二个都关门了", "the first and the second one are closed"]
)
def test_every_line_that_is_named_is_kept(reporting: Reporting, said: str) -> None:
    """Under a number each; none of them is offered instead."""
    reply, kept = reporting.says(LIST, said)
    assert [one.facility_id for one in kept] == ["canteen-ningyang", "canteen-nanquan"]
    assert reply.buttons[0].action == "route:canteen-maoxing"


def test_a_report_keeps_no_secret(reporting: Reporting) -> None:
    """Neither the number of a card nor a password is kept, and she is warned."""
    reply, (ticket,) = reporting.says(LIST, "第二个关门了，我身份证310115194503021234")
    assert "1945" not in ticket.words
    assert "身份证" in reply.text


@pytest.mark.parametrize(
    ("said", "facility"),
    [
        ("第三个在茂兴路15号，二楼", "canteen-maoxing"),
        ("第一个中饭11点到12点半，我天天去", "canteen-ningyang"),
        ("第三个门口没有坡道", "canteen-maoxing"),
        ("第二个下礼拜装修", "canteen-nanquan"),
        ("峨山路的搬到二楼去了", "canteen-eshan"),
        ("塘东居委助餐点搬到二楼了", "canteen-tangdong"),
    ],
)
def test_what_she_knows_is_kept(reporting: Reporting, said: str, facility: str) -> None:
    """Of the facility that she names, and she stays where she is."""
    reply, (ticket,) = reporting.says(LIST, said)
    assert (ticket.facility_id, ticket.words) == (facility, said)
    assert "关了、搬了" not in reply.text
    assert reporting.says(LIST, said, "附近卫生站")[0].origin == reporting.says(LIST)[0].origin


@pytest.mark.parametrize(
    "asked", ["第二个11点到12点开吗", "第二个没有电梯吗", "我要第二个，在二楼的"]
)
def test_a_question_of_a_fact_is_no_report(reporting: Reporting, asked: str) -> None:
    """Nor is a wish."""
    assert not reporting.says(LIST, asked)[1]


@pytest.mark.parametrize("more", ["是个超市了", "轮椅进不去", "平时10:30到12:30"])
def test_what_is_told_further_is_of_the_same_place(reporting: Reporting, more: str) -> None:
    """Under a number of its own; a last word on it is thanked for."""
    _, kept = reporting.says(LIST, "第三个没有了", more, "真的")
    assert [one.facility_id for one in kept] == ["canteen-maoxing"] * 2
    assert kept[-1].words == more


@pytest.mark.parametrize("said", ["全关了", "今天一家都没开", "closed! nobody there"])
def test_of_all_that_are_shut_it_is_asked_which(reporting: Reporting, said: str) -> None:
    """Nothing is kept of none."""
    reply, kept = reporting.says(LIST, said)
    assert not kept
    assert len(reply.buttons) > 1
