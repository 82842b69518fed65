"""Delivers updates by POST to the address that a bot has set, until it answers 2xx."""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.botapi.wire import bad_request

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from tests.botapi.params import Params
    from tests.botapi.state import State
    from tests.botapi.updates import Update
    from tests.botapi.wire import Json

# https://core.telegram.org/bots/api#setwebhook
_SECRET = re.compile(r"[A-Za-z0-9_-]*", re.ASCII)
_MAX_SECRET = 256
_PORTS = {80, 88, 443, 8443}
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
# Telegram waits longer; a test should not.
_FIRST_RETRY_S = 0.05
_LAST_RETRY_S = 1.0
_TIMEOUT_S = 10.0


@dataclass(slots=True)
class Webhook:
    """Where updates go, and how the last delivery went."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    error_date: int = 0
    error: str = ""

    def as_json(self, pending: int, allowed: frozenset[str]) -> Json:
        """The answer to getWebhookInfo."""
        info: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": pending,
        }
        if self.url:
            info["max_connections"] = self.max_connections
        if self.error:
            info |= {"last_error_date": self.error_date, "last_error_message": self.error}
        return info | ({"allowed_updates": sorted(allowed)} if allowed else {})


def set_webhook(state: State, params: Params) -> bool:
    """Start (or, with an empty address, end) delivery by POST."""
    url, secret = params.text("url"), params.text("secret_token")
    if len(secret) > _MAX_SECRET:
        raise bad_request("secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    if url:
        _check_address(url)
    if params.flag("drop_pending_updates"):
        state.updates.drop()
    allow(state, params)
    most = params.integer("max_connections", 40)
    state.webhook = Webhook(url, secret, most)
    state.on_update()
    return True


def delete_webhook(state: State, params: Params) -> bool:
    """Go back to getUpdates."""
    if params.flag("drop_pending_updates"):
        state.updates.drop()
    state.webhook = Webhook()
    return True


def get_webhook_info(state: State, _params: Params) -> Json:
    """Address, updates that wait, the last error."""
    return state.webhook.as_json(len(state.updates), state.updates.allowed)


def allow(state: State, params: Params) -> None:
    """Take over `allowed_updates`; without it the last list stays in force."""
    kinds = params.json("allowed_updates", "allowed updates")
    if kinds is not None:
        state.updates.allow(str(kind) for kind in kinds)


def _check_address(url: str) -> None:
    """HTTPS on Telegram's ports, or anything on this machine (as a server with --local does)."""
    parts = urlsplit(url)
    if parts.hostname in _LOOPBACK and parts.scheme in {"http", "https"}:
        return
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in _PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


async def deliver_forever(state: State, arrival: Callable[[], asyncio.Event]) -> None:
    """One update after the other, each again until it is taken; runs until cancelled.

    `arrival` gives the bell that rings at the next new update.
    """
    while not state.webhook.url:
        await arrival().wait()
    import httpx

    async with httpx.AsyncClient(verify=False, trust_env=False, timeout=_TIMEOUT_S) as client:  # noqa: S501 - certificates of test bots are their own
        wait_s = _FIRST_RETRY_S
        while True:
            bell = arrival()
            with state.changed:
                hook, update = state.webhook, state.updates.first()
            if not hook.url or update is None:
                await bell.wait()
            elif await _post(client, state, hook, update):
                wait_s = _FIRST_RETRY_S
            else:
                await asyncio.sleep(wait_s)
                wait_s = min(wait_s * 2, _LAST_RETRY_S)


async def _post(client: httpx.AsyncClient, state: State, hook: Webhook, update: Update) -> bool:
    """Whether the bot took the update; keeps the reason when it did not."""
    import httpx

    headers = {"Content-Type": "application/json"}
    if hook.secret:
        headers["X-Telegram-Bot-Api-Secret-Token"] = hook.secret
    body = json.dumps(update.as_json())
    try:
        response = await client.post(hook.url, content=body, headers=headers)
    except httpx.TimeoutException:
        problem = "Connection timed out"
    except httpx.HTTPError:
        problem = "Connection refused"
    else:
        status = f"{response.status_code} {response.reason_phrase}"
        problem = "" if response.is_success else f"Wrong response from the webhook: {status}"
    with state.changed:
        if not problem:
            state.updates.delivered(update)
        else:
            hook.error_date, hook.error = state.now, problem
        state.announce()
    return not problem


METHODS = {
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
