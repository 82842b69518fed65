"""More about what was explained, or about a service that was listed: never about anything else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.follow_ups.last_spoken import (
    asked_qualities,
    asks_of_last,
    is_hours_alone,
    is_lost_question,
    is_of_service,
    kind_spoken_of,
    moment_listed,
    untold_words,
)
from bot.conversation.handlers.facility_handlers import detail
from bot.conversation.handlers.general_handlers import answer
from bot.conversation.handlers.list_handlers import nearby
from bot.conversation.handlers.picking import unclear
from bot.conversation.handlers.service_handlers import near
from bot.conversation.location import ask_place
from bot.knowledge.answer_facts import (
    says_how_to_apply,
    share_a_name,
    tells_of,
    title_alone,
    whom_to_ask,
)
from bot.understanding.follow_ups.follow_up_reading import HOURS
from bot.understanding.query import Intent, Query
from bot.understanding.slots.attribute_names import UNTOLD, Attribute
from bot.understanding.turns.list_questions import (
    asks_only_which_open,
    asks_phone_or_address,
    asks_which_has,
    asks_which_open,
)
from bot.understanding.turns.place_questions import (
    applying_question,
    asks_near_her,
    asks_nearest,
    asks_to_change,
    asks_whether,
    looks_around,
    near_question,
    other_subject,
)

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome
    from bot.knowledge.answers import Answer

_LOOKED_AT = 5
_AS_GOOD = 0.6
"""So well, beside the answer that was told, another must fit the question."""
_READ = frozenset({Intent.NEARBY, Intent.UNKNOWN, Intent.DETAIL})
_OF_PLACES = frozenset({"where", "hours"})


def about_subject(context: Context, query: Query) -> Outcome | None:
    """Answer what is asked without a subject of the answer or the service spoken of last."""
    if context.session.answer:
        return _of_answer(context, query)
    lost = _of_list(context, query)
    if lost is not None:
        return lost
    if not asks_of_last(query) or context.session.speaks_of_one or is_hours_alone(query):
        return None
    if kind_spoken_of(context.session):
        return _about_kind(context, query)
    if query.intent is Intent.ANSWER:  # whatever it is of, it was not said
        return context.plain(Intent.UNKNOWN, "further.of_what")
    return None


def _of_list(context: Context, query: Query) -> Outcome | None:
    """Answer what nobody understands but of a list: whether one is near, which has something."""
    if _asks_near_her(context, query):
        return nearby(context, replace(query, intent=Intent.NEARBY, follows=True))
    if _asks_which_open(context, query):
        asked = replace(query, intent=Intent.NEARBY, open_now=True, follows=True)
        return nearby(context, replace(asked, at=query.at or moment_listed(context)))
    if _asks_which(context, query):
        words, ask = context.turn.words, context.say("heard.ask")
        return context.plain(Intent.DETAIL, "heard.untold", words=words, ask=ask)
    lost = _asks_whether(context, query) or _is_far_fetched(context, query)
    if lost or _asks_untold(context, query):
        return _about_kind(context, query, lost=lost)
    return None


def _asks_near_her(context: Context, query: Query) -> bool:
    """Whether it is asked if the service spoken of is near her: "我家附近有吗"."""
    lost = query.intent is Intent.UNKNOWN and not query.choices
    return lost and asks_near_her(context.turn) and bool(kind_spoken_of(context.session))


def _asks_which_open(context: Context, query: Query) -> bool:
    """Whether it is asked which of a list is open: "哪几家现在开着", "which one is open now"."""
    other = query.points_at_something or query.categories or query.attributes
    if not context.session.listed or other:
        return False
    if query.intent is Intent.UNKNOWN:
        return asks_only_which_open(context.turn)
    return query.intent is Intent.DETAIL and query.open_now and asks_which_open(context.turn)


def _asks_which(context: Context, query: Query) -> bool:
    """Whether it is asked which of a list has what nobody understands: "哪家有包间"."""
    bare = query.intent is Intent.DETAIL and query.pick is None
    told = query.aspects or query.attributes or query.categories or query.is_timed
    other = told or asks_phone_or_address(context.turn)
    lost = is_lost_question(context, query) or (bare and not other)
    return lost and bool(context.session.listed) and asks_which_has(context.turn)


def _asks_whether(context: Context, query: Query) -> bool:
    """Whether it is asked of a list, with yes or no, what nobody understands: "可以打包吗"."""
    if not context.session.listed or context.session.speaks_of_one:
        return False
    asks = asks_whether(context.turn) and not query.mentioned
    return asks and is_lost_question(context, query)


def _is_far_fetched(context: Context, query: Query) -> bool:
    """Whether a cited answer has little to do with what is asked of a service: "能上门吗"."""
    far = query.intent is Intent.ANSWER and query.guessed and not query.bare
    kind = kind_spoken_of(context.session) and not context.session.speaks_of_one
    return bool(far and kind) and is_lost_question(context, query)


def _asks_untold(context: Context, query: Query) -> bool:
    """Whether of one thing it is asked what no source tells of any place: "拔牙多少钱"."""
    if not context.session.listed or context.session.speaks_of_one or looks_around(context.turn):
        return False
    named = query.names_a_place or query.names_a_facility
    own = {*query.categories} <= {*kind_spoken_of(context.session)}
    one = query.offer or (query.follows and not query.categories)
    of_several = {Attribute.CHEAPEST, Attribute.QUIET_WAY}
    untold = {*query.attributes} and {*query.attributes} <= {*UNTOLD} - of_several
    return bool(untold and one and own and not named) and query.intent is Intent.NEARBY


def _of_answer(context: Context, query: Query) -> Outcome | None:
    """Answer about the subject of the cited answer, or about another one named alone."""
    another = _another_subject(context)
    if another:
        return answer(context, Query(Intent.ANSWER, context.session.language, topic=another.id))
    if _is_new_subject(context, query):
        return None
    asks = asks_of_last(query) or is_lost_question(context, query) or _asks_untold_of_it(query)
    asks = asks or (query.intent in _READ and asks_to_change(context.turn))
    return _about_answer(context, query) if asks and not is_of_service(query) else None


def _asks_untold_of_it(query: Query) -> bool:
    """Whether what no source tells is asked, and no word names a service: "评估要钱吗"."""
    asked = {*query.attributes}
    alone = query.intent is Intent.NEARBY and not query.points_at_something
    return query.guessed and alone and bool(asked) and asked <= {*UNTOLD}


def _is_new_subject(context: Context, query: Query) -> bool:
    """Whether another service is spoken of than the cited answer is about: "中午吃什么"."""
    timed = query.categories if HOURS in query.aspects else ()
    named = {*(() if query.bare else query.mentioned), *timed}
    about = _service_of(context) if named else None
    return bool(named) and not (about and named <= {*about.categories})


def near_of_answer(context: Context, query: Query) -> Outcome | None:
    """List the service that the cited answer is about, where it is asked if one is near."""
    near = asks_near_her(context.turn) or asks_nearest(context.turn)
    asks = context.session.answer and near
    service = _service_of(context) if asks else None
    return nearby(context, replace(service, pace=query.pace)) if service else None


def _service_of(context: Context) -> Query | None:
    """Give the wish for the service that the cited answer is about, if it is about one."""
    title = context.answers.get(context.session.answer).title.zh
    about = context.understander.understand(near_question(title), context.now)
    return Query(Intent.NEARBY, categories=about.categories) if about.categories else None


def _another_subject(context: Context) -> Answer | None:
    """Find what is told of another subject that is named alone: "那低保呢"."""
    named = other_subject(context.turn)
    if not named:
        return None
    hits = context.answers.search(applying_question(named), _LOOKED_AT)
    titled = (hit.answer for hit in hits if named in hit.answer.title.zh)
    return next(titled, None)


def _about_answer(context: Context, query: Query) -> Outcome:
    """Give the answer that tells it of the same subject, or say that nothing is known."""
    told = context.answers.get(context.session.answer)
    is_told = query.aspects and all(tells_of(told, one) for one in query.aspects)
    other = _of_same_subject(context, query, told) if query.aspects else None
    better = other or (told if is_told else None)
    if better:
        return answer(context, Query(Intent.ANSWER, context.session.language, topic=better.id))
    place = _of_its_place(context, query, told)
    if place:
        return place
    language = context.session.language
    words = context.turn.words
    title = title_alone(told.title.said_in(language))
    advice = whom_to_ask(told) if language == "zh" else ""
    lines = [
        context.say("further.not_told", title=title, words=words),
        advice or context.say("answer.next"),
    ]
    return context.reply(Intent.ANSWER, "\n".join(lines), answer=told)


def _of_its_place(context: Context, query: Query, told: Answer) -> Outcome | None:
    """Answer where it is, or when it is open, of the facility or the service explained."""
    if not {*query.aspects}.intersection(_OF_PLACES):
        return None
    titled = (one for one in context.dataset.facilities if one.name.zh in told.title.zh)
    facility = next(titled, None)
    if facility:
        asked = replace(query, intent=Intent.DETAIL, facility=facility.id, categories=(), pick=None)
        return detail(context, replace(asked, choices=(), topic=None, attributes=()))
    service = _service_of(context)
    if service is None:
        return None
    return near(context, replace(service, at=query.at, open_now=query.open_now))


def _of_same_subject(context: Context, query: Query, told: Answer) -> Answer | None:
    """Find the answer that says how to apply for what another explains."""
    if says_how_to_apply(told):
        return None
    asked = f"{told.title.zh}{context.event.text or ''}"
    hits = context.answers.search(asked, _LOOKED_AT)
    own = next((hit.score for hit in hits if hit.answer.id == told.id), 0.0)
    found = (hit.answer for hit in hits if hit.score >= _AS_GOOD * own)
    alike = (one for one in found if one.id != told.id and share_a_name(told, one))
    return next((one for one in alike if _applies(one, query)), None)


def _applies(one: Answer, query: Query) -> bool:
    """Whether an answer says how to apply, and tells of all that is asked."""
    told = all(tells_of(one, aspect) for aspect in query.aspects)
    return told and says_how_to_apply(one)


def _about_kind(context: Context, query: Query, *, lost: bool = False) -> Outcome | None:
    """Say of a service that was listed what no source tells, or ask which of them is meant."""
    session = context.session
    kinds = kind_spoken_of(session)
    ask = context.say("heard.ask")
    untold = [one for one in asked_qualities(query) if one in UNTOLD]
    told = [context.say(f"heard.{one}", ask=ask) for one in untold]
    told += [
        context.say("heard.untold", words=one, ask=ask)
        for one in untold_words(context, query, always=lost and not untold)
    ]
    if not told and query.intent is Intent.DETAIL and not session.waits_for_place:
        return None
    head = context.say("further.of_kind", what=context.composer.kinds(kinds))
    lines = [head, *told] if told else []
    if session.waits_for_place:
        asked = ask_place(context)
        lines += [] if told else [context.say("further.which_place")]
        return asked.but(intent=Intent.DETAIL, text="\n".join([*lines, asked.reply.text]))
    if not told:
        return unclear(context, query, Intent.DETAIL)
    lines.append(context.say("further.one_of_them"))
    return context.reply(Intent.DETAIL, "\n".join(lines), categories=kinds)
