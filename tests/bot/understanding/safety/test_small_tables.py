"""A few words of danger, read by tables small enough to follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.understanding.safety.reading import Alarm, AllClear, Care, Safety

if TYPE_CHECKING:
    from bot.understanding.safety.reading import Read

DANGER: dict[str, dict[str, Any]] = {
    "classes": {
        "burns": ["烧着", "烧"],
        "house": ["房子"],
        "help": ["救命"],
        "haste": ["快"],
        "shut": ["关住"],
        "lift": ["电梯"],
        "train": ["火车"],
    },
    "lookalike": {"patterns": ["<train>", "烧 + 饭"]},
    "fire": {"signs": ["<burns> & <house>"], "weak": ["烟"], "bare": ["火"]},
    "gas": {"signs": ["漏气"]},
    "suicide": {"signs": ["想死"]},
    "crime": {"signs": ["<shut>", "打我"]},
    "medical": {"signs": ["摔倒", "<shut> & <lift>"]},
    "care": {"signs": ["难受"]},
    "over": {"signs": ["没事了"]},
    "situation": {"lift": ["<lift>"], "deaf": ["聋"]},
}
SITUATION: dict[str, dict[str, Any]] = {
    "classes": {"quake": ["地震"]},
    "flood": {
        "topics": ["fire", "medical"],
        "yields": True,
        "signs": ["大水"],
        "bare": ["<quake>"],
    },
    "scam": {"topics": ["crime"], "signs": ["骗子"]},
}
ASSERTION: dict[str, dict[str, Any]] = {
    "past": {"words": ["去年"], "silences": ["fire", "care"], "after": "all"},
    "abroad": {"words": ["外国"], "silences": ["flood"], "after": "all"},
}


@pytest.fixture
def safety() -> Safety:
    """What is read from the tables, made anew for each test."""
    return Safety.of(DANGER, ASSERTION, SITUATION)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("房子烧着", Alarm("fire")),
        ("烧着", None),
        ("烟", None),
        ("烟,救命", Alarm("fire")),
        ("救命", None),
        ("火", Alarm("fire")),
        ("火,快", Alarm("fire")),
        ("火好", None),
        ("快", None),
        ("去年房子烧", None),
        ("去年烟,救命", None),
        ("去年难受", None),
        ("去年摔倒", Alarm("medical")),
        ("难受", Care()),
        ("没事了", AllClear()),
        ("没事了,难受", Care()),
        ("没事了,难受,摔倒", Alarm("medical")),
        ("你好", None),
    ],
)
def test_each_table_has_its_say(safety: Safety, text: str, read: Read | None) -> None:
    """Signs suffice, weak ones need a call for help, bare words stand alone, cues silence."""
    assert safety.read(text) == read


def test_the_number_to_call_first_is_that_of_the_first_topic(safety: Safety) -> None:
    """Whatever is said first."""
    said = ["摔倒", "打我", "想死", "漏气", "房子烧"]
    for number, topic in enumerate(["medical", "crime", "suicide", "gas", "fire"]):
        assert safety.read(",".join(said[: number + 1])) == Alarm(topic)


@pytest.mark.parametrize("text", ["火车", "房子烧饭", "火车,火车"])
def test_what_only_looks_alike_is_not_read(safety: Safety, text: str) -> None:
    """The words inside another one say nothing; beside it they do."""
    assert safety.read(text) is None
    assert safety.read(f"{text},房子烧着") == Alarm("fire")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("关住", Alarm("crime")),
        ("电梯关住", Alarm("medical", ("lift",))),
        ("电梯关住,打我", Alarm("crime", ("lift",))),
        ("电梯摔倒", Alarm("medical", ("lift",))),
        ("聋,电梯关住", Alarm("medical", ("lift", "deaf"))),
        ("房子烧,聋", Alarm("fire", ("deaf",))),
    ],
)
def test_who_is_shut_in_a_lift_is_in_no_crime(safety: Safety, text: str, read: Read) -> None:
    """Unless somebody does something else to her; situations come in the order of the table."""
    assert safety.read(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("大水", Alarm("fire", ("flood",), certain=True)),
        ("快,地震", Alarm("fire", ("flood",), certain=True)),
        ("地震好", None),
        ("去年大水", None),
        ("外国大水", None),
        ("外国房子烧", Alarm("fire")),
        ("大水,摔倒", Alarm("medical", ("flood",), certain=True)),
        ("大水,房子烧", Alarm("fire", certain=True)),
        ("骗子,摔倒", Alarm("crime", ("scam",), certain=True)),
    ],
)
def test_a_situation_told_is_certain(safety: Safety, text: str, read: Read | None) -> None:
    """A cue of its own or of its topic silences it; a disaster leaves another danger first."""
    assert safety.read(text) == read


def test_words_are_told_but_for_single_ones_and_lookalikes(safety: Safety) -> None:
    """They are what may be meant by a sound: of one character it would hear too many."""
    assert {"烧着", "房子", "救命", "去年", "难受", "没事了"} <= set(safety.words)
    assert {"火", "火车", "快", "饭"}.isdisjoint(safety.words)
