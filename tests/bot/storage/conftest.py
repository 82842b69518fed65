"""The databases that a store may live in: a file, and a real PostgreSQL server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.storage.store import Store
from tests.support.postgres import postgres_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.postgres import PostgresServer


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A real server, one for all tests of the store."""
    with postgres_server() as server:
        if server is None:
            pytest.skip("needs PostgreSQL (apt-get install postgresql): its initdb is not here")
        yield server


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store, in a file and on a server: what holds for one holds for the other."""
    if request.param == "SQLite":
        where: Path | str = tmp_path / "work" / "store.db"
    else:
        where = request.getfixturevalue("postgres").new_store()
    with Store.open(where) as opened:
        yield opened
