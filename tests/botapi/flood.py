"""Telegram's limits on how fast a bot may write."""

from __future__ import annotations

import math
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field

from tests.botapi.wire import too_many_requests


@dataclass(slots=True)
class Flood:
    """At most `per_second` messages in any second, `per_chat` of them in one chat.

    The figures are those of https://core.telegram.org/bots/faq#broadcasting-to-users; Telegram
    allows short bursts above them, which `per_chat` can grant.
    """

    per_second: int = 30
    per_chat: int = 1
    _all: deque[float] = field(default_factory=deque)
    _by_chat: dict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def admit(self, chat_id: int) -> None:
        """Count one message; refuse with 429 when it comes too soon."""
        now = time.monotonic()
        for sent, limit in ((self._all, self.per_second), (self._by_chat[chat_id], self.per_chat)):
            while sent and sent[0] <= now - 1:
                sent.popleft()
            if len(sent) >= limit:
                raise too_many_requests(max(1, math.ceil(sent[0] + 1 - now)))
        self._all.append(now)
        self._by_chat[chat_id].append(now)
