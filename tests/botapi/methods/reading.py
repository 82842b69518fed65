"""The methods that only look: who am I, who is that, where is this file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.botapi.wire import bad_request

if TYPE_CHECKING:
    from tests.botapi.params import Params
    from tests.botapi.state import State
    from tests.botapi.wire import Json

# https://core.telegram.org/bots/api#getfile
MAX_DOWNLOAD_BYTES = 20_000_000

_ABILITIES = {
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": True,
    "can_connect_to_business": False,
    "has_main_web_app": False,
}


def get_me(state: State, _params: Params) -> Json:
    """The bot itself."""
    return {**state.bot, **_ABILITIES}


def get_chat(state: State, params: Params) -> Json:
    """A private chat."""
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription")
    accepted = dict.fromkeys((*gifts, "gifts_from_channels"), False)
    known = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": accepted}
    return {**state.recipient(params).chat, **known}


def get_file(state: State, params: Params) -> Json:
    """Where a file can be fetched."""
    stored = state.files.get(params.text("file_id"))
    if stored is None:
        raise bad_request("invalid file_id")
    if len(stored.upload.content) > MAX_DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return {**stored.as_json(), "file_path": stored.path}


METHODS = {"getMe": get_me, "getChat": get_chat, "getFile": get_file}
