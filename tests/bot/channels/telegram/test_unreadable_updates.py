"""One update that nobody can read is set aside, whatever it makes a library raise."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from telegram.error import NetworkError

from bot.channels.telegram.rate_limit_retry import RateLimitRetry
from bot.channels.telegram.updates.update_fetching import UpdateRequest
from bot.channels.telegram.updates.update_queue import UnconfirmedUpdates
from tests.support.telegram_bot import quiet, town, work_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.telegram_bot import Town


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The bot of these tests."""
    folder: Path = tmp_path_factory.mktemp("unreadable")
    with work_folder(folder), town(folder / "state", pictures=False) as made:
        made.api.user().asks("你好")
        yield made


@pytest.mark.parametrize(
    "fields",
    [
        {"poll": {"id": "1"}},
        {"date": 1e308},
        {"date": -(1 << 62)},
        {"date": "yesterday"},
        {"sender_chat": 7},
        {"entities": 3},
        {"entities": [{"type": "bold"}]},
        {"reply_to_message": []},
        {"photo": [{"file_id": 1}]},
        {"location": {"longitude": "x"}},
        {"via_bot": "me"},
    ],
    ids=str,
)
def test_the_rest_go_on(bot: Town, fields: dict[str, Any]) -> None:
    """Others, and she herself, are answered as before; it is not asked for again and again."""
    odd, other = bot.api.user(), bot.api.user()
    odd.says("你好", **fields)
    assert other.asks("你好", timeout_s=10).text
    assert "T-7000" in odd.asks("查 T-7000", timeout_s=10).text
    bot.api.wait_for(lambda: len(bot.api.state.updates) == 0, 10)
    polls = bot.api.polls
    quiet(other, 0.3)
    assert bot.api.polls - polls < 10


@pytest.mark.parametrize("update", [None, 7, [], {}, {"update_id": None}, {"update_id": "x"}])
def test_what_is_no_update_is_left_out(update: object) -> None:
    """Whatever the server lists, what can be read is read."""
    request = UpdateRequest(UnconfirmedUpdates())
    request.doubts = True
    good = {"update_id": 9}
    payload = json.dumps({"ok": True, "result": [update, good]}).encode()
    answer: Any = request.parse_json_payload(payload)
    assert good in answer["result"]


def test_what_is_nested_too_deeply_is_found_and_passed_over() -> None:
    """A whole batch cannot be read for one of it: looked at one by one, that one is known."""
    request = UpdateRequest(UnconfirmedUpdates())
    deep = b'{"ok":true,"result":[{"update_id": 8, "message": %s}]}' % (b"[" * 100_000)
    assert request.parse_json_payload(deep) == {"ok": True, "result": []}
    assert (request.singly, request.unreadable) == (True, 0)
    request.parse_json_payload(deep)
    assert (request.singly, request.unreadable) == (False, 8)


@pytest.mark.parametrize(
    ("cause", "calls"),
    [
        (UnicodeEncodeError("utf-8", "\udc00", 0, 1, "surrogates not allowed"), 1),
        (ValueError("a number that is none"), 1),
        (httpx.ConnectError("away"), 3),
        (None, 3),
    ],
)
def test_a_call_that_cannot_be_written_is_not_tried_again(
    cause: Exception | None, calls: int
) -> None:
    """A network that fails is asked again; what no request can hold keeps nobody waiting."""
    made = 0

    async def call() -> bool:
        nonlocal made
        made += 1
        if made < 3:
            raise NetworkError("no answer") from cause
        return True

    async def answered() -> object:
        retry = RateLimitRetry(30, 0.0)
        return await retry.process_request(call, (), {}, "answerInlineQuery", {}, None)

    if calls == 1:
        with pytest.raises(NetworkError):
            asyncio.run(answered())
    else:
        assert asyncio.run(answered()) is True
    assert made == calls
