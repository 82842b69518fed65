"""Each case that is kept beside the repository is answered as it should be."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from bot.channels.json_contract import as_json
from bot.conversation.dialogue import Dialogue
from bot.conversation.reply import Event
from bot.storage.store import Store
from geo.dataset.dataset import open_dataset
from geo.facility import LonLat
from tests.corpus.cases import cases_in, said_in, unmet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.corpus.cases import Case, Reply

NOON = "2026-03-10T10:00"
# A resident who writes English reads the place in English.
TOLD_IN_ENGLISH = {
    "My mother in law need doctor for blood pressure, where go near Tangqiao": "Tangqiao"
}


class Desk:
    """Conversations over one store, each of somebody new."""

    def __init__(self, dialogue: Dialogue, store: Store) -> None:
        """Nobody has come yet."""
        self.dialogue, self.store, self.people = dialogue, store, 0

    def last_reply(self, case: Case) -> Reply:
        """Say all messages of a case; give the last reply, and whether something was filed."""
        self.people += 1
        person = str(self.people)
        dataset = self.dialogue.dataset
        now = datetime.fromisoformat(case.get("now", NOON)).replace(tzinfo=dataset.zone)
        if "location" in case:
            here = Event(location=LonLat(*case["location"]), id=f"{person}:here")
            self.dialogue.handle(person, here, now)
        before = len(self.store.feedback.tickets())
        for number, text in enumerate(said_in(case)):
            query = self.dialogue.understander.understand(text, now)
            reply = self.dialogue.handle(person, Event(text=text, id=f"{person}:{number}"), now)
        facts: dict[str, Any] = as_json(reply, dataset)
        return facts | {
            "topic": query.topic,
            "pick": query.pick,
            "language": reply.language,
            "at": reply.at.isoformat() if reply.at else None,
            "recorded": len(self.store.feedback.tickets()) > before,
        }


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A store and a dialogue for every case here."""
    dataset = open_dataset()
    with Store.open(tmp_path_factory.mktemp("cases") / "store.db") as store:
        dialogue = Dialogue.open(dataset, store.sessions, store.feedback, store.demand)
        yield Desk(dialogue, store)


def test_every_case_is_answered_as_it_should_be(desk: Desk, shared: Path) -> None:
    """What was said is used, said back or asked about, and danger is heard."""
    broken = []
    cases = list(cases_in(shared / "cases" / "chat"))
    for case, expected in cases:
        wanted = dict(expected)
        english = TOLD_IN_ENGLISH.get(case.get("q", ""))
        if english:
            wanted["place"] = english
        missed = unmet(desk.last_reply(case), wanted)
        if missed:
            broken.append((said_in(case), missed))
    assert len(cases) >= 90
    assert broken == []
