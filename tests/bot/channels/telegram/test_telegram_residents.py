"""What residents type, send and tap in Telegram, and what they then see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.crs import System, from_wgs84
from geo.dataset.dataset import open_dataset
from geo.facility import LonLat
from tests.support.telegram_bot import STATION_LONLAT, quiet, town, work_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.botapi import Message, User
    from tests.support.telegram_bot import Town

POINT = LonLat(121.5172, 31.2071)
CANTEEN = "塘桥美好生活馆（北园路店）"


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The bot, the same for all: every test has a resident of its own."""
    folder = tmp_path_factory.mktemp("residents")
    with work_folder(folder), town(folder) as made:
        yield made
        assert made.api.refused == []


@pytest.fixture
def user(bot: Town) -> User:
    """A resident whose telephone is in Chinese."""
    return bot.api.user(name="王阿姨")


def at_station(user: User) -> Message:
    """Say where she is, and be told that it was understood."""
    message = user.asks("我在塘桥站")
    assert "塘桥站" in message.text
    return message


# Commands


def test_start_greets_and_brings_the_keyboard(user: User) -> None:
    """The first message says what can be asked; her own position is one tap away."""
    user.starts()
    message = user.hears()
    assert "一刻" in message.text
    assert user.reply_keyboard[0] == ["📍 发我的位置"]
    assert ["老年助餐点", "看病的地方"] in user.reply_keyboard
    keyboard = user.person.keyboard or {}
    assert keyboard["keyboard"][0][0]["request_location"] is True


def test_a_telephone_in_english_is_greeted_in_english(bot: Town) -> None:
    """Somebody new reads the language of her telephone."""
    user = bot.api.user(language_code="en")
    user.starts()
    assert "Yike" in user.hears().text
    assert user.reply_keyboard[0] == ["📍 Send my location"]


def test_a_poster_says_where_she_stands(user: User) -> None:
    """A link p_… on a poster sets the place; the next question counts from there."""
    user.starts("p_metro-tangqiao")
    assert "一刻" in user.hears().text
    assert "塘桥站" in user.hears().text
    assert user.asks("附近有助餐点吗").text.startswith("塘桥站附近的老年助餐")


def test_a_poster_says_what_she_looks_for(user: User) -> None:
    """A link c_… on a poster asks for that category, so the place is asked for next."""
    user.starts("c_canteen")
    assert "一刻" in user.hears().text
    asked = user.hears()
    assert "您在哪里" in asked.text
    assert "塘桥站" in asked.labels
    user.sends_location(*POINT)
    assert CANTEEN in user.hears().text


def test_the_links_of_posters_fit_into_telegram() -> None:
    """A payload of /start has at most 64 of A–Z, a–z, 0–9, _ and -, for every place there is."""
    dataset = open_dataset()
    payloads = [f"p_{place.id}" for place in dataset.places]
    payloads += [f"c_{key}" for key in dataset.categories]
    for payload in payloads:
        assert len(payload) <= 64
        assert payload.isascii()
        assert payload.replace("-", "").replace("_", "").isalnum()


def test_a_strange_link_still_greets(user: User) -> None:
    """A link of somebody else's is no reason to be silent."""
    user.starts("whatever")
    assert "一刻" in user.hears().text


def test_near_lists_the_nearest_of_each(user: User) -> None:
    """/near alone tells the nearest of every category."""
    at_station(user)
    assert "能到" in user.asks("/near").text


def test_near_with_words_answers_them(user: User) -> None:
    """/near 助餐点 is the question itself."""
    at_station(user)
    assert "老年助餐" in user.asks("/near 助餐点").text


def test_near_asks_where_she_is(user: User) -> None:
    """Nobody's place is guessed; a metro station is one tap away."""
    message = user.asks("/near")
    assert "您在哪里" in message.text
    user.presses(message, "塘桥站").toast()
    assert "塘桥站附近" in user.sees("塘桥站附近").text


def test_committees_can_be_chosen(user: User) -> None:
    """Whoever knows her committee only taps it."""
    message = user.asks("附近有助餐点吗")
    user.presses(message, "按居委选").toast()
    choice = user.sees("请选您的居委")
    user.presses(choice, "浦建路居委会").toast()
    assert "浦建路居委会附近的老年助餐" in user.sees("浦建路居委会附近").text


def test_circle_is_drawn(user: User) -> None:
    """/circle brings the picture of what can be walked to."""
    at_station(user)
    message = user.asks("/circle")
    assert message.kind == "photo"
    assert "圈里面" in message.text


def test_pace_is_chosen(user: User) -> None:
    """/pace offers three; the choice holds from then on."""
    at_station(user)
    message = user.asks("/pace")
    assert message.labels == ["平常步子", "老人的步子", "慢一点，不走楼梯"]
    user.presses(message, "慢一点").toast()
    assert "每秒 0.6 米" in user.sees("每秒").text
    assert "每秒 1.0 米" in user.asks("/pace standard").text


def test_language_is_chosen(user: User) -> None:
    """/language changes the words and the keyboard below the text field."""
    message = user.asks("/language")
    user.presses(message, "English").toast()
    assert "This is what I can do" in user.sees("This is").text
    assert user.reply_keyboard[0] == ["📍 Send my location"]
    assert "There is no such command" in user.asks("/nothing").text


def test_help_tells_what_can_be_done(user: User) -> None:
    """/help lists examples and the emergency numbers."""
    assert "120" in user.asks("/help").text


def test_feedback_is_taken_with_the_command(user: User) -> None:
    """/feedback WORDS is kept at once and gives a number to ask for later."""
    at_station(user)
    message = user.asks("/feedback 附近的助餐点搬走了")
    number = message.text.partition("编号 ")[2][:6]
    assert number.startswith("T-")
    assert "还在等" in user.asks(f"查 {number}").text


def test_feedback_is_asked_for(user: User) -> None:
    """/feedback alone asks; what she writes then is kept."""
    assert "哪里不对" in user.asks("/feedback").text
    assert "编号 T-" in user.asks("门口的牌子不见了").text


def test_an_emergency_is_no_feedback(user: User) -> None:
    """Whoever cries for help under /feedback is told whom to call."""
    assert "120" in user.asks("/feedback 我妈晕倒了叫不醒").text


def test_an_unknown_command_gets_a_kind_answer(user: User) -> None:
    """/weather is none of ours; the answer says what to do instead."""
    message = user.asks("/weather")
    assert "没有这个命令" in message.text
    assert "老年助餐点" in message.labels


def test_the_menu_is_in_her_language(bot: Town) -> None:
    """The menu of commands is Chinese for 简体 and 繁體, English for anybody else."""
    for code, words in (("zh-hans", "忘记我"), ("zh-hant", "忘记我"), ("en", "Forget me")):
        menu = bot.api.user(language_code=code).menu
        assert {"command": "forget", "description": words} in menu
        assert "suspend" not in {entry["command"] for entry in menu}
    assert {"command": "forget", "description": "Forget me"} in bot.api.user(
        language_code="fr"
    ).menu


# Words, positions, links


def test_a_label_of_the_keyboard_is_a_question(user: User) -> None:
    """What the keyboard below the text field types is understood."""
    at_station(user)
    assert "塘桥站附近的老年助餐" in user.asks("老年助餐").text
    assert "圈里面" in user.asks("看生活圈").text


def test_the_position_answers_what_waited_for_it(user: User) -> None:
    """She asks, is asked where she is, sends her position, and gets the list with a picture."""
    assert "您在哪里" in user.asks("附近有助餐点吗").text
    user.sends_location(*POINT)
    message = user.hears()
    assert message.kind == "photo"
    assert message.text.startswith("您发的位置附近的老年助餐")
    assert f"① {CANTEEN}" in message.text


def test_a_vague_position_makes_a_wider_range(user: User) -> None:
    """How exact the telephone is goes into the minutes."""
    user.asks("附近有助餐点吗")
    user.sends_location(*POINT, accuracy_m=300)
    vague = user.hears().text
    user.sends_location(*POINT)
    exact = user.hears().text
    assert vague != exact


def test_a_live_position_is_silent_while_it_moves(user: User) -> None:
    """Only the first position is answered; questions count from where she is now."""
    user.asks("附近有助餐点吗")
    shared = user.sends_location(*POINT, live=True)
    first = user.hears().text
    user.moves(shared, *STATION_LONLAT)
    quiet(user)
    second = user.asks("附近有助餐点吗").text
    assert first != second


def test_a_pin_is_a_position(user: User) -> None:
    """A place picked on the map counts like her own."""
    user.asks("附近有助餐点吗")
    user.sends_venue(*POINT, "北园路", "浦东新区")
    assert CANTEEN in user.hears().text


@pytest.mark.parametrize(
    ("link", "system"),
    [
        ("https://uri.amap.com/marker?position={lon},{lat}&name=x", System.GCJ02),
        ("http://api.map.baidu.com/marker?location={lat},{lon}&output=html", System.BD09),
        ("https://maps.apple.com/?ll={lat},{lon}&q=x", System.GCJ02),
        ("https://www.google.com/maps/search/?api=1&query={lat},{lon}", System.GCJ02),
    ],
    ids=["amap", "baidu", "apple", "google"],
)
def test_a_forwarded_map_link_is_a_position(user: User, link: str, system: System) -> None:
    """A link of a map app gives the same walk as the position itself."""
    user.asks("附近有助餐点吗")
    user.sends_location(*POINT)
    expected = user.hears().text
    lon, lat = from_wgs84(POINT, system)
    user.forwards(f"【位置】{link.format(lon=f'{lon:.6f}', lat=f'{lat:.6f}')}")
    assert user.hears().text == expected


def test_a_short_link_is_followed(bot: Town, user: User) -> None:
    """What the apps share is short; where it leads is asked of the app."""
    bot.unfollowed["https://surl.amap.com/abc"] = POINT
    user.asks("附近有助餐点吗")
    user.forwards("我在这里 https://surl.amap.com/abc")
    assert CANTEEN in user.hears().text


def test_a_link_that_cannot_be_read_is_said_to_be_so(user: User) -> None:
    """The answer says how else to tell a position."""
    assert "读不出来" in user.asks("https://j.map.baidu.com/xx/yyyy").text


def test_a_place_far_away_is_not_guessed(user: User) -> None:
    """Beijing is outside; the answer says what to do."""
    user.asks("附近有助餐点吗")
    user.sends_location(116.397, 39.909)
    assert "超出了塘桥" in user.hears().text


def test_an_edited_question_is_answered_anew(user: User) -> None:
    """Correcting a slip of the thumb is as good as asking again."""
    at_station(user)
    question = user.says("附近有主餐点马")
    user.hears()
    user.edits(question.id, "附近有健身步道吗")
    assert "健身" in user.hears().text


@pytest.mark.parametrize(
    ("kind", "words"), [("voice", "听不懂语音"), ("sticker", "谢谢"), ("photo", "照片")]
)
def test_what_cannot_be_read_gets_a_kind_answer(user: User, kind: str, words: str) -> None:
    """Voice, stickers and photos are answered with what to do instead."""
    sends: dict[str, Callable[[], object]] = {
        "voice": user.sends_voice,
        "sticker": user.sends_sticker,
        "photo": user.sends_photo,
    }
    sends[kind]()
    message = user.hears()
    assert words in message.text
    assert "老年助餐点" in message.labels


def test_a_document_gets_a_kind_answer(user: User) -> None:
    """So does anything else."""
    user.sends_document("a.pdf", b"%PDF")
    assert "看不懂" in user.hears().text


def test_the_words_under_a_photo_are_read(user: User) -> None:
    """A photo with a question under it is a question."""
    user.sends_photo(caption="什么叫1+1+1签约")
    assert "签约" in user.hears().text


def test_words_are_answered_with_their_source(user: User) -> None:
    """A question about the town is answered from the report, and says so."""
    assert "报告" in user.asks("什么叫1+1+1签约").text


# Typed in another chat


def test_facilities_can_be_sent_to_others(user: User) -> None:
    """@bot 助餐点 offers the canteens, each with its details and map links."""
    results = user.inline("助餐点").results()
    assert CANTEEN in [result["title"] for result in results]
    first = next(result for result in results if result["title"] == CANTEEN)
    assert "北园路70号" in first["input_message_content"]["message_text"]
    assert len(first["reply_markup"]["inline_keyboard"]) == 2
    others = user.inline("文化活动中心").results()
    unlocated = [result for result in others if "reply_markup" not in result]
    assert unlocated, "a centre that nobody has located has no map link"


def test_inline_knows_places_and_english(bot: Town) -> None:
    """A place in the words puts the nearest first; English words are answered in English."""
    user = bot.api.user(language_code="en")
    results = user.inline("canteen near Tangqiao station").results()
    assert results
    assert "Opening hours" in results[0]["input_message_content"]["message_text"]


def test_inline_finds_nothing_quietly(user: User) -> None:
    """Nothing typed or nothing found offers the bot itself, and counts nothing."""
    assert user.inline("").results() == []
    assert user.inline("微积分").results() == []


def test_inline_never_keeps_feedback(bot: Town, user: User) -> None:
    """What is typed in another chat is not meant for the staff."""
    with bot.store() as store:
        before = store.feedback.tickets(), store.demand.counts(), store.demand.unanswered()
        user.inline("投诉：助餐点搬走了").results()
        user.inline("塘桥站附近的助餐点").results()
        assert (
            store.feedback.tickets(),
            store.demand.counts(),
            store.demand.unanswered(),
        ) == before
