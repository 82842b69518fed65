"""Denials, several lines of a list, qualities, corrections, two wishes: nothing is dropped."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.query import Intent
from bot.understanding.slots.pick import picks_in
from bot.understanding.text.stance import is_denied
from bot.understanding.understander import TownNames, Understander
from geo.dataset.dataset import open_dataset
from geo.facility import Pace

NOW = datetime.fromisoformat("2026-03-10T10:00:00+08:00")


@pytest.fixture(scope="module")
def understander() -> Understander:
    """The understanding of the box, with its facilities' names."""
    town = open_dataset()
    return Understander.open(town.folder / "words", TownNames(town.places, town.facilities))


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("不用坐轮椅，食堂在哪", {"accessible": False, "pace": None}),
        ("我不坐轮椅，就是走得慢，附近食堂", {"accessible": False, "pace": Pace.SLOW}),
        ("我走得不慢，附近食堂", {"pace": Pace.STANDARD}),
        ("之前坐轮椅，食堂在哪", {"accessible": False, "pace": None}),
        ("拐杖早就不用了，食堂在哪", {"pace": None}),
        ("推着婴儿车，食堂在哪", {"accessible": True, "pace": Pace.SLOW}),
        ("没带婴儿车，食堂在哪", {"accessible": False}),
        ("旧轮椅回收在哪", {"accessible": False}),
        ("no wheelchair, where is the canteen", {"accessible": False}),
    ],
)
def test_how_she_walks_may_be_denied(
    understander: Understander, text: str, slots: dict[str, Any]
) -> None:
    """What she does not need, needed once, or has for sale is no setting."""
    query = understander.understand(text, NOW)
    for slot, value in slots.items():
        assert getattr(query, slot) == value, slot


@pytest.mark.parametrize(
    ("text", "pace", "accessible"),
    [
        ("邻居坐轮椅，我自己走得好好的，食堂在哪", Pace.STANDARD, False),
        ("隔壁阿婆坐轮椅，我勿坐个，食堂在哪", None, False),
        ("同事拄拐杖，我腿脚没问题，食堂在哪", Pace.STANDARD, False),
        ("linju zuo lunyi, wo mei you, shitang zai nali", None, False),
        ("my neighbour is in a wheelchair, not me, where is the canteen", None, False),
        ("邻居坐轮椅，想给她找个食堂", Pace.SLOW, True),
        ("帮坐轮椅的妈妈找食堂", Pace.SLOW, True),
        ("我妈坐轮椅，我推她去，食堂在哪", Pace.SLOW, True),
        ("我妈走路慢，我走得快，一起去食堂，哪里有", Pace.SLOW, False),
        ("走路慢的是我妈，我爸很快，今天是我爸去，食堂在哪", Pace.STANDARD, False),
        ("我妈坐轮椅，今天她不去，我一个人去食堂，哪里有", None, False),
        ("今天是外婆去，她拄拐杖，食堂在哪", Pace.SLOW, False),
        ("my husband is slow but I am going alone, where is the canteen", None, False),
    ],
)
def test_hers_counts_who_goes(
    understander: Understander, text: str, pace: Pace | None, *, accessible: bool
) -> None:
    """A neighbour's wheelchair, and the pace of who stays at home, set nothing."""
    query = understander.understand(text, NOW)
    assert (query.pace, query.accessible) == (pace, accessible)


@pytest.mark.parametrize(
    ("text", "pace"),
    [
        ("上个月坐轮椅，现在不坐了，食堂在哪", None),
        ("去年开始坐轮椅，食堂在哪", Pace.SLOW),
        ("轮椅还给人家了，食堂在哪", None),
        ("threw the crutches out, where is the canteen", None),
        ("my knees are fine now, where is the canteen", None),
        ("我走路比侬还快", Pace.STANDARD),
        ("半个小时走得到就行，我身体好得很，找个步道", Pace.STANDARD),
        ("身体好得很，想找个工作", None),
        ("半个钟头的路我走得动，步道在哪", None),
        ("走不远，找个食堂", Pace.SLOW),
        ("往前走不远就是食堂吗", None),
        ("走两步就要歇歇", Pace.SLOW),
        ("走累了想歇歇，食堂在哪", None),
        ("楼道里堆得走不了路，居委会在哪", None),
    ],
)
def test_a_pace_is_told_in_many_ways(
    understander: Understander, text: str, pace: Pace | None
) -> None:
    """What is over, a rest, a way that is blocked and good health beside a job tell of none."""
    assert understander.understand(text, NOW).pace == pace


@pytest.mark.parametrize(
    ("text", "accessible"),
    [
        ("爷爷上不了楼，图书馆在哪", True),
        ("一楼就有的图书馆", True),
        ("第一个要爬楼梯吗", True),
        ("老人下不了楼，谁送饭上来", False),
    ],
)
def test_steps_may_be_asked_about(
    understander: Understander, text: str, *, accessible: bool
) -> None:
    """Who cannot climb up to a place wants no steps there; who cannot get out does not."""
    assert understander.understand(text, NOW).accessible is accessible


@pytest.mark.parametrize(
    ("text", "off"),
    [
        ("不用无障碍了", ("accessible",)),
        ("我不坐轮椅了", ("accessible", "slow")),
        ("我不坐轮椅", ("accessible",)),
        ("我没有轮椅", ("accessible",)),
        ("I'm not in a wheelchair", ("accessible",)),
        ("拐杖不用了", ("slow",)),
        ("别给我算慢的", ("slow",)),
        ("隔壁阿婆坐轮椅，我勿坐个", ("accessible", "slow")),
        ("I'm not in the wheelchair any more", ("accessible", "slow")),
    ],
)
def test_settings_are_switched_off(
    understander: Understander, text: str, off: tuple[str, ...]
) -> None:
    """A denied setting by itself is one to forget."""
    query = understander.understand(text, NOW)
    assert query.intent is Intent.SET_PACE
    assert query.off == off


@pytest.mark.parametrize(
    ("text", "categories"),
    [
        ("不要食堂，我要看病的", ("health",)),
        ("别给我推食堂了，我要看病的地方", ("health",)),
        ("不是换药，是换证", ("affairs",)),
        ("除了食堂，附近哪里能看书", ("culture",)),
        ("I don't need a canteen, I need a doctor", ("health",)),
        ("not the canteen, I meant the day care", ("eldercare",)),
    ],
)
def test_a_service_may_be_denied(
    understander: Understander, text: str, categories: tuple[str, ...]
) -> None:
    """The one that is refused is not looked for."""
    assert understander.understand(text, NOW).categories == categories


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("除了北园路那家，还有哪个食堂", ("北园路",)),
        ("不要塘桥小区那家，还有哪个食堂", ("塘桥小区",)),
        ("any canteen except the one on Beiyuan Road", ("beiyuan road",)),
        ("canteen but not the one near Weinan", ("weinan",)),
        ("除了吃饭那个，我还要扔一只旧沙发", ()),
        ("除了第二家，还有别的食堂吗", ()),
        ("不要排队的那家食堂", ()),
        ("not the canteen, the clinic", ()),
    ],
)
def test_a_facility_may_be_left_out(
    understander: Understander, text: str, left_out: tuple[str, ...]
) -> None:
    """By its street or name, which is then no place to look around."""
    query = understander.understand(text, NOW)
    assert (query.left_out, query.place) == (left_out, None)


def test_only_a_refusal_asks_what_else(understander: Understander) -> None:
    """Who only refuses a service is offered the others."""
    query = understander.understand("不要食堂", NOW)
    assert query.intent is Intent.UNKNOWN
    assert query.choices
    assert "canteen" not in query.choices


@given(
    before=st.text("我你要去在食堂,。", max_size=6), after=st.text("我你要去在食堂,。", max_size=6)
)
def test_a_question_is_no_denial(before: str, after: str) -> None:
    """The same character on both sides of the denial asks."""
    text = f"{before}有没有{after}食堂"
    if "," not in after and len(after) < 3:
        assert not is_denied(text, text.rindex("食堂"))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("二号怎么走", (2,)),
        ("不是第一个,是第二个怎么走", (2,)),
        ("第二个,哦不,第三个怎么走", (3,)),
        ("两个都怎么走", (1, 2)),
        ("第一个和第三个几点开", (1, 3)),
        ("最后一家电话", (-1,)),
        ("not the first one, the second one", (2,)),
        ("both of them", ()),
        ("2号几点关", (2,)),
        ("7号线", ()),
        ("它几点开", (0,)),
        ("最后头一家几点关", (-1,)),
        ("末一个的门牌号", (-1,)),
        ("最厚一个怎么走", (-1,)),
        ("最后哪个怎么走", (-1,)),
        ("最下面那个怎么走", (-1,)),
        ("最上面那个几点开", (1,)),
        ("周末一个人去", ()),
        ("第一个吧,不,还是第三个", (3,)),
        ("不是第二个我说的是第三个哦不对就第二个", (2,)),
        ("第三个不好,第一个来", (1,)),
        ("我要第二家不要第一家", (2,)),
        ("第一个有坡道,第二个呢", (2,)),
        ("第一个几点关,第二个呢", (1, 2)),
        ("不要第二家也不要第三家", ()),
        ("第二个第三个都不要", ()),
        ("第一个打不通,第二个电话多少", (2,)),
        ("第一个关了,第二个也关了", (1, 2)),
        ("第五个吧还是第四个", (4,)),
        ("倒数第二个怎么走", (-2,)),
        ("the 2nd last one", (-2,)),
        ("the second, no wait, the third", (3,)),
    ],
)
def test_lines_of_a_list(text: str, lines: tuple[int, ...]) -> None:
    """Numbers in many forms; what is denied or taken back is none of them."""
    assert picks_in(text).lines == lines


@pytest.mark.parametrize(
    ("text", "pick"),
    [
        ("刚才那个怎么过去，我从峨山路走", 0),
        ("刚刚你说的那个几点开门，我在贵龙", 0),
        ("刚才那家日托怎么走", 0),
        ("上面说的那个食堂几点关门", 0),
        ("that day care you mentioned, how do I get there from Guilong", 0),
        ("刚才那个地址不作数，我在塘桥公园，食堂在哪", None),
        ("这里有食堂吗", None),
        ("di er jia zenme zou", 2),
    ],
)
def test_what_was_just_said_is_pointed_at(
    understander: Understander, text: str, pick: int | None
) -> None:
    """The one just spoken of is meant, though a place or a service is named beside it."""
    assert understander.understand(text, NOW).pick == pick


@pytest.mark.parametrize(
    ("text", "attribute"),
    [
        ("哪家食堂开得最晚", "latest"),
        ("能送餐的食堂", "delivery"),
        ("我家住南泉路，老人吃饭有送餐伐", "delivery"),
        ("哪家食堂包送", "delivery"),
        ("最便宜的食堂在哪", "cheapest"),
        ("不用过大马路的食堂", "quiet_way"),
        ("中间那个怎么走", "middle"),
        ("前面那个怎么走", "previous"),
        ("最远的食堂在哪", "farthest"),
        ("今天食堂有什么菜", "menu"),
        ("最近的一家具体在啥地方", "nearest"),
    ],
)
def test_qualities_are_heard(understander: Understander, text: str, attribute: str) -> None:
    """What a place should be, and what no source tells."""
    assert attribute in understander.understand(text, NOW).attributes


def test_the_last_one_is_not_the_next(understander: Understander) -> None:
    """A line that is numbered is no neighbour of the one just spoken of."""
    assert understander.understand("最后一个电话", NOW).attributes == ()
    assert understander.understand("后一个电话", NOW).attributes == ("next",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("三十那天食堂开吗", "三十那天"),
        ("暑假食堂开吗", "暑假"),
        ("昨天食堂开着吗", "昨天"),
        ("最热闹的食堂在哪", "最热闹"),
    ],
)
def test_what_is_not_used_is_told(understander: Understander, text: str, words: str) -> None:
    """A time or a condition that nothing was made of stands among the words not heard."""
    assert any(words in unheard for unheard in understander.understand(text, NOW).unheard)


@pytest.mark.parametrize(
    "text", ["明天食堂开吗", "附近有没有食堂", "没有台阶的食堂", "二号怎么走", "最近的食堂在哪"]
)
def test_what_is_used_is_not_told(understander: Understander, text: str) -> None:
    """A sentence that was used wholly leaves nothing."""
    assert understander.understand(text, NOW).unheard == ()


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("我妈在仁济住院，我想吃饭", "canteen"),
        ("在儿童医学中心看好病了想吃饭", "canteen"),
        ("陪老伴看病，哪里有食堂", "canteen"),
        ("天天到塘桥公园锻炼，哪里量血压", "health"),
        ("上次帮我找到图书室，这次想问养老院", "eldercare"),
        ("吃饭要卫生点的，食堂在哪", "canteen"),
    ],
)
def test_what_is_told_is_not_wanted(understander: Understander, text: str, service: str) -> None:
    """Why she is where she is, and what was found before, add no service to the wish."""
    assert understander.understand(text, NOW).categories == (service,)


def test_besides_one_wish_is_another(understander: Understander) -> None:
    """Beside "除了" and "还" both are wanted; without "还" the first is not."""
    both = understander.understand("除了食堂，还想找图书室", NOW)
    assert both.categories == ("canteen", "culture")
    assert understander.understand("除了食堂，图书室在哪", NOW).categories == ("culture",)


def test_two_services_are_one_search(understander: Understander) -> None:
    """Services of one kind of wish stay categories."""
    query = understander.understand("食堂在哪，还有卫生站在哪", NOW)
    assert set(query.categories) == {"canteen", "health"}
    assert query.also == ()


@pytest.mark.parametrize(
    "text",
    [
        "老伴走了",
        "爸妈都不在了",
        "腰坏了",
        "没了",
        "坏了",
        "走了",
        "不在了",
        "老伴走了我也不想过了",
    ],
)
def test_nothing_about_no_facility_is_a_report(understander: Understander, text: str) -> None:
    """What may be said of anybody is no feedback on the map."""
    assert understander.understand(text, NOW).intent is not Intent.FEEDBACK


@pytest.mark.parametrize(
    "text",
    [
        "楼下广场舞太吵了", "隔壁装修半夜还在吵", "楼道里垃圾臭死了没人管", "食堂阿姨态度太差了",
        "我们楼道灯坏了三个礼拜没人修", "我要投诉", "who do I complain to about the noise",
    ],
)  # fmt: skip
def test_complaints_are_told_whom_to_call(understander: Understander, text: str) -> None:
    """Noise, waste, staff and lights are no report about a facility on the map."""
    query = understander.understand(text, NOW)
    assert query.intent is Intent.HUMAN
    assert query.topic == "complaint"


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("再说一遍", "again"), ("慢点说", "simply"), ("你是谁", "who"), ("你是真人吗", "who"),
        ("say that again", "again"), ("are you a robot", "who"), ("字打大一点我看不清", "larger"),
        ("你这个字太小了", "larger"), ("can you make the letters bigger", "larger"),
    ],
)  # fmt: skip
def test_the_talk_itself_is_spoken_of(understander: Understander, text: str, topic: str) -> None:
    """Say it again, say it simply, in larger letters (no doctor is wanted), who are you."""
    query = understander.understand(text, NOW)
    assert (query.intent, query.topic) == (Intent.HELP, topic)
