"""In danger the number comes first; grief is met kindly; nothing of either is kept."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.conversation.reply import Event
from bot.storage.store import Store
from bot.understanding.query import Intent
from tests.bot.conversation.talk import HERE, Resident, dialogue_over

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Resident]:
    """A conversation over a store of its own."""
    with Store.open(tmp_path / "store.db") as store:
        yield Resident(dialogue_over(store))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("我妈摔倒了起不来", "120"),
        ("厨房着火了", "119"),
        ("有人撬我家门", "110"),
        ("家里煤气味道好大", "119"),
        ("我不想活了", "120"),
        ("电梯里困住了", "110"),
        ("孙女走丢了", "110"),
        ("she is not breathing", "120"),
        ("my house is on fire", "119"),
        ("I want to die", "120"),
        ("the lift is stuck, we are trapped", "110"),
        ("my mother is missing", "110"),
    ],
)
def test_the_first_line_is_the_number(talk: Resident, text: str, number: str) -> None:
    """Whoever reads one line only has read whom to call."""
    reply = talk.says(text)
    assert reply.intent is Intent.EMERGENCY
    assert number in reply.text.split("\n")[0]
    assert len(reply.text.split("\n")) <= 6


def test_despair_is_given_somebody_to_talk_to(talk: Resident) -> None:
    """A line that answers, a person to go to, and no word of doses."""
    reply = talk.says("安眠药吃多少会死")
    assert reply.intent is Intent.EMERGENCY
    assert "962525" in reply.text
    assert "12356" in reply.text
    assert "居委" in reply.text
    assert not any(dose in reply.text for dose in ("毫克", "片", "粒", "mg"))


def test_a_lift_has_advice_of_its_own(talk: Resident) -> None:
    """Press the lift's alarm, and do not climb out."""
    assert "警铃" in talk.says("我被困在电梯里了").text


def test_who_cannot_hear_gets_words_to_show(talk: Resident) -> None:
    """A way that is no telephone: the screen, in large words, for somebody beside her."""
    text = talk.says("我耳聋，家里着火了").text
    assert "119" in text.split("\n")[0]
    assert "【请帮我打 119，我听不见】" in text


def test_grief_is_no_ticket(talk: Resident) -> None:
    """Grief ("老伴走了") gets warmth and a line to call, and files nothing."""
    reply = talk.says("老伴走了")
    assert reply.intent is Intent.HUMAN
    assert "962525" in reply.text
    assert "编号" not in reply.text


@pytest.mark.parametrize(
    "words",
    [
        "没事了",
        "没事了，已经送医院了",
        "好了好了，医生来过了，没事了",
        "已经送医院了",
    ],
)
def test_an_alarm_lasts_until_it_is_called_off(talk: Resident, words: str) -> None:
    """Where she is, and what is not understood, is answered with the number; then all is well."""
    talk.says("我妈摔倒了")
    assert "120" in talk.says("我在贵龙").text.split("\n")[0]
    assert "120" in talk.says("嗯嗯那个那个").text.split("\n")[0]
    over = talk.says(words)
    assert over.intent is Intent.THANKS
    assert over.text.startswith(("没事就好", "到了医院就好", "好，路上当心"))
    assert "120" not in talk.says("嗯嗯那个那个").text


def test_who_is_in_the_ambulance_is_in_good_hands(talk: Resident) -> None:
    """What to ask of its crew is told, and no number to call again."""
    talk.says("我妈摔倒了")
    reply = talk.says("现在醒过来了，已经在救护车上了")
    assert "问车上的人" in reply.text
    assert "请马上打" not in reply.text


def test_an_alarm_is_not_held_for_long(talk: Resident) -> None:
    """After half an hour a new question is a new question."""
    talk.says("我妈摔倒了")
    talk.now += timedelta(minutes=31)
    assert "120" not in talk.says("嗯嗯那个那个").text


def test_nothing_of_an_alarm_is_stored(talk: Resident, tmp_path: Path) -> None:
    """No byte on disk tells that somebody was in danger."""
    talk.says("我不想活了")
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for secret in ("不想活", "emergency", "suicide", "962525"):
        assert secret.encode() not in kept
        assert secret.encode("unicode-escape") not in kept


def test_money_that_goes_now_is_stopped_at_the_bank(talk: Resident) -> None:
    """110 first, then the bank that can stop it."""
    told = ("我养老金刚刚转走", "钱刚转给骗子了怎么办", "存款一下子被转走了")
    for text in (*told, "scammed, I sent money from the bank just now"):
        reply = talk.says(text)
        assert reply.intent is Intent.EMERGENCY
        assert "110" in reply.text.splitlines()[0]
        assert "银行" in reply.text or "bank" in reply.text


MENU = ("助餐点”", "canteen nearby", "请换个说法", "没听懂", "想找什么")


@pytest.mark.parametrize(
    ("alarm", "said", "words"),
    [
        ("我摔了一跤起不来了", "我在蓝村路", ("120", "告诉 120：蓝村路附近")),
        ("胸口闷得慌,喘不上气", "要去哪个医院近", ("120", "等救护车，不要自己走过去")),
        ("我爸脑梗了", "去仁济医院怎么走", ("120", "等救护车")),
        (
            "我妈摔了一跤,头晕",
            "她住塘桥居委会那边,有没有人能上门看看",
            ("塘桥居委会附近", "等救护车"),
        ),
        ("我摔了一跤爬不起来", "家里没人", ("120", "“家里没人”")),
        ("我妈降压药吃了双份", "要紧吗", ("120", "要紧不要紧")),
        ("我关在电梯里了", "没信号了快", ("110", "警铃")),
        ("接到公安局电话叫我转账到安全账户", "我已经转了两万", ("110", "银行")),
        ("儿子打我,不给我饭吃", "我不敢说", ("110", "居委")),
        ("儿子打我,不给我饭吃", "我住微山路", ("告诉 110：微山路附近",)),
        ("我爸爸痴呆,走丢了", "在塘桥公园不见的", ("告诉 110：在塘桥公园不见的",)),
        ("我爸爸痴呆,走丢了", "我在浦建路找他", ("告诉 110：浦建路附近",)),
        ("厨房着火了", "下不去了", ("119", "窗口")),
        ("家里煤气味道好大", "还有人在里面", ("119", "屋外")),
        ("活着没意思", "没人管我", ("我在听", "962525", "心理热线", "居委")),
        ("活着没意思", "你别跟我说电话", ("我在听", "不想打电话，就不打", "邻居")),
        ("不想活了", "我就想找个人说说话", ("我在听", "962525")),
        ("I want to die", "nobody cares", ("I am listening", "962525")),
        ("fall down cannot get up", "I am alone, Lancun Road", ("Tell 120: near Lancun Road",)),
        ("小偷在撬我家门", "他们来了", ("110", "锁上门")),
        ("我妈摔倒了", "你是真人吗", ("120", "电脑程序")),
        ("我妈摔倒了", "再说一遍", ("120", "说清楚")),
        ("老头子昏脱了", "哪能办", ("120", "要紧不要紧")),
        ("我妈摔倒了", "在塘桥菜场旁边", ("告诉 120：“在塘桥菜场旁边”",)),
        ("我妈摔倒了", "要是救护车来了怎么办", ("120",)),
        ("gas smell in my kitchen", "I am outside now", ("119", "Wait outside")),
        ("我想自杀", "那我去居委", ("我在听", "现在就去", "962525")),
        ("骗子要我转账", "他是假的警察", ("110", "不要转")),
        ("我被诈骗了钱转走了", "打了110没人接", ("110", "银行")),
        ("我爸爸走丢了", "邻居看见他在蓝村路", ("告诉 110：在蓝村路看到过",)),
        ("小囡发高烧抽筋", "儿童医学中心远吗", ("120", "等救护车")),
        ("我摔了一跤,动不了", "手够不到电话", ("120", "敲墙")),
        ("楼下着火了", "能不能坐电梯", ("119", "不要坐电梯")),
    ],
)
def test_the_next_words_get_what_fits(
    talk: Resident, alarm: str, said: str, words: tuple[str, ...]
) -> None:
    """The number again and what to say or do; no menu, no walk, no list."""
    assert "转账" not in talk.says(alarm).text or "转账" in alarm
    reply = talk.says(said)
    assert reply.intent is Intent.EMERGENCY
    assert all(one in reply.text for one in words)
    assert not any(one in reply.text for one in MENU)
    assert not reply.listed
    assert len(reply.text.split("\n")) <= 6


@pytest.mark.parametrize(
    ("alarm", "said"),
    [
        ("阿拉老头子跌了一跤,头上出血了", "打好了 车子来了"),
        ("fall down cannot get up", "ok they come"),
        ("我糖尿病的,手抖出冷汗,心慌", "有糖吃了好点了"),
        ("我妈晕倒了", "叫了救护车了"),
        ("my wife fell and is bleeding", "she feels better now"),
        ("我爸爸走丢了", "找到了"),
        ("厨房着火了", "火扑灭了"),
        ("电梯坏了困在里面", "门开了"),
        ("老公打我", "民警来了"),
        ("我不想活了", "女儿来了"),
        ("我不想活了", "我好点了"),
        ("我爸心脏病发作", "假的,我随便说的"),
        ("gas smell in my kitchen", "smell is gone"),
        ("我妈摔倒了", "没事"),
        ("有人跟踪我", "我没事了"),
        ("I fell down and cannot get up", "I'm fine"),
    ],
)
def test_help_that_is_there_ends_it(talk: Resident, alarm: str, said: str) -> None:
    """Whoever tells so is told what to do if it gets worse, and is free to ask what she likes."""
    talk.says(alarm)
    reply = talk.says(said)
    assert reply.intent is Intent.THANKS
    assert "还没有打" not in reply.text
    assert "not called" not in reply.text
    assert talk.says("塘桥站附近的食堂").text.startswith("塘桥站")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("我在蓝村路摔了一跤起不来", "告诉 120：蓝村路附近"),
        ("我爸爸在塘桥公园走丢了", "告诉 110：在塘桥公园不见的"),
        ("我在浦建路,我爸爸走丢了", "告诉 110：浦建路附近"),
        ("I fell at Lancun Road and cannot get up", "Tell 120: near Lancun Road"),
    ],
)
def test_a_place_in_the_alarm_itself_is_used(talk: Resident, text: str, line: str) -> None:
    """Nobody is asked for what she has said."""
    reply = talk.says(text)
    assert reply.intent is Intent.EMERGENCY
    assert reply.text.splitlines()[1].startswith(line)
    assert len(reply.text.splitlines()) <= 6


def test_an_end_and_a_wish_in_one_breath_get_both(talk: Resident) -> None:
    """What to do if it gets worse, and the list; the next answer knows of no alarm."""
    talk.says("我妈摔倒了")
    reply = talk.says("没事了,就是擦破皮,塘桥站附近哪里可以包扎")
    assert reply.text.startswith("没事就好")
    assert reply.listed
    assert "120" not in talk.says("塘桥站附近的食堂").text


def test_another_matter_is_answered_below_the_number(talk: Resident) -> None:
    """Who raised a false alarm gets the list, its way and its next page."""
    talk.says("我妈摔倒了")
    asked = talk.says("食堂几点开")
    assert "120" in asked.text.splitlines()[0]
    assert asked.needs_place
    listed = talk.says("我在塘桥站")
    assert "120" in listed.text.splitlines()[0]
    assert listed.listed
    assert talk.says("第二个怎么走").intent is Intent.ROUTE
    assert talk.says("还有吗").intent is Intent.MORE


def test_a_place_in_an_emergency_is_hers_only_where_she_is(talk: Resident, tmp_path: Path) -> None:
    """Where a lost person was seen, or a mother lives, is not kept; where she fell herself is."""
    for alarm, said, kept in (
        ("我爸爸走丢了", "在塘桥公园不见的", None),
        ("我妈摔倒了", "她住塘桥居委会那边", None),
        ("我摔了一跤起不来", "我在蓝村路站", "蓝村路站"),
    ):
        talk.dialogue.handle("p", Event(text="忘记我"), talk.now)
        talk.says(alarm)
        talk.says(said)
        origin = talk.dialogue.sessions.get("p", talk.now).origin
        assert (origin.name if origin else None) == kept
    on_disk = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert "塘桥公园".encode() not in on_disk


def test_a_position_that_is_shared_is_told_to_the_ambulance(talk: Resident) -> None:
    """It clears nothing, and no list is drawn."""
    talk.says("我摔了一跤起不来了")
    reply = talk.dialogue.handle("p", Event(location=HERE), talk.now)
    assert reply.text.splitlines()[0].endswith("120（急救）。")
    assert "告诉 120：" in reply.text
    assert "120" in talk.says("嗯嗯那个那个").text


@pytest.mark.parametrize(
    ("said", "named"),
    [("我爸中风了,有没有地方可以送过去", "120（急救）"), ("配药回来的路上昏倒了", "120（急救）")],
)
def test_a_doubt_names_what_the_number_is(talk: Resident, said: str, named: str) -> None:
    """Nobody knows what a bare number is."""
    assert named in talk.says(said).text.splitlines()[0]


def test_a_doubt_of_what_is_not_understood_asks_for_no_canteen(talk: Resident) -> None:
    """It asks what has happened; the two buttons say whether there is danger."""
    reply = talk.says("我已经转了两万")
    assert "110" in reply.text.splitlines()[0]
    assert "助餐点" not in reply.text
    assert len(reply.buttons) == 2


def test_a_doubt_of_despair_names_the_line(talk: Resident) -> None:
    """It says that somebody answers there, day and night."""
    line = talk.says("I got my pills today and I want to take them all").text.splitlines()[0]
    assert "962525" in line
    assert "psychological hotline" in line


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("老伴走了一个月了，一个人吃饭没味道", "请您节哀。"),
        ("父亲过世，要停他的社保", "请您节哀。"),
        ("我妈昨天走了，去女儿家了，附近食堂", "要找老年助餐点"),
        ("老人白天没人陪，有没有可以送过去待一天的地方", "要找养老的地方"),
    ],
)
def test_a_death_beside_a_wish_is_met_with_a_word(talk: Resident, said: str, first: str) -> None:
    """Before the list; nobody condoles with whoever only went away."""
    reply = talk.says(said)
    assert reply.text.startswith(first)
    assert reply.intent is Intent.NEARBY
