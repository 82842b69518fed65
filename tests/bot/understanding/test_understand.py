"""What residents write is understood: each kind of sentence, each slot, and any text at all."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.answers import Answers
from bot.understanding.query import Intent, Query
from bot.understanding.understander import TownNames, Understander
from geo.dataset.dataset import open_dataset
from geo.facility import Pace

if TYPE_CHECKING:
    from geo.dataset.dataset import Dataset

NOW = datetime.fromisoformat("2026-03-10T10:00:00+08:00")  # a Tuesday
LONGEST = 4000


@pytest.fixture(scope="module")
def town() -> Dataset:
    """The dataset of the box."""
    return open_dataset()


@pytest.fixture(scope="module")
def understander(town: Dataset) -> Understander:
    """The understanding of the box, with its answers and its facilities' names."""
    answers = Answers.open(town.folder / "knowledge")
    return Understander.open(
        town.folder / "words", TownNames(town.places, town.facilities), answers
    )


@pytest.mark.parametrize(
    ("text", "categories"),
    [
        ("肚子饿了 老年人吃饭去哪里", ["canteen"]),
        ("老年助残点在哪里", ["canteen"]),
        ("附近量血压", ["health"]),
        ("哪里可以跑步", ["fitness"]),
        ("居委会在哪", ["station"]),
        ("给老人找个日托", ["eldercare"]),
        ("借书去哪里", ["culture"]),
        ("社保卡丢了去哪补", ["affairs"]),
        ("邻居吵架想找人调解", ["legal"]),
        ("哪里招聘", ["jobs"]),
        ("旧沙发扔哪里", ["recycling"]),
        ("食堂和卫生站", ["canteen", "health"]),
        ("先去配药再去吃饭", ["health", "canteen"]),
        ("不要食堂，我要看病的", ["health"]),
        ("医院旁边的食堂", ["canteen"]),
        ("有没有地方办一张老人卡", ["affairs"]),
    ],
)
def test_a_need_is_a_category(understander: Understander, text: str, categories: list[str]) -> None:
    """A service that is named or needed is looked for nearby; several in the order of mention."""
    query = understander.understand(text, NOW)
    assert query.intent is Intent.NEARBY
    assert list(query.categories) == categories


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("zhucandian", "canteen"),
        ("lao nian shi tang zai na li", "canteen"),
        ("fujin nali you weishengzhan", "health"),
        ("附近有 tushuguan 吗", "culture"),
        ("老年食唐", "canteen"),
        ("卫生占在哪里", "health"),
        ("健生步道", "fitness"),
        ("社区卫生服各站", "health"),
        ("長者飯堂喺邊度", "canteen"),
        ("请问附近哪裡有老人食堂", "canteen"),
        ("阿拉屋里厢附近啥地方有饭吃伐", "canteen"),
        ("量量血压", "health"),
        ("老 年 食 堂", "canteen"),
        ("老年食堂？？？！！！", "canteen"),
        ("ＣＡＮＴＥＥＮ", "canteen"),
        ("“家门口”服务站", "station"),
        ("食\u200b堂在哪\u200d里", "canteen"),
        ("where is the libary", "culture"),
        ("🏥在哪", "health"),
    ],
)
def test_spelling_does_not_matter(understander: Understander, text: str, category: str) -> None:
    """Pinyin, homophones, slips, dialect, traditional characters, width and signs: one meaning."""
    query = understander.understand(text, NOW)
    assert query.intent is Intent.NEARBY
    assert query.categories == (category,)


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("我在蓝村路地铁站，想吃饭", {"place": "metro-lancun"}),
        ("贵龙小区旁边哪里吃饭", {"place": "committee-guilong"}),
        ("浦建路和东方路路口附近食堂", {"place": "junction-pujian-dongfang"}),
        ("唐桥站附近食堂", {"place": "metro-tangqiao"}),
        ("wo zai tangqiao zhan, fujin shitang", {"place": "metro-tangqiao"}),
        ("canteen near Renji Hospital", {"place": "hospital-renji", "language": "en"}),
        ("峨山路91弄附近食堂", {"place": "street-eshan"}),
        ("我在世纪公园，附近有食堂吗", {"place_text": "世纪公园"}),
        ("in Xujiahui, where is a senior canteen", {"place_text": "Xujiahui"}),
        ("食堂 10分钟以内", {"minutes": 10}),
        ("半个小时走得到的食堂", {"minutes": 30}),
        ("两刻钟以内的食堂", {"minutes": 30}),
        ("一个钟头以内的食堂", {"minutes": 60}),
        ("canteen within a quarter of an hour", {"minutes": 15}),
        ("eat, 5 mins", {"minutes": 5}),
        ("拄拐杖的，去哪个食堂", {"pace": Pace.SLOW}),
        ("坐轮椅能去的食堂", {"pace": Pace.SLOW, "accessible": True}),
        ("没有台阶的食堂", {"accessible": True}),
        ("我走得快，十分钟内的食堂", {"pace": Pace.STANDARD, "minutes": 10}),
        ("食堂现在开着吗", {"open_now": True}),
        ("以前那家食堂关了，现在不知道去哪里吃饭", {"open_now": False}),
        ("今天不想烧饭，哪里有食堂", {"open_now": False}),
        ("那食堂呢", {"follows": True}),
    ],
)
def test_slots_are_filled(understander: Understander, text: str, slots: dict[str, Any]) -> None:
    """What a sentence says of place, minutes, pace, way in and opening is kept; no more."""
    query = understander.understand(text, NOW)
    wanted = Query(Intent.NEARBY, categories=("canteen",), **slots)
    assert query.intent is Intent.NEARBY
    for slot in ("place", "minutes", "pace", "open_now", "accessible", "at", *slots):
        assert getattr(query, slot) == getattr(wanted, slot), slot


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("明天中午哪里可以吃饭", "2026-03-11T12:00"),
        ("周日下午三点有食堂开吗", "2026-03-15T15:00"),
        ("下周一早上八点食堂开门吗", "2026-03-16T08:00"),
        ("今晚七点半食堂还开吗", "2026-03-10T19:30"),
        ("礼拜天食堂开伐", "2026-03-15T10:00"),
        ("国庆节食堂开吗", "2026-10-01T10:00"),
        ("春节食堂开不开", "2027-02-06T10:00"),
        ("半小时后食堂还开门吗", "2026-03-10T10:30"),
        ("三点食堂开门吗", "2026-03-10T15:00"),
        ("is the canteen open tomorrow noon", "2026-03-11T12:00"),
        ("canteen open on Saturday at 9:30?", "2026-03-14T09:30"),
    ],
)
def test_a_moment_is_a_moment(understander: Understander, text: str, at: str) -> None:
    """A day and an hour that are said are the moment asked about, in Shanghai."""
    query = understander.understand(text, NOW)
    assert query.at == datetime.fromisoformat(f"{at}:00+08:00")
    assert query.open_now


@pytest.mark.parametrize(
    "text", ["慢一点的食堂", "近一点的食堂", "有一点饿", "走哪条路平一点，去第三个"]
)
def test_a_bit_is_no_hour(understander: Understander, text: str) -> None:
    """One o'clock is an hour only where an hour can stand."""
    assert understander.understand(text, NOW).at is None


@pytest.mark.parametrize(
    ("text", "intent", "slots"),
    [
        ("第二个几点开门", Intent.DETAIL, {"pick": 2}),
        ("最后一家电话多少", Intent.DETAIL, {"pick": -1}),
        ("它有台阶吗", Intent.DETAIL, {"pick": 0}),
        ("what time does the second one open", Intent.DETAIL, {"pick": 2, "language": "en"}),
        ("北园路美好生活馆几点开", Intent.DETAIL, {"facility": "canteen-beiyuan"}),
        ("第一个怎么走", Intent.ROUTE, {"pick": 1}),
        ("how do I get to the second one", Intent.ROUTE, {"pick": 2}),
        ("还有吗", Intent.MORE, {}),
        ("画一下我周围十分钟的生活圈", Intent.CIRCLE, {"minutes": 10}),
        ("我在塘桥公园", Intent.SET_PLACE, {"place": "park-tangqiao"}),
        ("换成塘桥地铁站", Intent.SET_PLACE, {"place": "metro-tangqiao", "follows": True}),
        ("我走得慢", Intent.SET_PACE, {"pace": Pace.SLOW}),
        ("按正常速度算", Intent.SET_PACE, {"pace": Pace.STANDARD}),
        ("再查一次", Intent.NEARBY, {"follows": True, "categories": ()}),
        ("那明天中午呢", Intent.NEARBY, {"follows": True, "open_now": True}),
        ("你好", Intent.GREET, {}),
        ("你会什么", Intent.HELP, {}),
        ("谢谢侬", Intent.THANKS, {}),
        ("忘记我", Intent.FORGET, {}),
        ("把我的位置信息删掉", Intent.FORGET, {}),
        ("第二个搬走了", Intent.FEEDBACK, {"pick": 2}),
        ("转人工", Intent.HUMAN, {}),
        ("五件套是哪五件", Intent.ANSWER, {"topic": "term-five-piece-set"}),
    ],
)
def test_every_other_wish_has_its_intent(
    understander: Understander, text: str, intent: Intent, slots: dict[str, Any]
) -> None:
    """Lists, ways, circles, places, paces, small talk, complaints: each is told apart."""
    query = understander.understand(text, NOW)
    assert query.intent is intent
    for slot, value in slots.items():
        assert getattr(query, slot) == value, slot


@pytest.mark.parametrize(
    ("looks", "asks"),
    [
        ("附近有健身步道吗", "有几条健身步道"),
        ("哪里有卫生服务站", "哪里要新建卫生服务站"),
        ("居委会在哪里", "塘桥有几个居委会"),
    ],
)
def test_a_fact_is_not_a_place(understander: Understander, looks: str, asks: str) -> None:
    """Where something is, and how many there are, are two questions."""
    assert understander.understand(looks, NOW).intent is Intent.NEARBY
    assert understander.understand(asks, NOW).intent is Intent.ANSWER


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("救命 我摔倒了起不来", "medical"),
        ("外婆嘴巴歪了，讲话也讲不清", "medical"),
        ("姆妈掼了一跤爬勿起来", "medical"),
        ("哪里有卫生站，我老伴昏过去了", "medical"),
        ("wo shuaidao le qi bu lai", "medical"),
        ("she is not breathing", "medical"),
        ("厨房油锅起火了", "fire"),
        ("著火了快來人", "fire"),
        ("煤汽漏了怎么办", "gas"),
        ("有人撬我家门", "crime"),
        ("有人冒充公安让我转账", "crime"),
        ("妈妈走丢了", "crime"),
        ("我不想活了", "suicide"),
        ("I want to end my life", "suicide"),
        ("不是火灾吧，但是楼道里都是浓烟", "fire"),
    ],
)
def test_danger_goes_before_everything(understander: Understander, text: str, topic: str) -> None:
    """Signs of danger are an emergency whatever else is said; in doubt it is one."""
    query = understander.understand(text, NOW)
    assert query.intent is Intent.EMERGENCY
    assert query.topic == topic


@pytest.mark.parametrize(
    "text",
    [
        "急救站在哪", "消防演练什么时候", "预防摔倒的讲座", "饿死了 食堂在哪", "累死了，哪里打饭",
        "去年我妈摔了一跤，附近有护理站吗", "被骗的钱要打官司，找哪个律师", "跳楼价羽绒服",
        "救命恩人怎么感谢", "手机要死机了", "四高都是些什么", "I'm dying for some noodles",
    ],
)  # fmt: skip
def test_a_figure_of_speech_is_no_danger(understander: Understander, text: str) -> None:
    """Drills, lectures, exaggeration and what is long past call nobody."""
    assert understander.understand(text, NOW).intent is not Intent.EMERGENCY


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("我血压180吃什么药", "health"),
        ("阿司匹林一天吃几片", "health"),
        ("can I take ibuprofen with aspirin?", "health"),
        ("离婚财产怎么分", "legal"),
        ("房东不退押金我能告他吗", "legal"),
    ],
)
def test_advice_is_never_given(understander: Understander, text: str, category: str) -> None:
    """Who asks for medical or legal advice is shown the nearest place instead."""
    query = understander.understand(text, NOW)
    assert query.intent is Intent.NEARBY
    assert query.advice
    assert query.categories == (category,)


@pytest.mark.parametrize(
    "text",
    [
        "今天天气怎么样", "茅台股票涨了吗", "写一首关于食堂的诗", "附近有加油站吗", "1+1等于几",
        "特朗普是谁", "北京的助餐点", "宠物医院", "文化衫定制", "垃圾股有哪些", "你有女朋友吗",
        "附近有没有好吃的火锅", "围棋怎么下", "nearest gas station", "tell me a joke", "aaaaaa",
        "……", "<script>alert(1)</script>", "'; DROP TABLE residents; --", "12", "jiayouzhan",
    ],
)  # fmt: skip
def test_what_is_not_ours_is_unknown(understander: Understander, text: str) -> None:
    """Outside the mission nothing is done and nothing is asked back."""
    query = understander.understand(text, NOW)
    assert query.intent is Intent.UNKNOWN
    assert not query.choices


@pytest.mark.parametrize("text", ["附近有助残点吗", "服务中心", "残疾人服务", "老人之家"])
def test_in_doubt_it_asks_back(understander: Understander, text: str) -> None:
    """A word of several services gives two or three to choose from, and no action."""
    query = understander.understand(text, NOW)
    assert query.intent is Intent.UNKNOWN
    assert 2 <= len(query.choices) <= 3


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("where can my grandma eat", "en"),
        ("lao nian shi tang", "zh"),
        ("想找个library看书", "zh"),
        ("I live near Lancun Road station", "en"),
    ],
)
def test_the_language_is_the_residents(
    understander: Understander, text: str, language: str
) -> None:
    """Latin letters are English unless they are pinyin or stand among characters."""
    assert understander.understand(text, NOW).language == language


def test_without_answers_there_are_none(town: Dataset) -> None:
    """An understanding that was given no knowledge sends nobody to it."""
    bare = Understander.open(town.folder / "words", TownNames(town.places))
    assert bare.understand("五件套是哪五件", NOW).intent is Intent.UNKNOWN


@settings(max_examples=150, deadline=timedelta(seconds=1))
@given(text=st.text(min_size=1, max_size=LONGEST))
def test_any_text_is_understood_somehow(understander: Understander, text: str) -> None:
    """Whatever is written, the answer is a query, soon, and the same each time."""
    query = understander.understand(text, NOW)
    assert query == understander.understand(text, NOW)
    assert 0 <= query.score <= 1


@settings(max_examples=100, deadline=timedelta(seconds=1))
@given(
    words=st.lists(
        st.sampled_from(
            ["食堂", "在哪里", "我在", "塘桥", "第二个", "明天", "十分钟", "救", "吗", "，", "😀",
             "zhucan", "canteen ", "near ", "一点", "不要", "走", "周", "路", "'", "00:00",
             "\u200b", "﷽"]
        ),
        max_size=600,
    )
)  # fmt: skip
def test_heaps_of_known_words_do_no_harm(understander: Understander, words: list[str]) -> None:
    """Words that are known, in any order and number, are no trap either."""
    query = understander.understand("".join(words), NOW)
    assert 0 <= query.score <= 1


def test_a_simple_question_loads_no_heavy_part() -> None:
    """Pinyin, traditional characters and slips are understood without their heavy packages."""
    code = (
        "import sys; from datetime import datetime\n"
        "from bot.understanding.understander import TownNames, Understander\n"
        "from data import FOLDER\n"
        "class Nowhere(tuple):\n    def mentions(self, text): return []\n"
        "words = Understander.open(FOLDER / 'words', TownNames(Nowhere()))\n"
        "for text in ('附近有助餐点吗', 'zhucandian', '長者飯堂', '老年食唐'):\n"
        "    query = words.understand(text, datetime.fromisoformat('2026-03-10T10:00:00+08:00'))\n"
        "    assert query.categories == ('canteen',), text\n"
        "print(*sys.modules)"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    )
    loaded = set(done.stdout.split())
    assert not loaded & {"pypinyin", "rapidfuzz", "zhconv", "numpy", "holidays", "shapely"}
