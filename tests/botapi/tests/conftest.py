"""A server for each test, and a client that calls it as plain HTTP."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Protocol

import httpx
import pytest

from tests.botapi import BotApi

if TYPE_CHECKING:
    from collections.abc import Iterator


class Caller(Protocol):
    """Calls a method and returns the body of the answer."""

    def __call__(
        self, method: str, files: dict[str, Any] | None = None, /, **params: object
    ) -> dict[str, Any]:
        """Send `params` as a form, or as JSON when there is no file."""
        ...


@pytest.fixture
def api() -> Iterator[BotApi]:
    """A fresh server."""
    with BotApi(seed=7) as server:
        yield server


@pytest.fixture(scope="session")
def client() -> Iterator[httpx.Client]:
    """An HTTP client without proxies."""
    with httpx.Client(trust_env=False, timeout=5) as http:
        yield http


@pytest.fixture
def call(api: BotApi, client: httpx.Client) -> Caller:
    """Call a method of the server with the right token."""

    def calling(
        method: str, files: dict[str, Any] | None = None, /, **params: object
    ) -> dict[str, Any]:
        address = f"{api.base_url}{api.token}/{method}"
        if files:
            response = client.post(address, data=params, files=files)
        else:
            response = client.post(address, json=params)
        body: dict[str, Any] = response.json()
        assert response.status_code == body.get("error_code", 200)
        return body

    return calling


@pytest.fixture(scope="session")
def picture() -> bytes:
    """A small real picture."""
    return png(40, 30)


def png(width: int, height: int) -> bytes:
    """A blank picture of this size in pixels."""
    from PIL import Image

    out = io.BytesIO()
    Image.new("1", (width, height)).save(out, "PNG")
    return out.getvalue()
