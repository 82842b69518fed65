"""`BotApi`: starts and stops the server, and shows a test what the bot did."""

from __future__ import annotations

import asyncio
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self, TypeVar

from tests.botapi.host import Host
from tests.botapi.state import Person, State
from tests.botapi.user import User
from tests.botapi.view import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.botapi.faults import Faults
    from tests.botapi.flood import Flood
    from tests.botapi.state import Call, Query
    from tests.botapi.webhook import Webhook
    from tests.botapi.wire import Json

T = TypeVar("T")
_FIRST_USER = 1001
# A condition may look at something the server does not know of.
_LOOK_AGAIN_S = 0.05


class BotApi:
    """A Bot API server on 127.0.0.1 with the people who talk to the bot.

    All methods may be called from any thread. What is known (messages, updates that wait) outlives
    `stop` and `start`, which use the same port, so that an outage can be played.
    """

    def __init__(  # noqa: PLR0913 - independent settings, all by name
        self,
        *,
        token: str = "110201543:TEST-token_of-nobody",  # noqa: S107 - opens nothing
        username: str = "test_bot",
        clock: Callable[[], float] = time.time,
        flood: Flood | None = None,
        keep: int | None = None,
        query_timeout_s: float = 60.0,
        seed: int = 0,
    ) -> None:
        """Prepare a server; `start` it or use it in a `with`.

        Args:
            token: What the bot has to show.
            username: The bot's name without @.
            clock: Seconds since 1970, for the dates in messages and the age of queries.
            flood: Limits on how fast the bot may write; None for none.
            keep: How many calls, files, queries and messages of a chat are remembered; None
                for all. Long runs need it.
            query_timeout_s: How long a pressed button or inline query may be answered.
            seed: Makes `faults` with a share repeatable.
        """
        name = username.replace("_", " ").title()
        bot: Json = {"id": int(token.split(":", maxsplit=1)[0]), "is_bot": True, "first_name": name}
        bot["username"] = username
        self.state = State(
            token,
            bot,
            clock=clock,
            flood=flood,
            keep=keep,
            query_timeout_s=query_timeout_s,
            seed=seed,
        )
        self._host = Host(self.state)
        self._users: dict[int, User] = {}

    # Life.

    def __enter__(self) -> Self:
        """Start."""
        return self.start()

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self.stop()

    def start(self) -> Self:
        """Serve in a thread until `stop`; returns when requests are taken."""
        self._host.start()
        return self

    def stop(self) -> None:
        """End the server; clients that wait get an answer first."""
        self._host.stop()

    # Addresses.

    @property
    def token(self) -> str:
        """What the bot has to show."""
        return self.state.token

    @property
    def port(self) -> int:
        """The port on 127.0.0.1; the same after every start."""
        return self._host.port

    @property
    def url(self) -> str:
        """The root of the server, as one would write https://api.telegram.org."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def base_url(self) -> str:
        """What `ApplicationBuilder.base_url` of python-telegram-bot takes."""
        return f"{self.url}/bot"

    @property
    def base_file_url(self) -> str:
        """What `ApplicationBuilder.base_file_url` of python-telegram-bot takes."""
        return f"{self.url}/file/bot"

    # People.

    def user(
        self,
        user_id: int | None = None,
        *,
        name: str = "Resident",
        language_code: str = "zh-hans",
        username: str = "",
    ) -> User:
        """A person; the same one again when her id is known already."""
        number = _FIRST_USER + len(self._users) if user_id is None else user_id
        if number not in self._users:
            user: Json = {"id": number, "is_bot": False, "first_name": name}
            user |= {"language_code": language_code} if language_code else {}
            user |= {"username": username} if username else {}
            person = self.state.people.setdefault(number, Person(user))
            self._users[number] = User(self, person)
        return self._users[number]

    # What happened.

    @property
    def faults(self) -> Faults:
        """What is to go wrong."""
        return self.state.faults

    @property
    def sent(self) -> list[Call]:
        """Every call the bot made, except getUpdates, oldest first."""
        with self.state.changed:
            return list(self.state.calls)

    @property
    def polls(self) -> int:
        """How often getUpdates was called; more than before means that the bot lives."""
        return self.state.polls

    @property
    def refused(self) -> list[Call]:
        """The calls that broke a rule of Telegram's (not those that met a fault)."""
        return [call for call in self.sent if not call.ok and not call.fault]

    @property
    def pending(self) -> list[Json]:
        """The updates that the bot has not confirmed, the oldest first, as it is given them."""
        with self.state.changed:
            return self.state.updates.waiting()

    @property
    def webhook(self) -> Webhook:
        """Where updates are posted; its `url` is empty while the bot polls."""
        return self.state.webhook

    @property
    def queries(self) -> dict[str, Query]:
        """The pressed buttons and inline queries that are remembered, by id."""
        with self.state.changed:
            return dict(self.state.queries)

    def calls(self, *methods: str, chat_id: int | None = None) -> list[Call]:
        """The calls of these methods (all when none is named), perhaps of one chat."""
        wanted = {method.lower() for method in methods}
        return [
            call
            for call in self.sent
            if (not wanted or call.method.lower() in wanted) and chat_id in {None, call.chat_id}
        ]

    def chat(self, chat_id: int) -> list[Message]:
        """A whole chat as it looks now, both sides."""
        with self.state.changed:
            return [self.seen(raw) for _, raw in sorted(self.state.messages[chat_id].items())]

    def message(self, chat_id: int, message_id: int) -> Message | None:
        """One message as it looks now; None once it is deleted."""
        with self.state.changed:
            raw = self.state.messages[chat_id].get(message_id)
        return None if raw is None else self.seen(raw)

    def seen(self, raw: Json) -> Message:
        """Telegram's object with the bytes of its file."""
        media = raw.get("document") or (raw.get("photo") or [None])[-1]
        stored = self.state.files.get(media["file_id"]) if media else None
        return Message(raw, stored.upload.content if stored else b"")

    def wait_for(self, condition: Callable[[], T | None], timeout_s: float = 15.0) -> T:
        """Wait until `condition()` is true (or not empty) and return its value.

        Raises:
            TimeoutError: with what the bot did last.
        """
        deadline = time.monotonic() + timeout_s
        while True:
            seen = self.state.version
            # Not under the lock: a condition may itself ask the server.
            found = condition()
            if found:
                return found
            left_s = deadline - time.monotonic()
            if left_s <= 0:
                raise TimeoutError(f"not within {timeout_s:g} s; {self._last_calls()}")
            self._await_change(seen, min(left_s, _LOOK_AGAIN_S))

    async def wait_for_async(self, condition: Callable[[], T | None], timeout_s: float = 15.0) -> T:
        """`wait_for` without holding up the event loop, when the bot runs in the same one."""
        return await asyncio.to_thread(self.wait_for, condition, timeout_s)

    def answer_to(self, query_id: str, timeout_s: float) -> dict[str, Any]:
        """What the bot answered to a pressed button or an inline query."""
        query = self.state.queries[query_id]
        return self.wait_for(lambda: query.answer, timeout_s)

    # Circumstances.

    @property
    def clock(self) -> Callable[[], float]:
        """Seconds since 1970; may be set."""
        return self.state.clock

    @clock.setter
    def clock(self, clock: Callable[[], float]) -> None:
        self.state.clock = clock

    @property
    def flood(self) -> Flood | None:
        """Limits on how fast the bot may write; may be set."""
        return self.state.flood

    @flood.setter
    def flood(self, flood: Flood | None) -> None:
        self.state.flood = flood

    @property
    def query_timeout_s(self) -> float:
        """How long a pressed button or inline query may be answered; may be set."""
        return self.state.query_timeout_s

    @query_timeout_s.setter
    def query_timeout_s(self, seconds: float) -> None:
        self.state.query_timeout_s = seconds

    def on_call(self, listener: Callable[[Call], None]) -> None:
        """Tell `listener` of every call from now on, in the server's thread."""
        self.state.on_call = listener

    def expire_queries(self) -> None:
        """All that was pressed or typed so far is too old to be answered."""
        with self.state.changed:
            for query in self.state.queries.values():
                query.expired = True

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold new updates back and deliver them together at the end."""
        self.state.updates.paused = True
        try:
            yield
        finally:
            self.state.updates.paused = False
            self.state.on_update()

    def sends_again(self, count: int) -> None:
        """Deliver the last so many confirmed updates once more, as Telegram does now and then."""
        with self.state.changed:
            self.state.updates.again(count)
        self.state.on_update()

    def forget_calls(self) -> None:
        """Empty `sent`."""
        with self.state.changed:
            self.state.calls.clear()

    def _await_change(self, seen: int, timeout_s: float) -> None:
        with self.state.changed:
            self.state.changed.wait_for(lambda: self.state.version != seen, timeout_s)

    def _last_calls(self) -> str:
        last = [f"{c.method} {c.code} {c.description}".strip() for c in self.sent[-5:]]
        return f"last calls: {last}" if last else "the bot has called nothing"
