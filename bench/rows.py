"""Figures in a table: what was measured, what was set out to reach, and whether it was."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from bench.page import PACKAGES, machine, rewrite

if TYPE_CHECKING:
    from collections.abc import Iterable


class Row(NamedTuple):
    """One figure; `met` is None where nothing was set out, as for a peer."""

    what: str
    measured: str
    goal: str = ""
    met: bool | None = None

    @classmethod
    def at_most(cls, what: str, value: float, limit: float, unit: str) -> Row:
        """Hold a figure to a limit."""
        return cls(what, f"{_short(value)} {unit}", f"≤ {limit:g} {unit}", value <= limit)

    @property
    def line(self) -> str:
        """The row of a Markdown table."""
        word = {True: "met", False: "**not met**", None: ""}[self.met]
        return f"| {self.what} | {self.measured} | {self.goal} | {word} |"


class Section:
    """A section of docs/benchmarks.md, printed as it comes and written at the end."""

    def __init__(self, name: str, title: str, how: str, packages: Iterable[str] = PACKAGES) -> None:
        """Note the machine before the work begins, as busy as it is then."""
        self._name, self._title, self._how = name, title, how
        self._taken = f"Measured on {datetime.now(UTC):%Y-%m-%d} on {machine(packages)}."
        self._rows: list[Row] = []
        print(self._taken, flush=True)

    def take(self, rows: Iterable[Row]) -> None:
        """Take rows."""
        for row in rows:
            self._rows.append(row)
            print(row.line, flush=True)

    def write(self) -> None:
        """Write the section in place of the last one."""
        head = ["| what | measured | goal | reach |", "| --- | --- | --- | --- |"]
        table = [*head, *(row.line for row in self._rows)]
        rewrite(
            self._name,
            [f"## {self._title}", "", self._taken, "", *self._how.splitlines(), "", *table],
        )


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"
