"""Answers that need no place: greetings, cited answers, emergencies, what is not understood."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.alarms.end_of_alarm import over
from bot.conversation.composing import phrases
from bot.conversation.composing.hours_in_words import day_of_year
from bot.conversation.context import Outcome
from bot.conversation.handlers.care_handlers import OF_CARE, care, outcry, small_hurt
from bot.conversation.location import at_place_of, named_origin, placed
from bot.conversation.lookup.search import Question
from bot.conversation.reply import Reply
from bot.conversation.session import Session, Slots
from bot.understanding.after_alarm.alarm_remark import AlarmRemark
from bot.understanding.lexicon.listed_words import UNLISTED
from bot.understanding.query import Intent, Query
from bot.understanding.safety.wordings.cries import OUTCRY
from bot.understanding.safety.wordings.small_hurts import HURTS
from bot.understanding.services import CANTEEN, STATION
from bot.understanding.slots.attribute_names import Attribute
from bot.understanding.small_talk.forgetting import is_of_place_alone
from bot.understanding.small_talk.in_passing import LEAVES, WAITS
from bot.understanding.topics import OVER

if TYPE_CHECKING:
    from bot.conversation.context import Context
    from bot.conversation.reply import Listed


_MOST_QUOTED = 20
_NO_MENU = frozenset({LEAVES, WAITS})
"""Who leaves, or wants a moment, is offered nothing."""


def greet(context: Context, _: Query | None = None) -> Outcome:
    """Greet."""
    return context.plain(Intent.GREET, "hello.greet", menu=True)


def offer_help(context: Context, _: Query | None = None) -> Outcome:
    """Tell what can be asked."""
    return context.plain(Intent.HELP, "hello.help", menu=True)


def thanks(context: Context, query: Query) -> Outcome:
    """Say that it was a pleasure, or that it is good that an alarm is over."""
    if query.topic == OVER and AlarmRemark.TAKEN in query.after:
        return context.plain(Intent.THANKS, "emergency.taken", number=context.number("ambulance"))
    if query.topic == OVER:
        return over(context)
    return context.plain(Intent.THANKS, context.own_text("hello", query.topic) or "hello.thanks")


def human(context: Context, query: Query) -> Outcome:
    """Say where people answer; to somebody who is annoyed, also how to tell them."""
    if query.topic in OF_CARE:
        return care(context, query)
    if query.topic in HURTS:
        return small_hurt(context, query)
    if query.topic == OUTCRY:
        return outcry(context)
    return context.plain(Intent.HUMAN, context.own_text("human", query.topic) or "human.text")


def unknown(context: Context, query: Query) -> Outcome:
    """Say that this is beyond us and who can help; ask back when it may be several things."""
    if query.choices:
        buttons = context.category_buttons(query.choices)
        asked = context.say("unknown.clarify", kinds=context.composer.kinds(query.choices))
        if context.session.origin is None:  # who only says where she is sees them all
            context = context.awaiting_place(Slots(categories=query.choices))
        return context.reply(Intent.UNKNOWN, asked, buttons=buttons)
    context.demand.note_unanswered("unknown", context.now.hour)
    if query.place_text:
        return context.plain(Intent.UNKNOWN, "place.elsewhere", name=query.place_text[:20])
    return _not_ours(context, query)


def _not_ours(context: Context, query: Query) -> Outcome:
    """Say what is not known here and what to do instead, by the kind of matter that it is."""
    context = at_place_of(context, query)  # she goes on from where she says she is
    if query.topic == UNLISTED:
        word = _word(context, query)
        told = where_to_ask(context, word, query.place)
        if told is not None:
            return told
        context = context.remember(unlisted=word)
    plain = "unknown.unanswered" if query.unanswered else "unknown.text"
    now, days = context.now, context.say("hours.days").split(",")
    return context.plain(
        Intent.UNKNOWN,
        context.own_text("unknown", query.topic) or plain,
        menu=query.topic not in _NO_MENU,
        word=_word(context, query),
        date=day_of_year(now, context.session.language),
        day=days[now.weekday()],
        clock=f"{now:%H:%M}",
        **_metro_near(context),
    )


def _word(context: Context, query: Query) -> str:
    """Give the word that is not known here; her own words where none stands out."""
    return query.unheard[0] if query.unheard else context.turn.words[:_MOST_QUOTED]


def _metro_near(context: Context) -> dict[str, str]:
    """Take the nearest metro station for an example where it is known where she is."""
    if context.session.origin is None:
        return {}
    place = placed(context, Query(Intent.NEARBY, place_kind="metro")).place
    return {"place_example": named_origin(context, place).name} if place else {}


def where_to_ask(context: Context, word: str, place: str | None = None) -> Outcome | None:
    """Say that a service is not listed, and the nearest place to ask at; "怎么走" leads there."""
    near = _station_near(context, place)
    if near is None or near.walk is None:
        return None
    walk = phrases.walking_time(near.walk, context.session.language)
    return context.remember(facility=near.facility.id, told=None).plain(
        Intent.UNKNOWN,
        "unknown.unlisted_near",
        menu=True,
        word=word,
        name=context.composer.name(near.facility),
        walk=context.say("list.walk", time=walk),
    )


def _station_near(context: Context, place: str | None) -> Listed | None:
    """Find the nearest place to ask at, around the place that is named or where she is."""
    origin = named_origin(context, place) if place else context.session.origin
    if STATION not in context.dataset.categories:
        return None
    question = Question((STATION,), context.minutes, context.pace, context.now)
    return next(iter(context.search.walkable(origin, question)), None)


def forget(context: Context, query: Query | None = None) -> Outcome:
    """Say that all is erased, and the dialogue erases it; or erase where she is alone."""
    if query and is_of_place_alone(context.turn.plain):
        left = replace(context, session=context.session.without_place())
        return left.plain(Intent.SET_PLACE, "forget.place")
    reply = Reply(Intent.FORGET, context.say("forget.done"), context.session.language)
    return Outcome(reply, Session())


def answer(context: Context, query: Query) -> Outcome:
    """Answer from the report, with the source."""
    if query.topic is None:
        return unknown(context, query)
    found = context.answers.get(query.topic)
    language = context.session.language
    lines = [found.text.said_in(language), found.citation(context.dataset.sources, language)]
    if context.number("hotline") not in lines[0]:
        lines.append(context.say("answer.next"))
    if Attribute.DELIVERY in query.attributes and CANTEEN in context.dataset.categories:
        # It waits for nothing, and is asked again of the place that she tells next.
        wish = Slots(categories=(CANTEEN,), attributes=(Attribute.DELIVERY,))
        context = context.remember(slots=wish, listed=(), shown=0)
    return context.reply(Intent.ANSWER, "\n".join(lines), answer=found)
