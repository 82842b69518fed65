"""What each method does to what a person sees."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import httpx

    from tests.botapi import BotApi
    from tests.botapi.tests.conftest import Caller

BUTTONS = {"inline_keyboard": [[{"text": "更多", "callback_data": "m:2"}]]}


def test_a_message_appears_in_the_inbox(api: BotApi, call: Caller) -> None:
    """Text without markup, buttons, and the message it answers."""
    user = api.user(5)
    question = user.says("餐厅")
    reply = {"message_id": question.id}
    text = "<b>①</b> 食堂"
    extra: dict[str, Any] = {"reply_markup": BUTTONS, "reply_parameters": reply}
    sent = call("sendMessage", chat_id=5, text=text, parse_mode="HTML", **extra)["result"]
    message = user.hears()
    assert (message.id, message.text, message.labels) == (sent["message_id"], "① 食堂", ["更多"])
    assert (message.reply_to, message.kind, message.edited) == (question.id, "text", False)
    assert message.entities == [{"type": "bold", "offset": 0, "length": 1}]


def test_entities_can_be_given_instead_of_markup(api: BotApi, call: Caller) -> None:
    """They arrive as they were sent, markup stays as it is."""
    user = api.user(5)
    user.starts()
    bold = {"type": "bold", "offset": 4, "length": 1}
    call("sendMessage", chat_id=5, text="<b> 餐", entities=[bold])
    assert (user.inbox[0].text, user.inbox[0].entities) == ("<b> 餐", [bold])


def test_malformed_bodies_are_refused(api: BotApi, client: httpx.Client) -> None:
    """JSON that is none, or no object."""
    address = f"{api.base_url}{api.token}/getMe"
    kind = {"Content-Type": "application/json"}
    for body, why in (("{", "can't parse JSON object"), ("[]", "object expected as parameters")):
        answer = client.post(address, content=body, headers=kind)
        assert (answer.status_code, answer.json()["description"]) == (400, f"Bad Request: {why}")


def test_every_way_to_pass_parameters_works(api: BotApi, client: httpx.Client) -> None:
    """Query string, form and JSON, by GET and POST, whatever the case of the method."""
    api.user(5).starts()
    address = f"{api.base_url}{api.token}/sendmessage"
    values = {"chat_id": "5", "text": "x", "reply_markup": json.dumps(BUTTONS)}
    for response in (
        client.get(address, params=values),
        client.post(address, params=values),
        client.post(address, data=values),
        client.post(address, json={"chat_id": 5, "text": "x", "reply_markup": BUTTONS}),
        client.post(address, data=values, files={"unused": b"x"}),
    ):
        assert response.json()["result"]["reply_markup"] == BUTTONS


def test_pictures_and_documents_can_be_fetched_and_sent_again(
    api: BotApi, call: Caller, client: httpx.Client, picture: bytes
) -> None:
    """An upload has an id; the id sends it again, getFile leads to its bytes."""
    user = api.user(5)
    user.starts()
    first = call("sendPhoto", {"photo": ("m.png", picture)}, chat_id=5, caption="图")["result"]
    file_id = first["photo"][-1]["file_id"]
    assert (first["photo"][-1]["width"], first["photo"][-1]["height"]) == (40, 30)
    call("sendPhoto", chat_id=5, photo=file_id)
    assert [m.content == picture for m in user.inbox] == [True, True]
    path = call("getFile", file_id=file_id)["result"]["file_path"]
    assert client.get(f"{api.base_file_url}{api.token}/{path}").content == picture
    assert call("getFile", file_id="x")["description"] == "Bad Request: invalid file_id"
    content = bytes(range(256)) * 40 + b"\r\n--x\r\n"
    call("sendDocument", {"document": ("报告.html", content)}, chat_id=5)
    assert (user.inbox[-1].file_name, user.inbox[-1].content) == ("报告.html", content)
    assert api.calls("sendDocument")[0].files["document"].content == content


def test_places_are_shown_with_longitude_first(api: BotApi, call: Caller) -> None:
    """A location, and a venue that has a location too."""
    user = api.user(5)
    user.starts()
    call("sendLocation", chat_id=5, longitude=121.52, latitude=31.21)
    call("sendVenue", chat_id=5, longitude=121.53, latitude=31.22, title="食堂", address="路 1 号")
    place, venue = user.inbox
    assert (place.lonlat, place.venue) == ((121.52, 31.21), None)
    assert venue.lonlat == (121.53, 31.22)
    assert venue.venue is not None
    assert (venue.venue.title, venue.venue.address) == ("食堂", "路 1 号")


def test_an_album_is_several_messages(api: BotApi, call: Caller, picture: bytes) -> None:
    """Each picture of a group is a message of its own, with the same group id."""
    user = api.user(5)
    user.starts()
    media = [{"type": "photo", "media": f"attach://{n}", "caption": n} for n in "ab"]
    files = {n: (f"{n}.png", picture) for n in "ab"}
    result = call("sendMediaGroup", files, chat_id=5, media=json.dumps(media))["result"]
    assert [m.text for m in user.inbox] == ["a", "b"]
    assert len({m["media_group_id"] for m in result}) == 1


def test_edits_replace_what_the_person_sees(api: BotApi, call: Caller, picture: bytes) -> None:
    """Text, keyboard, medium and caption; an edit without a keyboard removes it."""
    user = api.user(5)
    user.starts()
    number = call("sendMessage", chat_id=5, text="a", reply_markup=BUTTONS)["result"]["message_id"]
    to: dict[str, Any] = {"chat_id": 5, "message_id": number}
    call("editMessageText", **to, text="b", reply_markup=BUTTONS)
    assert (user.inbox[-1].text, user.inbox[-1].edited) == ("b", True)
    call("editMessageReplyMarkup", **to)
    assert user.inbox[-1].buttons == []
    media = json.dumps({"type": "photo", "media": "attach://p", "caption": "c"})
    call("editMessageMedia", {"p": ("p.png", picture)}, **to, media=media)
    assert (user.inbox[-1].kind, user.inbox[-1].text) == ("photo", "c")
    call("editMessageCaption", **to, caption="d")
    assert [(m.text, m.content) for m in user.inbox] == [("d", picture)]


def test_edits_that_telegram_refuses(api: BotApi, call: Caller, picture: bytes) -> None:
    """Nothing new, no such message, somebody else's, the wrong kind."""
    user = api.user(5)
    hers = user.starts()
    number = call("sendMessage", chat_id=5, text="a", reply_markup=BUTTONS)["result"]["message_id"]
    photo = call("sendPhoto", {"photo": ("m.png", picture)}, chat_id=5)["result"]["message_id"]

    def why(method: str, message_id: int, **params: object) -> str:
        answer = call(method, chat_id=5, message_id=message_id, **params)
        return str(answer.get("description", "")).removeprefix("Bad Request: ")

    same = why("editMessageText", number, text="a", reply_markup=BUTTONS)
    assert same.startswith("message is not modified: specified new message content and reply")
    assert why("editMessageReplyMarkup", number, reply_markup=BUTTONS) == same
    assert why("editMessageText", number, text="x" * 4097) == "MESSAGE_TOO_LONG"
    assert why("editMessageText", 99, text="b") == "message to edit not found"
    assert why("editMessageText", hers.id, text="b") == "message can't be edited"
    assert why("editMessageText", photo, text="b") == "there is no text in the message to edit"
    no_caption = "there is no caption in the message to edit"
    assert why("editMessageCaption", number, caption="b") == no_caption
    reply_keyboard = {"keyboard": [["x"]]}
    assert why("editMessageText", number, text="b", reply_markup=reply_keyboard) == (
        "inline keyboard expected"
    )
    assert call("editMessageText", text="b")["description"].endswith(
        'parameter "inline_message_id" is required'
    )


def test_a_message_can_be_deleted_for_two_days(api: BotApi, call: Caller) -> None:
    """Deleted means gone for the person; old or unknown messages are refused."""
    user = api.user(5)
    user.starts()
    numbers = [call("sendMessage", chat_id=5, text=t)["result"]["message_id"] for t in "ab"]
    assert call("deleteMessage", chat_id=5, message_id=numbers[0])["result"] is True
    assert [m.text for m in user.inbox] == ["b"]
    again = call("deleteMessage", chat_id=5, message_id=numbers[0])["description"]
    assert again == "Bad Request: message to delete not found"
    now = api.clock()
    api.clock = lambda: now + 48 * 3600 + 2
    old = call("deleteMessage", chat_id=5, message_id=numbers[1])["description"]
    assert old == "Bad Request: message can't be deleted for everyone"


def test_strangers_and_blockers_are_not_written_to(api: BotApi, call: Caller) -> None:
    """403 for someone who never wrote, and for someone who blocked the bot."""
    user = api.user(5)
    stranger = call("sendMessage", chat_id=5, text="x")
    why = "Forbidden: bot can't initiate conversation with a user"
    assert (stranger["error_code"], stranger["description"]) == (403, why)
    user.starts()
    user.blocks()
    blocked = call("sendMessage", chat_id=5, text="x")
    assert blocked["description"] == "Forbidden: bot was blocked by the user"
    with pytest.raises(RuntimeError, match="blocked"):
        user.says("x")
    user.unblocks()
    assert call("sendMessage", chat_id=5, text="x")["ok"]
    changes = [u["my_chat_member"] for u in call("getUpdates")["result"] if "my_chat_member" in u]
    assert [c["new_chat_member"]["status"] for c in changes] == ["kicked", "member"]


def test_the_menu_follows_scope_and_language(api: BotApi, call: Caller) -> None:
    """One's own chat before all private chats before all; her language before none."""
    zh, en = api.user(5, language_code="zh-hans"), api.user(6, language_code="en")

    def names(user_id: int) -> list[str]:
        return [command["command"] for command in api.user(user_id).menu]

    def put(name: str, **where: object) -> None:
        assert call("setMyCommands", commands=[{"command": name, "description": "x"}], **where)[
            "ok"
        ]

    put("all")
    put("zh", language_code="zh")
    assert (names(5), names(6)) == (["zh"], ["all"])
    put("private", scope={"type": "all_private_chats"})
    put("staff", scope={"type": "chat", "chat_id": 6})
    assert (names(5), names(6)) == (["private"], ["staff"])
    assert call("getMyCommands", language_code="zh")["result"][0]["command"] == "zh"
    call("deleteMyCommands", scope={"type": "chat", "chat_id": 6})
    assert en.menu == zh.menu


def test_the_profile_has_texts_by_language(call: Caller) -> None:
    """A text in a language falls back to the text for all."""
    assert call("getMe")["result"]["username"] == "test_bot"
    assert call("getMyName")["result"] == {"name": "Test Bot"}
    assert call("getChatMenuButton")["result"] == {"type": "default"}
    call("setChatMenuButton", menu_button={"type": "commands"})
    assert call("getChatMenuButton")["result"] == {"type": "commands"}
    for kind in ("Name", "Description", "ShortDescription"):
        key = {"ShortDescription": "short_description"}.get(kind, kind.lower())
        call(f"setMy{kind}", **{key: "all"})
        call(f"setMy{kind}", **{key: "中文"}, language_code="zh")
        assert call(f"getMy{kind}", language_code="zh")["result"] == {key: "中文"}
        assert call(f"getMy{kind}", language_code="en")["result"] == {key: "all"}


def test_a_pressed_button_is_answered(api: BotApi, call: Caller) -> None:
    """By label or data; the person sees the toast or the alert."""
    user = api.user(5)
    user.starts()
    call("sendMessage", chat_id=5, text="a", reply_markup=BUTTONS)
    press = user.presses(user.hears(), "更多")
    asked = call("getUpdates", offset=-1)["result"][0]["callback_query"]
    assert (asked["data"], asked["message"]["text"], asked["from"]["id"]) == ("m:2", "a", 5)
    call("answerCallbackQuery", callback_query_id=asked["id"], text="好", show_alert=True)
    assert (press.toast().text, press.toast().alert) == ("好", True)


def test_only_buttons_that_are_there_can_be_pressed(api: BotApi, call: Caller) -> None:
    """The error names those that are; an address sends nothing; a deleted message is gone."""
    user = api.user(5)
    user.starts()
    keyboard = {"inline_keyboard": [[{"text": "地图", "url": "https://a.b"}]]}
    number = call("sendMessage", chat_id=5, text="a", reply_markup=keyboard)["result"]["message_id"]
    message = user.hears()
    assert list(message.links()) == ["https://a.b"]
    with pytest.raises(LookupError, match="地图"):
        user.presses(message, "更多")
    with pytest.raises(LookupError, match="opens"):
        user.presses(message, "地图")
    call("deleteMessage", chat_id=5, message_id=number)
    with pytest.raises(LookupError, match="no longer"):
        user.presses(message, "地图")
    user.forges(message, "old")
    asked = call("getUpdates", offset=-1)["result"][0]["callback_query"]
    assert (asked["data"], asked["message"]["date"]) == ("old", 0)


def test_inline_results_reach_the_person(api: BotApi, call: Caller) -> None:
    """The results as sent; the choice comes back as an update."""
    query = api.user(5).inline("助餐")
    asked = call("getUpdates")["result"][0]["inline_query"]
    assert (asked["query"], asked["offset"]) == ("助餐", "")
    message = {"message_text": "食堂"}
    result = {"type": "article", "id": "c1", "title": "食堂", "input_message_content": message}
    call("answerInlineQuery", inline_query_id=asked["id"], results=json.dumps([result]))
    assert query.results() == [result]
    query.chooses("c1")
    chosen = call("getUpdates", offset=-1)["result"][0]["chosen_inline_result"]
    assert (chosen["result_id"], chosen["query"]) == ("c1", "助餐")


def test_a_reply_keyboard_stays_until_it_is_removed(api: BotApi, call: Caller) -> None:
    """It is the person's, not the message's."""
    user = api.user(5)
    user.starts()
    keyboard = {"keyboard": [["附近", {"text": "位置", "request_location": True}]]}
    call("sendMessage", chat_id=5, text="a", reply_markup=keyboard)
    call("sendMessage", chat_id=5, text="b")
    assert user.reply_keyboard == [["附近", "位置"]]
    call("sendMessage", chat_id=5, text="c", reply_markup={"remove_keyboard": True})
    assert user.reply_keyboard == []


def test_calls_are_recorded_and_can_be_forgotten(api: BotApi, call: Caller) -> None:
    """Every call but getUpdates, with its outcome; `keep` bounds the memory."""
    api.user(5).starts()
    call("sendMessage", chat_id=5, text="a")
    call("sendMessage", chat_id=6, text="b")
    call("getUpdates")
    assert [(c.method, c.chat_id, c.code) for c in api.sent] == [
        ("sendMessage", 5, 200),
        ("sendMessage", 6, 400),
    ]
    assert [c.params["text"] for c in api.calls("sendmessage", chat_id=5)] == ["a"]
    assert [c.chat_id for c in api.refused] == [6]
    api.forget_calls()
    assert api.sent == []
