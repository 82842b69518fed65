"""What was said is used, said back or asked about, in the words of the reply."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.reply import Event
from bot.storage.store import Store
from bot.understanding.query import Intent
from geo.dataset.dataset import open_dataset
from geo.facility import LonLat, Pace
from tests.bot.conversation.talk import dialogue_over

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bot.conversation.reply import Reply

    Says = Callable[..., Reply]

NOW = datetime(2026, 3, 10, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
HERE = LonLat(121.5172, 31.2071)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store of its own."""
    with Store.open(tmp_path / "store.db") as store:
        yield store


@pytest.fixture
def says(store: Store) -> Says:
    """Say something; `at` sends a position first."""
    dialogue = dialogue_over(store)
    said = iter(range(1000))

    def say(*texts: str, at: LonLat | None = None) -> Reply:
        if at:
            dialogue.handle("p", Event(location=at, id=f"at{next(said)}"), NOW)
        for text in texts:
            reply = dialogue.handle("p", Event(text=text, id=f"say{next(said)}"), NOW)
        return reply

    return say


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2月30号食堂开吗", "2月30号"),
        ("三十那天食堂开吗", "三十那天"),
        ("最便宜的食堂在哪", "便宜"),
        ("今天食堂有什么菜", "什么菜"),
        ("健身房要预约吗", "要不要预约，资料里没有写"),
        ("低保和低收入怎么分", "您问的这件事，资料里没有写，请打 12345 问，也可以到办事的地方去问"),
        ("日间照料什么条件能去", "要什么条件，资料里没有写"),
        ("量血压多少钱", "要多少钱、有没有优惠，资料里没有写"),
        ("食堂刷医保卡可以伐", "“刷医保卡可以”，资料里没有写"),
        ("社区医院今天有没有外科", "“有没有外科”，资料里没有写"),
        ("明朝早上去量血压，要空腹伐", "“要空腹”，资料里没有写"),
        ("走三百步能到的食堂", "三百步"),
        ("有便宜点的食堂伐", "便宜"),
        ("能帮我打个电话给食堂伐", "替不了您"),
        ("老年食堂人均多少", "要多少钱"),
        ("我妈走不动，能上门看病伐", "能不能上门"),
        ("食堂附近有厕所吗", "“厕所”我这里查不到"),
        ("toilet near the canteen", 'cannot look up "toilet"'),
        ("除了火星路那家，还有啥食堂", "火星路"),
        ("礼拜六礼拜天食堂都开吗", "周六和周日一样"),
        ("我外地来的，能去食堂吃吗", "要什么条件"),
        ("一个月两百块的养老院有吗", "要多少钱"),
    ],
)
def test_what_is_not_used_stands_before_the_answer(says: Says, text: str, words: str) -> None:
    """The first line says back what was not used; the list follows all the same."""
    reply = says(text, at=HERE)
    assert words in reply.text.splitlines()[0]
    assert reply.listed


def test_what_is_asked_back_is_named(says: Says) -> None:
    """Whoever is asked which service she means reads their names, not only the buttons."""
    reply = says("服务中心")
    assert reply.intent is Intent.UNKNOWN
    labels = [button.label for button in reply.buttons if button.action.startswith("near:")]
    assert labels
    assert all(label in reply.text for label in labels), (labels, reply.text)


def test_a_pick_beyond_the_list_is_not_the_first(says: Says) -> None:
    """The fifth of three: she hears that there are three, and may choose."""
    listed = says("食堂", at=HERE).listed
    reply = says(f"第{len(listed) + 2}个怎么走")
    assert str(len(listed)) in reply.text
    assert not reply.listed
    assert len(reply.buttons) == len(listed)


def test_a_pick_that_is_not_told_is_asked_for(says: Says) -> None:
    """With several lines and none named, none is taken."""
    assert len(says("食堂", at=HERE).listed) > 1
    reply = says("怎么走")
    assert not reply.listed
    assert reply.buttons


def test_several_lines_get_several_answers(says: Says) -> None:
    """Both of two, one below the other."""
    first, second, *_ = says("食堂", at=HERE).listed
    reply = says("两个都怎么走")
    assert [one.facility.id for one in reply.listed] == [first.facility.id, second.facility.id]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("第二个和第三个哪个近", 2),
        ("第三个跟第二个哪个远", 3),
        ("二号和三号比一比，哪个远", 3),
        ("which is closer, the second or the third", 2),
        ("这两个哪个近", 1),
    ],
)
def test_two_lines_that_are_compared_get_one_answer(says: Says, text: str, line: int) -> None:
    """Of the lines that are named, the one that is asked for; not of the whole list."""
    listed = says("食堂", at=HERE).listed
    reply = says(text)
    assert [one.facility.id for one in reply.listed] == [listed[line - 1].facility.id]


def test_a_line_is_called_by_its_place(says: Says) -> None:
    """The one at a place is a line of the list; she stays where she is."""
    says("食堂", at=HERE)
    reply = says("蓝高那个怎么走")
    assert [one.facility.id for one in reply.listed] == ["canteen-langao"]
    assert reply.origin is not None
    assert reply.origin.basis == "shared"


@pytest.mark.parametrize("text", ["三十那天开吗", "廿八那天开不开", "改天开不开"])
def test_a_time_alone_that_nobody_understands_is_said_back(says: Says, text: str) -> None:
    """After a list, it asks about that list, and what was not understood is told."""
    reply = says("附近的健身", text, at=HERE)
    assert text.partition("开")[0] in reply.text.partition("\n")[0]
    assert reply.listed


def test_a_correction_repairs_the_last_turn(says: Says) -> None:
    """After the way to the first, "not the first, the second" is the way to the second."""
    _, second, *_ = says("食堂", at=HERE).listed
    says("第一个怎么走")
    reply = says("不对，是第二个")
    assert reply.intent is Intent.ROUTE
    assert reply.listed[0].facility.id == second.facility.id
    assert says("说错了，我要的是卫生站").categories == ("health",)


def test_two_places_make_a_way(says: Says) -> None:
    """From one named place to another, and back as long."""
    there, back = says("从塘桥站怎么走到蓝村路站"), says("从蓝村路站怎么走到塘桥站")
    for reply in (there, back):
        assert reply.intent is Intent.ROUTE
        assert "塘桥站" in reply.text
        assert "蓝村路站" in reply.text
    assert there.origin != back.origin


def test_a_typed_position_is_where_she_is(says: Says) -> None:
    """In either order, without asking again."""
    for text in ("121.5172,31.2071 食堂", "31.2071,121.5172 食堂"):
        reply = says(text)
        assert not reply.needs_place
        assert reply.origin is not None
        assert reply.origin.point == HERE


def test_a_place_outside_is_told_how_far_the_bot_knows(says: Says) -> None:
    """It knows one town only, and says so at once."""
    reply = says("陆家嘴有助餐点吗")
    assert "陆家嘴" in reply.text
    assert "只知道塘桥" in reply.text
    assert not reply.listed


def test_hours_are_told_without_a_place(says: Says) -> None:
    """What a source tells of a service needs no position."""
    assert "20:00" in says("食堂晚上几点关门").text


def test_settings_may_be_switched_off(says: Says) -> None:
    """Slow is forgotten when she says that she is not."""
    assert says("我走得慢", at=HERE).pace is Pace.SLOW
    assert says("拐杖不用了，我走得不慢").pace is not Pace.SLOW


def test_feedback_needs_something_to_be_about(says: Says, store: Store) -> None:
    """Without a list nothing is filed; of several lines she is asked which, and then it is."""
    says("搬走了")
    assert not store.feedback.tickets()
    says("食堂", at=HERE)
    assert says("搬走了").buttons
    assert not store.feedback.tickets()
    says("第二个")
    (ticket,) = store.feedback.tickets()
    assert ticket.facility_id
    assert "搬走了" in ticket.words


def test_a_complaint_is_told_how_to_be_made(says: Says, store: Store) -> None:
    """Whom to call and what to say; nothing is filed about the map."""
    reply = says("楼下广场舞太吵了")
    assert reply.intent is Intent.HUMAN
    assert "12345" in reply.text
    assert "在哪里" in reply.text
    assert not store.feedback.tickets()


def test_two_wishes_get_two_answers(says: Says) -> None:
    """One below the other, with the facts of both."""
    reply = says("食堂怎么走？卫生站几点开？", at=HERE)
    assert {"canteen", "health"} <= set(reply.categories)


def test_it_is_said_again_and_simply(says: Says) -> None:
    """Again is the same; simply is the first line's little that counts."""
    listed = says("食堂", at=HERE)
    assert says("再说一遍").text == listed.text
    simply = says("慢点说")
    assert len(simply.text.splitlines()) < len(listed.text.splitlines())
    assert listed.listed[0].facility.name.zh in simply.text


@pytest.mark.parametrize("text", ["你是谁", "你是真人吗", "are you a robot"])
def test_it_says_that_it_is_no_person(says: Says, text: str) -> None:
    """Who asks is told so."""
    reply = says(text)
    assert reply.intent is Intent.HELP
    assert "程序" in reply.text or "programme" in reply.text


def test_the_hours_of_the_week_are_told_for_ranges_of_days(says: Says) -> None:
    """Working days are asked about: each line has its hours."""
    reply = says("工作日食堂开吗", at=HERE)
    assert "06:30" in reply.text


def test_a_list_for_another_moment_says_which(says: Says) -> None:
    """Whoever asks about tomorrow sees that tomorrow was understood."""
    assert says("附近的健身，明天九点开着吗", at=HERE).text.startswith("明天 09:00 去的话")
    assert says("canteens tomorrow at 8pm", at=HERE).text.startswith("If you go tomorrow at 20:00")


@pytest.mark.parametrize("name", ["塘桥美好生活馆", "美好生活馆北园路店", "北园路美好生活馆"])
def test_a_named_facility_is_asked_about_for_another_moment(says: Says, name: str) -> None:
    """Neither a report that names it too nor a list of its kind is an answer."""
    reply = says(f"{name}除夕开吗")
    assert "北园路店" in reply.text.partition("\n")[0]
    assert "2 月 5 日" in reply.text


@pytest.mark.parametrize(
    ("text", "around"),
    [
        ("微南助餐点附近有健身的地方吗", "微南助餐点"),
        ("塘桥养护院旁边哪里可以看病", "塘桥养护院"),
        ("fitness path near Weinan Meal Point for the Elderly", "Weinan Meal Point"),
    ],
)
def test_one_can_look_around_a_facility(says: Says, text: str, around: str) -> None:
    """Whoever names one as the place where she looks is told what is near it."""
    reply = says(text, at=HERE)
    assert around in reply.text.partition("\n")[0]
    assert reply.listed


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("第一个有素菜吗", "“有素菜”，资料里没有写"),
        ("那里有厕所吗", "“有厕所”，资料里没有写"),
        ("第一家有没有电梯", "“有没有电梯”，资料里没有写"),
        ("第一个有没有灯", "“有没有灯”，资料里没有写"),
        ("第二个停车方便吗", "“停车方便”，资料里没有写"),
        ("第一家轮椅进得去吗", "轮椅能不能进，资料里没有写"),
        ("那家的菜咸不咸", "好不好吃"),
        ("哪家味道好", "好不好吃"),
    ],
)
def test_what_is_asked_of_a_listed_place_is_said_back(says: Says, asked: str, words: str) -> None:
    """A question that no source answers is said to be one, not passed over with an address."""
    reply = says("食堂", asked, at=HERE)
    assert words in reply.text.splitlines()[0]
    assert reply.listed


def test_a_question_that_is_answered_is_not_said_back(says: Says) -> None:
    """Whether it is open, where it is and how far are answered."""
    for text in (
        "食堂开着吗",
        "有没有近一点的食堂吗",
        "有没有人多的地方打太极",
        "食堂现在关门了吗",
    ):
        assert "资料里没有写，请" not in says(text, at=HERE).text, text


@pytest.mark.parametrize(
    ("said", "minutes"),
    [("五百米以内的食堂", 11), ("不超过一里路的食堂", 11), ("canteen within 300 metres", 7)],
)
def test_metres_are_minutes_at_her_pace(says: Says, said: str, minutes: int) -> None:
    """How far she is ready to walk bounds the list: at 0.8 m/s, and at 0.6 for who walks slowly."""
    assert says(said, at=HERE).minutes == minutes
    slower = says("我走得慢", said).minutes
    assert slower
    assert slower > minutes


@pytest.mark.parametrize("said", ["我想下棋，下午去", "食堂，今朝中午", "下午去食堂"])
def test_a_part_of_the_day_to_go_in_is_meant(says: Says, said: str) -> None:
    """Who says when she goes is told how it is then."""
    reply = says(said, at=HERE)
    assert reply.at
    assert reply.at.hour in {12, 14, 15}


def test_a_day_beside_a_pace_is_used(says: Says) -> None:
    """Of two things said in one breath neither is dropped."""
    reply = says("食堂", "礼拜天开伐，我腿脚不好，要坐轮椅的", at=HERE)
    assert reply.at
    assert (reply.at.weekday(), reply.accessible) == (6, True)


def test_a_place_that_is_no_facility_has_no_hours_here(says: Says) -> None:
    """The park is known by name: that its hours are not is said of it."""
    reply = says("塘桥公园开到几点", at=HERE).text
    assert reply.startswith("塘桥公园几点开、电话多少，我没有收录")


def test_a_complaint_beside_a_wish_to_complain_is_one(says: Says) -> None:
    """A wish to complain is met like every complaint: regret, 12345, and how to say it."""
    reply = says("我要投诉，食堂阿姨态度不好").text
    assert "对不起" in reply
    assert "三样" in reply


def test_an_hour_that_is_paid_for_is_no_walk(says: Says) -> None:
    """What an hour costs tells no hour's walk."""
    assert says("两个人去健身，一个小时多少钱", at=HERE).minutes == 15


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("除了北园路那家，附近还有哪个食堂", "canteen-beiyuan"),
        ("不要北园路那家，附近的食堂还有哪里", "canteen-beiyuan"),
        ("any canteen except the one on Beiyuan Road", "canteen-beiyuan"),
        ("除了宁阳那家，附近还有哪个食堂", "canteen-ningyang"),
    ],
)
def test_one_that_is_not_wanted_is_left_out(says: Says, text: str, left_out: str) -> None:
    """By its street or name; and the reply says so, on further pages too."""
    name = open_dataset().facility(left_out).name
    reply = says("附近的食堂", at=HERE)
    shown = {one.facility.id for one in reply.listed}
    reply = says(text)
    assert any(said in reply.text.splitlines()[0] for said in name)
    for page in (reply, says("还有吗")):
        assert left_out not in {one.facility.id for one in page.listed}
    assert shown


@pytest.mark.parametrize(
    ("question", "without"), [("附近的食堂", "火星路"), ("附近养老的地方", "塘桥")]
)
def test_what_names_none_in_particular_is_said_back(
    says: Says, question: str, without: str
) -> None:
    """Nothing is left out by a street that has none, or a name that many have."""
    everything = says(question, at=HERE)
    reply = says(f"除了{without}那家，{question}")
    assert "没听懂" in reply.text.splitlines()[0]
    assert reply.listed[:3] == everything.listed[:3]
