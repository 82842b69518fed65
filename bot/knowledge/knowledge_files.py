"""A dataset's `knowledge` folder: TOML files that office staff write, read and checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.errors import DatasetError, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    Table = Mapping[str, Any]

FIELDS = ("id", "title", "title_en", "answer", "answer_en", "source", "section")
QUESTIONS = ("questions", "questions_en")
LONGEST_ID = 48
"""An id fits into the action of a button, which has 60 bytes."""

WORDS = "words.toml"
ELSEWHERE = "elsewhere.toml"


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer as it is written: its `FIELDS` in that order, and how it is asked for."""

    fields: tuple[str, ...]
    questions: tuple[str, ...]

    @property
    def phrases(self) -> tuple[str, ...]:
        """Every way in which it is asked for; its titles are two."""
        return (*self.fields[1:3], *self.questions)

    @property
    def says(self) -> str:
        """What it answers, in both languages."""
        return "\n".join(self.fields[3:5])


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that a folder holds.

    `same`: what residents say → the word that stands for it, or nothing for a filler.
    `elsewhere`: questions that are not for these answers. `signs`: words that look for a place.
    """

    entries: tuple[Entry, ...]
    same: Mapping[str, str]
    elsewhere: tuple[str, ...]
    signs: tuple[str, ...]


def read_knowledge(folder: Path, files: Mapping[str, bytes]) -> Knowledge:
    """Read the content of the files, by name; `folder` is for messages only.

    Raises:
        DatasetError: files have faults; lists every one of them.
    """
    faults: list[Fault] = []
    tables = dict(_tables(files, faults))
    words, elsewhere = tables.pop(WORDS, {}), tables.pop(ELSEWHERE, {})
    faults += _list_faults(WORDS, {"fillers": words.get("fillers", []), **words.get("same", {})})
    faults += _list_faults(ELSEWHERE, elsewhere)
    faults += _answer_faults(tables)
    if faults:
        raise DatasetError(folder, faults)
    return Knowledge(
        entries=tuple(_entry(table, answer) for table, answer in _answers(tables)),
        same=_same(words),
        elsewhere=tuple(_elsewhere(elsewhere)),
        signs=tuple(elsewhere.get("signs", ())),
    )


def _tables(files: Mapping[str, bytes], faults: list[Fault]) -> Iterator[tuple[str, Table]]:
    """Give each file that is TOML with its name, and note the others among the faults."""
    import tomllib  # noqa: PLC0415 - not needed beside a kept index

    for name, content in files.items():
        try:
            yield name, tomllib.loads(content.decode())
        except ValueError as error:
            faults.append(Fault(name, "", "", f"is no TOML in UTF-8 ({error}); correct it there"))


def _answers(tables: Mapping[str, Table]) -> Iterator[tuple[Table, Table]]:
    for table in tables.values():
        for answer in table["answers"]:
            yield table, answer


def _entry(table: Table, answer: Table) -> Entry:
    """Put an answer together; the file may name the source for all of its answers."""
    whole = {"source": table.get("source"), **answer}
    questions = (question for key in QUESTIONS for question in whole[key])
    return Entry(tuple(whole[field] for field in FIELDS), tuple(questions))


def _same(words: Table) -> dict[str, str]:
    same = dict.fromkeys(words.get("fillers", ()), "")
    for form, others in words.get("same", {}).items():
        same |= dict.fromkeys((form, *others), form)
    return same


def _elsewhere(table: Table) -> Iterator[str]:
    """Give every question for elsewhere; `asking` × `places` spares writing most of them."""
    for language in ("", "_en"):
        yield from table.get(f"questions{language}", ())
        for asking in table.get(f"asking{language}", ()):
            yield from (asking.replace("{}", at) for at in table.get(f"places{language}", ()))


def _answer_faults(tables: Mapping[str, Table]) -> Iterator[Fault]:
    """Check every answer of every file."""
    seen: dict[str, str] = {}
    for name, table in tables.items():
        answers = table.get("answers")
        if not isinstance(answers, list) or not all(isinstance(a, dict) for a in answers):
            yield Fault(name, "", "answers", "is missing; write an [[answers]] or delete the file")
            continue
        for place, answer in enumerate(answers, start=1):
            known = str(answer.get("id") or f"answer {place}")
            for field, problem in _entry_faults({"source": table.get("source"), **answer}):
                yield Fault(name, known, field, problem)
            if known in seen:
                yield Fault(name, known, "id", f"is taken in {seen[known]}; choose another")
            seen[known] = name


def _entry_faults(answer: Table) -> Iterator[tuple[str, str]]:
    for field in FIELDS:
        if not isinstance(answer.get(field), str) or not answer[field].strip():
            yield field, "is missing; write a text"
    if len(str(answer.get("id", "")).encode()) > LONGEST_ID:
        yield "id", f"is longer than {LONGEST_ID} bytes; shorten it"
    for field in QUESTIONS:
        if not _texts(answer.get(field)):
            yield field, "is missing; write a list of texts"
    for field in answer.keys() - {*FIELDS, *QUESTIONS}:
        yield field, f"is not known; use {', '.join((*FIELDS, *QUESTIONS))}"


def _list_faults(name: str, table: Table) -> Iterator[Fault]:
    for field, value in table.items():
        if value != [] and not _texts(value):
            yield Fault(name, "", field, "is no list of texts; write one")


def _texts(value: object) -> bool:
    """Tell a list of texts, none of them blank."""
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(text, str) and text.strip() for text in value)
    )
