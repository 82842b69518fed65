"""A cry of alarm, a giving up or a height to fall from, where no alarm is raised."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.understanding.query import Intent
from bot.understanding.safety.wordings.cries import cry_in

if TYPE_CHECKING:
    from bot.understanding.query import Query


def cried(query: Query, text: str) -> Query:
    """Hear a cry in a normalised sentence that names no place and raises no alarm."""
    named = query.place or query.facility or query.goal or query.pick
    if query.intent is Intent.EMERGENCY or named or (kind := cry_in(text)) is None:
        return query
    return replace(
        query,
        intent=Intent.HUMAN,
        topic=kind,
        doubt=None,
        place_text=None,
        categories=(),
        choices=(),
        follow_up=None,
        plain=False,
        unheard=(),
        also=(),
    )
