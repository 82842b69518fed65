"""What to verify first, as lines to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.coverage.verification_order import VerificationOrder, VerificationTask
    from geo.dataset.dataset import Dataset


def todo_lines(
    order: VerificationOrder, dataset: Dataset, count: int, language: str
) -> Iterator[str]:
    """Tell the first tasks: what they settle together, and how many people each is about."""
    shown = order.tasks[:count]
    if not shown:
        yield say(language, "todo.nothing")
        return
    settled = [key for task in shown for key in task.settled]
    names = "、".join(dataset.categories[key].name.said_in(language) for key in settled)
    key = "todo.headline" if settled else "todo.headline_none"
    yield say(language, key, count=len(shown), kinds=len(settled), names=names)
    for number, task in enumerate(shown, start=1):
        yield _line(number, task, dataset, language)
    if len(order.tasks) > len(shown):
        yield say(language, "todo.more", count=len(order.tasks) - len(shown))


def _line(number: int, task: VerificationTask, dataset: Dataset, language: str) -> str:
    one = task.facility
    error = round(one.position_error_m or 0.0)
    where = say(language, "todo.known", metres=error)
    if one.geometry is None:
        where = say(language, "todo.nowhere")
    return say(
        language,
        "todo.line",
        number=number,
        name=one.name.said_in(language),
        category=dataset.categories[one.category].name.said_in(language),
        people=f"{task.people:,.0f}",
        where=where,
        id=one.id,
    )
