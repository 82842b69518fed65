"""The methods that change or remove what the bot has sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.botapi.methods import content, keyboard
from tests.botapi.wire import bad_request

if TYPE_CHECKING:
    from tests.botapi.params import Params
    from tests.botapi.state import State
    from tests.botapi.wire import Json

# https://core.telegram.org/bots/api#deletemessage
_DELETABLE_S = 48 * 3600
_MEDIA = ("photo", "document")
_SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)


def edit_message_text(state: State, params: Params) -> Json:
    """New words for a text message."""
    shown = content.text(params, too_long="MESSAGE_TOO_LONG")
    markup = keyboard.read(params, inline_only=True)
    old = _editable(state, params)
    if "text" not in old:
        raise bad_request("there is no text in the message to edit")
    return _store(state, old, _without(old, "text", "entities") | shown, markup)


def edit_message_caption(state: State, params: Params) -> Json:
    """New words under a picture or a document."""
    shown = content.caption(params)
    markup = keyboard.read(params, inline_only=True)
    old = _editable(state, params)
    if not any(kind in old for kind in _MEDIA):
        raise bad_request("there is no caption in the message to edit")
    return _store(state, old, _without(old, "caption", "caption_entities") | shown, markup)


def edit_message_media(state: State, params: Params) -> Json:
    """Another picture or document, or the first one of a text message."""
    markup = keyboard.read(params, inline_only=True)
    shown = content.input_media(state.files, params, params.json("media", "input media"))
    old = _editable(state, params)
    if not any(kind in old for kind in ("text", *_MEDIA)):
        raise bad_request("message can't be edited")
    replaced = ("text", "entities", "caption", "caption_entities", *_MEDIA)
    return _store(state, old, _without(old, *replaced) | shown, markup)


def edit_message_reply_markup(state: State, params: Params) -> Json:
    """Another inline keyboard, or none."""
    markup = keyboard.read(params, inline_only=True)
    old = _editable(state, params)
    return _store(state, old, old, markup)


def delete_message(state: State, params: Params) -> bool:
    """Remove a message for both sides, while it is younger than 48 hours."""
    if not params.text("chat_id"):
        raise bad_request("chat identifier is not specified")
    message_id = params.integer("message_id")
    if not message_id:
        raise bad_request("message identifier is not specified")
    chat = state.messages[state.recipient(params).id]
    if message_id not in chat:
        raise bad_request("message to delete not found")
    if state.now - chat[message_id]["date"] > _DELETABLE_S:
        raise bad_request("message can't be deleted for everyone")
    del chat[message_id]
    return True


def _editable(state: State, params: Params) -> Json:
    if not params.text("chat_id") and not params.text("message_id"):
        params.required("inline_message_id")
        raise bad_request("MESSAGE_ID_INVALID")
    person = state.recipient(params)
    message = state.messages[person.id].get(params.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if message["from"]["id"] != state.bot["id"]:
        raise bad_request("message can't be edited")
    return message


def _without(message: Json, *names: str) -> Json:
    return {key: value for key, value in message.items() if key not in names}


def _store(state: State, old: Json, new: Json, markup: Json | None) -> Json:
    """Keep the new state; an edit without a keyboard takes the old one away."""
    new = _without(new, "reply_markup", "edit_date")
    if markup is not None:
        new["reply_markup"] = markup
    if new == _without(old, "edit_date"):
        raise bad_request(_SAME)
    return state.replace({**new, "edit_date": state.now})


METHODS = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageMedia": edit_message_media,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
}
