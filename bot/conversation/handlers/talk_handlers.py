"""About the talk itself: say it again, say it simply, who is speaking."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.conversation.alarms import number_questions
from bot.conversation.composing import phrases
from bot.conversation.handlers import facility_handlers, list_handlers
from bot.conversation.handlers.general_handlers import offer_help
from bot.conversation.session import LIFETIME
from bot.knowledge.answer_facts import first_sentence
from bot.understanding.follow_ups.told_facts import praises_one
from bot.understanding.query import Intent, Query
from bot.understanding.small_talk.about_the_chat import TOO_LONG
from bot.understanding.small_talk.asked_calls import WHOM_TO_CALL

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.conversation.context import Context, Outcome


def about_talk(context: Context, query: Query) -> Outcome:
    """Answer what is said about the talk; help for everything else."""
    answers: dict[str | None, Callable[[], Outcome | None]] = {
        "who": lambda: context.plain(Intent.HELP, "hello.who", menu=True),
        "kept": lambda: _kept(context),
        "simply": lambda: _shortly(context.remember(brief=True)),
        TOO_LONG: lambda: _shortly(context.remember(brief=True)),
        "again": lambda: _again(context),
        WHOM_TO_CALL: lambda: number_questions.answered(context, query),
        "forgot": lambda: _reminded(context),
        facility_handlers.NOTES: lambda: _notes(context, query),
    }
    answer = answers.get(query.topic, lambda: _told_alike(context, query))
    return answer() or offer_help(context)


def _told_alike(context: Context, query: Query) -> Outcome | None:
    """Answer what is told alike to everybody, if there is a text for it."""
    key = context.own_text("hello", query.topic)
    return context.plain(Intent.HELP, key) if key else None


def praised(context: Context) -> Outcome | None:
    """Be glad with who praises a place that was listed or told."""
    known = context.session.listed or context.session.facility
    if not (known and praises_one(context.turn.plain)):
        return None
    return context.plain(Intent.THANKS, "hello.praised")


def _notes(context: Context, query: Query) -> Outcome:
    """Tell where what was said of a facility comes from."""
    about_it = Query(Intent.DETAIL, query.language, pick=0, topic=query.topic)
    return facility_handlers.detail(context, about_it)


def _kept(context: Context) -> Outcome:
    """Say what is remembered of her now, for how long, and how to have it erased."""
    session = context.session
    place = [context.say("hello.kept_place", place=session.origin.name)] if session.origin else []
    pace = [context.say(f"hello.kept_{session.pace.value}")] if session.pace else []
    asked = [context.say("hello.kept_list")] if session.slots else []
    deaf = [context.say("hello.kept_deaf")] if context.deaf else []
    every = [*place, *pace, *asked, *deaf]
    what = context.composer.series(every) or context.say("hello.kept_nothing")
    return context.plain(
        Intent.HELP, "hello.kept", what=what, hours=int(LIFETIME / timedelta(hours=1))
    )


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


def _reminded(context: Context) -> Outcome:
    """Give the last answer once more to somebody who forgot, as far as it is remembered."""
    again = _again(context)
    if again is None:
        return context.plain(Intent.HELP, "hello.forgot", menu=True)
    return again.but(text=f"{context.say('hello.forgot_again')}\n{again.reply.text}")


def _briefly(context: Context) -> Outcome | None:
    """Give the first sentence of the cited answer that was told last, or ask what is wanted."""
    session = context.session
    if session.answer:
        told = context.answers.get(session.answer)
        text = first_sentence(told.text.said_in(session.language))
        return context.reply(Intent.HELP, text)
    listed = session.facility or session.slots
    return None if listed else context.plain(Intent.HELP, "hello.briefly", menu=True)


def _shortly(context: Context) -> Outcome | None:
    """Say the last answer shortly, as all lists from now on."""
    return _simply(context) or _briefly(context) or _again(context)


def _simply(context: Context) -> Outcome | None:
    """Say the little that counts of the facility last spoken of, or of the first of the list."""
    session, origin = context.session, context.session.origin
    if session.answer:
        return None
    about = session.facility or (session.listed[0] if session.listed else "")
    if not (about and session.point):
        return None
    one = context.dataset.facility(about)
    seen = context.search.seen_from(origin, one, context.pace, context.now)
    time = phrases.walking_time(seen.walk, session.language) if seen.walk else ""
    walk = context.say("list.walk", time=time) if seen.walk else context.say("list.place_unknown")
    line = session.listed.index(about) + 1 if about in session.listed else 1
    step = context.say("list.next", number=phrases.ordinal(line, session.language))
    told = [walk, context.composer.state(seen)]
    lines = [context.composer.name(one), *map(phrases.capitalised, told), step]
    return context.reply(
        Intent.DETAIL, "\n".join(lines), categories=(one.category,), origin=origin, listed=(seen,)
    )
