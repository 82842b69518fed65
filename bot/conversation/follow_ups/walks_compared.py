"""Which of several is nearest or farthest: from the walks to each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.conversation.composing import phrases
from bot.conversation.handlers.facility_handlers import about_one, seen
from bot.conversation.location import ask_place, named_origin
from bot.understanding.query import Intent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.conversation.context import Context, Outcome
    from bot.conversation.reply import Listed
    from geo.uncertainty import Walk

    Line = tuple[int, str]
    """The number of a line of the last list, and the id of its facility."""

_ALIKE_MIN = 1.0
"""Walks that differ by less than this are about as long."""


class _Walked(NamedTuple):
    number: int
    one: Listed
    walk: Walk


def walks_of_named(context: Context, lines: Sequence[Line], *, farthest: bool) -> Outcome:
    """Tell the walk to each line that was named, and to which it is nearer or farther."""
    if context.session.point is None:
        return ask_place(context)
    walked = _walked(context, lines, farthest=farthest)
    if not walked:
        return context.plain(Intent.DETAIL, "further.no_walk")
    rows = _rows(context, walked)
    located = {line.one.facility.id for line in walked}
    rows += [_lost(context, number, one) for number, one in lines if one not in located]
    if len(walked) > 1:
        rows.append(_verdict(context, walked, farthest=farthest))
    return _found(context, rows, walked[0].one)


def end_of_list(
    context: Context, *, farthest: bool = False, place: str = "", more: str = ""
) -> Outcome | None:
    """Name the nearest or the farthest of the last list, measured from her place or another.

    `place` is the name of that other place, `more` what is to be said behind it.
    """
    session = context.session
    lines = tuple(enumerate(session.listed, 1))
    if session.slots and session.slots.open_now:  # only those are shown that are surely open
        lines = lines[: session.shown]
    if not lines:
        return None
    if context.session.point is None:
        return ask_place(context)
    walked = _walked(context, lines, farthest=farthest)
    if not walked:
        return context.plain(Intent.DETAIL, "further.no_walk")
    row = _rows(context, walked[:1])
    if place:
        head = "further.farthest_from" if farthest else "further.nearest_from"
    else:
        head = "further.farthest" if farthest else "further.nearest"
    said = context.say(head, place=place)
    return _found(context, [said, *row, more], walked[0].one)


def nearest_station(context: Context) -> Outcome | None:
    """Say which metro station is nearest to the facility spoken of; None without one."""
    facility, language = context.session.facility, context.session.language
    if not facility:
        return None
    stations = []
    for place in context.dataset.places.of_kind("metro"):
        there = context.remember(origin=named_origin(context, place.id))
        walk = seen(there, facility, context.now).walk
        if walk:
            stations.append((walk, place.name.said_in(language)))
    if not stations:
        return context.plain(Intent.DETAIL, "further.no_walk")
    stations.sort(key=lambda pair: pair[0].minutes)
    name = context.composer.name(context.dataset.facility(facility))
    rows = [
        context.say("further.station", name=name, place=stations[0][1]),
        *(
            context.say(
                "further.from_station", place=station, time=phrases.walking_time(walk, language)
            )
            for walk, station in stations
        ),
    ]
    return _found(context, rows, seen(context, facility, context.now))


def row(context: Context, number: int, one: Listed, facts: str) -> str:
    """Write a line of the list with what was asked of it."""
    name = context.composer.name(one.facility)
    mark = phrases.mark(number) if number else ""
    return context.say("list.line", mark=mark, name=name, facts=facts).strip()


def called_or_marked(context: Context, number: int, one: Listed) -> str:
    """Name a facility by its number in the list, or by its name where it is in none."""
    return phrases.mark(number) if number else context.composer.name(one.facility)


def _walked(context: Context, lines: Sequence[Line], *, farthest: bool) -> list[_Walked]:
    """Give the lines with a walk, what was asked for first."""
    told = [(number, seen(context, one, context.now)) for number, one in lines]
    walked = [_Walked(number, one, one.walk) for number, one in told if one.walk]
    return sorted(walked, key=lambda line: line.walk.minutes, reverse=farthest)


def _rows(context: Context, told: Sequence[_Walked]) -> list[str]:
    """Write a line for each with its walk."""
    language = context.session.language
    times = (phrases.walking_time(line.walk, language) for line in told)
    return [
        row(context, line.number, line.one, context.say("list.walk", time=time))
        for line, time in zip(told, times, strict=True)
    ]


def _lost(context: Context, number: int, facility: str) -> str:
    one = context.search.unwalked(context.dataset.facility(facility), context.now)
    return row(context, number, one, context.say("list.place_unknown"))


def _verdict(context: Context, walked: Sequence[_Walked], *, farthest: bool) -> str:
    first, second = walked[:2]
    if abs(first.walk.minutes - second.walk.minutes) < _ALIKE_MIN:
        return context.say("further.alike")
    key = "further.farther" if farthest else "further.nearer"
    return context.say(key, mark=called_or_marked(context, first.number, first.one))


def _found(context: Context, rows: Sequence[str], one: Listed) -> Outcome:
    """Speak from now on of the one that was found."""
    lines = [*filter(None, rows), context.say("further.go")]
    return about_one(context, Intent.DETAIL, "\n".join(lines), one)
