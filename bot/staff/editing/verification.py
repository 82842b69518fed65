"""Staff verify a facility where it stands: its name, their position, a confirmation."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.conversation.reply import Button
from bot.staff.arguments import find_facilities
from bot.staff.editing.changes import is_undone, tell_change
from bot.staff.editing.drafts import draft_of, drop_draft, keep_draft
from bot.staff.editing.field_edits import position_values
from bot.staff.position_basis import told_basis
from geo.crs import distance_m
from geo.dataset.editing import facility_values
from geo.facility import LonLat, Shape, Status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.conversation.reply import Reply
    from bot.staff.staff_context import StaffContext
    from geo.dataset.dataset import Dataset
    from geo.facility import Facility

UNTOLD_ERROR_M = 50.0
"""Taken for the error of a position that comes without one: a pin set by hand on a phone's map."""

_FAR_M = 3000.0
"""Nobody stands this far from every place that is known."""

_MOST_CHOICES = 8

_SEEN = ("position", "status")
"""What whoever stands at the door sees: no other source is needed for these."""


def verify(context: StaffContext, name: str) -> Reply:
    """Begin to verify: next comes the position of whoever stands there."""
    if not name.strip():
        return context.reply(context.say("staff.verify_usage"))
    found = find_facilities(context.dataset, name)
    if len(found) == 1:
        return ask_position(context, found[0])
    if not found or len(found) > _MOST_CHOICES:
        return context.reply(context.say("staff.no_such", name=name[:40]))
    buttons = (
        Button(one.name.said_in(context.language), f"staff:verify:{one.id}") for one in found
    )
    return context.reply(context.say("staff.which"), *buttons)


def ask_position(context: StaffContext, facility: Facility) -> Reply:
    """Ask for the position of somebody who stands at a facility."""
    keep_draft(context, {"facility": facility.id})
    name, known = context.name(facility), _known(context, facility)
    return context.reply(context.say("staff.stand", name=name, known=known))


def awaits_position(context: StaffContext) -> bool:
    """Tell whether a position that she sends is meant for a facility.

    That of an event which was noted already, and comes again, still is.
    """
    draft, key = _draft(context), _key(context.event)
    return bool(draft) and draft.get("key", key) == key


def take_position(context: StaffContext, point: LonLat, error_m: float) -> Reply:
    """Show what a position (WGS-84) would change; nothing is changed until that is confirmed."""
    draft = _draft(context)
    if not draft:
        return context.too_old()
    facility = context.dataset.facility(draft["facility"])
    if _is_far(context, point):
        return context.reply(context.say("staff.far"))
    key = _key(context.event)
    error = error_m or UNTOLD_ERROR_M
    keep_draft(context, {**draft, "point": list(point), "error_m": error, "key": key})
    lines = [
        context.name(facility),
        context.say("staff.before", known=_known(context, facility)),
        context.say(
            "staff.after",
            lon=f"{point.lon:.5f}",
            lat=f"{point.lat:.5f}",
            error=round(error),
            date=context.now.date().isoformat(),
        ),
        *_doubts(context, facility, point, error_m),
        context.say("staff.confirm"),
    ]
    return context.reply(
        "\n".join(lines),
        Button(context.say("staff.keep"), f"staff:keep:{key}"),
        Button(context.say("staff.drop"), f"staff:drop:{key}"),
    )


def confirm(context: StaffContext, key: str) -> Reply:
    """Record what was shown; pressing twice records it once."""
    draft = _draft(context)
    if draft.get("key") != key:
        return context.too_old()
    facility = context.dataset.facility(draft["facility"])
    point, today = LonLat(*draft["point"]), context.now.date()
    values = seen_there(context.dataset, facility, today, point, draft["error_m"])
    event = f"verify:{context.by}:{key}:{point.lon},{point.lat}"
    change = context.change(facility.id, values, event)
    if is_undone(context, change):
        return context.too_old()
    told = tell_change(context, "staff.verified", facility.id, change)
    return replace(told, buttons=(*told.buttons, *_next_one(context, facility.id, draft["point"])))


def next_to_verify(context: StaffContext, done: str = "") -> Facility | None:
    """Give the next facility whose place nobody has verified: the one that settles most."""
    known = {one.id: one for one in context.dataset.facilities}
    ordered = (known[key] for key in context.order if key in known and key != done)
    return next((one for one in ordered if _is_open_question(one)), None)


def _is_open_question(facility: Facility) -> bool:
    is_unverified = facility.origin_of("position").verified_on is None
    return is_spot(facility) and facility.status is Status.OPEN and is_unverified


def _next_one(context: StaffContext, done: str, point: list[float]) -> tuple[Button, ...]:
    """Offer what settles most, or the nearest while that is not known; how far it is from here."""
    here = LonLat(*point)
    near = [
        (distance_m(here, one.geometry.middle), one)
        for one in context.dataset.facilities
        if one.geometry and one.id != done and _is_open_question(one)
    ]
    nearest = min(near, key=lambda pair: pair[0], default=(0.0, None))[1]
    chosen = next_to_verify(context, done) or nearest
    if chosen is None:
        return ()
    name = chosen.name.said_in(context.language)
    if chosen.geometry is None:
        label = context.say("staff.next_unlocated", name=name)
    else:
        metres = distance_m(here, chosen.geometry.middle)
        label = context.say("staff.next_one", name=name, metres=round(metres / 10) * 10)
    return (Button(label, f"staff:verify:{chosen.id}"),)


def drop(context: StaffContext, key: str) -> Reply:
    """Leave things as they are."""
    if _draft(context).get("key") != key:
        return context.too_old()
    drop_draft(context.store, context.by)
    return context.reply(context.say("staff.dropped"))


def is_spot(facility: Facility) -> bool:
    """Tell whether a facility is or may be one point on the map."""
    return facility.geometry is None or facility.geometry.shape is Shape.POINT


def seen_there(
    dataset: Dataset, facility: Facility, day: date, point: LonLat | None, error_m: float
) -> dict[str, object]:
    """Give the fields that whoever stood at the door on a day knows.

    A line or an area keeps its shape: one spot on it is no better than all of it.
    """
    told = facility_values(dataset)[facility.id].get("provenance")
    rest = {k: v for k, v in told.items() if k not in _SEEN} if isinstance(told, dict) else None
    values: dict[str, object] = {"verified_on": day.isoformat(), "provenance": rest}
    if point is None or not is_spot(facility):
        return values
    return values | position_values(point, error_m, "basis")


def _draft(context: StaffContext) -> dict[str, Any]:
    """Give what she has begun about a facility that is still known."""
    draft = draft_of(context.store, context.by)
    known = {facility.id for facility in context.dataset.facilities}
    return draft if draft.get("facility") in known else {}


def _doubts(
    context: StaffContext, facility: Facility, point: LonLat, error_m: float
) -> Iterator[str]:
    """Say what to look at twice before confirming."""
    if not error_m:
        yield context.say("staff.untold_error", error=round(UNTOLD_ERROR_M))
    if facility.geometry is None:
        return
    if is_spot(facility):
        moved_m = round(distance_m(facility.geometry.middle, point))
        yield context.say("staff.moved", metres=moved_m)
    else:
        yield context.say("staff.keeps_shape")


def _is_far(context: StaffContext, point: LonLat) -> bool:
    located = [place.point for place in context.dataset.places if place.point]
    located += [one.geometry.middle for one in context.dataset.facilities if one.geometry]
    return bool(located) and min(distance_m(point, other) for other in located) > _FAR_M


def _known(context: StaffContext, facility: Facility) -> str:
    """Say what is known of a position so far."""
    if facility.geometry is None:
        return context.say("staff.known_nowhere")
    error = round(facility.position_error_m or 0.0)
    basis = told_basis(facility.position_basis, context.dataset, context.language)
    return context.say("staff.known_within", error=error, basis=basis)


def _key(event: str) -> str:
    """Name what an event proposes, shortly enough for a button."""
    return hashlib.sha256(event.encode()).hexdigest()[:12]
