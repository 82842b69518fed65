"""What is asked of the place or the list spoken of last is answered of it, without a new list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.understanding.query import Intent

if TYPE_CHECKING:
    from tests.bot.conversation.talk import Talk

HEALTH = "塘桥站附近的卫生站"
CANTEENS = "塘桥站附近的助餐点"


@pytest.mark.parametrize(
    "asked", ["能拔牙吗", "配药可以吗", "看眼睛吗", "有中医吗", "几点抽血", "能洗澡吗", "好打针伐"]
)
def test_one_thing_is_asked_of_the_place_just_told(talk: Talk, asked: str) -> None:
    """No source tells it: that is said of this place, and nothing is listed again."""
    reply = talk.says(HEALTH, "第一个", asked)
    assert [one.facility.id for one in reply.listed] == ["health-centre"]
    assert "塘桥社区卫生服务中心" in reply.text
    assert "资料里没有写" in reply.text
    assert "12345" in reply.text
    assert "附近的看病的地方" not in reply.text


@pytest.mark.parametrize("asked", ["能打针吗", "能拍片子吗", "拔牙多少钱", "能做核磁吗"])
def test_one_thing_is_asked_of_the_list(talk: Talk, asked: str) -> None:
    """It is not listed again, and the lines keep their numbers."""
    reply = talk.says(HEALTH, asked)
    assert "资料里没有写" in reply.text
    assert "①" not in reply.text
    after = talk.says(HEALTH, asked, "第一个")
    assert [one.facility.id for one in after.listed] == ["health-centre"]


def test_what_a_source_tells_is_told(talk: Talk) -> None:
    """Of the list, who has it; of the place, what there is."""
    assert "② 综合为老" in talk.says(HEALTH, "有家庭医生吗").text
    told = talk.says(HEALTH, "第二个", "有家庭医生吗").text
    assert "写着有：家庭医生" in told
    assert "没有写，" not in told


@pytest.mark.parametrize("asked", ["附近有食堂吗", "哪里能拔牙", "塘桥站哪里能打针"])
def test_who_looks_for_places_gets_a_list(talk: Talk, asked: str) -> None:
    """Words that look around are no question about what was told."""
    reply = talk.says(HEALTH, "第一个", asked)
    assert reply.intent is Intent.NEARBY
    assert len(reply.listed) > 1


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("小孩能看吗", "哪些人可以去"),
        ("我妈90岁了可以吗", "哪些人可以去"),
        ("我五十八", "哪些人可以去"),
        ("外地人能吃吗", "哪些人可以去"),
        ("要医保卡吗", "要带什么"),
        ("我没带卡", "要带什么"),
        ("忘了带身份证，可以吗", "要带什么"),
    ],
)
def test_for_whom_it_is_and_what_it_takes(talk: Talk, asked: str, told: str) -> None:
    """Asked of a list or of a place; other services are not listed for a word in it."""
    for before in ((CANTEENS,), (CANTEENS, "第二个")):
        reply = talk.says(*before, asked)
        assert told in reply.text
        assert "12345" in reply.text
        assert reply.categories == ("canteen",)


def test_an_age_alone_is_no_question_where_nothing_was_told(talk: Talk) -> None:
    """And the number to call is none."""
    assert talk.says("我五十八").intent is Intent.UNKNOWN
    assert talk.says(CANTEENS, "我打120").intent is not Intent.DETAIL


@pytest.mark.parametrize("asked", ["要报名吗", "可以打包吗"])
def test_no_answer_of_another_matter_stands_for_it(talk: Talk, asked: str) -> None:
    """A question that names no matter gets no fact sheet, and not the day of the week."""
    for before in ((CANTEENS,), (CANTEENS, "第二个")):
        reply = talk.says(*before, asked)
        assert reply.answer is None
        assert f"“{asked.removesuffix('吗')}" in reply.text
        assert "资料里没有写" in reply.text


def test_how_much_money_is_asked_of_the_list(talk: Talk) -> None:
    """The money of the subdistrict answers nobody who asks what a meal costs."""
    reply = talk.says("meal places near Tangqiao Station", "wheelchair", "how much money")
    assert "No source tells what it costs" in reply.text
    assert reply.answer is None


@pytest.mark.parametrize("asked", ["几点吃饭", "中午吃什么"])
def test_a_new_subject_leaves_what_was_explained(talk: Talk, asked: str) -> None:
    """A meal is no part of a meeting."""
    assert "三会" not in talk.says("什么叫三会", asked).text


def test_a_sheet_is_told_once(talk: Talk) -> None:
    """What no source tells takes two or three lines after it; hours are told again."""
    assert "位置待核实" not in talk.says(CANTEENS, "第二个", "要多少钱").text
    assert "“有坡道”，资料里没有写" in talk.says(CANTEENS, "第二个", "有坡道吗").text
    assert "开门时间" in talk.says(CANTEENS, "第二个", "几点关门").text


@pytest.mark.parametrize(
    ("listed", "asked", "other"),
    [
        ("塘桥站附近的养老院", "有医生吗", "附近的看病的地方"),
        ("塘桥站附近的养老院", "吃饭好吗", "附近的老年助餐点"),
        ("塘桥站附近的养老院", "医保能报销吗", "附近的办事的地方"),
        (CANTEENS, "要办卡吗", "附近的办事的地方"),
        (CANTEENS, "今天有红烧肉吗", ""),
        (CANTEENS, "能带狗进去吗", ""),
        (CANTEENS, "微信可以付吗", ""),
        (CANTEENS, "现金收吗", ""),
        ("塘桥站附近的服务站", "能量血压吗", "附近的看病的地方"),
        ("meal places near Tangqiao Station", "can i see a doctor there", "doctor nearby"),
    ],
)
def test_a_word_of_another_service_is_asked_of_the_list(
    talk: Talk, listed: str, asked: str, other: str
) -> None:
    """No other list comes: no source tells it of these, and how to find the others is said."""
    reply = talk.says(listed, asked)
    assert "资料里没有写" in reply.text or "no source" in reply.text
    assert asked.removesuffix("吗") in reply.text
    assert other in reply.text
    assert not reply.listed
    assert len(talk.says(listed, asked, "第一个").listed) == 1


@pytest.mark.parametrize(
    "asked", ["有卫生站吗", "有没有锻炼的地方", "还有看病的地方吗", "附近有医生吗"]
)
def test_other_places_that_are_asked_for_are_listed(talk: Talk, asked: str) -> None:
    """A kind of house, or what is near, is a wish of its own."""
    assert talk.says(CANTEENS, asked).intent is Intent.NEARBY
