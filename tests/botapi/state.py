"""What the server knows: people, messages, files, queries, updates and every call made."""

from __future__ import annotations

import itertools
import threading
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.botapi.faults import Faults
from tests.botapi.files import FileStore
from tests.botapi.methods.profile import Profile
from tests.botapi.updates import UpdateQueue
from tests.botapi.webhook import Webhook
from tests.botapi.wire import ApiError, bad_request

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.botapi.flood import Flood
    from tests.botapi.params import Params
    from tests.botapi.wire import Json, Upload


@dataclass(slots=True)
class Person:
    """Someone with an account, and how she stands to the bot."""

    user: Json
    started: bool = False
    blocked: bool = False
    keyboard: Json | None = None

    @property
    def id(self) -> int:
        """The user's id, which is also that of her private chat with the bot."""
        return int(self.user["id"])

    @property
    def chat(self) -> Json:
        """The private chat as Telegram describes it."""
        kept = ("id", "first_name", "last_name", "username")
        return {**{key: self.user[key] for key in kept if key in self.user}, "type": "private"}


@dataclass(slots=True)
class Query:
    """A pressed button or an inline query that waits for the bot's answer."""

    kind: str
    asked_at: float
    expired: bool = False
    answer: Json | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """One call that a bot made. `code` is 200 when it went well; `fault` names a fault."""

    method: str
    params: Json
    files: dict[str, Upload]
    chat_id: int | None
    at: float
    code: int = 200
    description: str = ""
    result: Any = None
    fault: str = ""

    @property
    def ok(self) -> bool:
        """Whether the method was carried out."""
        return self.code == 200


@dataclass(eq=False)
class State:
    """All of it. Hold `changed` (a re-entrant lock and a bell) while reading or writing."""

    token: str
    bot: Json
    clock: Callable[[], float] = time.time
    flood: Flood | None = None
    keep: int | None = None
    query_timeout_s: float = 60.0
    seed: int = 0
    on_update: Callable[[], None] = lambda: None
    on_call: Callable[[Call], None] = lambda _: None
    version: int = 0
    polls: int = 0
    changed: threading.Condition = field(default_factory=threading.Condition)
    people: dict[int, Person] = field(default_factory=dict)
    messages: dict[int, dict[int, Json]] = field(default_factory=lambda: defaultdict(dict))
    queries: dict[str, Query] = field(default_factory=dict)
    profile: Profile = field(default_factory=Profile)
    webhook: Webhook = field(default_factory=Webhook)

    def __post_init__(self) -> None:
        """Make what depends on the settings."""
        self.files = FileStore(self.keep)
        self.calls: deque[Call] = deque(maxlen=self.keep)
        self.faults = Faults(self.seed)
        self.updates = UpdateQueue(self.clock)
        self._ids = itertools.count(1)

    @property
    def now(self) -> int:
        """Seconds since 1970, as Telegram writes dates."""
        return int(self.clock())

    def recipient(self, params: Params) -> Person:
        """Who a call writes to; refuses strangers and those who blocked the bot."""
        if not params.text("chat_id"):
            raise bad_request("chat_id is empty")
        person = self.people.get(params.chat_id or 0)
        if person is None:
            raise bad_request("chat not found")
        if person.blocked:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        if not person.started:
            raise ApiError(403, "Forbidden: bot can't initiate conversation with a user")
        return person

    def post(self, chat: Json, sender: Json, content: Json) -> Json:
        """Put a new message in a chat."""
        head = {"message_id": next(self._ids), "date": self.now, "chat": chat, "from": sender}
        message = {**head, **content}
        return self.replace(message)

    def replace(self, message: Json) -> Json:
        """Store a message in the place of an older state of itself."""
        with self.changed:
            chat = self.messages[message["chat"]["id"]]
            chat[message["message_id"]] = message
            while self.keep is not None and len(chat) > self.keep:
                del chat[next(iter(chat))]
            self.announce()
        return message

    def arrive(self, kind: str, body: Json) -> None:
        """Something happened that the bot is to hear of."""
        with self.changed:
            twice, early = self.faults.oddities()
            self.updates.add(kind, body, twice=twice, early=early)
        self.on_update()

    def ask(self, kind: str) -> str:
        """Open a query and return its id."""
        number = str(next(self._ids) + 7_000_000_000)
        with self.changed:
            self.queries[number] = Query(kind, self.clock())
            if self.keep is not None and len(self.queries) > self.keep:
                del self.queries[next(iter(self.queries))]
        return number

    def record(self, call: Call) -> None:
        """Remember a call and wake those who wait for it."""
        with self.changed:
            self.calls.append(call)
            self.announce()
        self.on_call(call)

    def announce(self) -> None:
        """Wake all who wait for a change; the caller holds the lock."""
        self.version += 1
        self.changed.notify_all()
