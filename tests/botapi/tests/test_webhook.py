"""Delivery by POST: the secret, the order, the retries, the addresses."""

from __future__ import annotations

import json
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.botapi import BotApi
    from tests.botapi.tests.conftest import Caller


class Receiver:
    """A bot's side of a webhook: answers with the given codes, then with 200."""

    def __init__(self, *codes: int) -> None:
        """Answer first with `codes`."""
        self.codes = list(codes)
        self.bodies: list[dict[str, object]] = []
        self.secrets: list[str | None] = []

    @contextmanager
    def listening(self) -> Iterator[str]:
        """Serve; gives the address."""
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                size = int(self.headers["Content-Length"])
                receiver.bodies.append(json.loads(self.rfile.read(size)))
                receiver.secrets.append(self.headers["X-Telegram-Bot-Api-Secret-Token"])
                self.send_response(receiver.codes.pop(0) if receiver.codes else 200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Keep the test's output clean."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/hook"
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


def test_updates_are_posted_in_order_with_the_secret(api: BotApi, call: Caller) -> None:
    """What waited comes first; each POST carries the secret token."""
    api.user().says("a")
    receiver = Receiver()
    with receiver.listening() as url:
        assert call("setWebhook", url=url, secret_token="s-3_cret")["ok"]  # noqa: S106 - a test's
        api.user().says("b")
        api.wait_for(lambda: len(receiver.bodies) == 2 and not api.pending)
    assert [body["message"]["text"] for body in receiver.bodies] == ["a", "b"]  # type: ignore[index]
    assert receiver.secrets == ["s-3_cret", "s-3_cret"]


def test_an_update_is_sent_again_until_it_is_taken(api: BotApi, call: Caller) -> None:
    """Anything but 2xx means: try again, and tell why in getWebhookInfo."""
    receiver = Receiver(500, 403)
    with receiver.listening() as url:
        call("setWebhook", url=url)
        api.user().says("a")
        api.wait_for(lambda: len(receiver.bodies) == 3)
        info = call("getWebhookInfo")["result"]
    assert [body["update_id"] for body in receiver.bodies] == [receiver.bodies[0]["update_id"]] * 3
    assert info["url"] == url
    assert info["last_error_message"] == "Wrong response from the webhook: 403 Forbidden"


def test_a_bot_that_is_down_gets_its_updates_when_it_is_back(api: BotApi, call: Caller) -> None:
    """Nobody listening is an error like any other; nothing is lost."""
    receiver = Receiver()
    with receiver.listening() as url:
        pass
    call("setWebhook", url=url)
    api.user().says("a")
    api.wait_for(lambda: call("getWebhookInfo")["result"].get("last_error_message"))
    assert call("getWebhookInfo")["result"]["pending_update_count"] == 1
    with receiver.listening() as url:
        call("setWebhook", url=url)
        api.wait_for(lambda: receiver.bodies)


def test_a_duplicated_update_is_posted_twice(api: BotApi, call: Caller) -> None:
    """The same fault as with getUpdates."""
    api.faults.updates(duplicated=1.0)
    receiver = Receiver()
    with receiver.listening() as url:
        call("setWebhook", url=url)
        api.user().says("a")
        api.wait_for(lambda: len(receiver.bodies) == 2)
    assert receiver.bodies[0] == receiver.bodies[1]


def test_webhook_and_polling_exclude_each_other(api: BotApi, call: Caller) -> None:
    """GetUpdates is 409 while a webhook is set; deleteWebhook may drop what waits."""
    api.user().says("a")
    with Receiver(*[500] * 99).listening() as url:
        call("setWebhook", url=url)
        conflict = call("getUpdates")
        assert conflict["error_code"] == 409
        assert "can't use getUpdates method while webhook is active" in conflict["description"]
        call("deleteWebhook", drop_pending_updates=True)
    assert call("getUpdates")["result"] == []
    assert call("getWebhookInfo")["result"]["url"] == ""


@pytest.mark.parametrize(
    ("params", "why"),
    [
        ({"url": "http://a.b/"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        (
            {"url": "https://a.b:8080/"},
            "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
        ),
        ({"secret_token": "a b"}, "secret token contains unallowed characters"),
        ({"secret_token": "x" * 257}, "secret token is too long"),
    ],
)
def test_addresses_and_secrets_are_checked(call: Caller, params: dict[str, str], why: str) -> None:
    """HTTPS on four ports; 256 letters, digits, _ and - for the secret."""
    assert call("setWebhook", **params)["description"] == f"Bad Request: {why}"
