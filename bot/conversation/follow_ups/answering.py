"""Answers what is asked of the last answer; everything else is a question of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.follow_ups.comparisons import compare, wants_nearest
from bot.conversation.follow_ups.distances import apart, distance
from bot.conversation.follow_ups.further import closer, count, neighbour, others, without
from bot.conversation.follow_ups.offers import of_another_matter, offered, what_is_there
from bot.conversation.follow_ups.on_the_way import from_place, on_the_way, onward
from bot.conversation.follow_ups.other_list import of_other_list
from bot.conversation.follow_ups.still_there import seen_there, still_there
from bot.conversation.follow_ups.subjects import about_subject, near_of_answer
from bot.conversation.follow_ups.whole_list import of_whole_list
from bot.conversation.handlers.talk_handlers import praised
from bot.conversation.two_places import of_other_side
from bot.understanding.query import FollowUp

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.conversation.context import Context, Outcome
    from bot.understanding.query import Query

_ANSWERS: Mapping[FollowUp, Callable[[Context, Query], Outcome | None]] = {
    FollowUp.DISTANCE: distance,
    FollowUp.APART: apart,
    FollowUp.COMPARISON: compare,
    FollowUp.CLOSER: closer,
    FollowUp.OTHERS: others,
    FollowUp.COUNT: count,
    FollowUp.ONWARD: onward,
    FollowUp.FROM_PLACE: from_place,
    FollowUp.STILL_THERE: still_there,
    FollowUp.SEEN: seen_there,
}


def follow_up(context: Context, query: Query) -> Outcome | None:
    """Answer what is asked of what was told before; None for a question of its own."""
    first = (
        praised(context)
        or of_other_side(context, query)
        or on_the_way(context, query)
        or near_of_answer(context, query)
    )
    first = first or without(context, query) or of_other_list(context, query)
    first = first or what_is_there(context) or neighbour(context, query)
    if first:
        return first
    if wants_nearest(context, query):
        query = replace(query, follow_up=FollowUp.COMPARISON)
    if query.follow_up:
        return _ANSWERS[query.follow_up](context, query)
    whole = of_whole_list(context, query)
    of_last = offered(context, query) or about_subject(context, query)
    return whole or of_last or of_another_matter(context, query)
