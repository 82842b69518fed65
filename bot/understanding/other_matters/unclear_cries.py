"""A cry of alarm, a giving up or a height to fall from, where no alarm is raised."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.understanding.query import Intent
from bot.understanding.safety.wordings.bereavement import mourns_a_pet, tells_of_one_gone
from bot.understanding.safety.wordings.cries import cry_in
from bot.understanding.topics import CARE

if TYPE_CHECKING:
    from bot.understanding.query import Query


PET = "pet"
"""The topic of an animal that died."""


def with_outcry(query: Query, text: str) -> Query:
    """Hear grief, or a cry that names no place, in a normalised sentence without an alarm."""
    if mourns_a_pet(text) and query.intent is not Intent.EMERGENCY:
        return replace(_answered_kindly(query), topic=PET)
    if tells_of_one_gone(text) and query.intent is not Intent.EMERGENCY:
        return replace(_answered_kindly(query), topic=CARE, mourns=True)
    named = query.place or query.facility or query.goal or query.pick
    if query.intent is Intent.EMERGENCY or named or (kind := cry_in(text)) is None:
        return query
    return replace(_answered_kindly(query), topic=kind)


def _answered_kindly(query: Query) -> Query:
    return replace(
        query,
        intent=Intent.HUMAN,
        doubt=None,
        place_text=None,
        categories=(),
        choices=(),
        follow_up=None,
        plain=False,
        unheard=(),
        also=(),
    )
