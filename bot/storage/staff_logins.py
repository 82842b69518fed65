"""How staff enter the web page: a link that works once, and the session that it opens.

Only hashes of both are kept, so that the store lets nobody in; a sweep erases what is over.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.storage.databases.database import Database
    from bot.storage.session_table import SessionTable

ROLES = ("staff", "committee", "volunteer")
"""What the log may say of who changed something; never a name."""

LINK_LIFETIME = timedelta(minutes=15)
SESSION_LIFETIME = timedelta(hours=12)

_TOKEN_BYTES = 32
_LINK, _SESSION = "staff link", "staff session"


@dataclass(frozen=True, slots=True)
class StaffSession:
    """Somebody who has logged in: her secret, what she is, and the language she reads."""

    token: str
    role: str
    language: str

    @property
    def proof(self) -> str:
        """What each form of hers shows: no other site can know it."""
        return _hash("staff form", self.token)[:32]


class StaffLogins:
    """Links and sessions in the table of texts that are kept for a day at most."""

    def __init__(self, database: Database, table: SessionTable) -> None:
        """Keep them in a store."""
        self._database, self._table = database, table

    def link(self, role: str, now: datetime) -> str:
        """Make the secret of a link, which opens one session within `LINK_LIFETIME`."""
        token = _new_token()
        self._keep(_LINK, token, {"role": role}, now, now + LINK_LIFETIME)
        return token

    def enter(self, link: str, language: str, now: datetime) -> StaffSession | None:
        """Open a session by a link, which is spent then; None: it is spent, old or unknown."""
        with self._database.transaction():
            known = self._known(_LINK, link, now)
            self._table.drop(_hash(_LINK, link))
        if known is None:
            return None
        token = _new_token()
        kept = {"role": known["role"], "language": language}
        self._keep(_SESSION, token, kept, now, now + SESSION_LIFETIME)
        return StaffSession(token, **kept)

    def session(self, token: str, now: datetime) -> StaffSession | None:
        """Give the session of a secret; None: it is over or unknown."""
        known = self._known(_SESSION, token, now)
        return StaffSession(token, known["role"], known["language"]) if known else None

    def speak(self, session: StaffSession, language: str, now: datetime) -> None:
        """Let a session go on in another language, and end when it would have."""
        known = self._known(_SESSION, session.token, now)
        if known:
            until = datetime.fromisoformat(known["until"])
            kept = {"role": session.role, "language": language}
            self._keep(_SESSION, session.token, kept, now, until)

    def leave(self, session: StaffSession) -> None:
        """End a session."""
        self._table.drop(_hash(_SESSION, session.token))

    def _keep(
        self, kind: str, token: str, kept: dict[str, str], now: datetime, until: datetime
    ) -> None:
        body = json.dumps(kept | {"until": until.isoformat()})
        self._table.keep(_hash(kind, token), body, since=now)

    def _known(self, kind: str, token: str, now: datetime) -> dict[str, Any] | None:
        text = self._table.get(_hash(kind, token))
        kept: dict[str, Any] = json.loads(text) if text else {}
        return kept if kept and now < datetime.fromisoformat(kept["until"]) else None


def _new_token() -> str:
    import secrets  # noqa: PLC0415 - 5 ms, and every command of `yike` loads this module

    return secrets.token_urlsafe(_TOKEN_BYTES)


def _hash(kind: str, token: str) -> str:
    return hashlib.sha256(f"{kind}:{token}".encode()).hexdigest()
