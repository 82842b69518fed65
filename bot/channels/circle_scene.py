"""The scene to draw beside an answer: the circle around a place and the facilities in it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.conversation.lookup.search import Question
from geo.compute.kernels import compile_kernels
from geo.errors import SettingsError
from geo.isochrones.isochrone import isochrone
from geo.walking_model import CIRCLES_MIN
from maps.drawing.scene import ListedFacility, Scene

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.conversation.lookup.search import FacilitySearch
    from bot.conversation.reply import Listed, Origin
    from geo.facility import Pace

_LONG = 30
"""A list longer than this is shown in part, and not all of it is numbered on a picture."""
_IN_A_ROUND = 3


def rings_up_to(minutes: int) -> tuple[int, ...]:
    """Give the rings to draw for a walk: the usual tiers below it, and itself."""
    return (*(tier for tier in CIRCLES_MIN if tier < minutes), minutes)


def scene_of(  # noqa: PLR0913, PLR0917 - a scene is all this
    search: FacilitySearch,
    origin: Origin,
    listed: Sequence[Listed],
    minutes: int,
    pace: Pace,
    language: str,
    at: datetime,
) -> Scene:
    """Set the scene for a located origin: its rings and the listed facilities.

    Raises:
        OutsideAreaError: the origin is too far from any street.
    """
    if origin.point is None:
        raise SettingsError(f"{origin.name} is not located: name another place")
    compile_kernels()
    town = search.town_at(pace, at, origin.point)
    drawn = isochrone(town.walker, origin.point, rings_up_to(minutes))
    entries = tuple(ListedFacility(one.facility, one.walk, one.opening) for one in listed)
    return Scene(search.dataset, drawn, origin.name, origin.error_m, entries, language, at)


def whole_scene(  # noqa: PLR0913, PLR0917 - as `scene_of`
    search: FacilitySearch, origin: Origin, minutes: int, pace: Pace, language: str, at: datetime
) -> Scene:
    """Set the scene with every facility that may be in the circle, the unlocated ones last.

    Raises:
        SettingsError: the origin is not located.
        OutsideAreaError: it is too far from any street.
    """
    if origin.point is None:
        raise SettingsError(f"{origin.name} is not located: name another place")
    every = tuple(search.dataset.categories)
    found = search.around(origin, origin.point, Question(every, minutes, pace, at))
    return scene_of(search, origin, _mixed(found.listed), minutes, pace, language, at)


def _mixed(listed: Sequence[Listed]) -> list[Listed]:
    """Put a few of every category before the many of one, where a list is long; else as it is.

    What has no time stays last.
    """
    if len(listed) <= _LONG:
        return list(listed)
    seen: Counter[str] = Counter()
    rounds = []
    for one in listed:
        rounds.append((one.walk is None, seen[one.facility.category] // _IN_A_ROUND))
        seen[one.facility.category] += 1
    order = sorted(range(len(listed)), key=rounds.__getitem__)
    return [listed[place] for place in order]
