"""The methods that answer a pressed button or an inline query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.botapi.methods import content, keyboard
from tests.botapi.params import Params
from tests.botapi.wire import bad_request, utf16_length

if TYPE_CHECKING:
    from tests.botapi.state import Query, State
    from tests.botapi.wire import Json

# https://core.telegram.org/bots/api#answercallbackquery, #answerinlinequery, #inlinequeryresult
MAX_TOAST = 200
MAX_RESULTS = 50
MAX_RESULT_ID_BYTES = 64
MAX_OFFSET_BYTES = 64

_NEEDS = {
    "article": ("title", "input_message_content"),
    "location": ("latitude", "longitude", "title"),
    "venue": ("latitude", "longitude", "title", "address"),
    "photo": ("photo_url", "thumbnail_url"),
}


def answer_callback_query(state: State, params: Params) -> bool:
    """What the one who pressed sees: nothing, a passing line or an alert."""
    query = _open(state, params.text("callback_query_id"), "callback")
    if utf16_length(params.text("text")) > MAX_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    shown = {"text": params.text("text"), "show_alert": params.flag("show_alert")}
    query.answer = {**shown, "url": params.text("url")}
    return True


def answer_inline_query(state: State, params: Params) -> bool:
    """The list that appears above the field where someone types @bot."""
    results = params.json("results", "inline query results") or []
    if not isinstance(results, list):
        raise bad_request("can't parse inline query results: Expected an Array")
    if len(results) > MAX_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    if len(params.text("next_offset").encode()) > MAX_OFFSET_BYTES:
        raise bad_request("NEXT_OFFSET_INVALID")
    ids = [_checked(result) for result in results]
    if len(set(ids)) < len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")
    query = _open(state, params.text("inline_query_id"), "inline")
    query.answer = {**params.values, "results": results}
    return True


def _open(state: State, number: str, kind: str) -> Query:
    query = state.queries.get(number)
    late = query is not None and state.clock() - query.asked_at > state.query_timeout_s
    if query is None or query.kind != kind or query.expired or late:
        why = "query is too old and response timeout expired or query ID is invalid"
        raise bad_request(why)
    return query


def _checked(result: Any) -> str:  # noqa: ANN401 - whatever the bot sent
    """The id of one result that is in order."""
    problem = "can't parse inline query result:"
    if not isinstance(result, dict):
        raise bad_request(f"{problem} expected an Object")
    kind = result.get("type")
    if kind not in _NEEDS:
        raise bad_request(f'{problem} unsupported type "{kind}"')
    number = str(result.get("id", ""))
    if not 1 <= len(number.encode()) <= MAX_RESULT_ID_BYTES:
        raise bad_request("RESULT_ID_INVALID")
    for name in _NEEDS[kind]:
        if result.get(name, "") == "":
            raise bad_request(f'{problem} can\'t find field "{name}"')
    if "reply_markup" in result:
        keyboard.check(result["reply_markup"], inline_only=True)
    _check_message(result.get("input_message_content"))
    return number


def _check_message(message: Json | None) -> None:
    """The message that is sent when a result is chosen, under the limits of any message."""
    if message is None:
        return
    inner = Params(message)
    if "message_text" in message:
        content.text(inner, "message_text")
    elif "title" in message:
        content.venue(inner)
    elif "latitude" in message:
        content.location(inner)
    else:
        why = "can't parse inline query result: input message content is not specified"
        raise bad_request(why)


METHODS = {
    "answerCallbackQuery": answer_callback_query,
    "answerInlineQuery": answer_inline_query,
}
