"""Staff verify a facility where it stands: name, position, confirmation, and undo.

What was begun waits in the store for a day at most, under the person's own drawer.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.conversation.reply import Button, Reply
from bot.staff import corrections
from bot.storage.records import Verification
from bot.texts import say
from bot.understanding.query import Intent
from geo.crs import distance_m
from geo.errors import UnknownNameError
from geo.facility import LonLat

if TYPE_CHECKING:
    from datetime import datetime

    from bot.storage.store import Store
    from geo.dataset.dataset import Dataset
    from geo.facility import Facility

UNTOLD_ERROR_M = 50.0
"""Taken for the error of a position that comes without one: a pin set by hand on a phone's map."""

_FAR_M = 3000.0
"""Nobody stands this far from every place that is known."""

_MOST_CHOICES = 8


@dataclass(frozen=True, slots=True)
class Act:
    """Who of the staff acts, in which language she reads, when (aware), and the event's own key.

    `by` is what `Store.person` makes of her.
    """

    by: str
    language: str
    now: datetime
    event: str

    def say(self, key: str, **values: object) -> str:
        """Give one text in her language."""
        return say(self.language, key, **values)

    def reply(self, text: str, *buttons: Button) -> Reply:
        """Give a reply in her language."""
        return Reply(Intent.UNKNOWN, text, self.language, buttons=buttons)


class Verifying:
    """Verifies facilities. `dataset` is the corrected one, which answers are given from."""

    def __init__(self, store: Store, dataset: Dataset) -> None:
        """Keep changes in a store."""
        self.store, self.dataset = store, dataset

    def verify(self, name: str, act: Act) -> Reply:
        """Begin to verify: next comes the position of whoever stands there."""
        if not name.strip():
            return act.reply(act.say("staff.verify_usage"))
        found = corrections.find(self.dataset, name)
        if len(found) == 1:
            return self.stand(found[0], act)
        if not found or len(found) > _MOST_CHOICES:
            return act.reply(act.say("staff.no_such", name=name[:40]))
        buttons = (
            Button(one.name.said_in(act.language), f"staff:verify:{one.id}") for one in found
        )
        return act.reply(act.say("staff.which"), *buttons)

    def stand(self, facility: Facility, act: Act) -> Reply:
        """Ask for the position of somebody who stands at a facility."""
        self._keep(act, {"facility": facility.id})
        known = self._known(facility, act)
        return act.reply(act.say("staff.stand", name=self.name(facility, act), known=known))

    def awaits_position(self, by: str, event: str) -> bool:
        """Tell whether a position that a person sends is meant for a facility.

        That of an event which was noted already, and comes again, still is.
        """
        pending = self._pending(by)
        return bool(pending) and pending.get("key", _key(event)) == _key(event)

    def position(self, point: LonLat, error_m: float, act: Act) -> Reply:
        """Show what a position would change; nothing is changed until that is confirmed."""
        pending = self._pending(act.by)
        facility = self.dataset.facility(pending["facility"])
        if self._is_far(point):
            return act.reply(act.say("staff.far"))
        key = _key(act.event)
        error = error_m or UNTOLD_ERROR_M
        self._keep(act, {**pending, "point": list(point), "error_m": error, "key": key})
        lines = [
            act.say("staff.before", known=self._known(facility, act)),
            act.say(
                "staff.after",
                lon=f"{point.lon:.5f}",
                lat=f"{point.lat:.5f}",
                error=round(error),
                date=act.now.date().isoformat(),
            ),
            *self._doubts(facility, point, error_m, act),
            act.say("staff.confirm"),
        ]
        return act.reply(
            "\n".join([self.name(facility, act), *lines]),
            Button(act.say("staff.keep"), f"staff:keep:{key}"),
            Button(act.say("staff.drop"), f"staff:drop:{key}"),
        )

    def _doubts(self, facility: Facility, point: LonLat, error_m: float, act: Act) -> list[str]:
        """Say what to look at twice before confirming."""
        lines = []
        if not error_m:
            lines.append(act.say("staff.untold_error", error=round(UNTOLD_ERROR_M)))
        if facility.geometry is None:
            return lines
        if not corrections.is_spot(facility):
            return [*lines, act.say("staff.keeps_shape")]
        moved_m = round(distance_m(facility.geometry.middle, point))
        return [*lines, act.say("staff.moved", metres=moved_m)]

    def _is_far(self, point: LonLat) -> bool:
        located = [place.point for place in self.dataset.places if place.point]
        located += [one.geometry.middle for one in self.dataset.facilities if one.geometry]
        return bool(located) and min(distance_m(point, other) for other in located) > _FAR_M

    def confirm(self, key: str, act: Act) -> Reply:
        """Record what was shown; pressing twice records it once."""
        pending = self._pending(act.by)
        if pending.get("key") != key:
            return self.too_old(act)
        what = Verification(act.now.date(), LonLat(*pending["point"]), pending["error_m"])
        change = self.store.record_change(
            pending["facility"], what, act.by, act.now, f"verify:{act.by}:{key}"
        )
        if any(one.id == change and one.undone_by for one in self.store.changes()):
            return self.too_old(act)
        return self.changed("staff.verified", pending["facility"], change, act)

    def drop(self, key: str, act: Act) -> Reply:
        """Leave things as they are."""
        if self._pending(act.by).get("key") != key:
            return self.too_old(act)
        self.forget(act.by)
        return act.reply(act.say("staff.dropped"))

    def undo(self, number: str, act: Act) -> Reply:
        """Take a change back."""
        try:
            change = self.store.undo(int(number), act.by)
        except (UnknownNameError, ValueError, OverflowError):
            return self.too_old(act)
        self.forget(act.by)
        facility = self.dataset.facility(change.facility_id)
        return act.reply(act.say("staff.undone", name=self.name(facility, act)))

    def changed(self, key: str, facility_id: str, change: int, act: Act, **values: object) -> Reply:
        """Say what was changed, and offer to take it back."""
        name = self.name(self.dataset.facility(facility_id), act)
        button = Button(act.say("staff.undo"), f"staff:undo:{change}")
        return act.reply(act.say(key, name=name, **values), button)

    def forget(self, by: str) -> None:
        """Drop what a member of staff has begun and not confirmed."""
        self.store.drop_session(self._drawer(by))

    def too_old(self, act: Act) -> Reply:
        """Say that a button no longer holds."""
        return act.reply(act.say("unknown.no_such_button"))

    def _drawer(self, by: str) -> str:
        return self.store.person("staff", by)

    def _keep(self, act: Act, pending: dict[str, Any]) -> None:
        self.store.keep_session(self._drawer(act.by), json.dumps(pending), since=act.now)

    def _pending(self, by: str) -> dict[str, Any]:
        text = self.store.session(self._drawer(by))
        pending: dict[str, Any] = json.loads(text) if text else {}
        known = {facility.id for facility in self.dataset.facilities}
        return pending if pending.get("facility") in known else {}

    # Words

    def name(self, facility: Facility, act: Act) -> str:
        """Name a facility with its id."""
        name = facility.name.said_in(act.language)
        return act.say("staff.name", name=name, id=facility.id)

    def _known(self, facility: Facility, act: Act) -> str:
        """Say what is known of a position so far."""
        if facility.geometry is None:
            return act.say("staff.known_nowhere")
        error = round(facility.position_error_m or 0.0)
        return act.say("staff.known_within", error=error, basis=facility.position_basis)


def _key(event: str) -> str:
    """Name what an event proposes, shortly enough for a button."""
    return hashlib.sha256(event.encode()).hexdigest()[:12]
