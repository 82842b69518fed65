"""A few words mend, narrow or settle what was said before, and the rest of it stays."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from bot.understanding.query import Intent
from geo.hours.day_states import Openness
from tests.bot.conversation.talk import Talk
from tests.support.tangqiao import TANGQIAO

if TYPE_CHECKING:
    from bot.conversation.reply import Reply


@pytest.fixture(scope="module")
def talk() -> Talk:
    """Conversations over the box."""
    return Talk()


def _first(reply: Reply) -> str:
    return reply.listed[0].facility.id


@pytest.mark.parametrize(
    "chosen", ["好，就去伊", "行，就这家吧", "可以，就它了", "OK I'll take it"]
)
def test_a_choice_behind_a_word_of_consent_is_a_choice(talk: Talk, chosen: str) -> None:
    """Nobody is thanked for an answer that she was just asked for."""
    listed = talk.says("食堂", here=True)
    reply = talk.says("食堂", chosen, here=True)
    assert reply.intent is Intent.DETAIL
    assert _first(reply) == _first(listed)


def test_thanks_beside_a_line_are_thanks(talk: Talk) -> None:
    """A choice needs more than a word of praise."""
    assert talk.says("食堂", "好的，谢谢", here=True).intent is Intent.THANKS


@pytest.mark.parametrize("dropped", ["唱歌的不要了", "唱歌就算了", "唱歌的不去了"])
def test_a_service_that_is_dropped_leaves_the_others(talk: Talk, dropped: str) -> None:
    """Of two services one stays; of one service none does, and she is asked."""
    reply = talk.says("食堂和唱歌的地方", dropped, here=True)
    assert (reply.intent, reply.categories) == (Intent.NEARBY, ("canteen",))
    assert talk.says("唱歌的地方", dropped, here=True).intent is Intent.UNKNOWN


def test_only_one_service_narrows_the_list(talk: Talk) -> None:
    """A service that only is wanted is listed alone."""
    reply = talk.says("食堂和图书室", "只要图书室了", here=True)
    assert reply.categories == ("culture",)


@pytest.mark.parametrize(
    ("said", "hour"), [("早上八点到行吗", 8), ("周六上午去行吗", 9), ("我下午三点到，开吗", 15)]
)
def test_the_hour_of_arrival_is_asked_about(talk: Talk, said: str, hour: int) -> None:
    """The last list again, as it is open at that hour."""
    reply = talk.says("食堂", said, here=True)
    assert (reply.intent, reply.categories) == (Intent.NEARBY, ("canteen",))
    assert reply.at is not None
    assert reply.at.hour == hour


@pytest.mark.parametrize("mended", ["二村，不是一村", "不是一村，是二村", "二村的"])
def test_another_part_of_the_place_is_meant(talk: Talk, mended: str) -> None:
    """A part that is known takes the place of the one before it."""
    reply = talk.says("我住塘桥一村", mended)
    assert reply.origin is not None
    assert reply.origin.name == "塘桥二村"


def test_a_part_that_nobody_knows_is_named_in_full(talk: Talk) -> None:
    """The first phase is not taken for the second."""
    reply = talk.says("我在东方城市花园", "二期，不是一期")
    assert reply.needs_place
    assert "东方城市花园二期" in reply.text


@pytest.mark.parametrize("text", ["老爸要理发，老妈要量血压", "有理发的吗，再找个量血压的"])
def test_a_wish_that_is_not_ours_is_said_back(talk: Talk, text: str) -> None:
    """The other wish is answered, and half a line tells whom to ask about this one."""
    reply = talk.says(text, here=True)
    assert reply.categories == ("health",)
    assert "理发" in reply.text.partition("\n")[0]


@pytest.mark.parametrize("text", ["我刚去银行回来，要量血压", "不要超市，要食堂"])
def test_what_nobody_wants_is_not_said_back(talk: Talk, text: str) -> None:
    """Where she comes from, and what she refuses, is no wish."""
    assert "查不到" not in talk.says(text, here=True).text


def test_any_station_is_the_nearest_or_asked_about(talk: Talk) -> None:
    """Any station is the one close to her; without a position she is asked which."""
    near = talk.says("what is near the station", here=True)
    assert near.intent is Intent.CIRCLE
    assert near.origin is not None
    assert "Station" in near.origin.name
    asked = talk.says("地铁站附近有食堂吗")
    assert asked.needs_place
    assert "哪个地铁站" in asked.text
    assert len(asked.buttons) > 1


@pytest.mark.parametrize(
    "text", ["Lancun and Dongfang", "corner of Lancun Rd & Dongfang", "I'm at Dongfang and Lancun"]
)
def test_two_streets_in_english_meet(talk: Talk, text: str) -> None:
    """A corner needs no "Road"."""
    reply = talk.says(text)
    assert reply.origin is not None
    assert reply.origin.name in {"Lancun Road at Dongfang Road", "蓝村路东方路口"}


@pytest.mark.parametrize(
    ("picked", "line"),
    [
        ("how walk 1", 1),
        ("地二家怎么走", 2),
        ("第二加", 2),
        ("第二加怎么走", 2),
        ("the second 1", 2),
        ("2 how go", 2),
        ("phone 2", 2),
        ("第一个，不对，第三个怎么走", 3),
        ("第一个，不不，第二个", 2),
        ("the first, no, the second one", 2),
    ],
)
def test_a_line_is_picked_with_slips_and_few_words(talk: Talk, picked: str, line: int) -> None:
    """Voice-to-text, broken English and a word taken back still name one line."""
    listed = talk.says("食堂", here=True).listed
    reply = talk.says("食堂", picked, here=True)
    assert [one.facility.id for one in reply.listed] == [listed[line - 1].facility.id]


def test_walking_for_some_minutes_is_no_pick(talk: Talk) -> None:
    """A figure is a line only where no minutes are told."""
    reply = talk.says("食堂", "walk 5 minutes", here=True)
    assert reply.minutes == 5


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("去贵龙，不不，去蓝高", "蓝高"),
        ("我在贵龙，哦不对，在蓝高", "蓝高"),
        ("蓝高附近的食堂，说错了，是贵龙附近", "贵龙"),
        ("我住塘桥站 不对 蓝村路站", "蓝村路站"),
        ("我在峨山路 不对 我在浦建路", "浦建路"),
        ("我在塘桥站附近 不对 应该是蓝村路站", "蓝村路站"),
        ("我在塘桥站说错了是蓝村路站", "蓝村路站"),
    ],
)
def test_a_place_taken_back_is_not_gone_to(talk: Talk, said: str, place: str) -> None:
    """The last of two places is meant where the first is taken back at once."""
    reply = talk.says("食堂", said)
    assert reply.origin
    assert place in reply.origin.name


@pytest.mark.parametrize("said", ["我住微山2村", "我在微山二村", "塘桥1村附近", "塘桥一村附近"])
def test_numbers_in_names_are_written_either_way(talk: Talk, said: str) -> None:
    """微山2村 is 微山二村."""
    reply = talk.says(said)
    assert reply.origin, reply.text
    assert reply.origin.name[-2:] in {"二村", "一村", "委会"}


def test_a_move_told_after_a_report_belongs_to_it(talk: Talk) -> None:
    """Where a facility moved to is kept with the report; "我" is said of oneself."""
    report = ("食堂", "第二个搬走了")
    assert talk.says(*report, "搬到浦建路去了", here=True).intent is Intent.FEEDBACK
    moved = talk.says(*report, "我搬到浦建路去了", here=True)
    assert moved.origin
    assert moved.origin.name == "浦建路"


def test_another_start_asks_the_last_question_again(talk: Talk) -> None:
    """A walk from elsewhere is no place to be taken down and forgotten: the list follows."""
    reply = talk.says("食堂", "从我女儿家微山新村走过去呢", here=True)
    assert reply.origin
    assert reply.origin.name == "微山新村"
    assert reply.listed


def test_a_question_that_waits_for_her_place_is_the_one_that_is_narrowed() -> None:
    """The day is asked of the service that was asked for, before anybody knows where she is."""
    reply = Talk().says("哪里可以量血压", "礼拜天开吗", "我在塘桥站")
    assert reply.categories == ("health",)
    assert "周日" in reply.text


def test_hours_are_asked_of_the_service_that_waits_for_her_place() -> None:
    """Nobody is asked which one she means before anything was listed."""
    reply = Talk().says("居住证在哪里办", "几点下班")
    assert (reply.intent, reply.categories) == (Intent.DETAIL, ("affairs",))


@pytest.mark.parametrize(("line", "index"), [("最后一个电话", -1), ("倒数第二个电话", -2)])
def test_lines_are_counted_from_the_end_of_what_was_shown(
    talk: Talk, line: str, index: int
) -> None:
    """The last one is no neighbour of the one spoken of before."""
    listed = talk.says("食堂", here=True).listed
    told = talk.says("食堂", "第一个电话", line, here=True)
    assert _first(told) == listed[index].facility.id


def test_the_one_just_spoken_of_is_gone_to_from_elsewhere(talk: Talk) -> None:
    """The way starts where she says she is, and leads to the same facility."""
    told = talk.says("食堂", "第二个电话", here=True)
    way = talk.says("食堂", "第二个电话", "刚才那家食堂怎么走，我在塘桥站", here=True)
    assert way.intent is Intent.ROUTE
    assert _first(way) == _first(told)
    assert "塘桥站" in way.text


@pytest.mark.parametrize(
    "asked",
    ["只要现在开着的", "只看开着的", "开着的就行", "关着的不要", "only the ones that are open"],
)
def test_only_the_open_are_shown_where_only_they_are_wanted(talk: Talk, asked: str) -> None:
    """Of the others it is said that nobody knows; they come when she asks for more."""
    shown = talk.says("塘桥站附近的食堂", asked)
    assert [one.opening.openness for one in shown.listed] == [Openness.OPEN]
    assert "开门时间不知道" in shown.text or "not known" in shown.text
    more = talk.says("塘桥站附近的食堂", asked, "还有吗")
    assert len(more.listed) > 3


def test_where_none_is_surely_open_that_is_said(talk: Talk) -> None:
    """A list of doors that may be shut is no answer to "only the open ones"."""
    text = talk.says("塘桥站附近的社区医院", "只要开门的").text
    assert "能确定开着的，一个也没有查到" in text


@pytest.mark.parametrize(
    "asked",
    [
        "哪几家现在开着",
        "现在哪几个开门",
        "哪些还开着",
        "哪家现在开着",
        "Which one is open now?",
        "which of them is still open",
    ],
)
@pytest.mark.parametrize("listed", ["食堂", "晚饭哪里有"])
def test_which_of_a_list_is_open_is_answered_by_the_open_first(
    talk: Talk, listed: str, asked: str
) -> None:
    """It asks for no choice of hers, and not of the meal that was listed before."""
    shown = talk.says("我在塘桥站", listed, asked)
    assert shown.listed[0].opening.openness is Openness.OPEN
    assert "现在开着" in shown.text or "open now" in shown.text


@pytest.mark.parametrize(
    "asked", ["现在哪里能吃饭", "助餐点现在开着吗", "助餐点哪些现在开着", "where can I eat now"]
)
def test_at_night_it_is_said_that_none_is_open_and_when_one_opens(talk: Talk, asked: str) -> None:
    """Doors of unknown hours alone would read as places to eat at this hour."""
    night = datetime(2026, 3, 10, 22, 0, tzinfo=TANGQIAO.zone)
    text = talk.says("我在塘桥站", asked, now=night).text.splitlines()[0]
    assert "一个也没有" in text or "None is surely open" in text
    assert "06:30" in text


@pytest.mark.parametrize(
    "asked", ["晚饭去哪吃", "哪里有晚饭", "晚饭哪里有", "夜饭啥地方吃", "哪里可以吃晚饭"]
)
@pytest.mark.parametrize("before", ["助餐点", "塘桥美好生活馆几点开门"])
def test_where_to_eat_a_meal_is_a_new_list(talk: Talk, before: str, asked: str) -> None:
    """It is asked of no line of the list before, nor of the one just told."""
    shown = talk.says("我在塘桥站", before, asked)
    assert shown.intent is Intent.NEARBY
    assert len(shown.listed) > 1
    assert "晚饭" in shown.text.splitlines()[1]


@pytest.mark.parametrize(
    "turns",
    [
        ("食堂的饭能不能送到家", "我住怡东花园"),
        ("食堂能不能送饭到家", "我住怡东花园", "那谁能送"),
        ("老人吃饭有送餐伐", "蓝村路站"),
        ("塘桥站附近的食堂", "是哪一家送"),
        ("塘桥站附近的食堂", "哪家送", "那现在开着的呢"),
        ("哪家食堂包送",),
    ],
)
def test_who_delivers_is_named_and_the_wish_is_kept(talk: Talk, turns: tuple[str, ...]) -> None:
    """However far it is; that nothing tells of delivery is never said beside one that delivers."""
    text = talk.says(*turns).text
    assert text.count("塘东居委微型助餐点，志愿者送餐上门") == 1
    assert "能不能送餐" not in text


def test_who_brings_somebody_to_a_hospital_is_no_delivery(talk: Talk) -> None:
    """A person is no meal."""
    assert "送餐" not in talk.says("谁能送我去医院").text


@pytest.mark.parametrize(
    "report", ["第一个关门了，去了没人", "宁阳助餐点搬走了", "the first one has moved away"]
)
def test_what_she_found_shut_is_not_offered_again(talk: Talk, report: str) -> None:
    """It is said why it is missing, and said again where she asks for it by its name."""
    turns = ("塘桥站附近的食堂", report)
    assert "T-0" in talk.says(*turns).text
    again = talk.says(*turns, "塘桥站附近的助餐点")
    assert all(one.facility.id != "canteen-ningyang" for one in again.listed)
    assert "没有列" in again.text or "Not listed" in again.text
    card = talk.says(*turns, "宁阳助餐点几点开门").text
    assert "还没有人核实" in card or "nobody has checked" in card


def test_a_wrong_number_or_an_open_door_takes_nothing_off_the_list(talk: Talk) -> None:
    """Only what is shut or gone is left out."""
    for report in ("第一个电话不对", "第一个你写错了，其实开着"):
        again = talk.says("塘桥站附近的食堂", report, "塘桥站附近的助餐点")
        assert again.listed[0].facility.id == "canteen-ningyang"


@pytest.mark.parametrize(
    "turns",
    [
        ("我眼睛看不清，字太多了，你就告诉我最近的食堂在哪，我在塘桥站",),
        ("塘桥站附近食堂", "说一个就行"),
        ("塘桥站，最近的一家食堂就行",),
        ("侬就讲顶近个食堂，阿拉勒拉塘桥站",),
        ("just tell me the nearest canteen, I'm at Tangqiao station",),
    ],
)
def test_who_wants_one_place_gets_one_in_two_lines(talk: Talk, turns: tuple[str, ...]) -> None:
    """It is what "怎么走" is about next, and the others come when asked for."""
    reply = talk.says(*turns)
    assert [one.facility.id for one in reply.listed] == ["canteen-ningyang"]
    assert len(reply.text.split("\n")) == 2
    assert len(reply.buttons) <= 2
    assert talk.says(*turns, "怎么走").intent is Intent.ROUTE
    assert len(talk.says(*turns, "还有吗").listed) > 3


def test_one_person_is_not_one_place(talk: Talk) -> None:
    """Who lives alone wants a list as everybody does."""
    assert len(talk.says("就我一个人住，附近食堂，塘桥站").listed) > 3


@pytest.mark.parametrize(
    "report",
    [
        "塘桥美好生活馆搬到蓝村路了",
        "塘桥美好生活馆搬去蓝村路了",
        "听说宁阳助餐点迁到浦建路了",
        "南泉助餐点搬到峨山路去了",
        "Tangqiao Good Life House moved to Lancun Road",
    ],
)
def test_a_named_facility_that_moved_moves_nobody_else(talk: Talk, report: str) -> None:
    """It is kept as a report, and she stays where she is."""
    assert talk.says("我在塘桥站", report).intent is Intent.FEEDBACK
    listed = talk.says("我在塘桥站", report, "附近助餐点")
    assert listed.origin is not None
    assert listed.origin.name in {"塘桥站", "Tangqiao Station"}


def test_no_wheelchair_leaves_the_slow_pace(talk: Talk) -> None:
    """Who never had one said nothing of her pace; who had one walks as others do."""
    slow = talk.says("我走得慢", "我不坐轮椅", "塘桥站附近的助餐点")
    assert slow.text == talk.says("我走得慢", "塘桥站附近的助餐点").text
    assert "不按慢的" in talk.says("我坐轮椅", "我不坐轮椅了").text


@pytest.mark.parametrize(
    "gone",
    ["不住那里了", "不住龙园了，搬家了", "搬家了，不住龙园了", "我搬家了", "我们上个月搬家了"],
)
def test_who_moved_away_is_asked_where_to(talk: Talk, gone: str) -> None:
    """The old place is not asked about any more."""
    reply = talk.says("我住龙园", gone)
    assert "请告诉我您在哪里" in reply.text
    assert "龙园" not in talk.says("我住龙园", gone, "附近的助餐点").text.splitlines()[0]
