"""What the rules made of a sentence, and which of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bot.understanding.query import Query


class Ruled(NamedTuple):
    """A query, and the name of the rule that made it; empty where none fitted."""

    rule: str
    query: Query
