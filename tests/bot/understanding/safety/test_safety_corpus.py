"""What residents say in danger is heard, and what only sounds like it is not."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from bot.understanding.safety.danger import Danger
from tests.corpus.alarms import score
from tests.corpus.scoring import lines, options

if TYPE_CHECKING:
    from tests.corpus.alarms import Alarms
    from tests.corpus.understood import Understood


def bare(text: str) -> str:
    """Letters and figures alone: what makes two lines the same line."""
    return re.sub(r"[\W_]", "", text.lower()) or text


@pytest.fixture(scope="module")
def heard(understood: Understood) -> dict[str, Alarms]:
    """A fifth of what is built on and all of a part set aside; the bench reads all of both."""
    return {"safety": score(understood, "safety", 5), "aside": score(understood, "safety_aside")}


def test_the_corpus_is_large_and_even() -> None:
    """At least 600 lines to build on, half of them no alarm, and 300 set aside."""
    wanted = [options(label["emergency"])[0] for label in lines("safety")]
    assert len(wanted) >= 600
    assert 0.45 <= wanted.count(None) / len(wanted) <= 0.55
    assert set(wanted) == {None, *Danger}
    assert sum(1 for _ in lines("safety_aside")) >= 300


def test_no_line_is_written_twice() -> None:
    """A line that is built on is not scored again."""
    seen = Counter(label["text"] for label in lines("safety"))
    assert [text for text, times in seen.items() if times > 1] == []
    aside = {bare(label["text"]) for label in lines("safety_aside")}
    assert aside.isdisjoint(map(bare, seen))


def test_every_alarm_is_heard(heard: dict[str, Alarms]) -> None:
    """Of two hundred alarms to build on 11 are asked about at most, of a thousand 2 in silence."""
    alarms = heard["safety"]
    assert alarms.missed <= 0.055 * alarms.alarms
    assert alarms.missed - alarms.asked <= 0.002 * alarms.alarms
    assert alarms.mistaken <= 0.012 * alarms.alarms


def test_hardly_any_alarm_is_false(heard: dict[str, Alarms]) -> None:
    """At most 1.2 % of what is no danger is taken for it."""
    assert heard["safety"].false <= 0.012 * (heard["safety"].lines - heard["safety"].alarms)


def test_lines_set_aside_are_heard_too(heard: dict[str, Alarms]) -> None:
    """What nobody has tuned on is heard as well as was measured last."""
    aside = heard["aside"]
    assert aside.missed <= 0.15 * aside.alarms
    assert aside.false <= 0.15 * (aside.lines - aside.alarms)
