"""Who brings meals home, as far as a source tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.lookup.ranking import delivers
from geo.facility import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.conversation.composing.composer import Composer


def delivery_line(composer: Composer, categories: Sequence[str]) -> str:
    """Name those of some categories (of any, without one) that deliver, wherever they are.

    Of all others nobody knows; that is said in the same line, so that neither contradicts.
    """
    told = [
        composer.say("delivery.one", name=composer.name(one), services=composer.services(one))
        for one in composer.dataset.facilities
        if one.status is Status.OPEN
        and (not categories or one.category in categories)
        and delivers(one)
    ]
    if not told:
        return composer.say("heard.delivery", ask=composer.say("heard.ask"))
    return composer.say(
        "delivery.known", told="; ".join(told) if composer.language == "en" else "；".join(told)
    )
