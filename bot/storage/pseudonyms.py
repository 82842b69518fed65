"""What a person or an event is called in the store: a keyed hash, which leads to nobody."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from bot.storage.databases.database import storable

if TYPE_CHECKING:
    from bot.storage.databases.database import Database


class Pseudonyms:
    """Hashes with the store's own salt and a secret from outside it.

    There are few enough ids of a channel to try them all: the store alone must not suffice.
    """

    def __init__(self, database: Database, secret: str) -> None:
        """Read the salt."""
        ((salt,),) = database.run("SELECT value FROM meta WHERE key = 'salt'")
        self._key = bytes.fromhex(salt) + secret.encode()

    def of(self, text: str) -> str:
        """Name what a text stands for: the same for the same text, in this store alone."""
        return hmac.new(self._key, storable(text).encode(), hashlib.sha256).hexdigest()
