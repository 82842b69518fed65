"""Patterns cover words only where they stand close enough."""

from __future__ import annotations

import pytest

from bot.understanding.safety.sign_patterns import Pattern, Patterns
from bot.understanding.safety.terms import Terms

CLASSES = {"call": ("叫", "喊"), "no": ("不", "没"), "answer": ("应", "反应"), "fell": ("fell",)}


def covered(line: str, text: str) -> list[str]:
    """Every stretch of the text that a line of classes and words covers."""
    literals: dict[str, tuple[str, ...]] = dict(CLASSES)
    pattern = Pattern.of(line, literals)
    found = Terms.of(literals).find(text)
    return [text[slice(*sign.whole)] for sign in pattern.find(found)]


@pytest.mark.parametrize(
    ("line", "text", "stretches"),
    [
        ("<call> > <no> > <answer>", "我叫他他没反应", ["叫他他没反应"]),
        ("<call> > <no> > <answer>", "没反应,我叫他", []),
        ("<call> > <no>", "叫他,没来", []),
        ("<call> > <no>", "叫他一二三四五六七没", []),
        ("<call> + <no>", "叫他不来", ["叫他不"]),
        ("<call> + <no>", "叫他来不", []),
        ("<no> & <call>", "叫他,没来", ["叫他,没"]),
        ("<no> & <call>", "叫他,走了,没来", []),
        ("<no> ~ <call>", "叫他,走了,他就是没来", ["叫他,走了,他就是没"]),
        ("叫/喊 > 应", "喊他不应", ["喊他不应"]),
        ("<3/3>", "我<3你3>", ["<3", "3>"]),
    ],
)
def test_a_join_says_how_close(line: str, text: str, stretches: list[str]) -> None:
    """Next is "+", after in one clause ">", beside in any order "&", anywhere around "~"."""
    assert covered(line, text) == stretches


@pytest.mark.parametrize(
    ("join", "units", "pauses"), [("+", 1, 0), (">", 6, 0), ("&", 12, 1), ("~", 40, 5)]
)
def test_a_join_reaches_so_far_and_no_further(join: str, units: int, pauses: int) -> None:
    """The last unit and the last pause between still fit; one more of either does not."""
    furthest = f"叫{',' * pauses}{'他' * units}没"
    assert covered(f"<call> {join} <no>", furthest) == [furthest]
    assert covered(f"<call> {join} <no>", furthest.replace("没", "他没")) == []
    assert covered(f"<call> {join} <no>", furthest.replace("没", ",没")) == []


@pytest.mark.parametrize("join", ["&", "~"])
def test_a_join_without_order_takes_the_nearer_side(join: str) -> None:
    """Of two words that fit, one on either side, the nearer one is meant."""
    line = f"<call> {join} <no>"
    assert covered(line, "不他他叫他没") == ["叫他没"]
    assert covered(line, "不他叫他他没") == ["不他叫"]
    assert covered(line, "不叫没") == ["叫没"]


def test_each_part_joins_all_that_stands_before() -> None:
    """A third part is measured from the stretch of the first two, wherever it begins and ends."""
    assert covered("<call> & <no> & <answer>", "不他叫他应") == ["不他叫他应"]
    assert covered("<call> & <no> + <answer>", "不他叫他应") == ["不他叫他应"]
    assert covered("<call> & <no> + <answer>", "不叫他他应") == []
    assert covered("<call> & <no> + <answer>", "应叫不") == []


def test_words_that_lap_over_each_other_are_not_two_parts() -> None:
    """One word cannot be both, whatever joins them; words that touch are two."""
    for join in "+>&~":
        assert covered(f"没反 {join} 反应", "没反应") == []
        assert covered(f"没 {join} 反应", "没反应") == ["没反应"]


def test_signs_come_in_order_and_once() -> None:
    """Two patterns that cover one stretch alike make one sign, with parts in their order."""
    literals: dict[str, tuple[str, ...]] = dict(CLASSES)
    patterns = Patterns.of(["<no> & <call>", "不/没 & <call>", "<call>"], literals)
    signs = patterns.find(Terms.of(literals).find("叫他不,,喊"))
    assert [sign.whole for sign in signs] == [(0, 1), (0, 3), (5, 6)]
    assert signs[1].parts == ((2, 3), (0, 1))
    assert len(patterns.all) == 3
