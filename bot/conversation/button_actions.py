"""What a pressed button does; its action is a verb and what it is about, "near:health"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.alarms.end_of_alarm import over
from bot.conversation.alarms.first_advice import emergency
from bot.conversation.handlers.facility_handlers import NOTES, detail, route
from bot.conversation.handlers.feedback_handlers import feedback, remark
from bot.conversation.handlers.forward_handlers import no_danger
from bot.conversation.handlers.general_handlers import forget, greet, offer_help
from bot.conversation.handlers.list_handlers import back, circle, more, nearby
from bot.conversation.handlers.place_handlers import set_place
from bot.conversation.handlers.preference_handlers import speak, walk_at
from bot.conversation.location import ask_committee
from bot.texts import LANGUAGES
from bot.understanding.query import Intent, Query
from bot.understanding.safety.danger import Danger
from bot.understanding.slots.attribute_names import Attribute
from geo.facility import Pace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.conversation.context import Context, Outcome


def press(context: Context, action: str) -> Outcome:
    """Do what a button says; what no button of ours says gets a kind answer."""
    verb, _, about = action.partition(":")
    if action in _PLAIN:
        return _PLAIN[action](context)
    if verb in _ABOUT_ONE and any(one.id == about for one in context.dataset.facilities):
        return _ABOUT_ONE[verb](context.remember(facility=about), _about_it(context, verb))
    outcome = _VERBS[verb](context, about) if verb in _VERBS else None
    return outcome or context.plain(Intent.UNKNOWN, "unknown.no_such_button", menu=True)


def _about_it(context: Context, verb: str) -> Query:
    """Ask about the facility last spoken of."""
    if verb == NOTES:
        return Query(Intent.DETAIL, context.session.language, pick=0, topic=NOTES)
    return Query(Intent(verb), context.session.language, pick=0)


def _near_category(context: Context, category: str) -> Outcome | None:
    if category not in context.dataset.categories:
        return None
    query = Query(Intent.NEARBY, context.session.language, categories=(category,))
    return nearby(context, query)


def _at_place(context: Context, place_id: str) -> Outcome | None:
    if all(place.id != place_id for place in context.dataset.places):
        return None
    return set_place(context, Query(Intent.SET_PLACE, place=place_id))


def _at_pace(context: Context, pace: str) -> Outcome | None:
    return walk_at(context, Pace(pace)) if pace in list(Pace) else None


def _in_danger(context: Context, topic: str) -> Outcome | None:
    query = Query(Intent.EMERGENCY, context.session.language, topic=topic)
    return emergency(context, query) if topic in list(Danger) else None


def _in_language(context: Context, language: str) -> Outcome | None:
    return speak(context, language) if language in LANGUAGES else None


def _near(context: Context) -> Outcome:
    return nearby(context, Query(Intent.NEARBY, context.session.language))


def _circle(context: Context) -> Outcome:
    return circle(context, Query(Intent.CIRCLE, context.session.language))


def _open_only(context: Context) -> Outcome:
    language, only = context.session.language, (Attribute.OPEN_ONLY,)
    query = Query(Intent.NEARBY, language, open_now=True, attributes=only, follows=True)
    return nearby(context, query)


_PLAIN: Mapping[str, Callable[[Context], Outcome]] = {
    "greet": greet,
    "help": offer_help,
    "near": _near,
    "circle": _circle,
    "open": _open_only,
    "more": more,
    "back": back,
    "feedback": remark,
    "forget": forget,
    "committees": ask_committee,
    "no_danger": no_danger,
    "safe": over,
}
"""The actions that are about nothing in particular."""

_ABOUT_ONE: Mapping[str, Callable[[Context, Query], Outcome]] = {
    "detail": detail,
    NOTES: detail,
    "route": route,
    "feedback": feedback,
}
"""The verbs that are about one facility, by its id."""

_VERBS: Mapping[str, Callable[[Context, str], Outcome | None]] = {
    "near": _near_category,
    "place": _at_place,
    "pace": _at_pace,
    "language": _in_language,
    "danger": _in_danger,
}
"""The verbs that are about something else; None when there is no such thing."""
