"""A sentence without a subject is asked of what was spoken of last, and of nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.understanding.query import Intent
from tests.bot.conversation.talk import NOW

if TYPE_CHECKING:
    from tests.bot.conversation.talk import Talk

LIST = "塘桥站附近的食堂"
CARD = "美好生活馆几点开门"


@pytest.mark.parametrize(
    ("explained", "asked", "told"),
    [
        ("什么是1+1+1", "那我怎么签", "family-doctor-how-to-sign"),
        ("什么是1+1+1", "要带什么", "family-doctor-how-to-sign"),
        ("what is 1+1+1", "how to sign", "family-doctor-how-to-sign"),
        ("什么是长护险", "怎么申请", "help-care-insurance"),
        ("什么是长护险", "那去哪里办", "help-care-insurance"),
        ("加装电梯是什么", "怎么申请", "works-lifts-apply"),
    ],
)
def test_more_of_what_was_explained(talk: Talk, explained: str, asked: str, told: str) -> None:
    """How it is applied for is told of the same subject."""
    reply = talk.says(explained, asked)
    assert reply.answer is not None
    assert reply.answer.id == told


@pytest.mark.parametrize(
    ("explained", "asked"),
    [
        ("什么是长护险", "多大年纪可以申请"),
        ("什么是长护险", "一个月多少钱"),
        ("敬老卡怎么办", "电话多少"),
        ("什么是三会", "谁可以参加"),
        ("什么是三会", "那星期六呢"),
    ],
)
def test_what_is_not_known_of_it_is_said(talk: Talk, explained: str, asked: str) -> None:
    """No answer about another subject stands for it, and 12345 is named."""
    told = talk.says(explained).answer
    reply = talk.says(explained, asked)
    assert reply.answer == told
    assert f"“{asked}”，资料里没有写" in reply.text
    assert "12345" in reply.text


@pytest.mark.parametrize("asked", ["多大年纪可以申请", "一个月多少钱"])
def test_without_any_subject_it_is_asked_what_is_meant(talk: Talk, asked: str) -> None:
    """A question of nothing in particular gets no answer about something."""
    assert talk.says(asked).answer is None


@pytest.mark.parametrize(
    "asked", ["星期天开吗", "那初八呢", "电话", "开到几点", "晚上呢", "中饭呢", "what about sunday"]
)
def test_a_named_facility_stays_the_one_spoken_of(talk: Talk, asked: str) -> None:
    """Also when she told her place in between."""
    for said in ((CARD, asked), (CARD, "我在浦建路", asked)):
        reply = talk.says(*said)
        assert reply.intent is Intent.DETAIL
        assert [one.facility.id for one in reply.listed] == ["canteen-beiyuan"]


@pytest.mark.parametrize(
    "asked", ["只看开着的", "现在开着的", "那卫生站呢", "附近还有别的吗", "那附近还有哪里"]
)
def test_a_wish_of_its_own_leaves_it(talk: Talk, asked: str) -> None:
    """A list is asked for, whatever was told of one place."""
    assert talk.says(LIST, "1", asked).intent in {Intent.NEARBY, Intent.MORE}


@pytest.mark.parametrize(
    ("asked", "untold"),
    [
        ("要多少钱", "要多少钱"),
        ("有床位吗", "有没有空位"),
        ("多大年纪可以住", "哪些人可以去"),
        ("怎么申请", "怎么申请"),
    ],
)
def test_what_no_source_tells_of_a_facility(talk: Talk, asked: str, untold: str) -> None:
    """Its own telephone is named to ask there."""
    reply = talk.says("塘桥养护院怎么样", "我在塘桥站", asked)
    assert [one.facility.id for one in reply.listed] == ["eldercare-home"]
    assert untold in reply.text
    assert "021-68760090" in reply.text.splitlines()[0]


@pytest.mark.parametrize("asked", ["一个月多少钱", "钞票多少", "要带什么材料", "is it free"])
def test_what_no_source_tells_of_a_service(talk: Talk, asked: str) -> None:
    """After a list, or while her place is asked for, it is about that service."""
    listed = talk.says("塘桥站附近的养老院", asked)
    assert listed.categories == ("eldercare",)
    assert listed.answer is None
    waiting = talk.says("养老的地方，给我爸", asked)
    assert waiting.needs_place
    assert waiting.answer is None
    assert talk.says("养老的地方，给我爸", asked, "塘桥站").categories == ("eldercare",)


def test_a_line_is_asked_for_before_there_is_a_list(talk: Talk) -> None:
    """Nothing is told of a line that nobody has seen."""
    reply = talk.says("养老的地方，给我爸", "第一个电话多少")
    assert reply.needs_place
    assert "还没有列出来" in reply.text


def test_an_explained_facility_is_spoken_of(talk: Talk) -> None:
    """Where it is, is asked of the house that was explained."""
    for asked in ("在哪里", "要预约吗"):
        reply = talk.says("智慧健康小屋是干嘛的", asked)
        assert [one.facility.id for one in reply.listed] == ["health-kiosk"]


def test_a_canteen_called_by_its_committee_is_spoken_of(talk: Talk) -> None:
    """A name with "附近" behind it names none."""
    reply = talk.says("金浦食堂在哪里", "开到几点")
    assert [one.facility.id for one in reply.listed] == ["canteen-jinpu"]
    assert "另外 " in talk.says("金浦附近的食堂", "开到几点").text


def test_a_street_is_long(talk: Talk) -> None:
    """And no street is large."""
    assert "浦东南路很长" in talk.says("养老的地方", "浦东南路塘桥那边").text


def test_another_subject_is_named_alone(talk: Talk) -> None:
    """Behind an answer it asks for another; a service asks where it is."""
    reply = talk.says("什么叫三会", "那五违四必呢")
    assert reply.answer is not None
    assert reply.answer.id == "term-five-illegal-four-musts"
    assert talk.says("什么叫三会", "那卫生站呢").categories == ("health",)


@pytest.mark.parametrize("asked", ["我72岁能办吗", "要照片吗", "那我妈呢", "找哪个部门"])
def test_what_nobody_understands_is_asked_of_the_answer(talk: Talk, asked: str) -> None:
    """A question that is clear only by what was explained before it."""
    reply = talk.says("老年卡怎么办", asked)
    assert reply.answer is not None
    assert reply.answer.id == "help-old-age-allowance"
    assert "请问居委会" in reply.text
    assert talk.says(asked).answer is None


def test_a_chat_is_asked_of_nothing(talk: Talk) -> None:
    """What is said to the guide itself is about no subject."""
    for asked in ("谢谢", "你是谁", "今天天气怎么样", "你几岁了"):
        assert talk.says("老年卡怎么办", asked).answer is None


@pytest.mark.parametrize("asked", ["星期六看不看", "who can eat there", "要挂号吗"])
def test_more_words_ask_of_the_facility(talk: Talk, asked: str) -> None:
    """It stays the one spoken of."""
    reply = talk.says("塘桥站附近看病的地方", "1", asked)
    assert [one.facility.id for one in reply.listed] == ["health-centre"]


@pytest.mark.parametrize("asked", ["多少钱一份", "怎么申请"])
def test_a_name_in_common_makes_no_other_subject(talk: Talk, asked: str) -> None:
    """Volunteers who bring meals are no answer about becoming one."""
    told = talk.says("助餐点送饭吗").answer
    assert talk.says("助餐点送饭吗", asked).answer == told


def test_whether_one_is_near_is_asked_of_the_service(talk: Talk) -> None:
    """The service that was explained or asked about is looked for."""
    said = ("什么是家门口服务站", "我家附近有吗", "塘桥站")
    assert talk.says(*said).categories == ("station",)
    assert talk.says("垃圾分类几点扔", "周末呢").categories == ("recycling",)


@pytest.mark.parametrize("asked", ["我想吃饭", "有饭吃吗", "附近有食堂吗", "我要看病"])
def test_a_wish_behind_an_answer_is_a_wish(talk: Talk, asked: str) -> None:
    """It is about no allowance that was explained before, nor about a house of care."""
    for before in ("什么是长护险", "塘桥养护院怎么样"):
        reply = talk.says(before, asked)
        assert reply.categories in {("canteen",), ("health",)}
        assert reply.answer is None


def test_the_calendar_is_asked_of_nothing(talk: Talk) -> None:
    """What day it is, is not asked of what was told."""
    for before in ("什么是长护险", "塘桥养护院怎么样"):
        reply = talk.says(before, "今天几号")
        assert not reply.listed
        assert reply.answer is None


@pytest.mark.parametrize(
    ("explained", "asked", "service"),
    [
        ("What does 一网通办 mean", "where can I do it", "affairs"),
        ("什么叫家门口服务", "离我最近的", "station"),
        ("什么叫家门口服务", "附近有吗", "station"),
    ],
)
def test_where_a_service_is_that_was_explained(
    talk: Talk, explained: str, asked: str, service: str
) -> None:
    """It is looked for near her, and nothing else is."""
    assert talk.says(explained, asked).categories == (service,)
    assert talk.says(explained, asked, "我在蓝村路站").categories == (service,)


def test_where_a_house_is_that_was_explained(talk: Talk) -> None:
    """It is told of that house."""
    reply = talk.says("什么叫综合为老", "在哪里")
    assert [one.facility.id for one in reply.listed] == ["eldercare-centre"]


def test_what_is_not_told_of_a_matter_names_whom_to_ask(talk: Talk) -> None:
    """No place is asked for."""
    reply = talk.says("什么叫长护险", "我妈能申请吗")
    assert "长护险：“我妈能申请吗”，资料里没有写" in reply.text
    assert not reply.needs_place


def test_another_day_of_a_holiday_is_no_line(talk: Talk) -> None:
    """Said alone it is the third line only where no other day was spoken of."""
    third = talk.says(LIST, "国庆开吗", "3号呢")
    assert third.text.startswith("10 月 3 日")
    assert "10 月 5 日" in talk.says(LIST, "国庆开吗", "3号呢", "5号呢").text
    assert [one.facility.id for one in talk.says(LIST, "3号呢").listed] == ["canteen-maoxing"]
    holiday = NOW.replace(month=10, day=1)
    assert "10 月 8 日" in talk.says(LIST, "那8号呢", now=holiday).text
    assert talk.says(LIST, "2号怎么走", now=holiday).intent is Intent.ROUTE


@pytest.mark.parametrize("asked", ["最近的", "最近的那个", "the nearest one"])
def test_the_nearest_is_told_alone(talk: Talk, asked: str) -> None:
    """And spoken of next."""
    reply = talk.says(LIST, asked)
    assert [one.facility.id for one in reply.listed] == ["canteen-ningyang"]
    assert "宁阳" in talk.says(LIST, "最近的", "怎么走").text


def test_what_is_there_is_asked_of_the_place(talk: Talk) -> None:
    """Its notes are told."""
    assert "高拍仪" in talk.says("塘桥站附近的家门口服务站", "第一个", "里面有什么").text


@pytest.mark.parametrize(
    "said",
    [
        "你好 我替我妈问 她在蓝村路站 我在上班",
        "帮我爸问一下 他住蓝村路站 我不在上海",
        "hello I ask for my mother, she is at Lancun Road station",
    ],
)
def test_a_place_is_kept_of_whom_she_asks_for(talk: Talk, said: str) -> None:
    """Whatever else is told beside it."""
    assert talk.place(said, "她要去配药") == "蓝村路站"
