"""What a bot says of itself: commands, name, descriptions, menu button."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from tests.botapi.wire import bad_request, utf16_length

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.botapi.params import Params
    from tests.botapi.state import State
    from tests.botapi.wire import Json

# https://core.telegram.org/bots/api#botcommand, #setmycommands, #setmyname, #setmydescription
MAX_COMMANDS = 100
MAX_COMMAND_DESCRIPTION = 256
MAX_LENGTH = {"name": 64, "description": 512, "short_description": 120}

_COMMAND = re.compile(r"[a-z0-9_]{1,32}", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2}", re.ASCII)
_SCOPES = {
    "default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat",
    "chat_administrators", "chat_member",
}  # fmt: skip


class Profile:
    """The texts by language, the commands by scope and language."""

    def __init__(self) -> None:
        """Start with nothing said."""
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.texts: dict[tuple[str, str], str] = {}
        self.menu_button: Json = {"type": "default"}

    def menu(self, chat_id: int, language: str) -> list[Json]:
        """The commands that a person sees in her private chat, by Telegram's order of scopes."""
        scopes: list[Json] = [{"type": "chat", "chat_id": chat_id}]
        scopes += [{"type": "all_private_chats"}, {"type": "default"}]
        for scope in scopes:
            for tongue in (language[:2], ""):
                found = self.commands.get((_key(scope), tongue))
                if found is not None:
                    return found
        return []


def set_my_commands(state: State, params: Params) -> bool:
    """Replace the commands of one scope and language."""
    commands = params.json("commands", "bot commands")
    if not isinstance(commands, list):
        raise bad_request("expected an Array of BotCommand")
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    listed = [_command(command) for command in commands]
    state.profile.commands[_where(params)] = listed
    return True


def get_my_commands(state: State, params: Params) -> list[Json]:
    """The commands set for exactly this scope and language."""
    return state.profile.commands.get(_where(params), [])


def delete_my_commands(state: State, params: Params) -> bool:
    """Forget the commands of one scope and language."""
    state.profile.commands.pop(_where(params), None)
    return True


def set_chat_menu_button(state: State, params: Params) -> bool:
    """What the button beside the text field opens."""
    state.profile.menu_button = params.json("menu_button", "menu button") or {"type": "default"}
    return True


def get_chat_menu_button(state: State, _params: Params) -> Json:
    """The menu button, the same for everyone here."""
    return state.profile.menu_button


def _setter(name: str) -> Callable[[State, Params], bool]:
    def set_text(state: State, params: Params) -> bool:
        if utf16_length(params.text(name)) > MAX_LENGTH[name]:
            raise bad_request(f"bot {name.replace('_', ' ')} is too long")
        state.profile.texts[name, _language(params)] = params.text(name)
        return True

    return set_text


def _getter(name: str) -> Callable[[State, Params], Json]:
    def get_text(state: State, params: Params) -> Json:
        texts = state.profile.texts
        default = state.bot["first_name"] if name == "name" else ""
        return {name: texts.get((name, _language(params))) or texts.get((name, "")) or default}

    return get_text


def _command(command: object) -> Json:
    if not isinstance(command, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    name = str(command.get("command", "")).removeprefix("/")
    description = str(command.get("description", "")).strip()
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= utf16_length(description) <= MAX_COMMAND_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def _where(params: Params) -> tuple[str, str]:
    scope = params.json("scope", "bot command scope") or {"type": "default"}
    if not isinstance(scope, dict) or scope.get("type") not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    return _key(scope), _language(params)


def _language(params: Params) -> str:
    language = params.text("language_code")
    if language and not _LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return language


def _key(scope: Json) -> str:
    return json.dumps({key: str(value) for key, value in sorted(scope.items())})


METHODS = {
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": _setter("name"),
    "getMyName": _getter("name"),
    "setMyDescription": _setter("description"),
    "getMyDescription": _getter("description"),
    "setMyShortDescription": _setter("short_description"),
    "getMyShortDescription": _getter("short_description"),
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
}
