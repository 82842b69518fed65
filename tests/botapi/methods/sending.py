"""The methods that put something new into a chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.botapi.methods import content, keyboard
from tests.botapi.wire import bad_request

if TYPE_CHECKING:
    from tests.botapi.params import Params
    from tests.botapi.state import Person, State
    from tests.botapi.wire import Json

# https://core.telegram.org/bots/api#sendchataction
_ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note",
    "upload_video_note",
}  # fmt: skip
_ALBUM = range(2, 11)


def send_message(state: State, params: Params) -> Json:
    """A text."""
    return _send(state, params, content.text(params))


def send_photo(state: State, params: Params) -> Json:
    """A picture, uploaded or known by its id."""
    return _send(state, params, content.medium(state.files, params, "photo", "photo"))


def send_document(state: State, params: Params) -> Json:
    """A file, uploaded or known by its id."""
    return _send(state, params, content.medium(state.files, params, "document", "document"))


def send_location(state: State, params: Params) -> Json:
    """A point on the map."""
    return _send(state, params, content.location(params))


def send_venue(state: State, params: Params) -> Json:
    """A named point on the map."""
    return _send(state, params, content.venue(params))


def send_media_group(state: State, params: Params) -> list[Json]:
    """Two to ten photos, or as many documents."""
    media = params.json("media", "media")
    if not isinstance(media, list):
        raise bad_request("expected an Array of InputMedia")
    if len(media) not in _ALBUM:
        raise bad_request("wrong number of media in the album: 2-10 are needed")
    if len({item.get("type") for item in media if isinstance(item, dict)}) > 1:
        raise bad_request("can't use the media of the specified type in the album")
    contents = [content.input_media(state.files, params, item) for item in media]
    person = state.recipient(params)
    _admit(state, person, len(contents))
    group = {"media_group_id": str(state.now), **_reply(state, params)}
    return [state.post(person.chat, state.bot, {**one, **group}) for one in contents]


def send_chat_action(state: State, params: Params) -> bool:
    """Show that the bot is typing, drawing, …."""
    if params.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    state.recipient(params)
    return True


def _send(state: State, params: Params, shown: Json) -> Json:
    markup = keyboard.read(params)
    person = state.recipient(params)
    extra = _reply(state, params)
    _admit(state, person)
    if markup is not None and "inline_keyboard" in markup:
        extra["reply_markup"] = markup
    elif markup is not None:
        person.keyboard = markup if "keyboard" in markup else None
    return state.post(person.chat, state.bot, {**shown, **extra})


def _admit(state: State, person: Person, count: int = 1) -> None:
    if state.flood is not None:
        for _ in range(count):
            state.flood.admit(person.id)


def _reply(state: State, params: Params) -> Json:
    """The message that this one answers, if the call names one."""
    reply = params.json("reply_parameters", "reply parameters")
    if not isinstance(reply, dict):
        return {}
    answered = state.messages[params.chat_id or 0].get(int(reply.get("message_id", 0)))
    if answered is None and not reply.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return {"reply_to_message": answered} if answered else {}


METHODS = {
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendLocation": send_location,
    "sendVenue": send_venue,
    "sendMediaGroup": send_media_group,
    "sendChatAction": send_chat_action,
}
