"""What is near: lists by category, the circle, and the pages of a list."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.composing import list_text
from bot.conversation.composing.delivery import delivery_line
from bot.conversation.composing.holidays import holiday_line
from bot.conversation.composing.way_text import BROAD_M
from bot.conversation.context import Outcome
from bot.conversation.handlers.general_handlers import unknown
from bot.conversation.handlers.list_reply import list_reply
from bot.conversation.location import (
    ask_closer,
    ask_nearby,
    ask_place,
    at_named_place,
    known_place,
    move,
    named_origin,
    of_whole_town,
    outside,
    placed,
    typed_origin,
)
from bot.conversation.lookup.mealtimes import asked_at, asked_meal
from bot.conversation.lookup.search import Question
from bot.conversation.reports.shut_reports import remark, reported
from bot.conversation.session import Slots
from bot.conversation.unheard import lines_above
from bot.conversation.unwanted import left_out
from bot.understanding.query import Intent
from bot.understanding.services import CANTEEN, HEALTH, LEGAL
from bot.understanding.slots.attribute_names import LASTING, Attribute
from bot.understanding.turns.list_questions import means_everything, says_now
from bot.understanding.turns.sides import wants_the_middle
from geo.errors import OutsideAreaError
from geo.walking_model import SPEED_M_S

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.conversation.context import Context
    from bot.conversation.lookup.search import Findings
    from bot.conversation.reply import Listed, Origin
    from bot.understanding.query import Query
    from geo.facility import LonLat

PAGE = 5
"""Facilities of one message."""

VAGUE_M = 1000.0
"""Beyond this the times would say nothing: she is asked for a place close by."""

_MOST_MINUTES = 60


def nearby(context: Context, query: Query) -> Outcome:
    """List what is near of some categories."""
    if query.choices and not query.categories:
        return unknown(context, query).but(intent=Intent.NEARBY)
    return _ask(context, query, _slots(context, query, Intent.NEARBY))


def unknown_or_rest(context: Context, query: Query) -> Outcome:
    """Show what is left of the last question when only a part of it is dropped."""
    slots = context.session.slots
    left = [key for key in slots.categories if key not in query.refused] if slots else []
    if slots and left and len(left) < len(slots.categories):
        return show(context, replace(slots, categories=tuple(left)))
    return unknown(context, query)


def circle(context: Context, query: Query) -> Outcome:
    """Tell what all lies within the circle, and have it drawn."""
    if _limits_list(context, query):
        return nearby(context, replace(query, intent=Intent.NEARBY, follows=True))
    return _ask(context, query, _slots(context, query, Intent.CIRCLE))


def _limits_list(context: Context, query: Query) -> bool:
    """Whether "五分钟能到的" is said of the service that was listed, and not of all there is."""
    slots = context.session.slots
    listed = slots is not None and slots.categories and slots.intent is not Intent.CIRCLE
    limit = query.minutes or query.metres
    return bool(listed and limit) and not (query.names_a_place or means_everything(context.turn))


def _moment_waiting(context: Context) -> Slots | None:
    """Give what was said of a day before it was said what for: "后天", then "食堂".

    That holds also where all that is open on the day was listed between.
    """
    waiting = context.session.pending
    slots = waiting.slots if waiting else context.session.slots
    later = slots and slots.at and slots.at > context.now
    return slots if slots and later and not slots.categories else None


def _slots(context: Context, query: Query, intent: Intent) -> Slots:
    """Fill what the sentence leaves open: from the last question when it leans on that.

    A question that still waits for her place is the last one.
    """
    leans, waiting = query.follows or query.corrects, context.session.pending
    asked = (waiting.slots if waiting else None) or context.session.slots
    last = (asked if leans else None) or _moment_waiting(context) or Slots()
    minutes = query.minutes or _minutes_for(context, query) or last.minutes
    categories = query.categories or (last.categories if intent is Intent.NEARBY else ())
    meal = asked_meal(query, categories, last.meal)
    attributes = _attributes(query, last)
    if context.session.brief and categories and not means_everything(context.turn):
        attributes = tuple(dict.fromkeys((*attributes, Attribute.ONE_ONLY)))
    last_at = last.at if last.at and last.at > context.now else None
    # "哪家开着" behind another day is asked of that day.
    now = query.open_now and not (last_at and leans and not says_now(context.turn))
    moment = asked_at(replace(query, open_now=now), meal, last_at, context.now)
    return Slots(
        intent,
        categories,
        minutes and max(1, min(minutes, _MOST_MINUTES)),
        query.open_now or last.open_now or Attribute.OPEN_ONLY in attributes,
        moment,
        query.accessible or (last.accessible and "accessible" not in query.off),
        attributes,
        query.weekdays or last.weekdays,
        meal,
        (*last.left_out, *left_out(context, query)),
    )


def _attributes(query: Query, last: Slots) -> tuple[str, ...]:
    """Give what a place should be; a wish that holds for every list is kept beside a new one."""
    kept = [one for one in last.attributes if not query.attributes or one in LASTING]
    return tuple(dict.fromkeys((*query.attributes, *kept)))


def _minutes_for(context: Context, query: Query) -> int | None:
    """Give how long she takes for the metres that she is ready to walk, at her pace."""
    if query.metres is None:
        return None
    speed = SPEED_M_S[query.pace or context.pace]
    return math.ceil(query.metres / speed / 60)


def _ask(context: Context, query: Query, slots: Slots) -> Outcome:
    """List what a query asks for around the place that it names, or where she is."""
    if query.pace:
        context = context.remember(pace=query.pace)
    query = of_whole_town(context, placed(context, query))
    if query.homes:  # "她那边", "我这边" go on from there
        own, theirs = query.homes
        context = at_named_place(context, own).remember(theirs=theirs)
    if query.place_text and not query.place:
        return ask_place(context, query.place_text, slots, query.place_kind)
    moved: Context | Outcome
    if query.point:
        context = context.awaiting_place(slots)
        moved = move(context, typed_origin(context, query.point))
    elif query.place:
        context = context.awaiting_place(slots)
        moved = move(context, named_origin(context, query.place), query.place)
    else:
        moved = context
    if isinstance(moved, Outcome):
        return with_advice(context, query, moved)
    # A filter or a turned page draws the same question again; it is not asked once more.
    is_asked = bool(query.categories or query.names_a_place)
    above = lines_above(query)
    stays = moved is context and not query.homes
    shown = show(moved, slots, is_asked=is_asked, above=above, stays=stays)
    return with_advice(context, query, _of_the_middle(context, query, shown))


def _of_the_middle(context: Context, query: Query, outcome: Outcome) -> Outcome:
    """Say first that half way between her place and theirs cannot be looked for."""
    if not (query.homes and wants_the_middle(context.turn)):
        return outcome
    return outcome.but(text=f"{context.say('place.between_two')}\n{outcome.reply.text}")


def with_advice(context: Context, query: Query, outcome: Outcome) -> Outcome:
    """Say first that medical or legal advice is not given here."""
    if not query.advice:
        return outcome
    kind = LEGAL if LEGAL in query.categories else HEALTH
    refusal = context.say(f"answer.advice_{kind}")
    return outcome.but(text=f"{refusal}\n{outcome.reply.text}")


def show(
    context: Context,
    slots: Slots,
    *,
    is_asked: bool = False,
    above: int = 0,
    stays: bool = False,
) -> Outcome:
    """List what was asked for around the place that is known, or ask for one.

    `is_asked` tells a question from a list that is drawn again: only questions are counted.
    `above` is how many lines will be put above the list, `stays` whether no place was named.
    """
    origin = context.session.origin
    if origin is None:
        return ask_place(context, slots=slots)
    if origin.point is None:
        return ask_nearby(context, origin, slots)
    if origin.error_m > VAGUE_M:
        return ask_closer(context, origin, slots)
    question = _question(context, slots)
    try:
        found = context.search.around(origin, origin.point, question)
    except OutsideAreaError:
        return outside(context, origin)
    if is_asked:
        _count(context, question, found, origin.point)
    first = holiday_line(context.composer, (one.facility for one in found.listed), question.at)
    first += remark(context, reported(context, slots.categories))
    if Attribute.DELIVERY in slots.attributes and CANTEEN in slots.categories:
        first.append(delivery_line(context.composer, slots.categories))
    if Attribute.ONE_ONLY in slots.attributes and any(one.walk for one in found.listed[:1]):
        return _one_alone(context, slots, question, found, first)
    page = list_text.first_lines(found, PAGE, above + len(first))
    if _asks_open(slots):
        first += list_text.none_open(context.composer, question, found, page)
        page = list_text.first_lines(found, PAGE, above + len(first))
    page = list_text.only_open(page) if Attribute.OPEN_ONLY in slots.attributes else page
    first += _moved_lines(context, slots, page, stays=stays)
    context = _remember(context, slots, found, len(page))
    text = list_text.first_page(context.composer, origin, question, found, page)
    step = list_text.next_step(context.composer, page, 1)
    step = context.say("circle.next") if slots.intent is Intent.CIRCLE else step
    text = "\n".join([*first, text, *_about_origin(context, origin), step])
    return list_reply(context, slots.intent, text, page, page)


def _moved_lines(
    context: Context, slots: Slots, page: Sequence[Listed], *, stays: bool
) -> list[str]:
    """Say that the numbers have changed where the list she sees is drawn in another order."""
    session = context.session
    before, now = session.listed[: session.shown], [one.facility.id for one in page]
    same = session.slots and session.slots.categories == slots.categories
    if not same or session.pending or now[:1] == [*before[:1]] or not {*now} & {*before}:
        return []
    if slots.open_now:
        return [context.say("list.open_first")]
    alike = stays and _is_same_question(session.slots, slots)
    return [context.say("list.moved")] if alike else []


def _is_same_question(before: Slots | None, now: Slots) -> bool:
    """Whether no limit of a list has changed, so that nobody expects another order."""
    if before is None:
        return False
    return replace(before, attributes=now.attributes, open_now=now.open_now) == now


def _asks_open(slots: Slots) -> bool:
    """Whether it is asked what is open; at a meal of another time the meal is told instead."""
    return slots.open_now and bool(slots.categories) and not (slots.at and slots.meal)


def _one_alone(
    context: Context, slots: Slots, question: Question, found: Findings, first: list[str]
) -> Outcome:
    """Tell the first of a list alone, as is wanted by who reads little; it is spoken of next."""
    origin, page = context.session.origin, found.listed[:1]
    context = _remember(context, slots, found, 1).remember(facility=page[0].facility.id)
    text = "\n".join([*first, list_text.one_alone(context.composer, origin, question, found)])
    reply = list_reply(context, slots.intent, text, page, page)
    few = tuple(one for one in reply.reply.buttons if one.action.startswith(("route", "more")))
    return reply.but(buttons=few)


def _about_origin(context: Context, origin: Origin) -> list[str]:
    """Say how her own place is known, where that matters."""
    known = known_place(context, context.session.place)
    if known is not None and known.between:
        neighbours, error = context.composer.series(known.between), round(origin.error_m)
        values = {"place": origin.name, "neighbours": neighbours, "error": error}
        return [context.say("place.between", **values)]
    return [context.say("place.broad", place=origin.name)] if origin.error_m > BROAD_M else []


def _question(context: Context, slots: Slots) -> Question:
    return Question(
        slots.categories,
        slots.minutes or context.minutes,
        context.pace,
        slots.at or context.now,
        slots.open_now,
        slots.accessible,
        slots.attributes,
        slots.weekdays,
        slots.meal,
        (*slots.left_out, *context.session.reported),
        strict=slots.minutes is not None,
    )


def _remember(context: Context, slots: Slots, found: Findings, shown: int) -> Context:
    listed = tuple(one.facility.id for one in found.listed)
    only = listed[0] if len(listed) == 1 else ""
    only = found.beyond.facility.id if found.beyond else only  # it is named as the nearest
    return context.remember(
        slots=slots,
        listed=listed,
        shown=shown,
        facility=only,
        told=None,
        goal="",
        goals=(),
        answer="",
        day=None,
        pending=None,
    )


def _count(context: Context, question: Question, found: Findings, point: LonLat) -> None:
    """Count a wish for each category, with the neighbourhood and whether any was within reach."""
    place = context.dataset.places.nearest_neighbourhood(point)
    has = {one.facility.category for one in found.listed if one.walk}
    for category in question.categories:
        context.demand.note(
            category, place.id if place else "", context.now.hour, found=category in has
        )


def back(context: Context, query: Query | None = None) -> Outcome:
    """Show the part of the last list before the one just shown."""
    slots = context.session.slots
    if slots is None:
        return more(context, query)
    pages = math.ceil(context.session.shown / PAGE)
    if pages < 3:
        return show(context, slots)
    return more(context.remember(shown=(pages - 2) * PAGE))


def more(context: Context, query: Query | None = None) -> Outcome:
    """Show the next part of the last list; after a report it begins anew, without that one.

    What is nearer than the next part may be what she wants now.
    """
    if query and query.meal:  # "晚饭还有吗" asks for a meal, not for a page
        meals = replace(query, intent=Intent.NEARBY, categories=(CANTEEN,))
        return nearby(context, meals)
    origin, slots, shown = context.session.origin, context.session.slots, context.session.shown
    if slots is None or origin is None or origin.point is None:
        return context.plain(Intent.MORE, "list.nothing_yet", menu=True)
    if {*context.session.listed}.intersection(context.session.reported):
        return show(context, slots).but(intent=Intent.MORE)
    refused = left_out(context, query) if query else ()
    if refused:
        slots = replace(slots, left_out=(*slots.left_out, *refused))
        shown -= sum(one in refused for one in context.session.listed[:shown])
    found = context.search.around(origin, origin.point, _question(context, slots))
    page = found.listed[shown : shown + PAGE]
    if not page:
        text = context.say("list.no_more", count=len(found.listed))
        return list_reply(context, Intent.MORE, text, (), ()).but(picture=None)
    if refused:
        listed = tuple(one.facility.id for one in found.listed)
        context = context.remember(slots=slots, listed=listed)
    context = context.remember(shown=shown + len(page))
    text = list_text.next_page(context.composer, _question(context, slots), found, page, shown + 1)
    return list_reply(context, Intent.MORE, text, page, found.listed[: context.session.shown])
