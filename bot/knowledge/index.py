"""The search index of the answers: made from TOML once, kept under the hash of its content."""

from __future__ import annotations

import json
import math
import sqlite3
from collections import Counter
from importlib.util import source_hash
from pathlib import Path
from typing import TYPE_CHECKING

from bot.knowledge.wording import Wording, even, weight
from geo.compute import checked_file
from geo.compute.checked_file import kept

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.knowledge.knowledge_files import Knowledge
    from bot.knowledge.wording import Grams

SCHEMA = """
    CREATE TABLE answers (number INTEGER PRIMARY KEY, id TEXT UNIQUE, title, title_en, answer,
                          answer_en, source, section, grams);
    CREATE TABLE rarity (gram TEXT PRIMARY KEY, weight REAL) WITHOUT ROWID;
    CREATE TABLE wording (same TEXT, signs TEXT, rarest REAL);
    CREATE TABLE phrases (number INTEGER PRIMARY KEY, answer INTEGER, grams, weight REAL);
    CREATE TABLE postings (gram TEXT, phrase INTEGER, score REAL, PRIMARY KEY (gram, phrase))
        WITHOUT ROWID;
"""
"""`postings` holds what a gram adds to the Okapi BM25 score of each phrase that has it."""

_SATURATION, _LENGTH_SHARE = 1.2, 0.75
"""k1 and b of BM25, the usual values (Robertson and Zaragoza 2009, section 3.3)."""
_LEAST_RARITY = 1e-6
"""What a gram that most phrases have still adds: never less than nothing."""

_FORMAT = 2

FEW = 100
"""Fewer answers than this say nothing about how common a word is."""


def open_lookup(folder: Path, index: Path | None) -> sqlite3.Connection:
    """Open the search index of a `knowledge` folder.

    `index` is a folder to keep it in. A folder that nobody may write to costs only time.

    Raises:
        DatasetError: files have faults.
    """
    files = written_in(folder)
    if index is None:
        return _make(folder, files)
    return kept(
        index / f"knowledge-{_digest(files)}.index", _read, lambda: _make(folder, files), _keep
    )


def written_in(folder: Path) -> dict[str, bytes]:
    """Give the content of the files of a `knowledge` folder, by name."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.toml"))}


class _InMemory(sqlite3.Connection):
    """A database in memory: it lives as long as somebody holds it."""

    def __del__(self) -> None:
        """Close it; Python 3.13 warns of a database that is dropped open."""
        self.close()


def _connect() -> sqlite3.Connection:
    """Open an empty database in memory, which several threads may read."""
    return sqlite3.connect(":memory:", check_same_thread=False, factory=_InMemory)


def _read(path: Path) -> sqlite3.Connection:
    """Read a kept index.

    Raises:
        OSError: there is none, or it cannot be read.
        DamagedFileError: it is damaged.
    """
    _, content = checked_file.read(path, "knowledge", _FORMAT)
    database = _connect()
    database.deserialize(content)
    return database


def _keep(path: Path, database: sqlite3.Connection) -> None:
    """Keep an index."""
    checked_file.write(path, "knowledge", _FORMAT, {}, [database.serialize()])


def _digest(files: Mapping[str, bytes]) -> str:
    """Hash the files and the code that decides what becomes of them."""
    code = Path(__file__)
    beside = (code.with_name("wording.py"), code.with_name("knowledge_files.py"))
    modules = (code, *beside, code.parents[1] / "normal_form.py")
    parts = [module.read_bytes() for module in modules]
    parts += [f"\0{name}\0".encode() + content for name, content in files.items()]
    # Python's own hash for "is what I kept still true?"; hashlib takes 6 ms to load.
    return source_hash(b"".join(parts)).hex()


def _make(folder: Path, files: Mapping[str, bytes]) -> sqlite3.Connection:
    """Make the index in memory."""
    from bot.knowledge.knowledge_files import read_knowledge  # noqa: PLC0415 - not needed beside a kept index

    knowledge = read_knowledge(folder, files)
    database = _connect()
    database.executescript(SCHEMA)
    with database:
        _fill(database, knowledge)
    return database


def _fill(database: sqlite3.Connection, knowledge: Knowledge) -> None:
    same = {even(said): even(form) for said, form in knowledge.same.items()}
    wording = Wording(same)
    phrases: list[tuple[int | None, Grams]] = []
    bodies: list[Grams] = []
    for number, entry in enumerate(knowledge.entries):
        asked = [wording.grams(phrase) for phrase in entry.phrases]
        bodies.append(wording.grams(entry.says).union(*asked))
        phrases += [(number, grams) for grams in asked]
        row = (number, *entry.fields, " ".join(bodies[-1]))
        database.execute("INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    phrases += [(None, wording.grams(phrase)) for phrase in knowledge.elsewhere]
    rarity, rarest = _rarity(bodies)
    database.executemany("INSERT INTO rarity VALUES (?, ?)", rarity.items())
    database.executemany(
        "INSERT INTO phrases (answer, grams, weight) VALUES (?, ?, ?)",
        (
            (number, " ".join(grams), sum(rarity.get(g) or weight(g, rarest) for g in grams))
            for number, grams in phrases
        ),
    )
    postings = _postings([grams for _, grams in phrases])
    database.executemany("INSERT INTO postings VALUES (?, ?, ?)", postings)
    signs = [list(wording.grams(sign)) for sign in knowledge.signs]
    words = json.dumps(same), json.dumps(signs), rarest
    database.execute("INSERT INTO wording VALUES (?, ?, ?)", words)


def _rarity(bodies: Sequence[Grams]) -> tuple[dict[str, float], float]:
    """Weigh each gram by how few answers have it; also give the weight of one in none."""
    counts = Counter(gram for grams in bodies for gram in grams)
    most = max(len(bodies) + 1, FEW)
    weights = {gram: weight(gram, math.log(most / (n + 0.5))) for gram, n in counts.items()}
    return weights, math.log(most / 0.5)


def _postings(phrases: Sequence[Grams]) -> Iterator[tuple[str, int, float]]:
    """Give each gram of several characters, a phrase that has it, and what it adds to its score."""
    counts = Counter(gram for grams in phrases for gram in grams)
    mean_length = sum(map(len, phrases)) / max(1, len(phrases))
    for number, grams in enumerate(phrases, 1):
        length = 1 - _LENGTH_SHARE + _LENGTH_SHARE * len(grams) / mean_length
        share = (_SATURATION + 1) / (1 + _SATURATION * length)
        for gram in grams:
            if len(gram) > 1:
                yield gram, number, share * _rarity_among(len(phrases), counts[gram])


def _rarity_among(phrases: int, having: int) -> float:
    return max(math.log((phrases - having + 0.5) / (having + 0.5)), _LEAST_RARITY)
