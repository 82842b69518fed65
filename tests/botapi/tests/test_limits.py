"""Each documented limit: what is inside is taken, the rest is refused as Telegram does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.botapi import BotApi, Flood
from tests.botapi.tests.conftest import png

if TYPE_CHECKING:
    import httpx

    from tests.botapi.tests.conftest import Caller

    Json = dict[str, Any]


def inline(*rows: list[Json]) -> Json:
    """A reply markup with an inline keyboard."""
    return {"inline_keyboard": list(rows)}


def data(text: str) -> Json:
    """A button with callback data."""
    return {"text": "x", "callback_data": text}


def link(url: str) -> Json:
    """A button that opens an address."""
    return {"text": "x", "url": url}


def article(number: str = "1", **extra: object) -> Json:
    """An inline result."""
    message = {"message_text": "hello"}
    return {
        "type": "article",
        "id": number,
        "title": "x",
        "input_message_content": message,
        **extra,
    }


@pytest.mark.parametrize(
    "text",
    [
        "x" * 4096,
        "😀" * 2048,
        "餐" * 4096,
        f"<b>{'x' * 4096}</b>",
        f"  {'x' * 4096}\n",
    ],
)
def test_a_text_of_4096_after_parsing_is_sent(api: BotApi, call: Caller, text: str) -> None:
    """The limit counts UTF-16 units of what is shown, not of the markup."""
    api.user(5).starts()
    assert call("sendMessage", chat_id=5, text=text, parse_mode="HTML")["ok"]


REFUSED_MESSAGES = [
    ({"text": ""}, "message text is empty"),
    ({"text": " \n "}, "message text is empty"),
    ({"text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
    ({"text": "x" * 4097}, "message is too long"),
    ({"text": "😀" * 2048 + "x"}, "message is too long"),
    ({"text": "x", "parse_mode": "Markup"}, "unsupported parse_mode"),
    ({"text": "x", "chat_id": ""}, "chat_id is empty"),
    ({"text": "x", "chat_id": 6}, "chat not found"),
    ({"text": "x", "chat_id": "@somebody"}, "chat not found"),
    ({"text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
    (
        {"text": "xy", "entities": [{"type": "bold", "offset": 1, "length": 2}]},
        "entity beginning at UTF-16 offset 1 ends after the end of the text at UTF-16 offset 2",
    ),
    (
        {"text": "x", "entities": [{"offset": 0, "length": 1}]},
        "can't parse MessageEntity: Type is not specified",
    ),
    ({"text": "x", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
    ({"text": "x", "reply_markup": [1]}, "object expected as reply markup"),
]


@pytest.mark.parametrize(("params", "why"), REFUSED_MESSAGES)
def test_a_message_outside_the_limits_is_refused(
    api: BotApi, call: Caller, params: Json, why: str
) -> None:
    """A refusal is 400 with Telegram's description, and nothing is sent."""
    user = api.user(5)
    user.starts()
    answer = call("sendMessage", **{"chat_id": 5, **params})
    assert (answer["error_code"], answer["description"]) == (400, f"Bad Request: {why}")
    assert user.inbox == []
    assert [c.description for c in api.refused] == [answer["description"]]


@pytest.mark.parametrize(
    "markup",
    [
        inline([data("x" * 64)]),
        inline([data("餐" * 21)]),
        inline(*[[data("x")] * 8] * 12, [data("x")] * 4),
        inline([link("https://uri.amap.com/marker?position=121.5,31.2")]),
        inline([link("tg://user?id=5")]),
        inline([{"text": "x", "copy_text": {"text": "y" * 256}}]),
        inline([{"text": "x", "switch_inline_query_current_chat": ""}]),
        {"keyboard": [["餐厅", {"text": "位置", "request_location": True}]]},
        {"remove_keyboard": True},
        {"force_reply": True, "input_field_placeholder": "x" * 64},
    ],
)
def test_a_keyboard_within_the_limits_is_taken(api: BotApi, call: Caller, markup: Json) -> None:
    """64 bytes of data, 8 buttons a row and 100 in all are allowed."""
    api.user(5).starts()
    assert call("sendMessage", chat_id=5, text="x", reply_markup=markup)["ok"]


BUTTON = "can't parse inline keyboard button:"
REFUSED_KEYBOARDS = [
    (inline([data("x" * 65)]), "BUTTON_DATA_INVALID"),
    (inline([data("餐" * 22)]), "BUTTON_DATA_INVALID"),
    (inline([data("")]), "BUTTON_DATA_INVALID"),
    (inline([data("x")] * 9), "reply markup is too long"),
    (inline(*[[data("x")] * 8] * 13), "reply markup is too long"),
    (inline([{"text": "x"}]), f"{BUTTON} Text buttons are unallowed in the inline keyboard"),
    (
        inline([{"text": "", "callback_data": "x"}]),
        f'{BUTTON} Field "text" must be of type String and not empty',
    ),
    (
        inline([{"text": "x", "callback_data": "x", "url": "https://a.b"}]),
        f"{BUTTON} Exactly one optional field must be used, not ['url', 'callback_data']",
    ),
    (
        inline([link("androidamap://route")]),
        "inline keyboard button URL 'androidamap://route' is invalid: Unsupported URL protocol",
    ),
    (
        inline([link("https://nowhere")]),
        "inline keyboard button URL 'https://nowhere' is invalid: Wrong HTTP URL",
    ),
    (inline([{"text": "x", "copy_text": {"text": "y" * 257}}]), "BUTTON_COPY_TEXT_INVALID"),
    (inline(["x"]), f"{BUTTON} InlineKeyboardButton must be an Object"),  # type: ignore[list-item]
    (
        {"inline_keyboard": [data("x")]},
        'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    ),
    ({"keyboard": "x"}, 'field "keyboard" of the ReplyKeyboardMarkup must be an Array'),
    ({"keyboard": [[""]]}, "can't parse keyboard button: Button text must not be empty"),
    (
        {"force_reply": True, "input_field_placeholder": "x" * 65},
        "input field placeholder is too long",
    ),
]


@pytest.mark.parametrize(("markup", "why"), REFUSED_KEYBOARDS)
def test_a_keyboard_outside_the_limits_is_refused(
    api: BotApi, call: Caller, markup: Json, why: str
) -> None:
    """Telegram rejects the whole message for one bad button."""
    api.user(5).starts()
    answer = call("sendMessage", chat_id=5, text="x", reply_markup=markup)
    assert answer["description"] == f"Bad Request: {why}"


def test_photos_have_limits_of_size_shape_and_kind(api: BotApi, call: Caller) -> None:
    """10 MB, width + height up to 10,000 px, sides up to 1 : 20, and a real picture."""
    api.user(5).starts()

    def send(content: bytes, **params: object) -> str:
        answer = call("sendPhoto", {"photo": ("m.png", content)}, chat_id=5, **params)
        return str(answer.get("description", "ok"))

    assert send(png(9000, 1000), caption="x" * 1024) == "ok"
    assert send(png(9001, 1000)) == "Bad Request: PHOTO_INVALID_DIMENSIONS"
    assert send(png(2100, 100)) == "Bad Request: PHOTO_INVALID_DIMENSIONS"
    assert send(b"no picture") == "Bad Request: IMAGE_PROCESS_FAILED"
    assert send(b"") == "Bad Request: file must be non-empty"
    big = send(png(40, 30) + bytes(10 << 20))
    assert big.endswith("bytes is too big for a photo; the maximum size is 10485760 bytes")
    assert send(png(40, 30), caption="x" * 1025) == "Bad Request: message caption is too long"


@pytest.mark.parametrize(
    ("method", "params", "why"),
    [
        ("sendPhoto", {}, "there is no photo in the request"),
        ("sendPhoto", {"photo": "unknown"}, "wrong file identifier/HTTP URL specified"),
        ("sendPhoto", {"photo": "attach://gone"}, "media not found"),
        ("sendDocument", {}, "there is no document in the request"),
        ("sendLocation", {"latitude": 31.2}, "longitude is empty"),
        (
            "sendLocation",
            {"longitude": 31.2, "latitude": 121.5},
            "wrong latitude or longitude specified",
        ),
        (
            "sendLocation",
            {"longitude": 121.5, "latitude": 31.2, "live_period": 59},
            "wrong live period specified",
        ),
        (
            "sendLocation",
            {"longitude": 121.5, "latitude": 31.2, "horizontal_accuracy": 1501},
            "wrong horizontal accuracy specified",
        ),
        (
            "sendVenue",
            {"longitude": 121.5, "latitude": 31.2, "title": "x"},
            'parameter "address" is required',
        ),
        ("sendChatAction", {"action": "thinking"}, "wrong parameter action in request"),
        (
            "sendMediaGroup",
            {"media": [{"type": "photo", "media": "x"}]},
            "wrong number of media in the album: 2-10 are needed",
        ),
        (
            "sendMediaGroup",
            {"media": [{"type": "photo", "media": "x"}] * 11},
            "wrong number of media in the album: 2-10 are needed",
        ),
        (
            "sendMediaGroup",
            {"media": [{"type": "photo"}, {"type": "document"}]},
            "can't use the media of the specified type in the album",
        ),
        (
            "sendMediaGroup",
            {"media": [{"type": "dice"}] * 2},
            'can\'t parse InputMedia: type "dice" is unsupported',
        ),
    ],
)
def test_other_content_is_checked_too(
    api: BotApi, call: Caller, method: str, params: Json, why: str
) -> None:
    """Places, files, albums and chat actions have rules of their own."""
    api.user(5).starts()
    answer = call(method, chat_id=5, **params)
    assert (answer["error_code"], answer["description"]) == (400, f"Bad Request: {why}")


def test_a_document_may_have_50_megabytes(api: BotApi, call: Caller) -> None:
    """One byte more and the front server itself refuses."""
    api.user(5).starts()
    answer = call("sendDocument", {"document": ("x.bin", bytes((50 << 20) + 1))}, chat_id=5)
    assert (answer["error_code"], answer["description"]) == (413, "Request Entity Too Large")


@pytest.mark.parametrize(
    ("commands", "why"),
    [
        ([{"command": "x" * 32, "description": "y" * 256}] * 100, ""),
        ([{"command": "x" * 33, "description": "y"}], "BOT_COMMAND_INVALID"),
        ([{"command": "Near", "description": "y"}], "BOT_COMMAND_INVALID"),
        ([{"command": "附近", "description": "y"}], "BOT_COMMAND_INVALID"),
        ([{"command": "x", "description": ""}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": "x", "description": "y" * 257}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": "x", "description": "y"}] * 101, "BOT_COMMANDS_TOO_MUCH"),
    ],
)
def test_commands_have_limits(call: Caller, commands: list[Json], why: str) -> None:
    """Up to 100 commands of 1 to 32 small Latin letters, digits and underscores."""
    answer = call("setMyCommands", commands=commands)
    assert answer.get("description", "") == (f"Bad Request: {why}" if why else "")


@pytest.mark.parametrize(
    ("method", "params", "why"),
    [
        ("setMyName", {"name": "x" * 65}, "bot name is too long"),
        ("setMyDescription", {"description": "x" * 513}, "bot description is too long"),
        (
            "setMyShortDescription",
            {"short_description": "x" * 121},
            "bot short description is too long",
        ),
        ("getMyName", {"language_code": "zh-hans"}, "invalid language code specified"),
        (
            "getMyCommands",
            {"scope": {"type": "street"}},
            "can't parse BotCommandScope: Unsupported type specified",
        ),
    ],
)
def test_what_a_bot_says_of_itself_is_checked(
    call: Caller, method: str, params: Json, why: str
) -> None:
    """Names and descriptions have lengths; languages are two letters."""
    assert call(method, **params)["description"] == f"Bad Request: {why}"


@pytest.mark.parametrize(
    ("results", "why"),
    [
        ([article(str(n)) for n in range(50)], ""),
        ([article("x" * 64)], ""),
        ([article(str(n)) for n in range(51)], "RESULTS_TOO_MUCH"),
        ([article("x" * 65)], "RESULT_ID_INVALID"),
        ([article("")], "RESULT_ID_INVALID"),
        ([article(), article()], "RESULT_ID_DUPLICATE"),
        ([article(title="")], "can't parse inline query result: can't find field \"title\""),
        ([{"type": "x"}], 'can\'t parse inline query result: unsupported type "x"'),
        ([article(input_message_content={"message_text": "x" * 4097})], "message is too long"),
        (
            [article(input_message_content={"x": 1})],
            "can't parse inline query result: input message content is not specified",
        ),
        ([article(input_message_content={"latitude": 31.2, "longitude": 121.5})], ""),
        (
            [article(input_message_content={"latitude": 121.5, "longitude": 31.2})],
            "wrong latitude or longitude specified",
        ),
        (["x"], "can't parse inline query result: expected an Object"),
        ([article(reply_markup=inline([data("x" * 65)]))], "BUTTON_DATA_INVALID"),
    ],
)
def test_inline_results_have_limits(
    api: BotApi, call: Caller, results: list[Json], why: str
) -> None:
    """Up to 50 results; each id unique and of 1 to 64 bytes; the message within its own limits."""
    query = api.user(5).inline("助餐点")
    answer = call("answerInlineQuery", inline_query_id=query.query_id, results=results)
    assert answer.get("description", "") == (f"Bad Request: {why}" if why else "")


def test_a_toast_has_at_most_200_characters(api: BotApi, call: Caller) -> None:
    """Longer answers to a pressed button are refused, and the press stays unanswered."""
    user = api.user(5)
    press = user.forges(user.starts(), "x")
    number = press.query_id
    assert not call("answerCallbackQuery", callback_query_id=number, text="x" * 201)["ok"]
    assert call("answerCallbackQuery", callback_query_id=number, text="x" * 200)["ok"]
    assert press.toast().text == "x" * 200


@pytest.mark.parametrize("how", ["unknown", "other kind", "expired", "old"])
def test_a_query_can_be_too_old(api: BotApi, call: Caller, how: str) -> None:
    """An unknown, foreign or expired query is told in one and the same way."""
    user = api.user(5)
    number = user.forges(user.starts(), "x").query_id
    if how == "unknown":
        number = "1"
    elif how == "other kind":
        number = user.inline("x").query_id
    elif how == "expired":
        api.expire_queries()
    else:
        api.query_timeout_s = -1
    answer = call("answerCallbackQuery", callback_query_id=number)
    why = "query is too old and response timeout expired or query ID is invalid"
    assert answer["description"] == f"Bad Request: {why}"


def test_tokens_and_methods_are_checked(api: BotApi, call: Caller, client: httpx.Client) -> None:
    """A malformed token is 404, a wrong one 401, an unknown method 404."""
    assert call("sendDice")["description"] == "Not Found: method not found"
    wrong = client.get(f"{api.base_url}1:other/getMe")
    assert (wrong.status_code, wrong.json()["description"]) == (401, "Unauthorized")
    malformed = client.get(f"{api.base_url}nonsense/getMe")
    assert (malformed.status_code, malformed.json()["description"]) == (404, "Not Found")


def test_parameters_of_a_wrong_shape_are_shown_to_the_test(api: BotApi, call: Caller) -> None:
    """What nobody thought of is 500 and stands in `refused`, not an answer out of nothing."""
    api.user(5).starts()
    answer = call("sendMessage", chat_id=5, text="x", reply_parameters={"message_id": [1]})
    assert answer["error_code"] == 500
    assert "TypeError" in api.refused[0].description


def test_flood_limits_are_enforced_when_asked_for(client: httpx.Client) -> None:
    """One message a second in a chat, a few in all; 429 says how long to wait."""
    with BotApi(flood=Flood(per_second=3)) as api:

        def send(chat_id: int) -> Json:
            api.user(chat_id).starts()
            params = {"chat_id": str(chat_id), "text": "x"}
            body: Json = client.get(f"{api.base_url}{api.token}/sendMessage", params=params).json()
            return body

        assert send(1)["ok"]
        again = send(1)
        assert again["error_code"] == 429
        assert again["parameters"] == {"retry_after": 1}
        assert again["description"] == "Too Many Requests: retry after 1"
        assert [send(number)["ok"] for number in (2, 3, 4)] == [True, True, False]
        assert (Flood().per_second, Flood().per_chat) == (30, 1)
