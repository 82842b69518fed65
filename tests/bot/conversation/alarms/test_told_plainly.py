"""Fraud, a bite, a burglar, somebody on the ground: told in ordinary words, and look-alikes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.understanding.query import Intent

if TYPE_CHECKING:
    from tests.bot.conversation.talk import Resident


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("银行说我卡被冻结要验证码", "不要报验证码"),
        ("短信说我社保卡要冻结 让我点链接", "不要点链接"),
        ("客服说退款要我下载软件", "装软件"),
        ("有个电话讲我卡有问题 要我念验证码", "不要报验证码"),
        ("说我中奖了要先交税", "付钱"),
        ("让我买三千块保健品", "付钱"),
        ("我妈要去银行汇钱给一个不认识的人", "转钱"),
        ("接到电话说我快递里有毒品", "转钱"),
        ("他们说帮我办退休金要先交五千", "付钱"),
        ("a stranger asked my mother to transfer 20000", "tell no code"),
        ("someone called said my card is blocked, wants the code", "tell no code"),
        ("a man on the phone wants me to download an app for refund", "install nothing"),
        ("推销保健品的骗了我妈五千块", "冻结账户"),
        ("微信上的朋友借钱 我转了", "冻结账户"),
        ("网上买东西被骗了", "冻结账户"),
        ("我在平台上投的钱提不出来了", "冻结账户"),
        ("I got scammed online", "freeze the account"),
    ],
)
def test_a_fraud_in_ordinary_words_is_heard(talk: Resident, text: str, advice: str) -> None:
    """Whoever is asked for money or codes is told not to; where they are gone, the bank comes."""
    reply = talk.says(text)
    assert reply.intent is Intent.EMERGENCY
    assert "110" in reply.text.splitlines()[0]
    assert advice in reply.text


@pytest.mark.parametrize(
    ("told", "given"),
    [
        ("银行说我卡被冻结要验证码", "我给了"),
        ("短信说我社保卡要冻结 让我点链接", "我点了"),
        ("短信说我社保卡要冻结 让我点链接", "填了卡号"),
        ("客服说退款要我下载软件", "我下好了"),
        ("客服说退款要我下载软件", "他看得到我屏幕"),
        ("让我买三千块保健品", "我交了定金"),
        ("a caller says my card is blocked and wants the code", "i gave it to him"),
    ],
)
def test_what_a_fraud_was_given_is_stopped_at_the_bank(
    talk: Resident, told: str, given: str
) -> None:
    """However shortly it is told; and it is not over because she hopes so."""
    talk.says(told)
    text = talk.says(given).text
    assert "冻结账户" in text or "freeze" in text
    assert talk.says("那没事了吧").intent is Intent.EMERGENCY


@pytest.mark.parametrize("said", ["我没给", "还没点", "没下载"])
def test_what_was_not_given_stays_with_her(talk: Resident, said: str) -> None:
    """No bank is sent for."""
    talk.says("客服说退款要我下载软件")
    assert "不要照对方说的做" in talk.says(said).text


def test_a_burglary_that_is_reported_is_no_fraud(talk: Resident) -> None:
    """That she reported it tells of the police there."""
    talk.says("有人撬我家门")
    assert "冻结" not in talk.says("我报了").text


@pytest.mark.parametrize(
    "text",
    [
        "银行卡冻结了怎么办",
        "验证码收不到",
        "反诈讲座在哪里",
        "昨天新闻说有人点链接被骗了三万",
        "去年被骗了五千块",
        "前两年拨骗子骗脱五千，想想就肉痛",
        "民警让我下载反诈app",
        "居委让我扫码登记",
        "医生让我扫码预约",
        "快递短信让我扫码取件",
        "收到一条短信说我中奖，我没点",
        "上次客服说退款让我下载软件，我没下载",
        "要是有人叫我转账怎么办",
        "买保健品上当过",
        "别当我是骗子，我不要你们的钱，只想问低保的政策",
        "银行让我带身份证去改密码",
        "朋友借钱不还 能调解吗",
        "那边有个贼亮的灯",
        "小心狗咬",
        "去年被狗咬过",
        "电视里狗咬了人",
        "打狂犬疫苗要钱吗",
        "猫抓老鼠",
        "有个老人坐在地上下棋",
        "电视剧里有小偷",
        "老人有时候不认得家怎么办",
    ],
)
def test_what_only_sounds_like_them_is_none(talk: Resident, text: str) -> None:
    """Another year, news, lectures, what an office may ask for, what came to nothing."""
    assert talk.says(text).intent is not Intent.EMERGENCY


@pytest.mark.parametrize(
    "text", ["家里没人 有小偷", "家里来了贼骨头", "there is a thief in my room"]
)
def test_a_burglar_is_heard(talk: Resident, text: str) -> None:
    """Also behind "nobody"."""
    assert "110" in talk.says(text).text.splitlines()[0]


def test_somebody_on_the_ground_is_asked_about(talk: Resident) -> None:
    """No list of canteens for old people; whoever says that it is nothing is watched a while."""
    reply = talk.says("塘桥站有个老人坐在地上")
    assert reply.intent is Intent.EMERGENCY
    assert not reply.listed
    assert "110" in reply.text
    assert "站不站得稳" in talk.says("他说不要紧").text
    assert "请马上打 120" in talk.says("他起不来").text


def test_somebody_who_does_not_know_the_way_home_is_taken_there(talk: Resident) -> None:
    """She was met, not lost, there; the police end it."""
    assert "看到" in talk.says("塘桥站有个老人 不认得家").text
    assert talk.says("警察带走了 谢谢").text.startswith("没事就好")


def test_a_word_of_old_people_is_no_wish_beside_a_doubt(talk: Resident) -> None:
    """It is asked what happened, not where she is."""
    reply = talk.says("老头子没醒")
    assert "120" in reply.text.splitlines()[0]
    assert "在哪里" not in reply.text


@pytest.mark.parametrize("text", ["被狗咬了", "狗咬了我", "猫抓了我孙女的手", "my dog bit me"])
def test_a_bite_is_washed_and_seen_to(talk: Resident, text: str) -> None:
    """Plain advice, whom to ask where; an ambulance only where it bleeds a lot."""
    reply = talk.says(text)
    first, *rest = reply.text.splitlines()
    assert "120" in first
    assert any("肥皂" in line or "soap" in line for line in rest)
    assert "12345" in reply.text


def test_the_way_to_a_doctor_is_open_after_a_bite(talk: Resident) -> None:
    """A little blood changes nothing, much of it does."""
    talk.says("狗咬了我")
    assert "肥皂" in talk.says("流血了").text
    talk.says("哪里打狂犬针")
    assert talk.says("塘桥站").listed
    assert talk.says("血止不住了").text.startswith("请马上打 120")


@pytest.mark.parametrize(
    "text",
    [
        "锁在厕所里",
        "卫生间门打不开了 出不来",
        "老人反锁在里面",
        "孩子锁车里了",
        "家里门锁坏了 老人在里面",
        "爸爸被关在阳台上了",
        "locked in the bathroom",
        "my baby is locked in the car",
        "the door won't open, my mother is inside",
    ],
)
def test_who_is_locked_in_is_let_out(talk: Resident, text: str) -> None:
    """Whoever opens doors first, then the ambulance; the next turn goes on with it."""
    reply = talk.says(text)
    assert reply.intent is Intent.EMERGENCY
    assert "119" in reply.text.split("\n")[0]
    assert talk.says("老人一个人").intent is Intent.EMERGENCY
    assert talk.says("门开了").intent is Intent.THANKS


@pytest.mark.parametrize(
    "text", ["我把自己锁外面了", "钥匙锁在家里了", "没带钥匙进不去", "I locked myself out"]
)
def test_who_is_locked_out_is_in_no_despair(talk: Resident, text: str) -> None:
    """A stove, a child inside: the number first; else a key and whom to ask."""
    reply = talk.says(text)
    assert reply.intent is Intent.UNKNOWN
    assert "119" in reply.text.split("\n")[0]
    assert "962525" not in reply.text


@pytest.mark.parametrize(
    "text",
    [
        "高楼掉东西砸到人",
        "树倒了压着人",
        "砸到头了",
        "树枝砸到我",
        "手被机器压住了",
        "衣柜倒下来压到奶奶",
    ],
)
def test_what_falls_on_somebody_is_an_alarm(talk: Resident, text: str) -> None:
    """No legal advice, and no hotline."""
    reply = talk.says(text)
    assert reply.intent is Intent.EMERGENCY
    assert "120" in reply.text.split("\n")[0]


def test_a_car_in_a_flooded_garage(talk: Resident) -> None:
    """Water below the house is a flood."""
    assert talk.says("地下车库进水了").intent is Intent.EMERGENCY
    assert "119" in talk.says("车里有人").text


@pytest.mark.parametrize(
    "text",
    [
        "手机收到中奖短信",
        "短信说我中奖了",
        "收到中奖的信",
        "说我中了大奖要先交税",
        "养老公寓说存十万给利息",
        "推销保健品的让我听课送鸡蛋",
        "有人叫我存钱给高利息",
    ],
)
def test_a_prize_or_savings_that_are_offered_are_a_fraud(talk: Resident, text: str) -> None:
    """Nothing is paid; where it was, the bank comes."""
    assert "付钱" in talk.says(text).text
    assert "不要照对方说的做" in talk.says("能信吗").text
    assert "冻结账户" in talk.says("买了两万块").text


@pytest.mark.parametrize(
    "text",
    [
        "养老院说要交押金才有床位",
        "自行车锁在车棚里",
        "妈妈把药锁在家里",
        "孙子作文一等奖 告诉我哪里领奖",
        "树枝砸到我的车",
        "高空抛物砸到人怎么赔",
        "差点砸到人",
        "彩票中奖了 哪里兑奖",
        "厕所锁着 哪里还有厕所",
        "去年花盆砸到我头",
        "银行说存款利息多少",
        "公园听讲座送米 在哪里",
        "球砸到头了",
    ],
)
def test_what_only_sounds_like_these_is_none(talk: Resident, text: str) -> None:
    """Things that are locked up, real deposits, prizes that are real, another year."""
    assert talk.says(text).intent is not Intent.EMERGENCY


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (("我妈说去买菜", "四个小时了"), "走丢的人"),
        (("爸爸早上出门遛弯", "天黑了没回"), "走丢的人"),
        (("奶奶说去买酱油，去了一下午",), "走丢的人"),
        (("送饭的说李阿婆没开门",), "敲门看看"),
        (("隔壁阿婆三天没来食堂",), "敲门看看"),
        (("王伯伯天天来下棋", "三天没来"), "敲门看看"),
        (("老伴洗澡一个钟头了",), "120"),
        (("我在银行柜台", "工作人员说是骗子"), "不要转钱"),
        (("陌生人叫我去ATM",), "不要转钱"),
        (("有人上门查煤气", "要我换软管", "八百块"), "不要转钱"),
        (("有人上门说是居委的要看户口本",), "不要转钱"),
        (("社保局打电话说要补缴",), "不要转钱"),
        (("抽奖抽到手机", "付邮费199"), "不要转钱"),
        (("我给了骗子身份证照片",), "银行"),
        (("气功大师治癌", "交了三万"), "银行"),
        (("老太婆睡午觉", "叫她吃饭不起来"), "120"),
        (("血糖28", "口渴"), "120"),
        (("血糖3点2",), "120"),
        (("高压两百一",), "120"),
        (("心率38",), "120"),
        (("热死了", "空调坏了", "我妈迷糊"), "120"),
        (("鱼刺卡了", "咽不下去"), "120"),
        (("我有点不舒服", "说不上来", "心里发慌", "出虚汗"), "120"),
        (("一家人吃了菌子", "都吐了"), "120"),
        (("姆妈勿会动了",), "120"),
    ],
)
def test_quiet_signs_are_heard(talk: Resident, turns: tuple[str, ...], words: str) -> None:
    """Who does not come, a harmless errand, a number: no canteen and no list of doctors."""
    text = [talk.says(one).text for one in turns][-1]
    assert words in text
    assert "请告诉我您在哪里" not in text


@pytest.mark.parametrize(
    "text",
    [
        *("我妈去买菜了", "我爸倒垃圾，垃圾箱在哪里", "血压130正常吗", "血糖3点去测可以吗"),
        *("卫生间在哪", "第一个敲门没人", "煤气公司上门换软管要多少钱"),
        *(
            "社保局电话多少",
            "菌子哪里买",
            "早上走路好还是晚上走路好",
            "邻居装修敲墙",
        ),
        *("网上买机票", "空调坏了热死了", "推销的不要来"),
    ],
)
def test_errands_and_questions_are_no_alarm(talk: Resident, text: str) -> None:
    """The same words asked about, or told of every day."""
    assert "马上打" not in talk.says(text).text
