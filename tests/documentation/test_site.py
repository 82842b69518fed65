"""The documentation as a site: its contents name pages that are there; `make docs` checks all."""

from __future__ import annotations

import re

from tests.conftest import ROOT

CONTENTS = ROOT / "docs" / "index.md"


def test_the_contents_name_pages() -> None:
    """A page that is gone is not named, and none is named twice."""
    trees = re.findall(r"```\{toctree\}\n(.*?)```", CONTENTS.read_text("utf-8"), re.DOTALL)
    named = [
        (CONTENTS.parent / f"{line}.md").resolve()
        for tree in trees
        for line in tree.splitlines()
        if line and not line.startswith(":")
    ]
    assert len(named) == len(set(named)) > 20
    assert [str(path) for path in named if not path.is_file()] == []


def test_each_page_of_an_office_is_chinese_too() -> None:
    """What whoever installs and runs it reads is there in both languages."""
    for page in ("install", "web", "telegram", "staff", "privacy"):
        assert (ROOT / "docs" / f"{page}.zh-CN.md").is_file()
