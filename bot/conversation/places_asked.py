"""What is asked of a place that is no service: "塘桥路551号是啥地方"; it is looked around next."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.context import Outcome
from bot.conversation.location import known_place, move, named_origin
from bot.understanding.query import Intent
from bot.understanding.turns.place_questions import place_asked

if TYPE_CHECKING:
    from bot.conversation.context import Context
    from bot.understanding.query import Query
    from geo.dataset.gazetteer import Place
    from geo.facility import Facility

_HOUSES = frozenset({"address", "compound"})
"""Kinds of places of which it is asked what they are; of others the knowledge base may tell."""
_TOLD_OTHERWISE = frozenset({Intent.EMERGENCY, Intent.FEEDBACK, Intent.FORGET})


def of_named_place(context: Context, query: Query) -> Outcome | None:
    """Say where a house is and which facility has its address; look around it from now on.

    Who has told where she is stays there: "那边有食堂吗" looks around the house.
    """
    words = place_asked(context.turn)
    waits = context.session.pending is not None
    if not words or waits or query.facility or query.doubt or query.intent in _TOLD_OTHERWISE:
        return None
    there = tuple(one for one in context.dataset.facilities if one.address == words)
    read = context.understander.understand(words, context.now)
    place = known_place(context, read.place)
    house = place if place and place.kind in _HOUSES and place.point else None
    spot = house or next((one for one in there if one.geometry), None)
    numbered = house is not None and house.kind == "address"  # no source tells of one
    if spot is None or read.facility or (query.intent is Intent.ANSWER and not numbered):
        return None
    text = "\n".join(_what_it_is(context, words, house, there))
    kept = _there(context, spot.id)
    return kept.reply(Intent.SET_PLACE, text, origin=named_origin(kept, spot.id))


def _what_it_is(
    context: Context, words: str, house: Place | None, there: tuple[Facility, ...]
) -> list[str]:
    """Say which facilities are there, or what is near, and what to say next."""
    name = house.name.said_in(context.session.language) if house else words
    names = context.composer.series(context.composer.name(one) for one in there)
    if names:
        told = context.say("place.asked_is", place=name, names=names)
    else:
        middle = house.point if house else None
        near = context.dataset.places.nearest_neighbourhood(middle) if middle else None
        key = "place.asked_near" if near else "place.asked_unknown"
        beside = near.name.said_in(context.session.language) if near else ""
        told = context.say(key, place=name, near=beside)
    return [told, context.say("place.asked_next")]


def _there(context: Context, spot: str) -> Context:
    """Speak of the place from now on; who has not said where she is looks around it."""
    session = replace(context.session, theirs=spot, facility="", goal="", answer="")
    context = replace(context, session=replace(session, told=Intent.SET_PLACE))
    if context.session.origin is not None:
        return context
    moved = move(context, named_origin(context, spot), spot)
    return context if isinstance(moved, Outcome) else moved
