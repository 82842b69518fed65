"""One turn, from what a resident did to what she gets: in which order its answer is looked for.

docs/conversation.md counts the steps; each function here is a part of that list.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.alarms import (
    above_answers,
    end_of_alarm,
    first_advice,
    no_phone,
    step_by_step,
    turn_handler,
)
from bot.conversation.button_actions import press
from bot.conversation.context import Context
from bot.conversation.follow_ups.answering import follow_up
from bot.conversation.follow_ups.day_of_month import by_date
from bot.conversation.follow_ups.further import instead_of
from bot.conversation.follow_ups.last_spoken import leaning, spoken
from bot.conversation.follow_ups.line_numbers import by_number, name_unclear
from bot.conversation.follow_ups.still_there import of_its_door
from bot.conversation.follow_ups.while_walking import is_awaited, past_water
from bot.conversation.follow_ups.whole_list import at_home
from bot.conversation.handlers import (
    care_handlers,
    facility_handlers,
    feedback_handlers,
    general_handlers,
    list_handlers,
    place_handlers,
    preference_handlers,
    talk_handlers,
)
from bot.conversation.handlers.combining import joined
from bot.conversation.handlers.forward_handlers import passed_on, passed_on_question
from bot.conversation.handlers.picking import of_last_list
from bot.conversation.handlers.report_handlers import after_report
from bot.conversation.in_hand.asked_of_named import with_untold
from bot.conversation.in_hand.before_place import with_the_unknown
from bot.conversation.in_hand.benefit_answers import benefit_told
from bot.conversation.in_hand.both_days import is_other_day, of_both_days
from bot.conversation.in_hand.houses_compared import houses_compared
from bot.conversation.in_hand.same_again import asked_again
from bot.conversation.in_hand.told_of_her import told_of_her
from bot.conversation.location import as_her_place, ask_place, how_to_tell, in_language
from bot.conversation.places_asked import of_named_place
from bot.conversation.records import ticket_in
from bot.conversation.reports.opened_facilities import of_new_place
from bot.conversation.reports.shut_reports import turned_to_other
from bot.conversation.reports.ticket_status import status
from bot.conversation.session import Awaits
from bot.conversation.two_places import on_its_side
from bot.conversation.unheard import with_notes
from bot.understanding.query import Intent
from bot.understanding.safety.wordings.cries import CRIES
from bot.understanding.safety.wordings.passed_on import is_passed_on
from bot.understanding.small_talk.in_passing import NO_WISH
from bot.understanding.text.questions import asks_something
from bot.understanding.topics import COMPLAINT
from bot.understanding.turns.no_place import names_no_place
from bot.understanding.turns.way_questions import way_question

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.conversation.context import Context, Outcome
    from bot.conversation.session import Pending
    from bot.understanding.query import Query

HANDLERS: Mapping[Intent, Callable[[Context, Query], Outcome]] = {
    Intent.NEARBY: facility_handlers.near_or_told,
    Intent.CIRCLE: list_handlers.circle,
    Intent.MORE: list_handlers.more,
    Intent.DETAIL: facility_handlers.detail,
    Intent.ROUTE: facility_handlers.route,
    Intent.SET_PLACE: place_handlers.set_place,
    Intent.SET_PACE: preference_handlers.set_pace,
    Intent.FEEDBACK: feedback_handlers.feedback,
    Intent.ANSWER: general_handlers.answer,
    Intent.GREET: general_handlers.greet,
    Intent.HELP: talk_handlers.about_talk,
    Intent.THANKS: general_handlers.thanks,
    Intent.EMERGENCY: first_advice.emergency,
    Intent.FORGET: general_handlers.forget,
    Intent.HUMAN: general_handlers.human,
    Intent.UNKNOWN: list_handlers.unknown_or_rest,
}
"""Who answers which intent."""

_CLEAR = 0.6
_FEW_CHARS = 3
_LOOSE = frozenset({Intent.UNKNOWN, Intent.FEEDBACK, Intent.DETAIL, Intent.SET_PLACE})


def answered(context: Context) -> Outcome:
    """Answer a position, a pressed button or words; while an alarm is open, remind of it."""
    event = context.event
    if event.location is not None:
        outcome = turn_handler.located(
            context, event.location, event.error_m
        ) or place_handlers.shared_place(context, event.location, event.error_m)
    elif event.press is not None:
        outcome = press(context, event.press)
    else:
        outcome = _said(context, event.text or "")
    return above_answers.reminding(context, outcome)


def _said(context: Context, text: str) -> Outcome:
    """Answer words: a ticket's number, what somebody else wrote, or her own."""
    if not text.strip():
        return context.plain(Intent.UNKNOWN, "unknown.empty")
    query = context.understander.understand(text, context.now)
    number = ticket_in(text)
    if number != text.strip():  # a bare number is of no language
        context = in_language(context, query.language or context.session.language)
    if number and query.intent is not Intent.EMERGENCY:
        return status(context, number)
    others = context.event.forwarded or is_passed_on(context.turn.plain)
    if others and not passed_on_question(query, text):
        return passed_on(context, query)
    return _her_words(context, query)


def _her_words(context: Context, query: Query) -> Outcome:
    """Answer her own words: of danger before any other wish, with what goes above and below."""
    context, query = end_of_alarm.closed(no_phone.heard(context, query), query)
    query = step_by_step.continued(context, past_water(context, query))
    outcome = (
        turn_handler.answered(context, query)
        or no_phone.answered(context, query)
        or _calmly(context, query)
    )
    outcome = step_by_step.noted(context, query, outcome)
    if outcome.then:
        below = facility_handlers.near_or_told(context, outcome.then)
        outcome = joined(outcome, below)._replace(alarm=outcome.alarm)
    outcome = care_handlers.warned(context, above_answers.reminding(context, outcome))
    return no_phone.with_a_caller(context, outcome)


def _calmly(context: Context, query: Query) -> Outcome:
    """Answer where there is no emergency: what a question of ours waits for, or a new wish."""
    query = by_number(context, by_date(context, at_home(context, query)))
    context, query = on_its_side(context, query)
    query = of_its_door(context, query)
    if query.intent is not Intent.SET_PLACE:
        context = context.remember(unlisted="")  # it waits for the next turn alone
    pending = context.session.pending
    reported = of_new_place(context, query)
    reported = reported or (None if pending else after_report(context, query))
    if reported:
        return reported
    if context.session.waits_for_place:
        return _told_where(context, query)
    waits = pending and pending.awaits is Awaits.FEEDBACK and _is_loose(query)
    if pending and waits and (told := _told_for_report(context, query, pending)):
        return told
    asked = of_named_place(context, query)
    outcome = asked or _wish(context.remember(pending=None), query)
    outcome = care_handlers.sympathising(context, query, outcome)
    return above_answers.doubting(context, query, outcome)


def _told_where(context: Context, query: Query) -> Outcome:
    """Answer what is said where she was asked where she is: a place, or another wish."""
    if query.intent is not Intent.EMERGENCY and names_no_place(context.turn.plain):
        return how_to_tell(context)
    query = as_her_place(context, query)
    walks = is_awaited(context.session) and way_question(context.turn)
    lost = _is_no_place(query, context.turn.text) and not walks
    outcome = ask_place(context, query.place_text) if lost else _wish(context, query)
    return outcome if walks else above_answers.doubting(context, query, outcome)


def _told_for_report(context: Context, query: Query, pending: Pending) -> Outcome | None:
    """Take the words of a report that was begun; a question is answered, and the report waits."""
    if not asks_something(context.turn.plain):
        return feedback_handlers.told(context, query, context.turn.text)
    if not pending.words:
        return None
    return feedback_handlers.still_waiting(context, _wish(context, query))


def _wish(context: Context, query: Query) -> Outcome:
    """Answer a wish, and every further one; say back what of each was not used."""
    asked = query
    beside = told_of_her(context, query) or benefit_told(context, query)
    beside = beside or houses_compared(context, query) or asked_again(context, query)
    if beside:
        return spoken(context, query, beside)
    context = preference_handlers.switched_off(context, query)
    context, query = turned_to_other(context, instead_of(context, query))
    further = [of_last_list(context, one) for one in query.also]
    outcome = name_unclear(context, query) or follow_up(context, query)
    if outcome is None:
        query = leaning(context, with_untold(context, query))
        outcome = with_notes(context, query, HANDLERS[query.intent](context, query))
        outcome = with_the_unknown(context, query, outcome)
    outcome = spoken(context, query, outcome)
    for other in further:
        context = replace(context, session=outcome.session)
        outcome = _with_further(context, (asked, other), outcome)
    return outcome


def _with_further(context: Context, wishes: tuple[Query, Query], outcome: Outcome) -> Outcome:
    """Answer a further wish below the first; it may be the same of another day."""
    asked, other = wishes
    another_day = is_other_day(asked, other)
    told = follow_up(context, other) if another_day else None
    other = leaning(context, other) if another_day else other
    told = told or with_notes(context, other, HANDLERS[other.intent](context, other))
    return of_both_days(context, wishes, outcome, told) if another_day else joined(outcome, told)


def _is_no_place(query: Query, text: str) -> bool:
    """Tell that where she is was meant to be said, and nobody knows it: "在家里"."""
    short = len(text.strip()) <= _FEW_CHARS
    unknown = query.intent is Intent.UNKNOWN and not query.choices and query.topic not in NO_WISH
    return unknown and (short or query.place_text is not None)


def _is_loose(query: Query) -> bool:
    """Tell that a sentence is no clear wish of its own, so that it may be a complaint's words."""
    named = query.categories or query.facility or query.names_a_goal or query.names_a_place
    bare = query.intent is Intent.ROUTE and not named and query.pick is None
    if query.topic in CRIES:
        return False
    return bare or query.score < _CLEAR or query.intent in _LOOSE or query.topic == COMPLAINT
