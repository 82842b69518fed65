"""The glossary says where each term lives, and it lives there."""

from __future__ import annotations

import re

from tests.conftest import ROOT

PAGE = ROOT / "docs" / "glossary.md"
ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \| `([^`|]+)` \|$", re.MULTILINE)


def test_every_term_has_a_meaning_and_a_home() -> None:
    """Each row names a file or folder that exists, and no term is listed twice."""
    text = PAGE.read_text(encoding="utf-8")
    rows = ROW.findall(text)
    listed = [line for line in text.splitlines() if line.startswith("| ")]
    heads = [line for line in listed if line.startswith(("| term |", "| --- |"))]
    assert len(rows) == len(listed) - len(heads) > 50
    assert [where for *_, where in rows if not (ROOT / where).exists()] == []
    terms = [term for term, *_ in rows]
    assert sorted(set(terms)) == sorted(terms)
