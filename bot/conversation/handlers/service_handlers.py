"""A question about a service, not about one facility: its hours, and what holds everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.composing import age, meals
from bot.conversation.composing.holidays import holiday_line
from bot.conversation.composing.hours_in_words import hours_in_words
from bot.conversation.composing.phrases import capitalised
from bot.conversation.handlers.list_handlers import nearby
from bot.conversation.reports.shut_reports import remark, reported
from bot.conversation.session import Slots
from bot.understanding.query import Intent
from bot.understanding.slots.attribute_names import UNTOLD, Attribute
from bot.understanding.slots.meal import ANY
from bot.understanding.turns.list_questions import asks_hours
from bot.understanding.turns.turn import Turn
from geo.facility import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.conversation.context import Context, Outcome
    from bot.understanding.query import Query
    from geo.facility import Facility

_MOST_NAMED = 4


def about_service(context: Context, query: Query) -> Outcome:
    """Answer where she is from what is near; else say what holds everywhere, and ask for a place.

    Nobody is asked where she is when all facilities have the same hours, or when none is located.
    """
    listed = nearby(context, query).but(intent=Intent.DETAIL)
    if not listed.reply.needs_place:
        return listed
    offered = _offered(context, query)
    lines = terms(context, query, offered)
    if lines and _same_everywhere(offered):
        if not context.session.listed:  # "周末呢" is asked of the same service
            context = context.remember(slots=Slots(categories=query.categories))
        return context.reply(
            Intent.DETAIL, "\n".join(lines), categories=query.categories, at=query.at
        )
    return listed.but(text="\n".join([*lines, listed.reply.text]))


def counted(context: Context, query: Query) -> Outcome:
    """Say how many there are of a service and which, above the list or the question for a place."""
    listed = nearby(context, query)
    offered = _offered(context, query)
    what, names = context.composer.kinds(query.categories), context.composer.names(offered)
    head = capitalised(context.say("service.head", what=what, count=len(offered)))
    lines = [head, context.say("service.named", names=names)]
    lines = lines[: 1 + listed.reply.needs_place]
    return listed.but(text="\n".join([*lines, listed.reply.text]))


def near(context: Context, query: Query) -> Outcome:
    """List what is near; while her place is asked for, say what is known of the hours anyway."""
    listed = nearby(context, query)
    asked = {*query.attributes} - {Attribute.NEAREST}
    heard = Turn(query.told.text) if query.told else context.turn  # pinyin is spelt there
    about = query.is_timed or query.impossible or asked or asks_hours(heard)
    if not (listed.reply.needs_place and about and query.categories) or query.place_text:
        return listed
    offered = _offered(context, query)
    return listed.but(text="\n".join([*terms(context, query, offered), listed.reply.text]))


def _offered(context: Context, query: Query) -> list[Facility]:
    return [
        one
        for one in context.dataset.facilities
        if one.category in query.categories
        and one.status is Status.OPEN
        and one.id not in context.session.reported
    ]


def terms(context: Context, query: Query, offered: Sequence[Facility]) -> list[str]:
    """Say the hours of a service, where a source tells them, and for whom it is."""
    if query.attributes and {*query.attributes} <= {*UNTOLD, Attribute.DELIVERY}:
        return []  # what a source tells of it, or that none does, is said already
    what = context.composer.kinds(query.categories)
    told = [one for one in offered if one.opening_hours]
    lines = [capitalised(context.say("service.head", what=what, count=len(offered)))]
    lines += remark(context, reported(context, query.categories))
    lines += holiday_line(context.composer, offered, query.at or context.now)
    if not told:
        lines.append(context.say("service.no_hours"))
    elif len(told) == len(offered) and len({one.opening_hours for one in told}) == 1:
        hours = hours_in_words(told[0].opening_hours, context.session.language)
        lines.append(context.say("service.same_hours", hours=hours))
    else:
        lines += [_hours(context, one) for one in told[:_MOST_NAMED]]
        if len(told) < len(offered):
            lines.append(context.say("service.others", count=len(offered) - len(told)))
    lines += [_meal(context, one, query.meal) for one in offered if _serves(one, query.meal)]
    return lines


def _serves(one: Facility, meal: str) -> bool:
    """Whether it is known when a facility serves a meal, or any."""
    return bool(one.meals if meal == ANY else one.hours_of(meal))


def _hours(context: Context, one: Facility) -> str:
    language, today = context.session.language, context.now.date()
    hours = hours_in_words(one.opening_hours, language)
    if age.is_old(one, "opening_hours", context.dataset, today):
        hours += age.remark(one, "opening_hours", context.dataset, language, today)
    return context.say("service.hours", name=context.composer.name(one), hours=hours)


def _meal(context: Context, one: Facility, meal: str) -> str:
    """Say when a meal, or each, is served at one place."""
    language = context.session.language
    keys = [known.key for known in one.meals] if meal == ANY else [meal]
    hours = context.composer.series(meals.clock_times(one, key, language) for key in keys)
    return context.say("service.hours", name=context.composer.name(one), hours=hours)


def _same_everywhere(offered: Sequence[Facility]) -> bool:
    """Whether the answer needs no place: the same hours for all, or nobody is located."""
    unlocated = all(one.geometry is None for one in offered)
    return unlocated or len({one.opening_hours for one in offered}) == 1
