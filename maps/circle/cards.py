"""The cards of the list beside a map: what is known of each facility, in words."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.facility import EXACT_POSITION_M, Status
from geo.hours.day_states import Openness
from geo.hours.timetable import WEEKDAYS
from geo.uncertainty import Within

if TYPE_CHECKING:
    from geo.facility import Facility
    from geo.uncertainty import Walk
    from maps.drawing.scene import ListedFacility, Scene
    from maps.drawing.texts import Texts

# Codes of OpenStreetMap's hours that have a plain word; what has others is left to `opening`.
_DAYS = ("Mo-Su", *WEEKDAYS)
_MEALS = {"breakfast": "meal_breakfast", "lunch": "meal_lunch", "dinner": "meal_dinner"}
_CODE = re.compile(r"PH|SH|off|week|[\[\]();+\"]|sun|dawn|dusk|easter|[A-Z][a-z]{2} \d")


@dataclass(frozen=True, slots=True)
class Card:
    """One entry in words; what is not known or needs no word is empty."""

    number: int
    facility: Facility
    name: str
    category: str
    walk: str
    walk_range: str
    metres: str
    reach: str
    state: str
    opening: str
    hours: str
    meals: str
    doubt: str
    phone_date: str
    note: str
    source: str
    verified: str

    @property
    def on_map(self) -> bool:
        """Whether there is a marker with the card's number."""
        return self.facility.geometry is not None


def write_cards(scene: Scene, texts: Texts) -> list[Card]:
    """Write the cards of a scene, those that are on the map first."""
    written = [
        _card(number, entry, scene, texts) for number, entry in enumerate(scene.entries, start=1)
    ]
    return sorted(written, key=lambda card: not card.on_map)


def _card(number: int, entry: ListedFacility, scene: Scene, texts: Texts) -> Card:
    facility, walk = entry.facility, entry.walk
    serves = facility.status is Status.OPEN
    return Card(
        number=number,
        facility=facility,
        name=texts.of(facility.name),
        category=category_name(facility.category, scene, texts),
        walk=_walk(facility, walk, texts),
        walk_range=_walk_range(walk, texts) if walk else "",
        metres=texts.say("walk_metres", metres=_tens(walk.metres)) if walk else "",
        reach=_reach(walk, scene.circle.rings[-1].minutes, texts) if walk else "",
        state=entry.opening.openness.value if serves else facility.status.value,
        opening=_opening(entry, scene, texts) if serves else _status(facility, texts),
        hours=_hours(facility.opening_hours, texts),
        meals=_meals(facility, texts),
        doubt=_doubt(facility, texts),
        phone_date=_phone_date(facility, texts),
        note=texts.of(facility.note),
        source=_source(facility, scene, texts),
        verified=_verified(facility, texts),
    )


def category_name(key: str, scene: Scene, texts: Texts) -> str:
    """Name a category; one that the dataset does not name by its key."""
    category = scene.dataset.categories.get(key)
    return texts.of(category.name) if category else key


def _walk(facility: Facility, walk: Walk | None, texts: Texts) -> str:
    if walk:
        return texts.say("walk", minutes=max(1, round(walk.minutes)))
    return texts.say("walk_unknown") if facility.geometry else ""


def _walk_range(walk: Walk, texts: Texts) -> str:
    low, high = math.floor(walk.low), math.ceil(walk.high)
    if high - low <= 1:
        return ""
    return texts.say("walk_range" if low >= 1 else "walk_up_to", low=low, high=high)


def _reach(walk: Walk, minutes: int, texts: Texts) -> str:
    keys = {Within.YES: "", Within.MAYBE: "walk_maybe", Within.NO: "walk_beyond"}
    key = keys[walk.within(minutes)]
    return texts.say(key, minutes=minutes) if key else ""


def _tens(metres: float) -> int:
    """Round to ten metres, as nobody paces out more exactly."""
    return max(10, round(metres / 10) * 10)


def _opening(entry: ListedFacility, scene: Scene, texts: Texts) -> str:
    key = {
        Openness.OPEN: "open",
        Openness.CLOSED: "closed",
        Openness.UNKNOWN: "opening_unknown",
    }[entry.opening.openness]
    change = entry.opening.next_change
    if change is None or entry.opening.openness is Openness.UNKNOWN:
        return texts.say(key)
    return texts.say(f"{key}_until", moment=texts.moment(change, scene.at))


def _hours(written: str, texts: Texts) -> str:
    """Write opening hours in words, if they are simple enough for that."""
    words = texts.say("all_day") if written == "24/7" else written
    for short, word in zip(_DAYS, texts.say("days").split(), strict=True):
        words = words.replace(short, word)
    plain = words.replace("-", "–").replace(",", texts.say("comma"))
    if not words or _CODE.search(plain):
        return ""
    return texts.say("hours", hours=plain)


def _meals(facility: Facility, texts: Texts) -> str:
    """Write when each meal is served, where a source says so."""
    told = [
        texts.say(_MEALS[one.key], hours=one.hours.removeprefix("Mo-Su ").replace("-", "–"))
        for one in facility.meals
    ]
    return texts.say("comma").join(told)


def _phone_date(facility: Facility, texts: Texts) -> str:
    """Say how old a telephone is: it is the first thing to change."""
    date = facility.origin_of("phone").dated.replace("/", "–")
    return texts.say("phone_date", date=date) if facility.phone and date else ""


def _status(facility: Facility, texts: Texts) -> str:
    until = facility.suspended_until
    if facility.status is Status.SUSPENDED and until:
        return texts.say("status_suspended_until", moment=texts.day(until))
    return texts.say(f"status_{facility.status.value}")


def _doubt(facility: Facility, texts: Texts) -> str:
    error_m = facility.position_error_m
    if facility.geometry is None:
        return texts.say("not_located")
    if error_m is None or error_m > EXACT_POSITION_M:
        return (
            texts.say("unverified_error", metres=round(error_m))
            if error_m
            else (texts.say("unverified"))
        )
    return "" if facility.verified_on else texts.say("unverified")


def _source(facility: Facility, scene: Scene, texts: Texts) -> str:
    known = scene.dataset.sources.get(facility.source)
    title = known.title if known else facility.source
    if not facility.source_date:
        return texts.say("source", source=title)
    return texts.say("source_dated", source=title, date=facility.source_date)


def _verified(facility: Facility, texts: Texts) -> str:
    if facility.verified_on is None:
        return texts.say("never_verified")
    return texts.say("verified", date=texts.day(facility.verified_on))
