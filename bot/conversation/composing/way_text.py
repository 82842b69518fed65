"""Ways in words: how long, which direction, street by street where the streets have names."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bot.conversation.composing import phrases
from bot.conversation.composing.composer import error_m, is_doubtful
from bot.conversation.composing.day_hours import before_closing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.conversation.composing.composer import Composer
    from bot.conversation.reply import Listed, Origin
    from geo.facility import LonLat
    from geo.routing.directions import Stretch
    from geo.town import Passage
    from geo.uncertainty import Walk

BROAD_M = 400.0
"""Beyond this error of her own place, a resident is told that a closer one gives better times."""

_STEP_M = 20.0
"""Shorter parts of a way are not told."""


def route(
    composer: Composer,
    origin: Origin,
    one: Listed,
    way: Sequence[Stretch] = (),
    *,
    in_time: bool = False,
) -> str:
    """Write how to get to a facility; `in_time`: it is asked whether that is before it closes."""
    facility = one.facility
    name = composer.name(facility)
    if one.walk is None or facility.geometry is None or origin.point is None:
        unlocated = composer.say("route.unlocated", name=name)
        return "\n".join([unlocated, composer.one_of(facility, "address")])
    ends = origin.point, facility.geometry.middle
    doubtful = is_doubtful(facility)
    lines = [_walk(composer, origin, name, ends, one.walk, exact=not doubtful)]
    lines += _steps(composer, way)
    late = before_closing(composer, one, composer.now, asked=in_time)
    if late:
        state = composer.say("list.semicolon").join([composer.state(one), late])
        lines.append(composer.sentence(state))
    if doubtful:
        lines.append(composer.say("route.check", error=error_m(facility)))
    lines.append(composer.one_of(facility, "address"))
    broad = origin.error_m > BROAD_M
    lines.append(composer.say("place.broad" if broad else "route.next", place=origin.name))
    return "\n".join(lines)


def distance(composer: Composer, origin: Origin, one: Listed) -> str:
    """Write how far a facility is, without the streets."""
    facility, name = one.facility, composer.name(one.facility)
    if one.walk is None or facility.geometry is None or origin.point is None:
        unlocated = composer.say("route.unlocated", name=name)
        return "\n".join([unlocated, composer.one_of(facility, "address")])
    doubtful, ends = is_doubtful(facility), (origin.point, facility.geometry.middle)
    lines = [_walk(composer, origin, name, ends, one.walk, exact=not doubtful)]
    if doubtful:
        lines.append(composer.say("route.check", error=error_m(facility)))
    return "\n".join([*lines, composer.say("further.go")])


def passage(
    composer: Composer, origin: Origin, ends: tuple[LonLat, LonLat], name: str, found: Passage
) -> str:
    """Write how to get from one place to another, which has a name."""
    line = _walk(composer, origin, name, ends, found.walk, exact=True)
    return "\n".join([line, *_steps(composer, found.streets)])


def _walk(  # noqa: PLR0913 - a way is all this
    composer: Composer,
    origin: Origin,
    name: str,
    ends: tuple[LonLat, LonLat],
    walk: Walk,
    *,
    exact: bool,
) -> str:
    """Say minutes and direction, and metres where the position is exact enough for them."""
    start, end = ends
    east_m = (end.lon - start.lon) * math.cos(math.radians(start.lat))
    metres = max(10, round(walk.metres, -1 if walk.metres < 1000 else -2))
    return composer.say(
        "route.walk" if exact else "route.walk_about",
        place=origin.name,
        name=name,
        time=phrases.walking_time(walk, composer.language),
        metres=int(metres),
        way=phrases.direction(east_m, end.lat - start.lat, composer.language),
    )


def _steps(composer: Composer, way: Sequence[Stretch]) -> list[str]:
    """Write the streets to follow, if any has a name; a few metres are no step."""
    told = [part for part in way if part.metres >= _STEP_M]
    if not any(part.street for part in told):
        return []
    steps = [
        composer.say(
            "route.step" if part.street else "route.leap",
            street=part.street.said_in(composer.language) if part.street else "",
            way=phrases.direction(part.east, part.north, composer.language),
            metres=round(part.metres / 10) * 10,
        )
        for part in told
    ]
    return [composer.say("route.steps", steps=composer.say("route.then").join(steps))]
