"""What the engine set out to reach, and whether a run reached it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bench.figures import OURS, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.figures import Figure

HUGE, LARGE = "synthetic 1,000,000", "synthetic 100,000"


class Goal(NamedTuple):
    """One goal: a time or memory not to pass, or a ratio to reach."""

    text: str
    job: str
    town: str
    engine: str
    column: str
    limit: float


ANY_POINT = (
    goal
    for town in ("helsinki", "porto", "baltimore")
    for way in ("table", "search")
    for goal in (
        Goal(
            f"any point, {way} ≤ 40 µs", "J1", town, f"{OURS}, {way}, any point", "median_s", 40e-6
        ),
        Goal("its p99 ≤ 0.15 ms", "J1", town, f"{OURS}, {way}, any point", "p99_s", 150e-6),
    )
)
RINGS = (
    goal
    for town in ("helsinki", "porto")
    for goal in (
        Goal("three rings ≤ 8 ms", "J3", town, OURS, "median_s", 8e-3),
        Goal("their p99 ≤ 20 ms", "J3", town, OURS, "p99_s", 20e-3),
    )
)
GOALS = (
    *ANY_POINT,
    *RINGS,
    Goal("J1 by search, p99 ≤ 0.15 ms", "J1", HUGE, f"{OURS}, search", "p99_s", 0.15e-3),
    Goal("J1 from the table, p99 ≤ 10 µs", "J1", HUGE, f"{OURS}, table", "p99_s", 10e-6),
    Goal("J1 ≥ 10 × SciPy", "J1", HUGE, "SciPy", "ratio", 10),
    Goal("J2 ≤ 0.5 s", "J2", HUGE, OURS, "median_s", 0.5),
    Goal("J2 ≥ 8 × SciPy", "J2", HUGE, "SciPy", "ratio", 8),
    Goal("the same, beside SciPy on tiles", "J2", HUGE, "SciPy on tiles", "ratio", 8),
    Goal("J2 ≥ 50 × pandana", "J2", LARGE, "pandana", "ratio", 50),
    Goal("J3, three polygons ≤ 6 ms", "J3", HUGE, OURS, "median_s", 6e-3),
    Goal("J3 ≥ 15 × a union of discs", "J3", HUGE, "union of discs", "ratio", 15),
    Goal("the same, beside a union of hulls", "J3", HUGE, "union of hulls", "ratio", 15),
    Goal("its area within 3 % of the discs'", "J3", HUGE, "union of discs", "apart", 0.03),
    Goal("J4, porto ≤ 1.2 s", "J4", "porto", OURS, "median_s", 1.2),
    Goal("J5 ≤ 1.0 s", "J5", HUGE, OURS, "median_s", 1.0),
    Goal("resident memory ≤ 1.5 GB", "memory", HUGE, OURS, "bytes", 1.5e9),
)


def reach(figures: Sequence[Figure]) -> list[str]:
    """Give a table of the goals: what was measured, and whether that meets them."""
    rows = ["| goal | where | measured | reach |", "| --- | --- | --- | --- |"]
    for goal in GOALS:
        figure = find(figures, goal)
        value = None if figure is None else getattr(figure, goal.column)
        if figure is None or value is None:
            rows.append(f"| {goal.text} | {goal.town} | not measured in this run | |")
            continue
        met = value >= goal.limit if goal.column == "ratio" else abs(value) <= goal.limit
        rows.append(f"| {goal.text} | {goal.town} | {measured(goal, value)} | {_word(met)} |")
    return rows


def find(figures: Sequence[Figure], goal: Goal) -> Figure | None:
    """Give the figure that a goal is about."""
    wanted = (goal.job, goal.town, goal.engine)
    return next((one for one in figures if (one.job, one.town, one.engine) == wanted), None)


def measured(goal: Goal, value: float) -> str:
    """Write a value in the unit of its goal."""
    if goal.column == "ratio":
        return f"{value:.3g} ×"
    if goal.column == "apart":
        return f"{value:+.1%}"
    return f"{value / 1e9:.2f} GB" if goal.column == "bytes" else shown(value)


def _word(met: bool) -> str:  # noqa: FBT001 - a word for a truth
    return "met" if met else "**not met**"
