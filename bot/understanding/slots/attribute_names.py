"""What somebody may want a place to be like, by name, and what the names have in common."""

from __future__ import annotations

from enum import StrEnum


class Attribute(StrEnum):
    """The keys of `attribute.toml`, which has their words.

    `ONE_ONLY` and `OPEN_ONLY` are asked of a list: the first alone, and what is surely open alone.
    `IN_TIME` asks whether one gets there before it closes, `OPENING_TIME` at what hour it opens,
    `DELIVERY` of a canteen that it brings meals home.
    """

    NEAREST = "nearest"
    FARTHEST = "farthest"
    MIDDLE = "middle"
    NEXT = "next"
    PREVIOUS = "previous"
    LONGEST = "longest"
    LATEST = "latest"
    EARLIEST = "earliest"
    ONE_ONLY = "one_only"
    OPEN_ONLY = "open_only"
    IN_TIME = "in_time"
    OPENING_TIME = "opening_time"
    CHEAPEST = "cheapest"
    DELIVERY = "delivery"
    QUIET_WAY = "quiet_way"
    MENU = "menu"
    QUEUE = "queue"
    BEDS = "beds"
    PERSON = "person"
    PRICE = "price"
    BOOKING = "booking"
    TERMS = "terms"
    PAPERS = "papers"
    TASTE = "taste"
    DIET = "diet"
    WAY = "way"
    ERRAND = "errand"
    SPECIALIST = "specialist"
    BULKY = "bulky"
    SPORT = "sport"
    VISIT = "visit"


UNTOLD = (
    Attribute.CHEAPEST,
    Attribute.QUIET_WAY,
    Attribute.MENU,
    Attribute.QUEUE,
    Attribute.BEDS,
    Attribute.PERSON,
    Attribute.PRICE,
    Attribute.BOOKING,
    Attribute.TERMS,
    Attribute.PAPERS,
    Attribute.BULKY,
    Attribute.SPECIALIST,
    Attribute.SPORT,
    Attribute.TASTE,
    Attribute.DIET,
    Attribute.ERRAND,
    Attribute.VISIT,
    Attribute.WAY,
)
"""Those that no source tells, in the order in which they are said to be unknown."""

LASTING = (Attribute.OPEN_ONLY, Attribute.ONE_ONLY, Attribute.DELIVERY)
"""Those that hold for further lists, too, whatever else is asked of them."""

OF_ANY = (Attribute.IN_TIME, Attribute.OPENING_TIME)
"""Those that are asked of whichever place is spoken of, and choose none of several."""
