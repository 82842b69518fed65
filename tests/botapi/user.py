"""A person with a phone: what she types, presses and sends, and what she then sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.botapi.formatting.entities import detected
from tests.botapi.view import Toast
from tests.botapi.wire import Upload

if TYPE_CHECKING:
    from tests.botapi.api import BotApi
    from tests.botapi.state import Person
    from tests.botapi.view import Message
    from tests.botapi.wire import Json

_TIMEOUT_S = 15.0


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button that waits for the bot."""

    api: BotApi
    query_id: str

    def toast(self, timeout_s: float = _TIMEOUT_S) -> Toast:
        """What came up when the bot answered the press."""
        answer = self.api.answer_to(self.query_id, timeout_s)
        return Toast(answer["text"], answer["show_alert"], answer["url"])


@dataclass(frozen=True, slots=True)
class Inline:
    """What was typed after @bot, waiting for results."""

    user: User
    query: str
    query_id: str

    def results(self, timeout_s: float = _TIMEOUT_S) -> list[Json]:
        """The results as the bot sent them."""
        answer = self.user.api.answer_to(self.query_id, timeout_s)
        return list(answer["results"])

    def chooses(self, result_id: str) -> None:
        """Tell the bot that this result was sent."""
        head = {"from": self.user.person.user, "result_id": result_id, "query": self.query}
        self.user.api.state.arrive("chosen_inline_result", head)


@dataclass(slots=True)
class User:
    """One person in her private chat with the bot. Make her with `BotApi.user`."""

    api: BotApi
    person: Person
    _heard: int = 0

    @property
    def id(self) -> int:
        """The user's id, which is also the chat's."""
        return self.person.id

    # What she does.

    def says(self, text: str, **extra: Any) -> Message:  # noqa: ANN401 - any field of a message
        """Type a text; `extra` are further fields of Telegram's Message."""
        entities = detected(text)
        found: Json = {"entities": list(entities)} if entities else {}
        return self._send({"text": text, **found, **extra})

    def starts(self, payload: str = "") -> Message:
        """Press Start, perhaps by a deep link (t.me/bot?start=payload)."""
        return self.says(f"/start {payload}".strip())

    def forwards(self, text: str, sender: str = "Somebody") -> Message:
        """Pass on what somebody else wrote."""
        date = self.api.state.now
        origin = {"type": "hidden_user", "sender_user_name": sender, "date": date}
        return self.says(text, forward_origin=origin)

    def sends_location(
        self, lon: float, lat: float, *, live: bool = False, accuracy_m: float | None = None
    ) -> Message:
        """Send where she is (WGS-84); `live`: for the next quarter of an hour."""
        place: Json = {"longitude": lon, "latitude": lat}
        if accuracy_m is not None:
            place["horizontal_accuracy"] = accuracy_m
        if live:
            place["live_period"] = 900
        return self._send({"location": place})

    def moves(self, message: Message, lon: float, lat: float) -> Message:
        """A live location that she shares gets its next position."""
        place = {**message.raw["location"], "longitude": lon, "latitude": lat}
        return self._change(message.id, {"location": place})

    def sends_venue(self, lon: float, lat: float, title: str, address: str = "") -> Message:
        """Send a place that she picked on the map."""
        place = {"longitude": lon, "latitude": lat}
        venue = {"location": place, "title": title, "address": address}
        return self._send({"venue": venue, "location": place})

    def sends_photo(self, content: bytes = b"photo", caption: str = "") -> Message:
        """Send a picture; the bot can fetch it."""
        return self._send_file("photo", Upload("photo.jpg", "image/jpeg", content), caption)

    def sends_voice(self, content: bytes = b"voice", duration_s: int = 3) -> Message:
        """Send a voice message."""
        stored = self.api.state.files.put("voice", Upload("v.oga", "audio/ogg", content))
        voice = {**stored.as_json(), "duration": duration_s, "mime_type": "audio/ogg"}
        return self._send({"voice": voice})

    def sends_sticker(self, emoji: str = "👍") -> Message:
        """Send a sticker."""
        stored = self.api.state.files.put("sticker", Upload("s.webp", "image/webp", b"sticker"))
        flags = {"is_animated": False, "is_video": False, "type": "regular", "emoji": emoji}
        return self._send({"sticker": {**stored.as_json(), **flags, "width": 512, "height": 512}})

    def sends_document(self, name: str, content: bytes, caption: str = "") -> Message:
        """Send a file; the bot can fetch it."""
        upload = Upload(name, "application/octet-stream", content)
        return self._send_file("document", upload, caption)

    def edits(self, message_id: int, text: str) -> Message:
        """Change what she wrote."""
        return self._change(message_id, {"text": text, "entities": list(detected(text))})

    def presses(self, message: Message, wanted: str) -> Press:
        """Press the button with this label or data, as it is under the message now."""
        current = self.api.message(self.id, message.id)
        if current is None:
            raise LookupError(f"message {message.id} is no longer in the chat")
        button = current.button(wanted)
        if not button.data:
            raise LookupError(f"button {button.label!r} sends nothing; it opens {button.url!r}")
        return self.forges(message, button.data)

    def forges(self, message: Message, data: str) -> Press:
        """Send callback data that need not be on any button, as an old or evil client can."""
        state = self.api.state
        current = state.messages[self.id].get(message.id)
        gone = {"chat": self.person.chat, "message_id": message.id, "date": 0}
        query_id = state.ask("callback")
        pressed = {"id": query_id, "from": self.person.user, "message": current or gone}
        state.arrive("callback_query", {**pressed, "chat_instance": str(self.id), "data": data})
        return Press(self.api, query_id)

    def inline(self, query: str, offset: str = "") -> Inline:
        """Type @bot and `query` in some chat."""
        query_id = self.api.state.ask("inline")
        typed = {"id": query_id, "from": self.person.user, "query": query, "offset": offset}
        self.api.state.arrive("inline_query", {**typed, "chat_type": "private"})
        return Inline(self, query, query_id)

    def blocks(self) -> None:
        """Block the bot: it gets 403 from now on."""
        self._stands("member", "kicked")

    def unblocks(self) -> None:
        """Let the bot write again."""
        self._stands("kicked", "member")

    # What she sees.

    @property
    def inbox(self) -> list[Message]:
        """The bot's messages in her chat, as they look now, oldest first."""
        bot = self.api.state.bot["id"]
        return [m for m in self.api.chat(self.id) if m.raw["from"]["id"] == bot]

    @property
    def reply_keyboard(self) -> list[list[str]]:
        """The labels of the keyboard below the text field; empty when there is none."""
        rows = (self.person.keyboard or {}).get("keyboard", [])
        return [[b["text"] if isinstance(b, dict) else b for b in row] for row in rows]

    @property
    def menu(self) -> list[Json]:
        """The commands in the menu, in her language."""
        language = str(self.person.user.get("language_code", ""))
        return self.api.state.profile.menu(self.id, language)

    def hears(self, timeout_s: float = _TIMEOUT_S) -> Message:
        """The next message of the bot that she has not heard yet; waits for it."""
        fresh = self.api.wait_for(self._fresh, timeout_s)
        self._heard = fresh.id
        return fresh

    def asks(self, text: str, timeout_s: float = _TIMEOUT_S) -> Message:
        """Say something and hear the answer, whatever was not heard before."""
        self._heard = max((message.id for message in self.inbox), default=0)
        self.says(text)
        return self.hears(timeout_s)

    def sees(self, text: str, timeout_s: float = _TIMEOUT_S) -> Message:
        """The latest message that contains `text`; waits until there is one."""
        return self.api.wait_for(
            lambda: next((m for m in reversed(self.inbox) if text in m.text), None), timeout_s
        )

    def _fresh(self) -> Message | None:
        return next((m for m in self.inbox if m.id > self._heard), None)

    def _send(self, content: Json) -> Message:
        if self.person.blocked:
            raise RuntimeError("she has blocked the bot: let her unblock it before she writes")
        state = self.api.state
        with state.changed:
            self.person.started = True
            message = state.post(self.person.chat, self.person.user, content)
            state.arrive("message", message)
        return self.api.seen(message)

    def _send_file(self, kind: str, upload: Upload, caption: str) -> Message:
        stored = self.api.state.files.put(kind, upload, 1280, 960)
        shown = {"caption": caption} if caption else {}
        return self._send({**stored.in_message(), **shown})

    def _change(self, message_id: int, content: Json) -> Message:
        state = self.api.state
        with state.changed:
            old = state.messages[self.id][message_id]
            message = state.replace({**old, **content, "edit_date": state.now})
            state.arrive("edited_message", message)
        return self.api.seen(message)

    def _stands(self, before: str, after: str) -> None:
        state = self.api.state
        with state.changed:
            self.person.blocked = after == "kicked"
            body = {"chat": self.person.chat, "from": self.person.user, "date": state.now}
            change = {"old_chat_member": _member(state.bot, before)}
            change["new_chat_member"] = _member(state.bot, after)
            state.arrive("my_chat_member", {**body, **change})


def _member(bot: Json, status: str) -> Json:
    """How the bot stands in a private chat: "member", or "kicked" by who blocked it."""
    return {"user": bot, "status": status} | ({"until_date": 0} if status == "kicked" else {})
