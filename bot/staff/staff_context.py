"""What every handler for staff is given: who acts, when, and what she may change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.conversation.reply import Reply
from bot.texts import say
from bot.understanding.query import Intent
from geo.change_log.changeset import Reason
from geo.dataset.editing import edit

if TYPE_CHECKING:
    from datetime import datetime

    from bot.conversation.reply import Button
    from bot.storage.store import Store
    from geo.dataset.dataset import Dataset
    from geo.facility import Facility
ROLE = "staff"
"""What the log says of who changed something, unless she has another role: nobody's name."""


@dataclass(frozen=True, slots=True)
class StaffContext:
    """One thing that a member of staff does.

    Attributes:
        store: where feedback and counts are kept.
        dataset: the town as staff have corrected it so far; its log takes changes.
        by: who acts, as `Store.person` names her.
        language: "zh" or "en".
        now: the moment (aware).
        event: the event's own key; one that is handled twice changes nothing twice.
        role: what the log calls her.
        order: ids of what is to be verified, the most telling first; empty: not known yet.
    """

    store: Store
    dataset: Dataset
    by: str
    language: str
    now: datetime
    event: str
    role: str = ROLE
    order: tuple[str, ...] = ()

    def say(self, key: str, **values: object) -> str:
        """Give one text in her language."""
        return say(self.language, key, **values)

    def reply(self, text: str, *buttons: Button) -> Reply:
        """Give a reply in her language."""
        return Reply(Intent.UNKNOWN, text, self.language, buttons=buttons)

    def change(
        self, facility_id: str, values: dict[str, object], event: str, why: str = ""
    ) -> int | None:
        """Change fields of a facility and give the number of the change; None if nothing differs.

        Raises:
            DatasetError: the facility would have faults; nothing is changed then.
        """
        return edit(self.dataset, {facility_id: values}, self.reason(event, why))

    def reason(self, event: str = "", why: str = "") -> Reason:
        """Say who changes something, when and why; the event is hashed."""
        hashed = self.store.person("event", event) if event else ""
        return Reason(self.role, self.now, why, event=hashed)

    def too_old(self) -> Reply:
        """Say that a button no longer holds."""
        return self.reply(self.say("unknown.no_such_button"))

    def name(self, facility: Facility) -> str:
        """Name a facility with its id."""
        name = facility.name.said_in(self.language)
        return self.say("staff.name", name=name, id=facility.id)
