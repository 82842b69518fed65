"""What every handler for staff is given: who acts, when, and what she may change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.conversation.reply import Reply
from bot.texts import say
from bot.understanding.query import Intent

if TYPE_CHECKING:
    from datetime import datetime

    from bot.conversation.reply import Button
    from bot.storage.store import Store
    from geo.dataset.dataset import Dataset
    from geo.facility import Facility


@dataclass(frozen=True, slots=True)
class StaffContext:
    """One thing that a member of staff does.

    Attributes:
        store: where changes are kept.
        dataset: the town as staff have corrected it so far.
        by: who acts, as `Store.person` names her.
        language: "zh" or "en".
        now: the moment (aware).
        event: the event's own key; one that is handled twice changes nothing twice.
    """

    store: Store
    dataset: Dataset
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

    def too_old(self) -> Reply:
        """Say that a button no longer holds."""
        return self.reply(self.say("unknown.no_such_button"))

    def name(self, facility: Facility) -> str:
        """Name a facility with its id."""
        name = facility.name.said_in(self.language)
        return self.say("staff.name", name=name, id=facility.id)
