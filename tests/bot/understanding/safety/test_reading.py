"""Alarms are heard whatever else is said, and end where the danger does."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.normal_form import normalise
from bot.understanding.safety.reading import Alarm, AllClear, Care
from tests.corpus.understood import Understood

if TYPE_CHECKING:
    from bot.understanding.safety.reading import Safety


@cache
def safety() -> Safety:
    """What the box hears of danger, opened when the first test asks."""
    return Understood.open(learned=False).understander.parser.safety


ALARMS = {
    "我妈摔倒了": "medical",
    "他没有呼吸了": "medical",
    "老伴叫不应": "medical",
    "爸爸半边脸歪了": "medical",
    "孩子噎住了": "medical",
    "厨房着火了": "fire",
    "楼道里冒黑烟": "fire",
    "家里煤气漏了": "gas",
    "有人撬我家门": "crime",
    "老公在打我": "crime",
    "我不想活了": "suicide",
}
POLITE = ("请问,", "你好,", "麻烦你,", "谢谢,", "不好意思,", "阿姨,", "喂,")
SERVICES = (
    ",附近有食堂吗",
    ",卫生站在哪里",
    ",居委会怎么走",
    ",我住贵龙",
    ",社区医院几点开门",
    ",谢谢",
    ",哪里有医院",
)


def topic(text: str) -> str | None:
    """The kind of danger that is heard in a normalised text."""
    read = safety().read(text)
    return read.topic if isinstance(read, Alarm) else None


@given(st.sampled_from(sorted(ALARMS)), st.sampled_from(POLITE), st.sampled_from(SERVICES))
def test_politeness_and_a_question_never_silence_an_alarm(
    alarm: str, polite: str, service: str
) -> None:
    """Whatever kind word or wish stands around it, the danger is heard."""
    assert topic(f"{polite}{alarm}{service}") == ALARMS[alarm]


@given(
    st.sampled_from(["天太热", "屋里闷", "吵架", "又累又饿", "煤气味大", "笑着笑着", "喝酸奶"]),
    st.sampled_from(["老人晕倒了", "我爸突然晕倒", "有人吐血", "她中风了", "晕倒了"]),
)
def test_what_it_was_like_never_silences_who_fainted(before: str, alarm: str) -> None:
    """Only "hot enough to faint" is a figure of speech, not whoever fainted in the heat."""
    assert topic(before + alarm) in {"medical", "gas"}


@pytest.mark.parametrize("text", ["热得要晕倒了", "气得我快晕倒了", "累得快死了", "笑得要抽筋"])
def test_as_good_as_fainting_is_no_alarm(text: str) -> None:
    """Who is that angry, tired or amused needs no ambulance."""
    assert topic(text) is None


@given(
    st.sampled_from(["没", "没有", "并没有"]),
    st.sampled_from(["着火", "摔倒", "晕倒", "漏煤气", "被打", "被偷", "触电", "中毒", "冒烟"]),
)
def test_a_denial_directly_before_silences(denial: str, sign: str) -> None:
    """What is said not to be so is no alarm."""
    assert topic(f"{denial}{sign}") is None


@given(
    st.sampled_from(["去年", "上个月", "三年前", "小时候"]),
    st.sampled_from(["我妈摔倒了", "厨房着火了", "他昏倒了", "家里漏煤气", "有人撬门"]),
)
def test_what_is_long_past_calls_nobody(when: str, sign: str) -> None:
    """Of last year no ambulance comes; what is so again today is heard."""
    assert topic(f"{when}{sign}") is None
    assert topic(f"{when}{sign},现在他又昏倒了")


@given(st.sampled_from(sorted(ALARMS)), st.integers(0, 3))
def test_doubt_about_the_rest_changes_nothing(alarm: str, times: int) -> None:
    """Saying it again and again is still one alarm of the same kind."""
    assert topic(",".join([alarm] * (times + 1))) == ALARMS[alarm]


@given(st.text(alphabet="我你他没不血火打死晕倒,120漏气药 abefgil", max_size=80))
def test_any_words_can_be_read(text: str) -> None:
    """Nothing that is written makes the reading fail."""
    read = safety().read(text)
    assert read is None or isinstance(read, Alarm | Care | AllClear)


@pytest.mark.parametrize(
    ("text", "situations"),
    [
        ("电梯里困住了出不来", ("lift",)),
        ("妈妈走丢了", ("lost",)),
        ("我是聋人,家里着火了", ("deaf",)),
        ("厨房着火了", ()),
    ],
)
def test_a_situation_may_need_other_advice(text: str, situations: tuple[str, ...]) -> None:
    """A lift, a lost person and a caller who cannot hear are told apart."""
    read = safety().read(text)
    assert isinstance(read, Alarm)
    assert read.situations == situations


@pytest.mark.parametrize("text", ["老伴走了", "心里难受", "想找个人聊聊天", "i feel so lonely"])
def test_grief_is_met_with_care(text: str) -> None:
    """Who grieves or is lonely is in no danger, and not alone."""
    assert isinstance(safety().read(text), Care)


@pytest.mark.parametrize("text", ["没事了", "虚惊一场", "没事了,他自己站起来了", "false alarm"])
def test_an_alarm_ends(text: str) -> None:
    """What was an alarm can be called off."""
    assert isinstance(safety().read(text), AllClear)


@pytest.mark.parametrize("text", ["救命", "火", "120", "小偷", "想死", "help me", "110快点"])
def test_one_word_may_be_all_that_can_be_said(text: str) -> None:
    """A word that means danger only alone counts when it is alone."""
    assert topic(text)


def test_a_bare_word_in_a_sentence_is_a_word() -> None:
    """A recipe has no fire in its "火"."""
    assert topic("用小火煮半小时") is None


HEARD_NOW = (
    ("天冷我爸中风了", "medical"),
    ("我摔在厨房地上爬不起来 手机还好在口袋里", "medical"),
    ("小毛头发烧四十度抽筋了", "medical"),
    ("鱼丸卡喉咙里了两岁小孩", "medical"),
    ("大狼狗咬着我外甥女不松口", "medical"),
    ("A scooter just hit me, I can't move my leg", "medical"),
    ("孩子被锁在车里，叫不醒，睡着了一样", "fire"),
    ("油锅烧起来了火苗窜到油烟机上面", "fire"),
    ("没气的味道特别大", "gas"),
    ("跳下去就都结束了吧", "suicide"),
    ("走到半路心慌", "medical"),
    ("走着走着腿软，出冷汗", "medical"),
    ("我割到手流了好多血", "medical"),
    ("切菜划破手指，都是血", "medical"),
    ("我割到手腕了", "suicide"),
    ("我割破了手，不想活了", "suicide"),
    ("他说是公安局，要我马上把钱转过去，不让挂电话", "crime"),
    ("楼下有人跳楼死了", "suicide"),
    ("他从石头上跳进河里", "suicide"),
    ("他让我滚下楼梯", "medical"),
    ("他不让我打电话给警察", "crime"),
    ("男人不让我下车", "crime"),
    ("小孩的头卡在栏杆里", "fire"),
    ("手指卡在瓶子里拔不出来", "fire"),
    ("头卡在栏杆里没呼吸了", "medical"),
    ("热水器冒烟", "fire"),
    ("油烟机冒烟", "fire"),
    ("插线板冒烟了", "fire"),
    ("儿子叫我转五万", "crime"),
    ("老同学微信急用钱要我转", "crime"),
    ("没事了，厨房着火了", "fire"),
    ("门关好了，老公在外面砸门要打我", "crime"),
    ("不要杀我", "crime"),
    ("don't kill me", "crime"),
    ("我们小区有人跳楼", "suicide"),
    ("刚拆线，流血不止", "medical"),
    ("抽烟把床单烧着了", "fire"),
    ("这不是演习，着火了", "fire"),
    ("卧床的妈妈没呼吸了", "medical"),
    ("他说如果我走就砍死我", "crime"),
    ("我家在晃，灯在摇", "fire"),
    ("煤气打开了，门窗关好了，再见", "suicide"),
    ("没事谢谢，我去死了", "suicide"),
    ("我爸出去散步，三个小时了", "crime"),
    ("社保局打电话说我卡冻结", "crime"),
    ("陌生人叫我去ATM", "crime"),
    ("有人上门查煤气要我换软管八百块", "crime"),
    ("孩子喝了花露水", "medical"),
    ("一家人吃了菌子都吐了", "medical"),
    ("老太婆睡午觉，叫她吃饭不起来", "medical"),
    ("我走到江里了", "suicide"),
    ("河边有鞋子，没人", "suicide"),
    ("有人掉到铁轨上了", "suicide"),
    ("我的猫死了，我想死", "suicide"),
    ("老伴没事了又昏过去了", "medical"),
    ("小孩卡在防盗窗里", "fire"),
    ("我在银行，柜员不让我转", "crime"),
    ("我喝了别人给的饮料，头晕", "medical"),
    ("someone in water", "medical"),
)
ONLY_LOOKS_LIKE_IT = (
    "笑得我气都喘不过来",
    "热得要昏过去了，有冷气的活动室在哪里",
    "小品里那句“我不想活了”是谁说的来着",
    "有没有一氧化碳报警器要装在多高的地方",
    "溺水死亡的儿童占比是多少",
    "天冷就老毛病犯，平时有点喘",
    "我家的泰迪走丢了",
    "我儿子跳楼死了",
    "我看见有人跳楼了，晚上睡不着",
    "我爸出去散步了，每天两个小时",
    "社保局打电话通知我去领卡",
    "啤酒没气了",
    "他拿刀切西瓜",
    "孙子躺在地上耍赖",
    "孙子跟着我走",
    "小孩跌了一跤没事",
    "老伴昏倒了，没事了",
    "不要打我电话",
    "帮我放开我的包",
    "是不是演习，警报响了",
    "孩子从石头上跳下来玩",
    "他让我滚出去",
    "买了购物卡给老伴",
    "隔壁老人在哼哼唱戏",
    "窗台上有人浇花",
    "手机卡在沙发缝里了",
    "猫头卡在瓶子里",
    "天热得冒烟",
    "电脑着了病毒",
    "女儿让我给她转五百块",
    "女儿叫我转车",
)


@pytest.mark.parametrize(("text", "topic"), HEARD_NOW)
def test_words_inside_others_silence_nothing(text: str, topic: str) -> None:
    """The cold, a fish ball, a telephone in her pocket: none takes the danger out of it."""
    read = safety().read(normalise(text))
    assert isinstance(read, Alarm)
    assert read.topic == topic


@pytest.mark.parametrize("text", ONLY_LOOKS_LIKE_IT)
def test_a_manner_of_speaking_is_no_alarm(text: str) -> None:
    """Said of feelings, of a play, of numbers, of a dog: nobody is in danger."""
    assert not isinstance(safety().read(normalise(text)), Alarm)
