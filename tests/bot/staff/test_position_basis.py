"""What a position rests on is told in the language of whoever reads it."""

from __future__ import annotations

import re

import pytest

from bot.staff.position_basis import told_basis, written_basis
from geo.dataset.dataset import open_dataset

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_every_basis_of_the_town_is_told_in_english() -> None:
    """Nobody who reads English meets a basis in Chinese, and Chinese stays as it was written."""
    dataset = open_dataset()
    written = {one.position_basis for one in dataset.facilities if one.geometry}
    assert written
    for basis in written:
        assert told_basis(basis, dataset, "zh") == basis
        assert not CHINESE.search(told_basis(basis, dataset, "en")), basis


@pytest.mark.parametrize(
    ("kind", "values", "english"),
    [
        ("basis", {}, "confirmed on the spot"),
        ("basis_link", {}, "a map link"),
        ("basis_address", {"place": "浦建路131号"}, "worked out from the address: 浦建路131号"),
        ("basis_row", {"table": "a 第 1 行.xlsx", "row": 3}, "table a 第 1 行.xlsx, row 3"),
        ("basis_row_in", {"table": "a.csv", "row": 3, "system": "gcj02"}, "a.csv, row 3, gcj02"),
    ],
)
def test_what_yike_wrote_is_told_again(kind: str, values: dict[str, object], english: str) -> None:
    """What was filled in when a position was found is kept in the other language."""
    assert told_basis(written_basis(kind, **values), open_dataset(), "en").endswith(english)


def test_words_of_somebody_else_stay_as_they_are() -> None:
    """What nobody has put into English is shown as it was written."""
    for words in ("现场核实过一次", "表格 a", "OpenStreetMap, way/7"):
        assert told_basis(words, open_dataset(), "en") == words
