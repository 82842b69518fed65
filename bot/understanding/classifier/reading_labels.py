"""What the classifier tells apart: an intent, and for a few intents which service or danger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.understanding.query import Intent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.understanding.query import Query

SEVERAL = f"{Intent.NEARBY}/several"


def label_of(query: Query) -> str:
    """Give the label of what was understood."""
    return named(
        query.intent, query.topic if query.intent is Intent.EMERGENCY else None, query.categories
    )


def named(intent: str, topic: str | None = None, categories: Sequence[str] = ()) -> str:
    """Give the label of an intent, the kind of an emergency and the services looked for."""
    if intent == Intent.EMERGENCY:
        return f"{intent}/{topic}"
    if intent != Intent.NEARBY or not categories:
        return str(intent)
    return f"{intent}/{categories[0]}" if len(categories) == 1 else SEVERAL


def parted(label: str) -> tuple[Intent, str]:
    """Give the intent of a label, and its service or danger, empty where it has none."""
    intent, _, rest = label.partition("/")
    return Intent(intent), rest
