"""The program's words in other languages, for a dataset whose people may use them.

The talk is in Chinese or English. What is asked in another language is heard where it names a
service and asks for it in a usual way: the phrases become English, the services are words of the
dataset, which may change them.
"""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any

from bot.understanding.lexicon.lexicon import WORDS
from geo.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Tables = Mapping[str, Mapping[str, Any]]

SPOKEN = ("en", "zh")
"""The languages of the talk: their words are in every town."""
_FOLDER = WORDS / "languages"


def languages_of(country: str) -> tuple[str, ...]:
    """Give the languages of a country (ISO 3166-1 alpha-2) that there are words of, by ISO 639."""
    tables = {file.stem: _read(file.stem) for file in sorted(_FOLDER.glob("*.toml"))}
    named = (code for code, table in tables.items() if country in table["countries"])
    return tuple(code for code in named if code not in SPOKEN)


def word_files(languages: Iterable[str]) -> dict[str, str]:
    """Give the word files of a dataset whose people speak some languages, by name.

    Raises:
        UnknownNameError: there are no words of a language.
    """
    tables = {code: _read(code) for code in (*SPOKEN, *languages)}
    asking = "\n".join(line for code in tables for line in _phrases(code, tables[code]["asking"]))
    return {"category.toml": "\n".join(_categories(tables)), "rewrite.toml": asking}


def _read(code: str) -> dict[str, Any]:
    file = _FOLDER / f"{code}.toml"
    if not (code.isalpha() and file.exists()):
        known = ", ".join(sorted(path.stem for path in _FOLDER.glob("*.toml")))
        raise UnknownNameError(f"no words of the language {code!r}; there are {known}")
    return tomllib.loads(file.read_text("utf-8"))


def _categories(tables: Tables) -> Iterator[str]:
    yield "# What people call the categories, by language; add, change and drop as they speak."
    for key in sorted({key for table in tables.values() for key in table["category"]}):
        yield f"\n[{key}]\nsure = ["
        for code, table in tables.items():
            words = table["category"].get(key, ())
            yield from ([f"  # {code}", f"  {_listed(words)},"] if words else ())
        yield "]"
    yield ""


def _phrases(code: str, asking: Mapping[str, str]) -> Iterator[str]:
    if asking:
        yield f"[{code}]"
        yield from (f"{_text(said)} = {_text(meant)}" for said, meant in asking.items())
        yield ""


def _listed(words: Sequence[str]) -> str:
    return ", ".join(map(_text, words))


def _text(word: str) -> str:
    """Write a text as TOML: its basic strings are those of JSON."""
    return json.dumps(word, ensure_ascii=False)
