"""Albums: several pictures that were sent together are one message to a person."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from telegram import Message

_MOST = 1000


class RecentAlbums:
    """The albums that were answered of late, by the number that Telegram gives to each."""

    def __init__(self) -> None:
        """Know none."""
        self._answered: OrderedDict[str, None] = OrderedDict()

    def knows(self, message: Message) -> bool:
        """Tell whether another part of the same album has been answered."""
        return message.media_group_id in self._answered

    def note(self, message: Message) -> None:
        """Note that a message was answered; one that is of no album is not noted."""
        if message.media_group_id is None:
            return
        self._answered[message.media_group_id] = None
        while len(self._answered) > _MOST:
            self._answered.popitem(last=False)
