"""Windows runs the product: nothing that only POSIX has is touched without asking first."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

MODULES = {"crypt", "fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty"}
ATTRIBUTES = {
    "os": "chown fchmod fchown fork forkpty getegid geteuid getgid getloadavg getpgid getuid "
    "killpg lchown mkfifo mknod nice openpty posix_spawn pread pwrite sched_getaffinity setsid "
    "setuid statvfs sync uname wait",
    "signal": "SIGALRM SIGCHLD SIGHUP SIGKILL SIGPIPE SIGQUIT SIGSTOP SIGTSTP SIGUSR1 SIGUSR2 "
    "alarm pause pthread_sigmask setitimer sigwait",
    "socket": "AF_UNIX SO_REUSEPORT",
    "time": "clock_gettime tzset",
}
METHODS = {"add_signal_handler", "remove_signal_handler"}


def posix_only(source: str) -> list[str]:
    """Name what only POSIX has and no test of `sys.platform` keeps from Windows."""
    return list(_found(ast.parse(source)))


def _found(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.If) and (away := _kept_from_windows(node)) is not None:
        for child in (one for one in (*node.body, *node.orelse) if one not in away):
            yield from _found(child)
        return
    yield from _of(node)
    for part in ast.iter_child_nodes(node):
        yield from _found(part)


def _kept_from_windows(node: ast.If) -> list[ast.stmt] | None:
    """Give the branch that Windows never takes; None where the question is another."""
    return {
        "sys.platform != 'win32'": node.body,
        "sys.platform == 'win32'": node.orelse,
    }.get(ast.unparse(node.test))


def _of(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (one.name for one in node.names if one.name in MODULES)
    elif isinstance(node, ast.ImportFrom) and node.module in {*MODULES, *ATTRIBUTES}:
        lacking = ATTRIBUTES.get(node.module, "").split()
        yield from (x.name for x in node.names if node.module in MODULES or x.name in lacking)
    elif isinstance(node, ast.Attribute):
        owner = node.value.id if isinstance(node.value, ast.Name) else ""
        if node.attr in {*ATTRIBUTES.get(owner, "").split(), *METHODS}:
            yield f"{owner}.{node.attr}"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import fcntl", ["fcntl"]),
        ("from pwd import getpwnam", ["getpwnam"]),
        ("import os\nos.fork()", ["os.fork"]),
        ("from signal import SIGKILL, SIGTERM", ["SIGKILL"]),
        ("loop.add_signal_handler(2, stop)", ["loop.add_signal_handler"]),
        ("if sys.platform != 'win32':\n    import fcntl", []),
        ("if sys.platform != 'win32':\n    pass\nelse:\n    import fcntl", ["fcntl"]),
        ("if sys.platform == 'win32':\n    pass\nelse:\n    os.fchmod(3, 4)", []),
        ("if quick:\n    import resource", ["resource"]),
        ("os.replace(a, b)\nsignal.SIGTERM", []),
    ],
)
def test_the_look_finds_what_it_is_for(source: str, found: list[str]) -> None:
    """What is guarded by the right question is let be, and nothing else is."""
    assert posix_only(source) == found


def test_nothing_needs_posix() -> None:
    """No module of the product does on Windows what Windows does not know."""
    needing = {
        str(path.relative_to(ROOT)): names
        for room in ("bot", "maps", "geo", "data")
        for path in sorted((ROOT / room).rglob("*.py"))
        if (names := posix_only(path.read_text("utf-8")))
    }
    assert needing == {}
