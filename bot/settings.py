"""What a service needs to know to start: read from the environment and `.env`, in this one place.

Secrets never appear in a message, a `repr` or a log.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import os
import re
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from geo.errors import SettingsError
from geo.user_folders import state_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TELEGRAM = "https://api.telegram.org"

_log = logging.getLogger(__name__)

_CHANGES = "changes.sqlite3"

_OTHERS = 0o077
"""The rights of whoever is not the owner of a file."""

_LINE = re.compile(r"\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*")
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{8,}")
_YES = {"1": True, "yes": True, "on": True, "true": True}
_NO = {"0": False, "no": False, "off": False, "false": False}


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that differs from one installation to the next.

    Attributes:
        token: what BotFather gave.
        staff: Telegram ids of those who may correct data.
        base_url: the root of the Bot API server.
        state: the folder of the working store.
        changes_path: the file of the log of changes; None: beside the store.
        webhook_url: where Telegram posts updates; empty to poll.
        listen: address and port that the webhook is served on, behind a proxy that has TLS.
        pictures: whether answers have a picture of the map.
        messages_per_s: how many messages Telegram takes from the bot in any second.
        chat_interval_s: seconds between two messages in one chat.
        web_listen: address and port of the web server.
        web_address: where people reach the web server, for posters; empty when only here.
        web_rate: how many requests a second one address may send in the long run; 0 is any.
        store_url: the PostgreSQL database of the working store; empty for a file in `state`.
    """

    token: str = field(repr=False)
    state: Path
    staff: frozenset[int] = frozenset()
    base_url: str = TELEGRAM
    changes_path: Path | None = None
    webhook_url: str = ""
    listen: tuple[str, int] = ("127.0.0.1", 8443)
    pictures: bool = True
    messages_per_s: int = 30
    chat_interval_s: float = 1.0
    web_listen: tuple[str, int] = ("127.0.0.1", 8765)
    web_address: str = ""
    web_rate: int = 30
    store_url: str = field(default="", repr=False)

    @property
    def store(self) -> Path | str:
        """Where the working store is: a file, or the URL of a PostgreSQL database."""
        return self.store_url or self.state / "store.sqlite3"

    @property
    def changes(self) -> Path:
        """The file of the log of changes."""
        return self.changes_path or self.state / _CHANGES

    @property
    def webhook_secret(self) -> str:
        """What Telegram shows with every update: nobody can guess it who lacks the token."""
        return self._derived(b"webhook")

    @property
    def pseudonym_secret(self) -> str:
        """What turns a chat id into a name in the store: nobody can who has the store alone."""
        return self._derived(b"pseudonyms")

    def _derived(self, purpose: bytes) -> str:
        return hmac.new(self.token.encode(), purpose, hashlib.sha256).hexdigest()


class Known(NamedTuple):
    """One variable: what it sets, what it is for, and how its text is read."""

    name: str
    sets: str
    purpose: str
    read: Callable[[str], object]
    needed: bool = False


def read_settings(values: Mapping[str, str], *, for_telegram: bool = True) -> Settings:
    """Read all settings; what only Telegram needs may be missing without `for_telegram`.

    Raises:
        SettingsError: some are missing or cannot be read; all of them are told.
    """
    read: dict[str, object] = {"state": state_folder(values), "token": ""}
    problems = []
    for known in KNOWN:
        text = values.get(known.name, "").strip()
        if not text:
            is_missing = known.needed and for_telegram
            problems += [f"{known.name} is not set ({known.purpose})"] if is_missing else []
            continue
        try:
            read[known.sets] = known.read(text)
        except ValueError as error:
            problems.append(f"{known.name} cannot be read: {error}")
    if problems:
        raise SettingsError(f"{'; '.join(problems)}; set it in the environment or in .env")
    return Settings(**read)  # type: ignore[arg-type] # each reader gives its field's type


def changes_file(values: Mapping[str, str]) -> Path:
    """Give the file of the log of changes, whatever else is set or is not."""
    state = values.get("YIKE_STATE", "").strip()
    named = values.get("YIKE_CHANGES", "").strip()
    return Path(named) if named else (Path(state) if state else state_folder(values)) / _CHANGES


def environment(folder: Path) -> dict[str, str]:
    """Give the variables of the process and of `folder/.env`; those of the process win.

    A file that others can read is warned about: it holds the token.

    Raises:
        SettingsError: a line of `.env` cannot be read.
    """
    file = folder / ".env"
    try:
        text = file.read_text(encoding="utf-8") if file.is_file() else ""
        if text and os.name == "posix" and file.stat().st_mode & _OTHERS:
            _log.warning("%s holds secrets, and others can read it: chmod 600 %s", file, file)
    except (OSError, UnicodeError) as error:
        raise SettingsError(f"{file} cannot be read: {type(error).__name__}") from error
    return parse_env(text) | dict(os.environ)


def parse_env(text: str) -> dict[str, str]:
    """Read lines of NAME=value; quotes around a value and `#` comments are left out.

    Raises:
        SettingsError: a line is neither; its number is told, never what it holds.
    """
    values = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            raise SettingsError(f".env, line {number}: write NAME=value")
        values[match[1]] = _unquoted(match[2])
    return values


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1]
    return re.sub(r"\s+#.*", "", value)


def _token(text: str) -> str:
    if not _TOKEN.fullmatch(text):
        raise ValueError("it is no token; copy the one that BotFather gave")
    return text


def _ids(text: str) -> frozenset[int]:
    parts = re.split(r"[\s,，;]+", text)
    if not all(part.isascii() and part.isdigit() for part in parts):
        raise ValueError("write numeric ids with commas between them")
    return frozenset(map(int, parts))


def _url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("write an address that begins with https://")
    return text.rstrip("/")


def _secure_url(text: str) -> str:
    """Read an address that the token or updates go to."""
    parts = urlsplit(_url(text))
    if parts.scheme == "http" and not _is_loopback(parts.hostname or ""):
        raise ValueError("only this machine itself may be asked without https://")
    return text.rstrip("/")


def _database(text: str) -> str:
    if not text.startswith(("postgresql://", "postgres://")):
        raise ValueError("write postgresql://USER:PASSWORD@HOST/DATABASE")
    return text


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _listen(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise ValueError("write ADDRESS:PORT, such as 127.0.0.1:8443")
    return host, int(port)


def _switch(text: str) -> bool:
    known = _YES | _NO
    if text.lower() not in known:
        raise ValueError("write on or off")
    return known[text.lower()]


def _rate(text: str) -> int:
    return 0 if text == "0" else _count(text)


def _count(text: str) -> int:
    if not text.isdigit() or not int(text):
        raise ValueError("write a whole number from 1")
    return int(text)


def _seconds(text: str) -> float:
    if not re.fullmatch(r"\d+(\.\d+)?", text):
        raise ValueError("write seconds, such as 1 or 0.5")
    return float(text)


KNOWN = (
    Known("YIKE_TELEGRAM_TOKEN", "token", "what BotFather gave", _token, needed=True),
    Known("YIKE_STAFF", "staff", "Telegram ids of staff", _ids),
    Known("YIKE_TELEGRAM_BASE_URL", "base_url", "root of the Bot API server", _secure_url),
    Known("YIKE_STATE", "state", "folder of the working store", Path),
    Known("YIKE_STORE", "store_url", "PostgreSQL database of the store; empty: a file", _database),
    Known("YIKE_CHANGES", "changes_path", "file of the log of changes", Path),
    Known(
        "YIKE_WEBHOOK_URL", "webhook_url", "where Telegram posts updates; empty: poll", _secure_url
    ),
    Known("YIKE_WEBHOOK_LISTEN", "listen", "address and port of the webhook", _listen),
    Known("YIKE_PICTURES", "pictures", "on or off", _switch),
    Known("YIKE_MESSAGES_PER_SECOND", "messages_per_s", "Telegram's limit, 30", _count),
    Known("YIKE_CHAT_INTERVAL", "chat_interval_s", "seconds between messages, 1", _seconds),
    Known("YIKE_WEB_LISTEN", "web_listen", "address and port of the web server", _listen),
    Known("YIKE_WEB_ADDRESS", "web_address", "where people reach it, for posters", _url),
    Known("YIKE_WEB_RATE", "web_rate", "requests a second of one address, 30; 0: any", _rate),
)
"""Every variable that is read."""
