"""The corpus is well formed, and residents are understood as far as was promised."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import datetime
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

import pytest

from bot.understanding.query import Intent
from geo.dataset.dataset import open_dataset
from tests.corpus.json_chat import JsonChat
from tests.corpus.scoring import Tally, category_sets, intents, judge, lines, moment, options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.dataset.dataset import Dataset
    from tests.corpus.scoring import Label
    from tests.corpus.understood import Understood

SLOTS = frozenset(
    {"text", "now", "intent", "categories", "place", "place_text", "minutes", "pick", "pace"}
    | {"open_now", "at", "accessible", "advice", "follows", "topic_any", "emergency", "ask"}
    | {"language", "facility", "note", "voice", "second", "not_place"}
)
DANGERS = frozenset({"medical", "fire", "crime", "gas", "suicide"})


def bare(text: str) -> str:
    """Letters and figures alone: what makes two lines the same line."""
    return re.sub(r"[\W_]", "", text.lower()) or text


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters."""
    text = bare(text)
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) or frozenset({text})


@pytest.fixture(scope="module")
def build() -> list[Label]:
    """The lines to build on."""
    return list(lines("build"))


@pytest.fixture(scope="module")
def held() -> list[Label]:
    """The lines set aside."""
    return list(lines("held"))


@pytest.fixture(scope="module")
def every(build: list[Label], held: list[Label]) -> list[Label]:
    """Both."""
    return build + held


@cache
def town() -> Dataset:
    """The dataset of the box."""
    return open_dataset()


@cache
def place_names() -> frozenset[str]:
    """Every name and alias in the dataset."""
    return frozenset(chain.from_iterable(place.names for place in town().places))


def categories_of(label: Label) -> set[str]:
    """Every category that a label names."""
    wanted = label.get("categories", [])
    return set() if wanted == "any" else set().union(*category_sets(wanted))


def is_time(value: str | None) -> bool:
    """A day, a day and an hour, or what stands for no check."""
    return value in (None, "any") or bool(datetime.fromisoformat(f"{value}T12"[:13] + ":00"))


def test_the_corpus_is_large_enough(every: list[Label], held: list[Label]) -> None:
    """At least 720 lines, a good part of them set aside; hard things are well represented."""
    wanted = Counter(intents(label)[0] for label in every)
    assert len(every) >= 720
    assert len(held) >= 200
    assert wanted["emergency"] >= 40
    assert wanted["answer"] >= 90
    assert wanted["unknown"] >= 90


def test_every_intent_is_on_both_sides(build: list[Label], held: list[Label]) -> None:
    """The split is stratified: no intent is only built on or only scored."""
    for part in (build, held):
        assert {intents(label)[0] for label in part} == set(Intent)


def test_no_line_is_written_twice(every: list[Label]) -> None:
    """A line that is built on is not scored again, whatever its punctuation."""
    seen = Counter(bare(label["text"]) for label in every)
    assert [text for text, times in seen.items() if times > 1] == []


def test_set_aside_lines_are_not_variations_of_the_others(
    build: list[Label], held: list[Label]
) -> None:
    """No held line shares half of its character pairs with a line to build on."""
    known: dict[str, set[frozenset[str]]] = defaultdict(set)
    for label in build:
        for pair in (other := pairs(label["text"])):
            known[pair].add(other)
    closest = max(
        len(mine & other) / len(mine | other)
        for mine in (pairs(label["text"]) for label in held)
        # Who shares half of all pairs has half of mine, and so one of any more than half of them.
        for pair in sorted(mine, key=lambda pair: len(known[pair]))[: len(mine) // 2 + 1]
        for other in known[pair]
    )
    assert closest < 0.5


def test_a_label_says_only_what_the_contract_knows(every: list[Label]) -> None:
    """Slots, intents, categories, dangers and times are those of the contract."""
    for label in every:
        assert label.keys() <= SLOTS
        assert set(intents(label)) <= set(Intent)
        assert categories_of(label) <= town().categories.keys()
        assert set(options(label.get("emergency", "medical"))) <= DANGERS
        assert ("emergency" in label) == ("emergency" in intents(label))
        assert all(is_time(value) for value in options(label.get("at", "any")))


def test_a_named_place_is_in_the_dataset(every: list[Label]) -> None:
    """A place of a label exists, or the label says that it may be unknown."""
    for label in every:
        for name in options(label.get("place")):
            one, crossed, other = (name or "").partition("×")
            names = {f"{one}{other}", f"{other}{one}"} if crossed else {name}
            known = names & place_names()
            assert name in {None, "any"} or "place_text" in label or known


def test_an_expected_facility_is_in_the_dataset(every: list[Label]) -> None:
    """The facility that must come first exists under this name."""
    names = {facility.name.zh for facility in town().facilities}
    assert {label["facility"] for label in every if "facility" in label} <= names


@pytest.fixture(scope="module")
def tallies(understood: Understood, build: list[Label]) -> dict[str, Tally]:
    """The lines set aside, and of those built on the emergencies, understood once and scored."""
    urgent = [label for label in build if Intent.EMERGENCY in intents(label)]
    told = [judge(understood.query(label), label, understood) for label in urgent]
    return {"build": Tally(told), "held": understood.score("held")}


@pytest.fixture(scope="module")
def talk() -> Iterator[JsonChat]:
    """One running chat for every conversation here."""
    with JsonChat() as running:
        yield running


def test_residents_are_understood(tallies: dict[str, Tally]) -> None:
    """Of the lines set aside, 95 % have the intent and every slot right."""
    held = tallies["held"]
    assert held.all_right / held.lines >= 0.95


def test_the_bot_abstains_rather_than_acting_wrongly(tallies: dict[str, Tally]) -> None:
    """Of the lines set aside, at most 1 % make it do what nobody asked for."""
    held = tallies["held"]
    assert held.false_actions / held.lines <= 0.01


@pytest.mark.parametrize("part", ["build", "held"])
def test_no_emergency_is_missed(tallies: dict[str, Tally], part: str) -> None:
    """Every emergency is recognised, with its kind, but of a hundred two that are asked about."""
    urgent = [verdict for verdict in tallies[part].verdicts if verdict.intent == "emergency"]
    asked = [verdict for verdict in urgent if verdict.query.doubt]
    wrong = [verdict for verdict in urgent if verdict.wrong and not verdict.query.doubt]
    assert len(asked) <= 0.02 * len(urgent)
    assert len(wrong) <= 0.005 * len(urgent)


def test_conversations_keep_what_was_said(talk: JsonChat) -> None:
    """Each of the 40 dialogues or more goes as it should, turn by turn."""
    scripts = list(lines("dialogues"))
    assert len(scripts) >= 40
    assert all(3 <= len(script["turns"]) <= 8 for script in scripts)
    assert [broken for script in scripts for broken in talk.dialogue(script)] == []


def test_the_nearest_facility_comes_first(talk: JsonChat, every: list[Label]) -> None:
    """Where a line expects a facility, the whole reply begins with it."""
    for label in every:
        if "facility" in label:
            talk.afresh()
            reply = talk.say({"text": label["text"], "now": moment(label).isoformat()})
            wanted, first = label["facility"], next(one["name"] for one in reply["facilities"])
            assert first == wanted
