"""A real PostgreSQL server for tests: started by themselves, stopped after them."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

if TYPE_CHECKING:
    from collections.abc import Iterator

_FAST = "-c shared_buffers=16MB -c max_connections=40 -c autovacuum=off"


@dataclass(frozen=True)
class PostgresServer:
    """A running server; it listens on a socket in its own folder alone."""

    programs: Path
    folder: Path
    _names: Iterator[int] = field(default_factory=count)

    def new_store(self) -> str:
        """Make an empty schema; give the URL of a store in it."""
        name = f"s{next(self._names)}"
        with psycopg.connect(self._url(""), autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}".encode())
        return self._url(f"&options=-csearch_path%3D{name}")

    def _url(self, more: str) -> str:
        return f"postgresql:///postgres?host={self.folder}&user=yike{more}"

    def start(self) -> None:
        """Start it; returns when it takes connections."""
        options = f"-c listen_addresses='' -k {self.folder} {_FAST}"
        self._control("start", "-l", str(self.folder / "log"), "-o", options)

    def stop(self, mode: str = "fast") -> None:
        """Stop it; "immediate" is as a crash."""
        self._control("stop", "-m", mode)

    def write_out(self) -> None:
        """Have all that is in memory written into the files."""
        with psycopg.connect(self._url(""), autocommit=True) as connection:
            connection.execute("CHECKPOINT")

    def bytes(self) -> bytes:
        """Read every file of the server: tables and journals."""
        self.write_out()
        return b"".join(file.read_bytes() for file in self.folder.rglob("*") if file.is_file())

    def make(self) -> None:
        """Make the files of a new server."""
        data = str(self.folder / "data")
        _run(self.programs / "initdb", "-D", data, "-U", "yike", "-A", "trust", "-N", "-E", "UTF8")

    def _control(self, order: str, *more: str) -> None:
        _run(self.programs / "pg_ctl", "-D", str(self.folder / "data"), "-w", order, *more)


@contextmanager
def postgres_server() -> Iterator[PostgresServer | None]:
    """Run a server for a `with` block; None where no PostgreSQL is installed."""
    initdb = shutil.which("initdb") or next(map(str, _debian()), None)
    if initdb is None:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="yike-pg-", ignore_cleanup_errors=True) as name:
        server = PostgresServer(Path(initdb).resolve().parent, Path(name))
        user = _user()
        if user:
            os.chown(name, pwd.getpwnam(user).pw_uid, -1)
        server.make()
        server.start()
        try:
            yield server
        finally:
            server.stop("immediate")


def _debian() -> Iterator[Path]:
    """Where Debian keeps the programs, which it puts on no path."""
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)


def _user() -> str | None:
    """Give somebody to run as: PostgreSQL refuses to run as root."""
    if os.geteuid():
        return None
    known = {one.pw_name for one in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in known)


def _run(program: Path, *arguments: str) -> None:
    subprocess.run(  # noqa: S603 - PostgreSQL's own programs
        [str(program), *arguments],
        check=True,
        user=_user(),
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "LC_ALL": "C"},
    )
