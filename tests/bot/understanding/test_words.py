"""The word files: well formed, one home for a word, and one more synonym is one more entry."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

import pytest

from bot.normal_form import normalise
from bot.understanding.corrections.sound_table import table_of_words
from bot.understanding.lexicon.lexicon import GAP, KINDS, SOUNDS, WORDS, read_tables, words_of
from bot.understanding.query import Intent
from bot.understanding.safety.danger import Danger
from bot.understanding.slots.attribute_names import Attribute
from bot.understanding.understander import TownNames, Understander
from geo.dataset.dataset import open_dataset

if TYPE_CHECKING:
    from pathlib import Path

    from geo.dataset.dataset import Dataset

NOW = datetime.fromisoformat("2026-03-10T10:00:00+08:00")


@pytest.fixture(scope="module")
def town() -> Dataset:
    """The dataset of the box."""
    return open_dataset()


@pytest.fixture(scope="module")
def folder(town: Dataset) -> Path:
    """The word files of the box."""
    return town.folder / "words"


def test_categories_are_the_datasets(town: Dataset, folder: Path) -> None:
    """Every category has words, and no word stands for a category that is not there."""
    tables = read_tables(folder)
    assert tables["category"].keys() == town.categories.keys()
    for table in tables["either"].values():
        assert 2 <= len(table["categories"]) <= 3
        assert {*table["categories"], *table.get("beside_elders", ())} <= town.categories.keys()


def test_intents_are_the_contracts(folder: Path) -> None:
    """A table of intents is called as the contract calls it."""
    tables = read_tables(folder)
    assert tables["intent"].keys() <= set(Intent)
    assert set(Danger) <= tables["danger"].keys()


def test_attributes_have_names(folder: Path) -> None:
    """What a place may be asked to be like is called alike in the words and in the code."""
    assert read_tables(folder)["attribute"].keys() == set(Attribute)


@pytest.mark.parametrize("kind", KINDS)
def test_a_word_stands_once(folder: Path, kind: str) -> None:
    """Within one file a word has one meaning."""
    seen = Counter(word.text for word in words_of(read_tables(folder), [kind]))
    assert [text for text, times in seen.items() if times > 1] == []


def test_no_word_is_hidden_by_one_of_an_earlier_file(folder: Path) -> None:
    """Of two words with one spelling the first counts, so the second says nothing.

    Words of now and then are read once more by themselves, where slips in times are mended.
    """
    seen: dict[str, str] = {}
    hidden = []
    for word in words_of(read_tables(folder), KINDS):
        first = seen.setdefault(word.text, word.kind)
        if first != word.kind and (word.kind, word.key) not in {("cue", "now"), ("cue", "then")}:
            hidden.append(f"{word.text}: {first}, {word.kind}.{word.key}")
    assert hidden == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_word_is_written_as_sentences_are_read(folder: Path, kind: str) -> None:
    """A word that normalising would change could never be found."""
    words = [word.text.replace(GAP, "") for word in words_of(read_tables(folder), [kind])]
    assert [word for word in words if normalise(word) != word] == []


def test_no_rewriting_makes_a_word_unreachable(folder: Path) -> None:
    """What dialect is rewritten to is not itself rewritten, and what is rewritten is lower case."""
    rewrites = read_tables(folder)["rewrite"]
    plain = [old for name, table in rewrites.items() if name != "signs" for old in table]
    assert [old for old in plain if normalise(old) != old] == []


def test_sounds_are_those_of_the_words() -> None:
    """Run `python -m bot.understanding.corrections.sound_table` after adding words."""
    assert (WORDS / SOUNDS).read_text(encoding="utf-8") == table_of_words()


class Added(NamedTuple):
    """A word written into a file, and a sentence that then means something."""

    file: str
    table: str
    list: str
    word: str
    text: str
    intent: Intent
    categories: tuple[str, ...] = ()


@pytest.mark.parametrize(
    "added",
    [
        Added(
            "category", "canteen", "sure", "喂肚皮处", "喂肚皮处在哪里", Intent.NEARBY, ("canteen",)
        ),
        Added(
            "category",
            "health",
            "sure",
            "sawbones",
            "where is a sawbones",
            Intent.NEARBY,
            ("health",),
        ),
        Added("intent", "thanks", "words", "感激涕零", "感激涕零", Intent.THANKS),
    ],
)
def test_a_synonym_is_one_line(town: Dataset, folder: Path, tmp_path: Path, added: Added) -> None:
    """A word in a dataset's file is understood; without it the sentence was not."""
    own = tmp_path / "words"
    shutil.copytree(folder, own)
    before = Understander.open(own, TownNames(town.places)).understand(added.text, NOW)
    with (own / f"{added.file}.toml").open("a", encoding="utf-8") as file:
        file.write(f'[{added.table}]\n{added.list} = ["{added.word}"]\n')
    after = Understander.open(own, TownNames(town.places)).understand(added.text, NOW)
    assert before.intent is Intent.UNKNOWN
    assert (after.intent, after.categories) == (added.intent, added.categories)
