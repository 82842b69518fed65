"""Checks a reply markup: shape, sizes, callback data, addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tests.botapi.wire import bad_request, utf16_length

if TYPE_CHECKING:
    from tests.botapi.params import Params
    from tests.botapi.wire import Json

# python-telegram-bot's constants.InlineKeyboardMarkupLimit names these two.
MAX_BUTTONS = 100
MAX_BUTTONS_A_ROW = 8
# https://core.telegram.org/bots/api#inlinekeyboardbutton
MAX_CALLBACK_DATA_BYTES = 64
MAX_COPY_TEXT = 256
MAX_PLACEHOLDER = 64

_ACTIONS = (
    "url", "callback_data", "web_app", "login_url", "switch_inline_query",
    "switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "copy_text", "pay",
)  # fmt: skip


def read(params: Params, *, inline_only: bool = False) -> Json | None:
    """The reply markup of a call, checked; None when there is none.

    Messages can only be edited to an inline keyboard: `inline_only` refuses the other kinds.
    """
    markup = params.json("reply_markup", "reply keyboard markup")
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    return check(markup, inline_only=inline_only)


def check(markup: Json, *, inline_only: bool = False) -> Json | None:
    """The markup, when it is in order; None for an empty inline keyboard."""
    if "inline_keyboard" in markup:
        rows = _rows(markup["inline_keyboard"], "inline_keyboard", "InlineKeyboardMarkup")
        for button in _flat(rows):
            _check_inline(button)
        return markup if any(rows) else None
    if inline_only:
        raise bad_request("inline keyboard expected")
    if "keyboard" in markup:
        rows = _rows(markup["keyboard"], "keyboard", "ReplyKeyboardMarkup")
        for button in _flat(rows):
            if not _label(button):
                raise bad_request("can't parse keyboard button: Button text must not be empty")
    if not 0 <= utf16_length(str(markup.get("input_field_placeholder", ""))) <= MAX_PLACEHOLDER:
        raise bad_request("input field placeholder is too long")
    return markup


def _rows(rows: object, field: str, kind: str) -> list[list[Any]]:
    if not isinstance(rows, list):
        raise bad_request(f'field "{field}" of the {kind} must be an Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{field}" of the {kind} must be an Array of Arrays')
    too_wide = any(len(row) > MAX_BUTTONS_A_ROW for row in rows)
    if too_wide or sum(map(len, rows)) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    return rows


def _flat(rows: list[list[Any]]) -> list[Any]:
    return [button for row in rows for button in row]


def _label(button: object) -> str:
    """The text of a button; a button of a reply keyboard may be its text alone."""
    text = button.get("text") if isinstance(button, dict) else button
    return text.strip() if isinstance(text, str) else ""


def _check_inline(button: object) -> None:
    problem = "can't parse inline keyboard button:"
    if not isinstance(button, dict):
        raise bad_request(f"{problem} InlineKeyboardButton must be an Object")
    if not _label(button):
        raise bad_request(f'{problem} Field "text" must be of type String and not empty')
    actions = [name for name in _ACTIONS if name in button]
    if not actions:
        raise bad_request(f"{problem} Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request(f"{problem} Exactly one optional field must be used, not {actions}")
    if "callback_data" in button:
        _check_data(button["callback_data"])
    if "url" in button:
        _check_url(button["url"])
    if "copy_text" in button:
        _check_copied(button["copy_text"])


def _check_data(data: object) -> None:
    size = len(data.encode()) if isinstance(data, str) else 0
    if not 1 <= size <= MAX_CALLBACK_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")


def _check_url(url: object) -> None:
    text = url if isinstance(url, str) else ""
    problem = f"inline keyboard button URL '{text}' is invalid:"
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https", "tg", "ton"}:
        raise bad_request(f"{problem} Unsupported URL protocol")
    host = parts.hostname or ""
    if parts.scheme in {"http", "https"} and "." not in host.strip("."):
        raise bad_request(f"{problem} Wrong HTTP URL")


def _check_copied(copied: object) -> None:
    text = copied.get("text", "") if isinstance(copied, dict) else ""
    if not 1 <= utf16_length(str(text)) <= MAX_COPY_TEXT:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
