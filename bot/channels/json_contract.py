"""The JSON that `yike ask` and `yike chat` print: one object a reply."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.uncertainty import Within
from geo.walking_model import CIRCLE_MIN

if TYPE_CHECKING:
    from bot.conversation.reply import Listed, Origin, Reply
    from geo.dataset.dataset import Dataset


def as_json(reply: Reply, dataset: Dataset) -> dict[str, Any]:
    """Give a reply as plain values. Positions are degrees, WGS-84; times are ISO 8601."""
    minutes = reply.minutes or CIRCLE_MIN
    return {
        "intent": reply.intent.value,
        "categories": list(reply.categories),
        "place": _place(reply.origin),
        "needs_place": reply.needs_place,
        "minutes": reply.minutes,
        "pace": reply.pace.value if reply.pace else None,
        "open_now": reply.open_now,
        "accessible": reply.accessible,
        "facilities": [facility_json(one, minutes, dataset) for one in reply.listed],
        "answer": _answer(reply, dataset),
        "text": reply.text,
        "buttons": [{"label": one.label, "action": one.action} for one in reply.buttons],
    }


def _place(origin: Origin | None) -> dict[str, Any] | None:
    if origin is None:
        return None
    lon, lat = origin.point or (None, None)
    return {"name": origin.name, "lon": lon, "lat": lat, "basis": origin.basis}


def facility_json(one: Listed, minutes: int, dataset: Dataset) -> dict[str, Any]:
    """Give one facility of an answer within so many minutes as plain values."""
    facility, walk = one.facility, one.walk
    lon, lat = facility.geometry.middle if facility.geometry else (None, None)
    change = one.opening.next_change
    within = walk.within(minutes) if walk else Within.MAYBE
    return {
        "id": facility.id,
        "name": facility.name.zh,
        "category": facility.category,
        "lon": lon,
        "lat": lat,
        "walk_minutes": round(walk.minutes, 1) if walk else None,
        "walk_minutes_range": [round(walk.low, 1), round(walk.high, 1)] if walk else None,
        "walk_m": round(walk.metres) if walk else None,
        "within": within.value,
        "open": one.opening.openness.value,
        "next_change": change.isoformat() if change else None,
        "status": facility.status.value,
        "verified_on": facility.verified_on.isoformat() if facility.verified_on else None,
        "source": dataset.sources[facility.source].title,
    }


def _answer(reply: Reply, dataset: Dataset) -> dict[str, Any] | None:
    if reply.answer is None:
        return None
    return {
        "id": reply.answer.id,
        "title": reply.answer.title.said_in(reply.language),
        "source": reply.answer.citation(dataset.sources, reply.language),
    }
