"""Every text of maps, audits and proposals is there in both languages, and used."""

from __future__ import annotations

import re
import tomllib
from string import Formatter

import pytest

from maps.drawing.texts import Texts
from tests.conftest import ROOT

MAPS = ROOT / "maps"
TABLES = (
    *("drawing/map_texts.toml", "audit/audit_texts.toml", "siting/siting_texts.toml"),
    "rounds/round_texts.toml",
)
COMPOSED = (
    "about_",
    "choice_legend_",
    "find_change_part_",
    *("pace_", "status_", "summary_", "open", "closed", "walk_", "moment_"),
    *(
        "col_",
        "csv_",
        "whom_",
        "unit_",
        "basis_",
        "state_",
        "verdict_",
        "reason_",
        "before",
        "after",
        "check_",
    ),
)
"""How keys begin that are put together from a prefix and a value."""


def table(name: str) -> dict[str, dict[str, str]]:
    """Read a table of texts."""
    return tomllib.loads((MAPS / name).read_text("utf-8"))


@pytest.mark.parametrize("name", TABLES)
def test_both_languages_say_the_same_things(name: str) -> None:
    """Every text exists in both languages with the same places to fill in, and formats."""
    texts = table(name)
    assert texts["zh"].keys() == texts["en"].keys()
    for key, chinese in texts["zh"].items():
        fields = {field for _, field, _, _ in Formatter().parse(chinese) if field}
        other = {field.lower() for _, field, _, _ in Formatter().parse(texts["en"][key]) if field}
        assert other <= fields | {"year"}, key
        for language in ("zh", "en"):
            values = dict.fromkeys((*fields, *other, "Quarter"), 7)
            assert Texts(language, name).say(key, **values).strip(), key


def test_every_text_is_said_somewhere() -> None:
    """No key is left over, and none that is said by its full name is missing."""
    sources = [*MAPS.rglob("*.py"), *MAPS.rglob("*.html")]
    code = "\n".join(source.read_text("utf-8") for source in sources)
    said = set(re.findall(r'say\(\s*"(\w+)"[,)]', code))
    keys = {key for name in TABLES for key in table(name)["zh"]}
    assert said <= keys
    named = set(re.findall(r'"(\w+)"', code)) | set(re.findall(r"'(\w+)'", code))
    assert {key for key in keys - said if not key.startswith(COMPOSED)} <= named


def test_no_text_is_in_two_tables() -> None:
    """A key of one table never hides that of another."""
    keys = [key for name in TABLES for key in table(name)["zh"]]
    assert len(keys) == len(set(keys))
