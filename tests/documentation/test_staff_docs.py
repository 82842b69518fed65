"""The two pages for staff name commands that there are, and say as much in either language."""

from __future__ import annotations

import re
import shlex

import pytest

from bot.channels.telegram.command_menus import STAFF
from bot.cli.commands.data.group import data_group
from tests.conftest import ROOT

PAGES = {name: (ROOT / "docs" / name).read_text("utf-8") for name in ("staff.md", "staff.zh-CN.md")}
TWO_PAGES = 110
"""Lines that two printed pages hold."""


@pytest.mark.parametrize("name", PAGES)
def test_every_command_that_is_told_exists(name: str) -> None:
    """With every option that is written behind it."""
    told = re.findall(r"\.venv/bin/yike data ([a-z][^`\n]*)", PAGES[name])
    assert len(told) > 8
    for line in told:
        verb, *words = shlex.split(line)
        command = data_group.commands[verb]
        options = {option for one in command.params for option in one.opts}
        assert {word for word in words if word.startswith("--")} <= options, line


@pytest.mark.parametrize("name", PAGES)
def test_every_command_in_telegram_is_in_its_menu(name: str) -> None:
    """No command of another age is told."""
    told = set(re.findall(r"`/(\w+)", PAGES[name]))
    assert told
    assert told <= set(STAFF)


def test_both_languages_say_the_same() -> None:
    """The same sections, and the same commands in them."""
    verbs = [re.findall(r"yike data (\w+)", page) for page in PAGES.values()]
    assert set(verbs[0]) == set(verbs[1])
    assert len({page.count("\n## ") for page in PAGES.values()}) == 1


@pytest.mark.parametrize("name", PAGES)
def test_it_is_two_pages(name: str) -> None:
    """Nobody at a desk reads more."""
    assert PAGES[name].count("\n") <= TWO_PAGES
