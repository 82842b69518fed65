"""A running web server, one for each file of tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from tests.support.web_site import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.web_site import Site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The real server without limits of rate, on the real dataset."""
    with serving(tmp_path_factory.mktemp("state")) as running:
        yield running


@pytest.fixture
def browser(site: Site) -> Iterator[httpx.Client]:
    """Somebody's browser: it keeps cookies and says where a form was sent from."""
    with httpx.Client(base_url=site.url, headers={"Origin": site.url.rstrip("/")}) as client:
        yield client
