"""Two dangers at once, dangers that were none, and few words that name one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.understanding.query import Intent

if TYPE_CHECKING:
    from tests.bot.conversation.talk import Resident


@pytest.mark.parametrize(
    ("alarm", "further", "turns", "warned"),
    [
        ("煤气漏了", "我老伴晕过去了", ("我开灯看看他", "我回屋里拉他"), "不要开灯"),
        ("家里着火了", "我爸也晕过去了", ("我回去救他", "坐电梯可以吗"), "不要坐电梯"),
        ("I smell gas", "my wife fainted", ("can I turn on the light",), "no switch"),
        ("my house is on fire", "he collapsed", ("where is the nearest canteen",), "no lift"),
    ],
)
def test_a_fire_or_gas_stays_open_beside_a_second_danger(
    talk: Resident, alarm: str, further: str, turns: tuple[str, ...], warned: str
) -> None:
    """Its warnings are in every turn, below the number that is new."""
    talk.says(alarm)
    for said in (further, *turns):
        text = talk.says(said).text
        assert "120" in text.splitlines()[0]
        assert "119" in text
        assert warned in text


def test_each_of_two_dangers_ends_by_itself(talk: Resident) -> None:
    """Who woke up ends no fire; help on its way ends nothing; a mistake ends both."""
    talk.says("煤气漏了")
    talk.says("我老伴晕过去了")
    assert "不要开灯" in talk.says("救护车来了").text
    assert "119" in talk.says("他醒了").text.splitlines()[0]
    assert talk.says("煤气关好了").text.startswith("没事就好")
    talk.says("家里着火了")
    talk.says("我爸晕过去了")
    left = talk.says("火灭了").text
    assert "120" in left.splitlines()[0]
    assert "119" not in left


@pytest.mark.parametrize(
    ("alarm", "said", "wish"),
    [
        ("有人喊救命", "是电视里的", "塘桥站附近有卫生站吗"),
        ("孩子吞了电池", "搞错了，没吞", "塘桥站附近的卫生站"),
        ("他摔倒了", "我说的是去年", "塘桥站附近的卫生站"),
        ("家里着火了", "是演习", "塘桥站附近的助餐点"),
        (
            "There is a fire",
            "it's over, the firemen have been here",
            "canteens near Tangqiao station",
        ),
        ("I smell gas", "it was a mistake", "canteens near Tangqiao station"),
        (
            "Somebody is screaming for help",
            "it was on television",
            "canteens near Tangqiao station",
        ),
    ],
)
def test_an_alarm_that_was_none_ends(talk: Resident, alarm: str, said: str, wish: str) -> None:
    """Said alone: on a screen, a drill, another year, a mistake; the next wish is answered."""
    assert talk.says(alarm).intent is Intent.EMERGENCY
    over = talk.says(said)
    assert over.intent is Intent.THANKS
    assert len(over.text.splitlines()) == 1
    assert talk.says(wish).listed


def test_an_alarm_that_was_none_ends_beside_a_wish(talk: Resident) -> None:
    """The wish is answered below the relief, and the next one without a number."""
    talk.says("有人喊救命")
    reply = talk.says("是电视里的，塘桥站附近有助餐点吗")
    assert reply.text.startswith("没事就好")
    assert reply.listed
    assert "110" not in talk.says("蓝村路站附近有助餐点吗").text


@pytest.mark.parametrize(
    ("alarm", "number"), [("我不想活了", "120"), ("骗子叫我转账，我已经转了两万", "110")]
)
def test_despair_and_a_fraud_on_a_screen_do_not_end_so(
    talk: Resident, alarm: str, number: str
) -> None:
    """A fraud may be on the very screen."""
    talk.says(alarm)
    reply = talk.says("是抖音里的")
    assert reply.intent is Intent.EMERGENCY
    assert number in reply.text


@pytest.mark.parametrize(
    "said",
    ["There is a fire", "there is a fire!", "there is smoke", "There is a burglar", "I see smoke"],
)
def test_that_something_dangerous_is_there_is_an_alarm(talk: Resident, said: str) -> None:
    """Few words that name it are enough."""
    assert talk.says(said).intent is Intent.EMERGENCY


def test_a_joke_is_only_a_relief(talk: Resident) -> None:
    """It is no wish for jokes."""
    talk.says("My father has chest pain")
    assert talk.says("it was a joke").text.count("\n") == 0


@pytest.mark.parametrize("said", ["there is a fire drill", "is there a fire station"])
def test_what_is_named_after_a_fire_is_none(talk: Resident, said: str) -> None:
    """At most it is asked about."""
    assert talk.says(said).intent is not Intent.EMERGENCY


@pytest.mark.parametrize(
    ("alarm", "said"),
    [
        ("我爸爸走丢了", "搞错了，他在阳台上"),
        ("我爸爸走丢了", "原来他去买菜了"),
        ("我爸爸走丢了", "他在楼下下棋呢"),
        ("我爸爸走丢了", "没丢，就在隔壁"),
        ("我爸爸走丢了", "虚惊一场，他自己去公园了"),
        ("我老公走丢了", "电话打通了，在女儿家"),
        ("孙子不见了", "躲在衣柜里睡着了"),
        ("孙子不见了", "老师说在学校里"),
        ("塘桥站有个老人迷路了 不认得家", "警察带走了 谢谢"),
        ("塘桥站有个老人迷路了 不认得家", "他女儿来接走了"),
        ("my father is missing", "he is on the balcony"),
        ("my father is missing", "my mistake, he was in the garden"),
        ("我摔了一跤动不了", "能下床了"),
        ("我摔了一跤动不了", "走得动哉"),
        ("我摔了一跤动不了", "能自己站起来了"),
        ("我摔了一跤动不了", "我起来了"),
        ("我摔了一跤动不了", "好立起来了"),
        ("I fell down and cannot get up", "I am on my feet"),
        ("I fell down and cannot get up", "I can walk"),
        ("妈妈晕倒了", "开口说话了"),
        ("有人跟着我", "到家了"),
        ("有人跟着我", "甩掉他了"),
        ("煤气漏了", "关好阀门了"),
    ],
)
def test_own_words_that_it_is_over_end_it(talk: Resident, alarm: str, said: str) -> None:
    """Whoever was missed is at home, walks again, is home herself."""
    assert talk.says(alarm).intent is Intent.EMERGENCY
    over = talk.says(said)
    assert over.intent is Intent.THANKS
    assert len(over.text.splitlines()) == 1


@pytest.mark.parametrize(
    ("alarm", "said"),
    [
        ("我爸爸走丢了", "他刚才在阳台上"),
        ("我爸爸走丢了", "可能在楼下"),
        ("我爸爸走丢了", "他平时在楼下下棋"),
        ("我爸爸走丢了", "他不在家里"),
        ("我爸爸走丢了", "在家门口走丢的"),
        ("我爸爸走丢了", "他在家的时候好好的"),
        ("我爸爸走丢了", "我在家里"),
        ("我爸爸走丢了", "在家里"),
        ("我爸爸走丢了", "邻居说在楼下看到他"),
        ("my father is missing", "he is not at home"),
        ("我摔了一跤动不了", "不能走了"),
        ("我摔了一跤动不了", "痛起来了"),
        ("我摔了一跤动不了", "能走吗"),
        ("我摔了一跤动不了", "他可能走了"),
        ("我摔了一跤动不了", "能走了但是头晕"),
        ("我摔了一跤动不了", "站起来就晕"),
        ("妈妈晕倒了", "醒过来了 头还痛"),
        ("有人跟着我", "还没到家"),
        ("有人跟着我", "他到我家了"),
    ],
)
def test_what_only_sounds_like_an_end_is_none(talk: Resident, alarm: str, said: str) -> None:
    """Where he was, may be or is not; a question, a denial, a pain that is left."""
    talk.says(alarm)
    reply = talk.says(said)
    assert reply.intent is Intent.EMERGENCY
    assert "110" in reply.text or "120" in reply.text


@pytest.mark.parametrize(
    ("alarm", "said"),
    [
        ("煤气漏了", "人没事了 关好阀门了 附近食堂 塘桥站"),
        ("电梯困住了", "门开了。附近食堂 塘桥站"),
        ("电梯困住了", "出来了，塘桥站附近哪里有卫生站"),
        ("孩子走丢了", "找到了 谢谢 附近锻炼的地方 塘桥站"),
        ("大水进屋了", "水退了 塘桥站附近食堂"),
        ("妈妈晕倒了", "醒过来了 谢谢 塘桥站附近吃饭的地方"),
        ("妈妈晕倒了", "她醒了 塘桥站附近有卫生站吗"),
        ("我爸爸走丢了", "找到了 塘桥站附近哪里有饭吃"),
        ("有人跟着我", "甩掉他了 附近哪里有食堂 塘桥站"),
        (
            "the lift is stuck, we are trapped",
            "we are out, thank you. where can I eat near Tangqiao station",
        ),
    ],
)
def test_a_wish_beside_the_end_is_answered(talk: Resident, alarm: str, said: str) -> None:
    """In clauses of their own, whatever else is in the sentence; the alarm is over."""
    talk.says(alarm)
    reply = talk.says(said)
    assert reply.text.startswith(("没事就好", "好些了就好", "好，", "Good that all is well"))
    assert reply.listed
    assert "要是还没有打" not in talk.says("第一个怎么走").text
    assert "119" not in talk.says("蓝村路站附近的食堂").text


def test_what_is_sought_after_the_end_is_not_dropped(talk: Resident) -> None:
    """Where nobody knows such a place, the reply says so."""
    talk.says("电梯困住了")
    reply = talk.says("出来了 谢谢 附近有坐的地方吗")
    assert reply.text.startswith("没事就好")
    assert "警铃" not in reply.text
    assert len(reply.text.splitlines()) > 1


@pytest.mark.parametrize(
    ("alarm", "said"),
    [("电梯困住了", "出来了 谢谢 附近有坐的地方吗"), ("厨房着火了", "火灭了 现在去哪里休息")],
)
def test_an_end_holds_though_the_wish_is_not_known(talk: Resident, alarm: str, said: str) -> None:
    """A question behind it does not open the alarm again."""
    talk.says(alarm)
    assert talk.says(said).text.startswith("没事就好")


@pytest.mark.parametrize(
    ("alarm", "said", "told"),
    [
        ("家里着火了", "火灭了 煤气还漏着 附近食堂", "不要开灯"),
    ],
)
def test_what_is_not_over_is_not_ended(talk: Resident, alarm: str, said: str, told: str) -> None:
    """A gas that leaks yet."""
    talk.says(alarm)
    reply = talk.says(said)
    assert reply.intent is Intent.EMERGENCY
    assert told in reply.text


@pytest.mark.parametrize(
    ("alarm", "said"),
    [("有人跟着我", "到家了"), ("someone is following me", "i got home")],
)
def test_who_was_followed_is_safe_at_home(talk: Resident, alarm: str, said: str) -> None:
    """Of a burglary it ends nothing."""
    talk.says(alarm)
    assert talk.says(said).intent is Intent.THANKS
    talk.says("有人撬我家门")
    assert talk.says("我到家了").intent is Intent.EMERGENCY


@pytest.mark.parametrize(
    ("alarm", "said"),
    [
        ("厨房着火了", "火扑灭了 但是我咳嗽"),
        ("厨房着火了", "火灭了 谢谢 我手烫伤了"),
        ("my house is on fire", "the fire is out but I am coughing"),
        ("我爸爸走丢了", "民警送回来了，但是他受伤流血了"),
        ("电梯困住了", "出来了 但是我妈晕倒了"),
    ],
)
def test_whoever_is_hurt_when_it_is_over_gets_the_ambulance(
    talk: Resident, alarm: str, said: str
) -> None:
    """The fire is told to be out: its warnings are gone, and 120 comes first."""
    talk.says(alarm)
    reply = talk.says(said)
    assert reply.intent is Intent.EMERGENCY
    assert "120" in reply.text.splitlines()[0]
    assert "119" not in reply.text
    assert "警铃" not in reply.text


@pytest.mark.parametrize(
    "told",
    [
        "没事了，救护车来了",
        "救护车到了，没事了",
        "好了没事了，120到了",
        "ok now, ambulance is here",
    ],
)
def test_help_told_beside_the_end_raises_nothing(talk: Resident, told: str) -> None:
    """The alarm is over; who came is no new one."""
    talk.says("我婆婆在厨房滑了一跤，站不起来")
    assert talk.says(told).intent is Intent.THANKS
    assert talk.says("塘桥站附近的食堂").listed


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (("孩子发烧抽筋", "不抽了", "睡着了"), ("叫得醒吗", "120")),
        (("我爸头撞了", "好点了", "睡了"), ("叫得醒吗", "120")),
        (("奶奶摔倒了", "缓过来了", "有点困"), ("叫得醒吗", "120")),
        (("我爸摔了", "自己爬起来了", "没事", "头有点晕"), ("打 120",)),
        (("我妈昏倒了", "在医院了", "医生说脑梗"), ("听医生的",)),
        (("我妈昏倒了", "救护车拉走了"), ("哪家医院",)),
        (("有人敲门", "走了", "又来敲"), ("请马上打 110",)),
        (("我不敢出门", "他在楼下等"), ("110",)),
        (("my dad fainted", "he is better", "he went to sleep"), ("120", "woken")),
    ],
)
def test_a_small_sign_after_it_eased_is_watched(
    talk: Resident, turns: tuple[str, ...], words: tuple[str, ...]
) -> None:
    """No goodbye, and no list of doctors to walk to."""
    text = [talk.says(one).text for one in turns][-1]
    assert all(one in text for one in words)
    assert "没事就好" not in text
