"""Every text a resident reads exists in every language and can be filled in."""

from __future__ import annotations

import re
import string

import pytest

from bot.texts import LANGUAGES, say, words
from bot.texts.local_words import local_words
from bot.understanding.lexicon.lexicon import read_tables
from geo.dataset.dataset import open_dataset
from tests.conftest import ROOT


def fields(text: str) -> set[str]:
    """Give the names in braces of a text."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_language_has_the_same_texts() -> None:
    """A key that stands in one language stands in all, and asks for the same values."""
    chinese, local = words("zh"), local_words(open_dataset(), "zh").keys()
    for language in LANGUAGES:
        other = words(language)
        assert other.keys() == chinese.keys()
        optional = {"time.date", "list.title_all"}
        for key, text in other.items():
            if key not in optional:
                assert fields(text) - local == fields(chinese[key]) - local, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_filled_in(language: str) -> None:
    """No text breaks when its values are given, and none is empty."""
    for key, text in words(language).items():
        told = say(language, key, **dict.fromkeys(fields(text), "7"))
        assert told.strip(), key
        assert "{" not in told


def test_every_text_that_is_said_exists() -> None:
    """A key that the code names stands in the files."""
    known = words("zh").keys()
    groups = {key.partition(".")[0] for key in known}
    for path in (ROOT / "bot").rglob("*.py"):
        if "understanding" in path.parts:
            continue  # its dotted keys name word lists
        for key in re.findall(r'"([a-z]+\.[a-z_]+)"', path.read_text(encoding="utf-8")):
            if key.partition(".")[0] in groups and not key.endswith((".css", ".js", ".py")):
                assert key in known, f"{path.name}: {key}"


def test_every_text_is_said_somewhere() -> None:
    """No text is left over that no code names."""
    files = [path for kind in ("*.py", "*.html") for path in (ROOT / "bot").rglob(kind)]
    code = "\n".join(path.read_text(encoding="utf-8") for path in files)
    built = (
        *("emergency.", "heard.", "pace.", "feedback.", "time.", "detail.", "list.title"),
        *("field.", "data.status_", "import.", "list.planned", "list.doubt_", "hours."),
        *("answer.advice", "age.", "meals.", "paper.kind_", "web.kind_", "doctor.", "wording."),
        *(
            "apart.",
            "human.cry_",
            "calling.",
            "afterwards.",
            "hello.kept_",
            "init.",
            "staff.basis",
            "data.role_",
            "data.accessible_",
            "staff_page.handled_",
            "route.none_known_",
        ),
    )
    # A topic is named by a rule, or by the group of words that tells it.
    by_topic = ("hello.", "human.", "unknown.")
    topics = {*re.findall(r'"([a-z_]+)"', code), *read_tables()["not_ours"]}
    spare = [
        key
        for key in words("zh")
        if key not in code
        and not key.startswith(built)
        and not (key.startswith(by_topic) and key.partition(".")[2] in topics)
    ]
    assert spare == []


def test_an_unknown_language_reads_chinese() -> None:
    """Whoever has another language gets the Chinese texts."""
    assert words("fr") == words("zh")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_towns_own_wording_stands(language: str) -> None:
    """What Tangqiao says of itself is said so: nothing is made of its name, places or numbers."""
    town = open_dataset()
    told = local_words(town, language)
    for key, own in town.wording.items():
        said = own.said_in(language)
        assert told[key].strip() == said.strip(), key
    assert told["hotline"] == "12345"
    assert (told["ambulance"], told["fire"], told["police"]) == ("120", "119", "110")
