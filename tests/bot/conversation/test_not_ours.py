"""What Yike does not know: each kind has an answer of its own, and always a next step."""

from __future__ import annotations

import re

import pytest

from bot.understanding.query import Intent
from tests.bot.conversation.talk import Talk


@pytest.fixture(scope="module")
def talk() -> Talk:
    """Talk about Tangqiao."""
    return Talk()


@pytest.mark.parametrize("text", ["ok", "OK", "Okay", "A", "👍"])
def test_a_word_of_no_language_changes_none(talk: Talk, text: str) -> None:
    """Who reads Chinese goes on reading Chinese."""
    assert talk.says("食堂", text).language == "zh"


NOT_OURS = (
    "谢谢",
    "讲个笑话",
    "路灯坏了",
    "附近有厕所吗",
    "今天天气怎么样",
    "现在几点了",
    "你吃饭了吗",
    "陪我聊聊天",
    "帮我叫个车",
    "手机坏了",
    "股票怎么买",
    "你真笨",
    "太远了",
    "嘎嘎嘣",
    "陆家嘴有助餐点吗",
)


def test_each_thing_that_is_not_ours_has_an_answer_of_its_own(talk: Talk) -> None:
    """A thanks, a joke, a broken lamp, another town: none like another, each with a next step."""
    told = {text: talk.says(text).text for text in NOT_OURS}
    assert len({*told.values()}) == len(NOT_OURS)
    for text, reply in told.items():
        assert re.search("12345|“|请|打 ", reply), text


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("附近有厕所吗", "厕所"),
        ("银行在哪里", "银行"),
        ("哪里买菜", "买菜"),
        ("有没有理发店", "理发店"),
    ],
)
def test_a_service_that_is_not_listed_is_named(talk: Talk, text: str, word: str) -> None:
    """She hears that this very thing is not known, and where to ask."""
    reply = talk.says(text, here=True).text
    assert f"“{word}”我没有收录" in reply
    assert "12345" in reply


def test_the_clock_is_told(talk: Talk) -> None:
    """What can be answered is answered."""
    assert talk.says("现在几点了").text.startswith("现在是 3 月 10 日，星期二，10:00。")


def test_each_thing_that_is_not_ours_has_an_answer_in_english(talk: Talk) -> None:
    """A joke, the weather, a broken telephone, a shop: none like another."""
    asked = (
        *("tell me a joke", "what is the weather", "what time is it", "my phone is broken"),
        *("is there a supermarket", "how do I buy shares", "you are stupid", "thanks", "asdf"),
        *("which bus goes to the bund", "how are you", "I am bored"),
    )
    assert len({talk.says(text).text for text in asked}) == len(asked)


@pytest.mark.parametrize(
    "said", ["附近有厕所吗", "哪里有银行", "超市在哪里", "药店在哪", "where is a toilet"]
)
def test_what_is_not_listed_gets_the_nearest_place_to_ask(talk: Talk, said: str) -> None:
    """It is said plainly, with the nearest station by name, its walk and the way to it."""
    reply = talk.says(said, here=True)
    assert "没有收录" in reply.text or "no list of" in reply.text
    assert "服务站" in reply.text or "Service Station" in reply.text
    assert "12345" in reply.text
    assert talk.says(said, "怎么走", here=True).intent is Intent.ROUTE


def test_a_named_place_is_where_to_ask_for_what_is_not_listed(talk: Talk) -> None:
    """A place in the same sentence is used."""
    assert "服务站" in talk.says("塘桥地铁站附近有厕所吗").text


def test_a_complaint_is_met_with_a_word_of_regret(talk: Talk) -> None:
    """Warmth first, then whom to call and how."""
    reply = talk.says("楼上天天半夜拖凳子，吵死了")
    assert "对不起" in reply.text.splitlines()[0]
    assert "12345" in reply.text


@pytest.mark.parametrize("said", ["旧沙发扔哪里", "老冰箱哪里收", "where can I dump an old sofa"])
def test_bulky_waste_is_called_so(talk: Talk, said: str) -> None:
    """She hears that it is bulky, and whom to ask before she carries it."""
    text = talk.says(said, here=True).text
    assert "大件垃圾" in text or "bulky" in text
    assert "物业" in text or "property manager" in text


def test_other_waste_is_not_bulky(talk: Talk) -> None:
    """Bottles go to the points that are listed."""
    assert "大件" not in talk.says("旧报纸卖给谁", here=True).text


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("微南助餐点要预约伐", "要不要预约，资料里没有写"),
        ("蓝村食堂要不要钱", "要多少钱"),
        ("量血压要带什么证件", "要带什么，资料里没有写"),
        ("日间照料有没有床位", "有没有空位"),
        ("does the canteen need a booking", "No source tells whether to book"),
    ],
)
def test_what_no_source_tells_is_said_with_a_number_to_call(
    talk: Talk, said: str, word: str
) -> None:
    """Half a line says that it is not known, and whom to call; it is never passed over."""
    first = talk.says(said, here=True).text.splitlines()[0]
    assert word in first
    assert "12345" in first


@pytest.mark.parametrize(
    "asked",
    [
        "路上有台阶吗",
        "有没有楼梯",
        "平不平啊",
        "路上有红绿灯吗",
        "Are there stairs?",
        "is it lit at night",
    ],
)
def test_what_the_way_is_like_is_not_known_and_no_wish(talk: Talk, asked: str) -> None:
    """A question for steps, slopes, lights and seats is said to be open, and narrows nothing."""
    reply = talk.says("塘桥站附近的食堂", "第一个怎么走", asked)
    first = reply.text.partition("\n")[0]
    assert "台阶" in first or "steps" in first
    assert "12345" in first
    assert not reply.accessible


@pytest.mark.parametrize("said", ["不要走楼梯的，塘桥站附近的食堂", "没有台阶的食堂，塘桥站"])
def test_steps_that_are_not_wanted_are_a_wish(talk: Talk, said: str) -> None:
    """A level way is looked for."""
    assert talk.says(said).accessible


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("我要找理发的和量血压的地方，我在塘桥站", "理发"),
        ("想找个超市和食堂", "超市"),
        ("食堂和厕所 塘桥站", "厕所"),
        ("要剪头发还要吃饭", "剪头发"),
        ("我要吃饭还要剪头发", "剪头发"),
        ("塘桥站附近的食堂和理发店", "理发店"),
        ("塘桥站食堂 还有厕所", "厕所"),
        ("a supermarket and a canteen near Tangqiao station", "supermarket"),
    ],
)
def test_what_is_wanted_in_one_breath_with_a_service_is_named(
    talk: Talk, said: str, word: str
) -> None:
    """What is none of ours is not passed over beside what is."""
    first = talk.says(said).text.partition("\n")[0]
    assert word in first
    assert "12345" in first


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("我在塘桥站想理发", "理发"),
        ("我在蓝村路站想买药", "买药"),
        ("我妈住微南 想剪头发", "剪头发"),
        ("我在塘桥站要寄快递", "寄快递"),
        ("我在塘桥站想修鞋", "修鞋"),
    ],
)
def test_what_is_wanted_where_she_says_she_is_is_named(talk: Talk, said: str, word: str) -> None:
    """Who tells where she is and what she wants is not asked what she wants."""
    text = talk.says(said).text
    assert word in text
    assert "想找什么" not in text


@pytest.mark.parametrize(
    "said",
    [
        "塘桥站附近看牙的",
        "蓝村路站附近哪里看眼睛",
        "塘桥站附近打狂犬针",
        "dentist near Tangqiao station",
    ],
)
def test_a_doctor_of_one_kind_is_not_promised(talk: Talk, said: str) -> None:
    """The places are listed, and that no source tells whether they do this."""
    reply = talk.says(said)
    assert reply.listed
    assert "资料里没有写" in reply.text or "No source" in reply.text.partition("\n")[0]


def test_what_is_remembered_is_told(talk: Talk) -> None:
    """Her place, her pace and the list, for how long, and how to have it erased."""
    nothing = talk.says("你记了我什么").text
    assert "别的什么都没有" in nothing
    told = talk.says("我在塘桥站，走得慢，附近有食堂吗", "你记得我什么").text
    for word in ("塘桥站", "走得慢", "24 小时", "忘记我"):
        assert word in told
    assert "forget me" in talk.says("what do you know about me").text


@pytest.mark.parametrize(
    "asked", ["你是不是机器人", "你到底是真人还是机器人", "are you a human being?"]
)
def test_it_says_that_it_is_a_programme(talk: Talk, asked: str) -> None:
    """However it is asked."""
    assert re.search("不是真人|not a person", talk.says(asked).text)


@pytest.mark.parametrize(
    "said",
    ["我耳朵聋，打不了电话，别叫我打12345，食堂几点开", "不要跟我说打12345，食堂几点开"],
)
def test_who_refuses_a_telephone_still_gets_the_hours(talk: Talk, said: str) -> None:
    """A number that is refused is no wish for a person."""
    assert "06:30" in talk.says(said).text


@pytest.mark.parametrize("said", ["closer?", "where can I run", "can I swim", "open?"])
def test_few_words_of_english_are_no_question_for_the_report(talk: Talk, said: str) -> None:
    """An answer must share more than the words of every question."""
    assert talk.says(said).answer is None


@pytest.mark.parametrize(
    "said",
    ["去年我摔了一跤，现在好了，想找个健身步道，我在塘桥站", "高温天，塘桥站附近哪里有步道走走"],
)
def test_a_story_around_a_wish_is_not_said_back(talk: Talk, said: str) -> None:
    """Only a time that is asked about is missed."""
    assert "没听懂" not in talk.says(said).text


@pytest.mark.parametrize("said", ["昨天食堂开吗", "下雨天食堂开吗"])
def test_a_time_that_is_asked_about_is_said_back(talk: Talk, said: str) -> None:
    """The past, and the weather, are no moment to look at."""
    assert "没听懂" in talk.says(said).text


@pytest.mark.parametrize(
    "said",
    [
        "不对不对我说第一家不是第三家你听错了",
        "写错了写错了，是明天不是今天，几点开门",
        "不是我说的那家，搞错了，第二家",
    ],
)
def test_who_mends_her_words_reports_nothing(talk: Talk, said: str) -> None:
    """A slip of the talk is no fault of the map."""
    assert talk.says("塘桥站附近的食堂", said).intent is not Intent.FEEDBACK


@pytest.mark.parametrize(
    "text",
    [
        "手机丢了",
        "钱包丢了",
        "我的身份证丢了去哪里补",
        "钥匙丢了",
        "皮夹子落脱了",
        "把伞忘在地铁上了",
        "我妈的公交卡丢了",
        "眼镜掉了找不到",
        "I lost my wallet",
        "left my umbrella on the metro",
    ],
)
def test_a_lost_thing_has_somebody_to_ask(talk: Talk, text: str) -> None:
    """Where it was lost; the bank, the operator, the police station; and no danger is asked of."""
    reply = talk.says(text).text
    assert "110" in reply
    assert "12345" in reply
    assert reply.startswith(("丢在车上", "Lost on a bus"))


@pytest.mark.parametrize(
    "text",
    [
        "社保卡丢了",
        "手机坏了",
        "身份证哪里办",
        "食堂里东西好吃吗",
        "存折忘在家里了",
        "旧衣服的那个箱子找不到了搬走了吗",
        "钥匙忘在屋里了，开锁师傅哪找",
        "二房东换了锁我进不去屋，东西还在里头",
    ],
)
def test_what_is_not_lost_or_told_elsewhere_is_answered_as_ever(talk: Talk, text: str) -> None:
    """A card that the subdistrict gives, a broken telephone, a new identity card."""
    assert not talk.says(text).text.startswith("丢在车上")


def test_a_lost_thing_hides_no_danger(talk: Talk) -> None:
    """A thief is one, and somebody in despair is heard first."""
    assert talk.says("手机被偷了").intent is Intent.EMERGENCY
    assert talk.says("钱包丢了 我不想活了").intent is Intent.EMERGENCY
    assert "119" in talk.says("钥匙丢了 锅还在烧").text.splitlines()[0]


@pytest.mark.parametrize(
    "text", ["他走不快", "伊走勿快", "我在家里", "一个人在家", "我下好了", "刚到家"]
)
def test_plain_statements_ask_of_no_danger(talk: Talk, text: str) -> None:
    """How somebody walks, where she is, what she has done."""
    reply = talk.says(text).text
    assert "要是现在有人有危险" not in reply
    assert "962525" not in reply


@pytest.mark.parametrize("text", ["我在家里 摔了", "我一个人在家 有人敲门不走", "走不快了 胸口闷"])
def test_danger_beside_a_plain_statement_is_heard(talk: Talk, text: str) -> None:
    """The statement silences nothing."""
    assert talk.says(text).intent is Intent.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "家里水管爆了",
        "水往楼下流",
        "楼上漏水",
        "天花板往下滴",
        "水龙头关不住了",
        "满地都是水",
        "下水道倒灌",
        "pipe broken water go out",
        "water is coming from the ceiling",
    ],
)
def test_water_that_runs_gets_the_valve_and_whom_to_call(talk: Talk, text: str) -> None:
    """No list of places, and no repair of telephones."""
    reply = talk.says(text)
    assert reply.intent is Intent.UNKNOWN
    assert "阀" in reply.text or "valve" in reply.text
    assert "12345" in reply.text


@pytest.mark.parametrize("text", ["停电了", "家里没电了", "小区突然停电", "no power at home"])
def test_a_power_cut_names_who_is_in_danger_first(talk: Talk, text: str) -> None:
    """A machine to breathe with, a lift, then whom to ask."""
    first, *rest = talk.says(text).text.split("\n")
    assert "120" in first
    assert "12345" in rest[-1]


@pytest.mark.parametrize("text", ["物业电话多少", "物业的号码"])
def test_the_number_of_the_property_management_is_not_known(talk: Talk, text: str) -> None:
    """It is no house of the law."""
    assert "资料里没有写" in talk.says(text).text


@pytest.mark.parametrize("text", ["楼上漏水 哪里调解", "楼上漏水不肯赔"])
def test_a_quarrel_about_water_is_of_the_law(talk: Talk, text: str) -> None:
    """Who looks for a mediator finds one."""
    assert "阀" not in talk.says(text).text


def test_two_things_in_one_breath(talk: Talk) -> None:
    """Both are looked for, or said back."""
    both = talk.says("塘桥站附近一个吃饭一个锻炼")
    assert {*both.categories} == {"canteen", "fitness"}
    for other in ("剪头发", "买药"):
        reply = talk.says(f"我要吃饭还要{other} 塘桥站")
        assert reply.categories == ("canteen",)
        assert f"“{other}”我这里查不到" in reply.text
        assert not reply.needs_place
