"""Each way to misbehave, as plain HTTP sees it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import httpx
import pytest

from tests.botapi import faults

if TYPE_CHECKING:
    from tests.botapi import BotApi
    from tests.botapi.tests.conftest import Caller


@pytest.fixture
def send(api: BotApi, client: httpx.Client) -> httpx.Request:
    """A message to a person who knows the bot."""
    api.user(5).starts()
    address = f"{api.base_url}{api.token}/sendMessage"
    return client.build_request("POST", address, data={"chat_id": "5", "text": "x"})


def test_429_says_when_to_come_back(api: BotApi, client: httpx.Client, send: httpx.Request) -> None:
    """The message is not sent, and the next call goes well."""
    api.faults.add(faults.too_many(3))
    answer = client.send(send)
    assert answer.status_code == 429
    assert answer.json()["parameters"] == {"retry_after": 3}
    assert api.user(5).inbox == []
    assert [call.fault for call in api.sent] == ["too_many"]
    assert api.refused == []
    assert client.send(send).json()["ok"]


def test_502_is_a_page_of_html(api: BotApi, client: httpx.Client, send: httpx.Request) -> None:
    """As nginx answers when the server behind it is away."""
    api.faults.add(faults.bad_gateway())
    answer = client.send(send)
    assert (answer.status_code, answer.headers["content-type"]) == (502, "text/html; charset=utf-8")
    assert "<h1>502 Bad Gateway</h1>" in answer.text
    assert api.user(5).inbox == []


def test_500_and_403_are_json(api: BotApi, client: httpx.Client, send: httpx.Request) -> None:
    """A server error, and a user who blocks the bot just now."""
    api.faults.add(faults.server_error())
    api.faults.add(faults.blocked())
    assert client.send(send).json()["description"] == "Internal Server Error"
    assert client.send(send).json()["description"] == "Forbidden: bot was blocked by the user"


def test_a_late_answer_is_a_timeout_but_the_message_is_sent(
    api: BotApi, client: httpx.Client, send: httpx.Request
) -> None:
    """The client gives up; the person has the message all the same."""
    api.faults.add(faults.slow(2))
    send.extensions["timeout"] = {"read": 0.1}
    with pytest.raises(httpx.ReadTimeout):
        client.send(send)
    assert [m.text for m in api.user(5).inbox] == ["x"]


def test_a_short_delay_only_takes_time(
    api: BotApi, client: httpx.Client, send: httpx.Request
) -> None:
    """Slow is not wrong."""
    api.faults.add(faults.slow(0.2))
    begin = time.monotonic()
    assert client.send(send).json()["ok"]
    assert time.monotonic() - begin > 0.2


@pytest.mark.parametrize(("fault", "sent"), [(faults.lost_answer(), 1), (faults.lost_request(), 0)])
def test_a_dropped_connection_may_hide_a_success(
    api: BotApi, client: httpx.Client, send: httpx.Request, fault: faults.Fault, sent: int
) -> None:
    """Nothing comes back, whether the method was performed or not."""
    api.faults.add(fault)
    with pytest.raises(httpx.TransportError):
        client.send(send)
    assert len(api.user(5).inbox) == sent
    assert client.send(send).json()["ok"]


def test_faults_can_be_narrowed(api: BotApi, call: Caller) -> None:
    """To methods, to a chat, to a number of calls; the first rule that fits wins."""
    api.user(5).starts()
    api.user(6).starts()
    api.faults.add(faults.too_many(), "sendMessage", chat_id=6, times=2)
    assert call("sendChatAction", chat_id=6, action="typing")["ok"]
    assert call("sendMessage", chat_id=5, text="x")["ok"]
    assert [call("sendMessage", chat_id=6, text="x")["ok"] for _ in range(3)] == [
        False,
        False,
        True,
    ]
    api.faults.add(faults.too_many(), times=None)
    assert not call("getMe")["ok"]
    assert call("getUpdates")["ok"]
    api.faults.clear()
    assert call("getMe")["ok"]


def test_polling_can_fail_too(api: BotApi, call: Caller) -> None:
    """GetUpdates suffers only when it is named; nothing is lost by it."""
    api.user().says("a")
    api.faults.add(faults.too_many(), "getUpdates")
    assert call("getUpdates")["error_code"] == 429
    assert len(call("getUpdates")["result"]) == 1


def test_a_share_of_the_calls_fails(api: BotApi, call: Caller) -> None:
    """About the share that was asked for, at places that the seed decides."""
    api.faults.sometimes(faults.too_many(), 0.2, "getMe")
    outcome = [call("getMe")["ok"] for _ in range(100)]
    assert 10 <= outcome.count(False) <= 30


def test_a_wait_that_fails_tells_what_the_bot_did(api: BotApi, call: Caller) -> None:
    """The error of a test shows the last calls."""
    call("sendMessage", chat_id=5, text="x")
    with pytest.raises(TimeoutError, match="sendMessage 400 Bad Request: chat not found"):
        api.user().hears(timeout_s=0.05)
