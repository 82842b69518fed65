"""A line of a service that the last list is not of: that service is listed again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.handlers.list_handlers import nearby
from bot.conversation.handlers.picking import picked
from bot.understanding.query import Intent, Query

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome


def of_other_list(context: Context, query: Query) -> Outcome | None:
    """List the service again whose line is meant; None where the last list is of that service.

    The numbers of that list are not kept, and a walk to a place of another service is worse than
    a second question.
    """
    services, session = query.services, context.session
    if not (services and session.listed) or query.facility:
        return None
    category_of = context.dataset.category_of
    of_list = {*session.slots.categories} if session.slots else set()
    chosen = {*map(category_of, picked(context, query))}
    if of_list == {*services} or (chosen and chosen == {*services}):
        return None
    if not chosen and {*services} <= {*map(category_of, session.listed)}:
        return None
    listed = nearby(context, Query(Intent.NEARBY, query.language, categories=services))
    if listed.reply.needs_place or len(services) > 1:  # several are compared in one list
        return listed
    what = context.composer.kinds(services)
    first = context.say("detail.other_list", what=what)
    return listed.but(text=f"{first}\n{listed.reply.text}")
