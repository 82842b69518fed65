"""What a terminal shows while something is going on; a pipe shows nothing."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager


def spinner(what: str) -> AbstractContextManager[object]:
    """Show that something is going on."""
    return Console(stderr=True).status(what)


@contextmanager
def bars(*names: str) -> Iterator[list[Callable[[float], None]]]:
    """Show a bar for each part of some work; gives what tells how far each is, from 0 to 1."""
    with Progress(console=Console(stderr=True), transient=True) as progress:
        tasks = [progress.add_task(name, total=1.0) for name in names]
        yield [
            lambda share, task=task: progress.update(task, completed=share)  # type: ignore[misc]
            for task in tasks
        ]
