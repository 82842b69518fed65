"""The numbers to call in a country: each has a source that was read."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from importlib.resources import files

TABLES = tomllib.loads((files("geo.osm_dataset") / "countries.toml").read_text("utf-8"))
TEL = re.compile(r"\d[\d ]{1,15}")


def test_every_country_says_where_its_numbers_stand() -> None:
    """A country without a source is not listed; a source without a country is left over."""
    named = {code: set(own["sources"]) for code, own in TABLES["countries"].items()}
    assert all(named.values())
    assert set().union(*named.values()) == set(TABLES["sources"])


def test_every_source_has_a_title_and_the_day_it_was_read() -> None:
    """So that somebody can look again."""
    for key, source in TABLES["sources"].items():
        assert source["title"], key
        assert date.fromisoformat(source["date"]) >= date(2026, 11, 26), key


def test_every_number_can_be_dialled() -> None:
    """Digits and spaces; a hotline has a name in both languages."""
    for code, own in TABLES["countries"].items():
        tels = [own["emergency"], *(value for key, value in own.items() if key.endswith("_tel"))]
        lines = [line for line in own.values() if isinstance(line, dict)]
        for tel in (*tels, *(line["tel"] for line in lines)):
            assert TEL.fullmatch(tel), (code, tel)
        assert all(line["name"] and line["name_en"] for line in lines), code
