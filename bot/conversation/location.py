"""Where a resident is: taken, or asked for when it is not known well enough to walk from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.reply import Button, Origin
from bot.conversation.session import Awaits, Pending
from bot.understanding.places.parts import without_part
from bot.understanding.places.stems import is_estate, is_park
from bot.understanding.query import Intent, Query
from bot.understanding.rules.nearest_place import is_kind_alone
from bot.understanding.turns.travel import is_around, starts_there
from geo.crs import distance_m
from geo.dataset.place import both_numerals
from geo.errors import OutsideAreaError, UnknownNameError

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome
    from bot.conversation.session import Slots
    from geo.dataset.gazetteer import Place
    from geo.facility import LonLat


_HEAD_CHARS, _MOST_ALIKE = 2, 4


def named_origin(context: Context, place_id: str) -> Origin:
    """Take a place of the dataset, or a facility that is located, as an origin."""
    language = context.session.language
    place = known_place(context, place_id)
    if place is None:
        return Origin.of_facility(context.dataset.facility(place_id), language)
    return Origin.of_place(place, language)


def at_named_place(context: Context, place_id: str) -> Context:
    """Be at a place of the dataset, or at a facility, from now on."""
    origin = named_origin(context, place_id)
    return replace(context, session=context.session.moved_to(origin, context.now, place_id))


def at_place_of(context: Context, query: Query) -> Context:
    """Be at the place that a query names from now on, where the dataset has it as a place."""
    place = known_place(context, query.place)
    return at_named_place(context, place.id) if place else context


def known_place(context: Context, place_id: str | None) -> Place | None:
    """Give the place with this id; None for that of a facility."""
    try:
        return context.dataset.places.get(place_id) if place_id else None
    except UnknownNameError:
        return None


def part_of_last(context: Context, part: str) -> Query:
    """Name the place whose part was said after it: "二期" after "东方城市花园一期"."""
    last = known_place(context, context.session.place)
    if last is None:
        return Query(Intent.SET_PLACE, place_text=part)
    stem = without_part(last.name.zh)
    names = [
        name for said in both_numerals(part) for name in (f"{stem}{said}", f"{stem}（{said}）")
    ]
    known = (one for one in context.dataset.places if not {*names}.isdisjoint(one.names))
    place = next(known, None)
    return Query(Intent.SET_PLACE, place=place.id if place else None, place_text=names[0])


def placed(context: Context, query: Query) -> Query:
    """Fill in the place where any of a kind is meant and it is clear which: "near the station"."""
    if query.place or not query.place_kind:
        return query
    place = nearest_of_kind(context, query.place_kind)
    return replace(query, place=place.id, place_text=None) if place else query


def of_whole_town(context: Context, query: Query) -> Query:
    """Drop the town itself where she does not say that she is there: "塘桥有食堂吗"."""
    place = None if query.homes else known_place(context, query.place)
    if place is None or place.kind != "subdistrict" or is_around(context.turn, place.names):
        return query
    return replace(query, place=None)


def nearest_of_kind(context: Context, kind: str) -> Place | None:
    """Give the only place of a kind that is located, or the nearest to where she is."""
    located = located_of_kind(context, kind)
    if len(located) == 1:
        return located[0][0]
    here = context.session.point
    if here is None or not located:
        return None
    return min(located, key=lambda pair: distance_m(here, pair[1]))[0]


def as_her_place(context: Context, query: Query) -> Query:
    """Take a place for where she is, where that was asked: a kind alone, the start of a way."""
    waiting = context.session.pending
    listed = waiting is not None and waiting.slots is not None
    if listed and query.goal and not query.place and starts_there(context.turn):
        return Query(Intent.SET_PLACE, query.language, place=query.goal)
    if not (query.goal_kind and is_kind_alone(context.turn.plain)):
        return query
    if query.goal_kind == "bus":  # the buttons name no stops: she is asked as before
        return Query(Intent.SET_PLACE, query.language)
    words, kind = context.turn.words, query.goal_kind
    return Query(Intent.SET_PLACE, query.language, place_text=words, place_kind=kind)


def located_of_kind(context: Context, kind: str) -> list[tuple[Place, LonLat]]:
    """Give the located places of a kind with their points; a park is a landmark called one."""
    places = context.dataset.places.of_kind("landmark" if kind == "park" else kind)
    return [
        (place, place.point)
        for place in places
        if place.point and (kind != "park" or is_park(place.name.zh))
    ]


def typed_origin(context: Context, point: LonLat) -> Origin:
    """Take a position that was typed (WGS-84)."""
    return Origin.at_point(context.say("place.typed"), point)


def in_language(context: Context, language: str) -> Context:
    """Speak a language from now on, of the place where she is too.

    A named place needs no rounding: everybody knows where it is.
    """
    spoken = context.remember(language=language)
    place, origin = context.session.place, context.session.origin
    if place:
        return spoken.remember(origin=named_origin(spoken, place))
    if origin and origin.basis == "shared":
        return spoken.remember(origin=replace(origin, name=spoken.say("place.shared")))
    return spoken


def move(context: Context, origin: Origin, place_id: str | None = None) -> Context | Outcome:
    """Be at an origin from now on; where nobody can walk from there, ask for another place."""
    if origin.point is None:
        return ask_nearby(context, origin)
    try:
        context.search.town(context.pace).walker.start(origin.point)
    except OutsideAreaError:
        return outside(context, origin)
    session = context.session.moved_to(origin, context.now, place_id)
    return replace(context, session=replace(session, pending=None))


def ask_place(
    context: Context,
    name: str | None = None,
    slots: Slots | None = None,
    kind: str | None = None,
) -> Outcome:
    """Ask where she is; `name` is a place that she named and nobody knows, or any of a `kind`."""
    before = pending = context.session.pending
    if slots is not None or pending is None:
        pending = Pending(Awaits.PLACE, slots)
    if name and kind:
        text = context.say("place.which_metro")
    elif name:
        alike = _alike(context, name)
        if alike:
            return _is_it_one_of(context.remember(pending=pending), name, alike)
        text = context.say("place.unknown", name=name[:20])
    elif pending.slots and pending.slots.categories:
        what = context.composer.kinds(pending.slots.categories)
        asked = before and before.awaits is Awaits.PLACE and before.slots
        again = asked and asked.categories == pending.slots.categories
        text = context.say("place.ask_for_again" if again else "place.ask_for", what=what)
    else:
        text = context.say("place.ask")
    return _needs_place(context.remember(pending=pending), text, None, pending.slots)


def how_to_tell(context: Context) -> Outcome:
    """Help somebody who cannot name where she is to tell it."""
    pending = context.session.pending
    slots = pending.slots if pending else None
    return _needs_place(context, context.say("place.how_to_tell"), None, slots)


def _alike(context: Context, name: str) -> list[Place]:
    """Give the estates that begin as an unknown one does: 塘桥一村 and 塘桥二村 for 塘桥新村."""
    if not is_estate(name):
        return []
    head, estates = name[:_HEAD_CHARS], context.dataset.places.of_kind("compound")
    alike = [one for one in estates if one.point and one.name.zh.startswith(head)]
    named = [one for one in alike if not any(map(str.isdigit, one.name.zh))]
    return sorted(named, key=lambda one: (one.name.zh[-1] != name[-1], one.name.zh))[:_MOST_ALIKE]


def _is_it_one_of(context: Context, name: str, alike: list[Place]) -> Outcome:
    """Ask whether one of some estates is meant, with a button for each."""
    language, pending = context.session.language, context.session.pending
    names = context.composer.series(one.name.said_in(language) for one in alike)
    text = context.say("place.alike", name=name[:20], names=names)
    buttons = tuple(Button(one.name.said_in(language), f"place:{one.id}") for one in alike)
    asked = _needs_place(context, text, None, pending.slots if pending else None)
    return asked.but(buttons=(*buttons, *asked.reply.buttons[-1:]))


def ask_committee(context: Context) -> Outcome:
    """Offer the committees that are located."""
    language = context.session.language
    places = (one for one in context.dataset.places.of_kind("committee") if one.point)
    buttons = tuple(Button(one.name.said_in(language), f"place:{one.id}") for one in places)
    text = context.say("place.choose_committee")
    return _needs_place(context, text, None, _waiting(context)).but(buttons=buttons)


def ask_nearby(context: Context, origin: Origin, slots: Slots | None = None) -> Outcome:
    """Say that nobody knows where a place is, and ask for one near by."""
    slots = slots or _waiting(context)
    context = context.awaiting_place(slots)
    text = context.say("place.unlocated", place=origin.name)
    return _needs_place(context, text, origin, slots)


def ask_closer(context: Context, origin: Origin, slots: Slots) -> Outcome:
    """Say that a place is too large to walk from, and ask for one in it."""
    context = context.awaiting_place(slots)
    place = known_place(context, context.session.place)
    key = "place.vague_street" if place and place.kind == "street" else "place.vague"
    return _needs_place(context, context.say(key, place=origin.name), origin, slots)


def outside(context: Context, origin: Origin) -> Outcome:
    """Say that a place is too far from the streets that are known, and ask for another."""
    slots = _waiting(context)
    context = context.awaiting_place(slots).remember(origin=None)
    return _needs_place(context, context.say("place.outside"), origin, slots)


def _waiting(context: Context) -> Slots | None:
    """Give the question that waits for a place."""
    return context.session.pending.slots if context.session.pending else None


def _needs_place(
    context: Context, text: str, origin: Origin | None, slots: Slots | None
) -> Outcome:
    """Ask, with buttons for those who have no position to send."""
    language = context.session.language
    stations = (one for one in context.dataset.places.of_kind("metro") if one.point)
    buttons = [Button(one.name.said_in(language), f"place:{one.id}") for one in stations]
    buttons.append(Button(context.say("button.committees"), "committees"))
    return context.reply(
        slots.intent if slots else Intent.SET_PLACE,
        text,
        categories=slots.categories if slots else (),
        origin=origin,
        needs_place=True,
        minutes=(slots.minutes or context.minutes) if slots else None,
        open_now=bool(slots and slots.open_now),
        accessible=bool(slots and slots.accessible),
        buttons=tuple(buttons),
    )
