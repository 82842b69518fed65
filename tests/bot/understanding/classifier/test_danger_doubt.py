"""Danger that no rule hears is asked about, beside the answer; plain questions are not."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.dialogue import Dialogue
from bot.conversation.reply import Event
from bot.conversation.session import Session
from bot.storage.memory import in_memory
from bot.understanding.classifier.danger_doubt import NONE, DangerDoubt
from bot.understanding.query import Intent
from bot.understanding.safety.reading import TOPICS
from geo.dataset.dataset import open_dataset
from tests.corpus import danger_training
from tests.corpus.alarms import score
from tests.corpus.scoring import lines
from tests.corpus.understood import Understood

if TYPE_CHECKING:
    from bot.conversation.reply import Reply

NOW = datetime(2026, 3, 10, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(scope="module")
def understood() -> Understood:
    """Both readers, and what asks."""
    return Understood.open()


@pytest.fixture(scope="module")
def dialogue() -> Dialogue:
    """A conversation that keeps nothing for longer than the process."""
    return Dialogue.open(open_dataset(), *in_memory())


def said(dialogue: Dialogue, event: Event) -> Reply:
    """Give the reply to somebody new."""
    return dialogue.answer(Session(), "p", event, NOW)[0]


def test_the_labels_are_the_kinds_of_danger() -> None:
    """Whatever is asked about has a number to call."""
    assert set(DangerDoubt.open().classifier.labels) == {NONE, *TOPICS}


def test_more_of_the_lines_set_aside_are_heard_or_asked_about(understood: Understood) -> None:
    """Of 150 alarms that nobody tuned on at most ten pass in silence; look-alikes seldom ask."""
    alarms = score(understood, "safety_aside")
    assert alarms.missed - alarms.asked <= 10
    assert alarms.asked_for_nothing <= 12


@pytest.mark.parametrize("part", ["held", "aside"])
def test_plain_questions_are_seldom_asked_about(understood: Understood, part: str) -> None:
    """Nobody who looks for a canteen is asked whether she is in danger."""
    labels = [one for one in lines(part) if one["intent"] != Intent.EMERGENCY]
    assert sum(understood.query(one).doubt is not None for one in labels) <= 0.02 * len(labels)


def test_training_is_reproducible(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same lines give the same bytes."""
    some = {part: [one for i, one in enumerate(lines(part)) if i % 40 == 0] for part in PARTS}
    monkeypatch.setattr(danger_training, "lines", lambda part: iter(some[part]))
    assert danger_training.train() == danger_training.train()


PARTS = ("safety", "build", "voices")


def test_the_answer_begins_with_the_number(
    dialogue: Dialogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked, not ordered: the answer follows, and two buttons say whether it is so."""
    monkeypatch.setattr(DangerDoubt, "topic", lambda *_: "medical")
    reply = said(dialogue, Event(text="塘桥站附近的食堂"))
    first, _, rest = reply.text.partition("\n")
    assert "120" in first
    assert rest.startswith("塘桥站附近")
    yes, no = reply.buttons[:2]
    assert "120" in said(dialogue, Event(press=yes.action)).text.partition("\n")[0]
    assert "没事就好" in said(dialogue, Event(press=no.action)).text
