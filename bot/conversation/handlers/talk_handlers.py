"""About the talk itself: say it again, say it simply, who is speaking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.composing import phrases
from bot.conversation.handlers import facility_handlers, list_handlers
from bot.conversation.handlers.general_handlers import offer_help
from bot.conversation.search import Question
from bot.understanding.query import Intent, Query

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome


def about_talk(context: Context, query: Query) -> Outcome:
    """Answer what is said about the talk; help for everything else."""
    if query.topic == "who":
        return context.plain(Intent.HELP, "hello.who", menu=True)
    if query.topic == "larger":
        return context.plain(Intent.HELP, "hello.larger")
    if query.topic == facility_handlers.NOTES:
        about_it = Query(Intent.DETAIL, query.language, pick=0, topic=query.topic)
        return facility_handlers.detail(context, about_it)
    if query.topic == "simply":
        return _simply(context) or _again(context) or offer_help(context)
    if query.topic == "again":
        return _again(context) or offer_help(context)
    return offer_help(context)


def _again(context: Context) -> Outcome | None:
    """Give the last answer once more, as far as it is remembered."""
    session = context.session
    if session.facility and session.told:
        again = (
            facility_handlers.route if session.told is Intent.ROUTE else facility_handlers.detail
        )
        return again(context, Query(session.told, session.language, pick=0))
    if session.slots and session.origin:
        return list_handlers.show(context, session.slots)
    return None


def _simply(context: Context) -> Outcome | None:
    """Say the little that counts of the facility last spoken of, or of the first of the list."""
    session, origin = context.session, context.session.origin
    about = session.facility or (session.listed[0] if session.listed else "")
    if not (about and origin and origin.point):
        return None
    one = context.dataset.facility(about)
    question = Question((one.category,), context.minutes, context.pace, context.now)
    seen = context.search.walk_to(origin, origin.point, one, question)
    time = phrases.walking_time(seen.walk, session.language) if seen.walk else ""
    walk = context.say("list.walk", time=time) if seen.walk else context.say("list.place_unknown")
    line = session.listed.index(about) + 1 if about in session.listed else 1
    step = context.say("list.next", number=phrases.ordinal(line, session.language))
    told = [walk, context.composer.state(seen)]
    lines = [context.composer.name(one), *map(phrases.capitalised, told), step]
    return context.reply(
        Intent.DETAIL, "\n".join(lines), categories=(one.category,), origin=origin, listed=(seen,)
    )
