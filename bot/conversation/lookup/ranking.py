"""Puts facilities in the order of what was asked for: farthest, open longest, with delivery."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.understanding.slots.attribute_names import Attribute
from bot.understanding.slots.attributes import brings_home
from geo.hours.opening import open_minutes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from bot.conversation.reply import Listed
    from geo.facility import Facility

    Rank = Callable[[Listed, datetime, str], float]

_LAST = 1e9


def ranked(
    listed: Sequence[Listed], attributes: Sequence[str], at: datetime, country: str
) -> list[Listed]:
    """Order facilities, the nearest first so far, by every quality that is known of them."""
    ordered = list(listed)
    for attribute in reversed(attributes):
        if attribute in _RANKS:
            ordered.sort(key=lambda one: _RANKS[attribute](one, at, country))
    return ordered


def delivers(facility: Facility) -> bool:
    """Whether a source says that meals are brought home."""
    return any(map(brings_home, facility.services))


def _farthest(one: Listed, at: datetime, country: str) -> float:
    del at, country
    return -one.walk.minutes if one.walk else _LAST


def _longest(one: Listed, at: datetime, country: str) -> float:
    spans = open_minutes(one.facility.opening_hours, at.date(), country)
    return -sum(end - begin for begin, end in spans) if spans else _LAST


def _latest(one: Listed, at: datetime, country: str) -> float:
    spans = open_minutes(one.facility.opening_hours, at.date(), country)
    return -spans[-1][1] if spans else _LAST


def _earliest(one: Listed, at: datetime, country: str) -> float:
    spans = open_minutes(one.facility.opening_hours, at.date(), country)
    return spans[0][0] if spans else _LAST


def _delivery(one: Listed, at: datetime, country: str) -> float:
    del at, country
    return 0 if delivers(one.facility) else 1


_RANKS: Mapping[str, Rank] = {
    Attribute.FARTHEST: _farthest,
    Attribute.LONGEST: _longest,
    Attribute.LATEST: _latest,
    Attribute.EARLIEST: _earliest,
    Attribute.DELIVERY: _delivery,
}
