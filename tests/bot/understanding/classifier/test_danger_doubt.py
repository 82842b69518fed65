"""Danger that no rule hears is heard or asked about; plain questions are not."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.dialogue import Dialogue
from bot.conversation.reply import Event
from bot.conversation.session import Session
from bot.storage.memory import in_memory
from bot.understanding.classifier.danger_doubt import (
    NONE,
    RAISED,
    DangerDoubt,
    clues,
    likelihood,
)
from bot.understanding.query import Intent
from bot.understanding.safety.danger import Danger
from bot.understanding.safety.verdict import ASKED, DangerVerdict
from geo.dataset.dataset import open_dataset
from tests.corpus import danger_training
from tests.corpus.alarms import score
from tests.corpus.scoring import lines

if TYPE_CHECKING:
    from bot.conversation.reply import Reply
    from tests.corpus.understood import Understood

NOW = datetime(2026, 3, 10, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(scope="module")
def dialogue() -> Dialogue:
    """A conversation that keeps nothing for longer than the process."""
    return Dialogue.open(open_dataset(), *in_memory())


def said(dialogue: Dialogue, event: Event) -> Reply:
    """Give the reply to somebody new."""
    return dialogue.answer(Session(), "p", event, NOW)[0]


def test_the_labels_are_the_kinds_of_danger() -> None:
    """Whatever is asked about has a number to call."""
    assert set(DangerDoubt.open().labels) == {NONE, *Danger}


def test_the_clearer_the_wording_the_likelier_danger() -> None:
    """An alarm of the rules makes danger likelier, whatever the wording."""
    weights = DangerDoubt.open().combiner
    chances = [0.99, 0.9, 0.5, 0.1, 0.01]
    calm = [likelihood(clues(none, None), weights) for none in chances]
    heard = [likelihood(clues(none, "medical"), weights) for none in chances]
    assert calm == sorted(calm)
    assert heard == sorted(heard)
    assert all(more > less for more, less in zip(heard, calm, strict=True))
    assert calm[0] < ASKED
    assert heard[2] > RAISED


@pytest.mark.parametrize(("none", "sure"), [(0.5, True), (0.999999, False)])
def test_an_alarm_of_the_rules_is_never_dropped(
    understood: Understood, monkeypatch: pytest.MonkeyPatch, none: float, *, sure: bool
) -> None:
    """However unlikely the wording makes it, it is asked about unless a plain wish is beside it."""
    monkeypatch.setattr(DangerDoubt, "read", lambda *_: {"medical": 1 - none, NONE: none})
    sentence = understood.case({"text": "我妈在厨房里摔倒了起不来"}).sentence
    verdict = DangerDoubt.open().judge(sentence, "medical")
    assert (verdict.topic, verdict.sure) == ("medical", sure)


@pytest.mark.parametrize(
    ("text", "topic"),
    [("早点死早点好", "suicide"), ("怎么死不疼", "suicide"), ("叫消防车", "fire")],
)
def test_few_words_and_despair_are_believed(understood: Understood, text: str, topic: str) -> None:
    """What the rules hear there is an alarm, however strange the wording."""
    query = understood.query({"text": text})
    assert (query.intent, query.topic) == (Intent.EMERGENCY, topic)


@pytest.mark.parametrize(
    ("text", "sure"),
    [("我妈摔倒了起不来", True), ("今天天气不错", True), ("今天天气不错", False)],
)
def test_what_is_sure_is_an_alarm_and_the_rest_is_asked_about(
    understood: Understood, monkeypatch: pytest.MonkeyPatch, text: str, *, sure: bool
) -> None:
    """A doubt stands beside what the sentence asks for otherwise."""
    monkeypatch.setattr(DangerDoubt, "judge", lambda *_: DangerVerdict("medical", sure=sure))
    query = understood.query({"text": text})
    assert (query.intent is Intent.EMERGENCY) == sure
    assert (query.topic if sure else query.doubt) == "medical"


@pytest.mark.parametrize(
    "text",
    [
        "路口电瓶车撞人了，老伯躺在地上不动",
        "楼道里浓烟滚滚，呛得睁不开眼",
        "我撑不下去了，不想再醒过来",
        "my father is on the floor and does not answer",
        "wo ma ma hun dao le",
        "老头子摔交了爬不起来",
    ],
)
def test_danger_in_new_words_is_raised_or_asked_about(understood: Understood, text: str) -> None:
    """The number to call is there, whether the rules know the words or not."""
    query = understood.query({"text": text})
    assert query.intent is Intent.EMERGENCY or query.doubt


def test_letters_that_make_sense_otherwise_raise_no_alarm(understood: Understood) -> None:
    """Such as "zou dao di" may mean a fall, too: the way is told, and danger asked about."""
    query = understood.query({"text": "zen me zou dao di yi ge"})
    assert (query.intent, query.pick) == (Intent.ROUTE, 1)
    assert understood.query({"text": "wo ma dao di le"}).intent is Intent.EMERGENCY


@pytest.mark.parametrize(
    "text", ["does it deliver", "do they bring food home", "图书馆几点关门", "第二个怎么走"]
)
def test_plain_words_ask_nothing(understood: Understood, text: str) -> None:
    """A short question is answered, and no more."""
    query = understood.query({"text": text})
    assert query.intent is not Intent.EMERGENCY
    assert query.doubt is None


@pytest.mark.parametrize(("part", "silent"), [("safety_aside", 10), ("safety_aside2", 1)])
def test_more_of_the_lines_set_aside_are_heard_or_asked_about(
    understood: Understood, part: str, silent: int
) -> None:
    """Of 150 alarms that nobody tuned on few pass in silence; look-alikes seldom ask."""
    alarms = score(understood, part)
    assert alarms.missed - alarms.asked <= silent
    assert alarms.asked_for_nothing <= 30


@pytest.mark.parametrize("part", ["held", "aside", "aside2"])
def test_plain_questions_are_seldom_asked_about(understood: Understood, part: str) -> None:
    """Nobody who looks for a canteen is asked whether she is in danger."""
    labels = [one for one in lines(part) if one["intent"] != Intent.EMERGENCY]
    assert sum(understood.query(one).doubt is not None for one in labels) <= 0.025 * len(labels)


def test_training_is_reproducible(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same lines give the same bytes."""
    some = {part: list(lines(part, 240)) for part in PARTS}
    monkeypatch.setattr(danger_training, "lines", lambda part: iter(some[part]))
    monkeypatch.setattr(danger_training, "FOLDS", 2)
    roughly = danger_training.HOW._replace(tolerance=0.1)  # stops after a few rounds
    monkeypatch.setattr(danger_training, "HOW", roughly)
    assert danger_training.train() == danger_training.train()


PARTS = ("safety", "build", "voices")


def test_the_answer_begins_with_the_number(
    dialogue: Dialogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked, not ordered: the answer follows, and two buttons say whether it is so."""
    monkeypatch.setattr(DangerDoubt, "judge", lambda *_: DangerVerdict("medical", sure=False))
    reply = said(dialogue, Event(text="塘桥站附近的食堂"))
    first, _, rest = reply.text.partition("\n")
    assert "120" in first
    assert rest.startswith("塘桥站附近")
    yes, no = reply.buttons[:2]
    assert "120" in said(dialogue, Event(press=yes.action)).text.partition("\n")[0]
    assert "没事就好" in said(dialogue, Event(press=no.action)).text
