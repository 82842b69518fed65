"""One language, one dataset, one moment: what every part of an answer is said with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.composing import age, phrases
from bot.texts.local_words import say_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from bot.conversation.reply import Listed
    from geo.dataset.dataset import Dataset
    from geo.facility import Facility

_DOUBTFUL_M = 50.0
"""A position that may be wrong by more than this sends people to the wrong door."""


class Composer:
    """Puts what was found into words of one language."""

    def __init__(self, dataset: Dataset, language: str, now: datetime) -> None:
        """Speak of a dataset, in a language, at a moment."""
        self.dataset, self.language, self.now = dataset, language, now

    def say(self, key: str, **values: object) -> str:
        """Give one text."""
        return say_in(self.dataset, self.language, key, **values)

    def series(self, parts: Iterable[str]) -> str:
        """Put names one after another."""
        return self.say("list.comma").join(parts)

    def sentences(self, parts: Iterable[str]) -> str:
        """Put sentences one after another on a line."""
        return ("" if self.language == "zh" else " ").join(filter(None, parts))

    def sentence(self, text: str) -> str:
        """Make a sentence of a few words."""
        return self.say("detail.sentence", text=phrases.capitalised(text)) if text else ""

    def name(self, facility: Facility) -> str:
        """Name a facility."""
        return facility.name.said_in(self.language)

    def names(self, facilities: Iterable[Facility]) -> str:
        """Name facilities, one after another."""
        return self.series(map(self.name, facilities))

    def kinds(self, categories: Sequence[str]) -> str:
        """Name categories in everyday words."""
        known = self.dataset.categories
        return self.series(known[key].plain.said_in(self.language) for key in categories)

    def term(self, text: str) -> str:
        """Say what the dataset writes in Chinese, where it tells how."""
        return text if self.language == "zh" else self.dataset.terms.get(text, text)

    def services(self, facility: Facility) -> str:
        """Name what there is at a facility."""
        return self.series(map(self.term, facility.services))

    def at(self, when: datetime | None, text: str) -> str:
        """Put before a text for which moment it is true, where that is not now."""
        if when in {None, self.now}:
            return text
        moment = phrases.moment(when, self.now, self.language)
        return self.say("time.at", when=moment, rest=text[:1].lower() + text[1:])

    def state(self, one: Listed, *, then: bool = False) -> str:
        """Say whether a facility is open, and how old that is when it is old."""
        hours = one.facility.opening_hours
        state = phrases.opening(one.opening, self.now, self.language, then=then, hours=hours)
        return state + self.age_if_old(one.facility, "opening_hours") if hours else state

    def is_old(self, facility: Facility, what: str) -> bool:
        """Tell whether one thing that is known of a facility is old."""
        return age.is_old(facility, what, self.dataset, self.now.date())

    def age(self, facility: Facility, what: str) -> str:
        """Say in brackets how old one thing is."""
        return age.remark(facility, what, self.dataset, self.language, self.now.date())

    def age_if_old(self, facility: Facility, what: str) -> str:
        """Say in brackets how old one thing is; nothing when it is not old."""
        return self.age(facility, what) if self.is_old(facility, what) else ""

    def one_of(self, facility: Facility, field: str) -> str:
        """Write the address or the telephone, or that no source gives it.

        A telephone is told with its date, and so is an old address.
        """
        value = getattr(facility, field)
        if value and (field == "phone" or self.is_old(facility, field)):
            value += self.age(facility, field)
        key = f"detail.{field}" if value else f"detail.no_{field}"
        return self.say(key, **{field: value})


def is_doubtful(facility: Facility) -> bool:
    """Tell whether a position may be that of another door."""
    return (facility.position_error_m or 0.0) > _DOUBTFUL_M


def error_m(facility: Facility) -> int:
    """Give how far a position may be off, in whole metres."""
    return round(facility.position_error_m or 0.0)
