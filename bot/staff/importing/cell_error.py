"""What is wrong with a cell or a table, to be told in whichever language is asked for."""

from __future__ import annotations

from bot.texts import say, words
from bot.texts.catalogue import translated
from bot.texts.faults import problem_text
from geo.errors import TableError


class CellError(TableError):
    """A cell or a table that cannot be read; `key` names the text that says so."""

    def __init__(self, key: str, **values: object) -> None:
        """Keep what the text shows."""
        self.key, self.values = f"import.{key}", values
        super().__init__(self.said_in("en"))

    def said_in(self, language: str) -> str:
        """Say what is wrong and what to write."""
        told = dict(self.values)
        if language != "en" and "reason" in told:  # what the system says is English
            told["reason"] = translated(str(told["reason"]), "errors.toml")
        if "problem" in told:  # a fault of the dataset
            told["problem"] = problem_text(str(told["problem"]), language)
            told["field"] = words(language).get(f"field.{told['field']}", told["field"])
        return say(language, self.key, **told)
