"""Every word a resident reads: one file a language, the same keys in each."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("zh", "en")

_FOLDER = Path(__file__).parent


@cache
def words(language: str) -> dict[str, str]:
    """Give all texts of a language by "group.key"; Chinese for a language that is not written."""
    name = language if language in LANGUAGES else LANGUAGES[0]
    groups = tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return {
        f"{group}.{key}": text.strip("\n")
        for group, texts in groups.items()
        for key, text in texts.items()
    }


def say(language: str, key: str, **values: Any) -> str:  # noqa: ANN401 - whatever a text shows
    """Give one text with its values filled in."""
    return words(language)[key].format(**values)
