"""The second reader: what it says, what it may decide, and that anybody can train it again."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.classifier.classifier import Classifier, Reading
from bot.understanding.classifier.combiner import combine
from bot.understanding.classifier.features import SIZE, features
from bot.understanding.classifier.reading_labels import label_of
from bot.understanding.query import Intent
from bot.understanding.rules.ruled import Rule
from tests.corpus import training
from tests.corpus.first_sight import read_first_sight
from tests.corpus.first_sight import right as right_label
from tests.corpus.scoring import NOW, lines
from tests.corpus.understood import Understood

if TYPE_CHECKING:
    from pathlib import Path

    from bot.understanding.evidence.case import Case
    from bot.understanding.rules.ruled import Ruled

MOMENT = NOW
NO_RULE = ""
# No rule, and one that decides before the classifier is asked.
UNWEIGHED = {NO_RULE, Rule.WHOM_TO_CALL}
RETIRED = {"abilities", "human", "more", "thanks"}
"""Rules that there are no more: their weights count for nothing until the next training."""

ROUGHLY = 0.03
"""A gradient at which a fit stops after a few rounds; the whole one takes a minute."""


@pytest.fixture(scope="module")
def understood() -> Understood:
    """The understanding of the box, by rules alone."""
    return Understood.open(learned=False)


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    """The classifier of the box."""
    return Classifier.open()


def heard(understood: Understood, text: str) -> tuple[Case, Ruled]:
    """What the rules make of a sentence."""
    return understood.understander.by_rules(text, MOMENT)


def test_probabilities_are_shares_in_order(understood: Understood, classifier: Classifier) -> None:
    """The probabilities of labels and of services add up to one each, the likeliest first."""
    reading = classifier.read(heard(understood, "附近哪里可以吃饭")[0].sentence)
    assert [next(iter(shares)) for shares in reading] == ["nearby/canteen", "canteen"]
    for shares in reading:
        assert sum(shares.values()) == pytest.approx(1.0, abs=1e-5)
        assert list(shares.values()) == sorted(shares.values(), reverse=True)


@given(text=st.text(max_size=600))
def test_any_text_has_features(understood: Understood, text: str) -> None:
    """Whatever is written has features within bounds, each once, the same every time."""
    sentence = heard(understood, text)[0].sentence
    numbers = features(sentence)
    assert numbers == sorted(set(numbers)) == features(sentence)
    assert all(0 <= number < SIZE for number in numbers)


_NO_SERVICE = {"": 0.9, "health": 0.06, "legal": 0.04}


def read_as(labels: dict[str, float], services: dict[str, float] | None = None) -> Reading:
    """A reading of the classifier; of no service, if nothing else is said."""
    return Reading(labels | {"unknown": labels.get("unknown", 0.0)}, services or _NO_SERVICE)


def test_names_are_not_learned(understood: Understood) -> None:
    """Which place is named changes nothing: the weights know no town."""
    one, other = (heard(understood, f"我住{name}，哪里吃饭")[0] for name in ("贵龙", "微南"))
    assert features(one.sentence) == features(other.sentence)


def test_agreement_is_acted_on(understood: Understood) -> None:
    """Where both read the same, the rules' query stands, whatever the weights say."""
    case, ruled = heard(understood, "附近有助餐点吗")
    assert (
        combine(ruled, case, read_as({label_of(ruled.query): 1.0}), {"bias": 50.0}) is ruled.query
    )


@pytest.mark.parametrize("text", ["我妈摔倒了起不来", "家里着火了", "我不想活了"])
def test_no_alarm_is_silenced(understood: Understood, text: str) -> None:
    """The classifier of intents never takes an alarm back."""
    case, ruled = heard(understood, text)
    assert ruled.query.intent is Intent.EMERGENCY
    reading = read_as({"nearby/canteen": 0.99, "unknown": 0.01})
    query = combine(ruled, case, reading, {"bias": 50.0})
    assert query == ruled.query


@pytest.mark.parametrize(
    ("text", "lasting"), [("以后别记着我住哪", "forget"), ("助餐点没有人", "feedback")]
)
def test_what_lasts_needs_trust(understood: Understood, text: str, lasting: str) -> None:
    """Nothing is deleted or reported on a reading that is hardly likelier than the other."""
    case, ruled = heard(understood, text)
    ruled = ruled._replace(query=replace(ruled.query, intent=Intent.UNKNOWN, categories=()))
    reading = read_as({lasting: 0.6, "unknown": 0.4})
    assert combine(ruled, case, reading, {"bias": 0.2}).intent is Intent.UNKNOWN
    assert combine(ruled, case, reading, {"bias": 5.0}).intent == lasting


def test_two_services_are_asked_about(understood: Understood) -> None:
    """Of two services that are as likely, the resident chooses."""
    case, ruled = heard(understood, "附近有助餐点吗")
    query = combine(ruled, case, read_as({"nearby/health": 0.5, "nearby/canteen": 0.5}), {})
    assert query.intent is Intent.UNKNOWN
    assert set(query.choices) == {"canteen", "health"}


def test_what_nobody_understood_is_asked_about(understood: Understood) -> None:
    """A sentence that neither reader makes sense of, but speaks of services, offers those."""
    case, ruled = heard(understood, "手风琴搁了十年了")
    labels = {"nearby/culture": 0.25, "nearby/eldercare": 0.2, "unknown": 0.1}
    services = {"": 0.4, "culture": 0.3, "eldercare": 0.2, "health": 0.1}
    query = combine(ruled, case, read_as(labels, services), {})
    assert query.choices == ("culture", "eldercare", "health")
    plainly_not_ours = read_as(labels | {"unknown": 0.6}, services)
    assert not combine(ruled, case, plainly_not_ours, {}).choices


def test_a_question_without_an_answer_leads_to_its_service(understood: Understood) -> None:
    """Whoever asks what nothing written here answers is told where to ask it."""
    case, ruled = heard(understood, "打包盒要另外收钱吗")
    about = read_as({"answer": 0.7, "unknown": 0.1}, {"canteen": 0.8, "": 0.2, "legal": 0.0})
    query = combine(ruled, case, about, {"bias": 5.0})
    assert (query.intent, query.categories) == (Intent.NEARBY, ("canteen",))


def test_a_fact_that_nothing_written_tells_is_marked(understood: Understood) -> None:
    """Beside the name of a service too, for a list alone would pass the question over."""
    case, ruled = heard(understood, "低保和低收入怎么分")
    about = read_as({"answer": 0.9, "unknown": 0.1}, {"affairs": 0.9, "": 0.1})
    query = combine(ruled, case, about, {"bias": 5.0})
    assert query.unanswered
    assert (query.intent, query.categories) == (Intent.NEARBY, ("affairs",))
    case, ruled = heard(understood, "附近哪里办低保")
    assert not combine(ruled, case, about, {"bias": 5.0}).unanswered


def test_a_limit_alone_is_of_what_was_asked_before(understood: Understood) -> None:
    """How far or how fitted a place should be, and no service: the last one is meant."""
    case, ruled = heard(understood, "不要算太远，十二分钟")
    query = combine(ruled, case, read_as({"nearby": 0.9, "unknown": 0.1}, {"": 1.0}), {"bias": 5.0})
    assert (query.intent, query.minutes, query.follows) == (Intent.NEARBY, 12, True)


def test_training_is_reproducible(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same lines give the same bytes, and the file that is written can be read."""
    some = list(lines("voices", 36))
    some += islice((label for label in lines("build") if "second" in label), 40)
    seen_first = read_first_sight()
    monkeypatch.setattr(training, "lines", lambda _: iter(some))
    monkeypatch.setattr(training, "read_first_sight", lambda: seen_first)
    monkeypatch.setattr(training, "PARTS", ("voices",))
    monkeypatch.setattr(training, "FOLDS", 2)
    monkeypatch.setattr(training, "RUN", 20)
    monkeypatch.setattr(training, "HOW", training.HOW._replace(tolerance=ROUGHLY))
    first = training.train()
    assert first == training.train()


def test_a_file_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    """Weights of another shape are told, not used."""
    path = tmp_path / "weights.npz"
    head = np.frombuffer(
        b'{"labels": ["unknown"], "services": [""], "scale": 1, "combiner": {}, "cuts": {}}',
        np.uint8,
    )
    np.savez(
        path, head=head, weights=np.zeros((2, 1), np.int8), bias=np.zeros(1), worth=np.zeros(2)
    )
    with pytest.raises(ValueError, match="do not fit"):
        Classifier.open(path)


def test_lines_of_the_corpus_are_read_right(understood: Understood, classifier: Classifier) -> None:
    """Alone, the classifier reads nine of ten lines that it was trained on."""
    some = list(lines("build", 60))
    read = (next(iter(classifier.read(understood.case(one).sentence).labels)) for one in some)
    right = sum(right_label(label, one) for label, one in zip(read, some, strict=True))
    assert right >= 0.9 * len(some)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("你好 我替我妈问 她在蓝村路站 我在上班", "metro-lancun"),
        ("我妈在南泉新村，我在外地", "compound-nanquanxincun"),
    ],
)
def test_where_she_is_comes_before_a_guess(text: str, place: str) -> None:
    """Where nothing is asked and a place is told, no service is guessed."""
    query = Understood.open().understander.understand(text, NOW)
    assert (query.intent, query.place) == (Intent.SET_PLACE, place)


def test_rules_that_have_weights_are_known(classifier: Classifier) -> None:
    """A weight under a name that no rule has never counts: who renames a rule trains again."""
    features = (key.partition("|")[0] for key in classifier.combiner)
    named = {key.removeprefix("rule:") for key in features if key.startswith("rule:")}
    assert named - UNWEIGHED == {*Rule, *RETIRED} - UNWEIGHED
