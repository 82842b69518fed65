"""The search index of the answers: made from TOML once, kept under the hash of its content."""

from __future__ import annotations

import contextlib
import json
import math
import sqlite3
from collections import Counter
from importlib.util import source_hash
from pathlib import Path
from typing import TYPE_CHECKING

from bot.knowledge.wording import Wording, even, weight

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.knowledge.knowledge_files import Knowledge
    from bot.knowledge.wording import Grams

SCHEMA = """
    CREATE TABLE answers (number INTEGER PRIMARY KEY, id TEXT UNIQUE, title, title_en, answer,
                          answer_en, source, section, grams);
    CREATE TABLE rarity (gram TEXT PRIMARY KEY, weight REAL) WITHOUT ROWID;
    CREATE TABLE wording (same TEXT, signs TEXT, rarest REAL);
    CREATE VIRTUAL TABLE phrases USING fts5 (grams, answer UNINDEXED, weight UNINDEXED,
        detail = none, tokenize = "unicode61 remove_diacritics 0 tokenchars '+.%_'");
"""
"""SQLite's own tokenizers find no Chinese word of two characters: the grams are our own."""

FEW = 100
"""Fewer answers than this say nothing about how common a word is."""


def open_lookup(folder: Path, index: Path | None) -> sqlite3.Connection:
    """Open the search index of a `knowledge` folder.

    `index` is a folder to keep it in. A folder that nobody may write to costs only time.

    Raises:
        DatasetError: files have faults.
    """
    files = {path.name: path.read_bytes() for path in sorted(folder.glob("*.toml"))}
    if index is None:
        return _make(folder, files)
    kept = index / f"knowledge-{_digest(files)}.sqlite3"
    with contextlib.suppress(sqlite3.Error):  # absent or damaged
        database = _connect(f"{kept.resolve().as_uri()}?mode=ro")
        database.execute("SELECT same FROM wording")
        return database
    return _keep(_make(folder, files), kept)


def _connect(database: str) -> sqlite3.Connection:
    """Open a database that several threads may read."""
    return sqlite3.connect(database, check_same_thread=False, uri=True)


def _digest(files: Mapping[str, bytes]) -> str:
    """Hash the files and the code that decides what becomes of them."""
    code = Path(__file__)
    beside = (code.with_name("wording.py"), code.with_name("knowledge_files.py"))
    modules = (code, *beside, code.parents[1] / "normal_form.py")
    parts = [module.read_bytes() for module in modules]
    parts += [f"\0{name}\0".encode() + content for name, content in files.items()]
    # Python's own hash for "is what I kept still true?"; hashlib takes 6 ms to load.
    return source_hash(b"".join(parts)).hex()


def _keep(database: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    """Leave a copy at `path`, whole or not at all."""
    from geo.compute.atomic_file import atomic_path  # noqa: PLC0415 - not needed beside a kept index

    with (
        contextlib.suppress(OSError, sqlite3.Error),
        atomic_path(path) as part,
        contextlib.closing(sqlite3.connect(part)) as copy,
    ):
        database.backup(copy)
    return database


def _make(folder: Path, files: Mapping[str, bytes]) -> sqlite3.Connection:
    """Make the index in memory."""
    from bot.knowledge.knowledge_files import read_knowledge  # noqa: PLC0415 - not needed beside a kept index

    knowledge = read_knowledge(folder, files)
    database = _connect(":memory:")
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
        "INSERT INTO phrases VALUES (?, ?, ?)",
        (
            (" ".join(grams), number, sum(rarity.get(g) or weight(g, rarest) for g in grams))
            for number, grams in phrases
        ),
    )
    signs = [list(wording.grams(sign)) for sign in knowledge.signs]
    words = json.dumps(same), json.dumps(signs), rarest
    database.execute("INSERT INTO wording VALUES (?, ?, ?)", words)


def _rarity(bodies: Sequence[Grams]) -> tuple[dict[str, float], float]:
    """Weigh each gram by how few answers have it; also give the weight of one in none."""
    counts = Counter(gram for grams in bodies for gram in grams)
    most = max(len(bodies) + 1, FEW)
    weights = {gram: weight(gram, math.log(most / (n + 0.5))) for gram, n in counts.items()}
    return weights, math.log(most / 0.5)
