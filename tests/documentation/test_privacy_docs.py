"""The page about privacy says what the store does, in both languages."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.channels.telegram.updates import waiting_update
from bot.conversation.session import LIFETIME, ROUNDED_DIGITS
from bot.staff.reports.demand_report import LEAST_SHOWN
from bot.storage.store import SWEEP_S, Store
from bot.storage.update_log import KEPT_UPDATES
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PAGES = [(ROOT / "docs" / name).read_text("utf-8") for name in ("privacy.md", "privacy.zh-CN.md")]


@pytest.mark.parametrize("page", PAGES, ids=["en", "zh"])
def test_numbers_are_those_of_the_program(page: str) -> None:
    """Hours, metres, minutes and counts are what the code holds to."""
    hours, minutes = LIFETIME.total_seconds() / 3600, SWEEP_S / 60
    told = re.sub(r"\s+", "", page)
    for number in (
        f"{hours:.0f}hours|{hours:.0f}小时",
        f"Every{minutes:.0f}minutes|每{minutes:.0f}分钟",
        f"{10**-ROUNDED_DIGITS}°",
        f"last{KEPT_UPDATES:,}updates|最近{KEPT_UPDATES:,}条",
        f"fewerthan{LEAST_SHOWN}|不到{LEAST_SHOWN}次",
        (
            f"most{vars(waiting_update)['_MOST_NUMERALS']}numerals"
            f"|最多{vars(waiting_update)['_MOST_NUMERALS']}个"
        ),
        "0700",
        "0600",
    ):
        assert re.search(number, told), number


@pytest.mark.parametrize("page", PAGES, ids=["en", "zh"])
def test_every_table_is_told(page: str, tmp_path: Path) -> None:
    """Each table of the store is on the page, but for the one that holds the salt alone."""
    Store.open(tmp_path / "state" / "store.sqlite3").close()
    with closing(sqlite3.connect(tmp_path / "state" / "store.sqlite3")) as store:
        rows = store.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    tables = {name for (name,) in rows if not name.startswith("sqlite_")} - {"meta"}
    assert tables
    assert tables <= set(re.findall(r"`(\w+)`", page))


def test_both_pages_say_as_much() -> None:
    """The same sections and rows in both languages."""
    shapes = [(page.count("\n## "), len(re.findall(r"^\| ", page, re.MULTILINE))) for page in PAGES]
    assert shapes[0] == shapes[1]
