"""The documentation as a site: every page is reached from its contents."""

from __future__ import annotations

import re

from tests.conftest import ROOT

CONTENTS = ROOT / "docs" / "index.md"


def test_every_page_is_in_the_contents() -> None:
    """A page that is written is found; one that is gone is not named."""
    trees = re.findall(r"```\{toctree\}\n(.*?)```", CONTENTS.read_text("utf-8"), re.DOTALL)
    named = {
        (CONTENTS.parent / f"{line}.md").resolve()
        for tree in trees
        for line in tree.splitlines()
        if line and not line.startswith(":")
    }
    written = {*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md"), *(ROOT / "data").rglob("*.md")}
    assert named == written - {CONTENTS}


def test_each_page_of_an_office_is_chinese_too() -> None:
    """What whoever installs and runs it reads is there in both languages."""
    for page in ("install", "web", "telegram", "staff", "privacy"):
        assert (ROOT / "docs" / f"{page}.zh-CN.md").is_file()
