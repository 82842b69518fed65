"""Help and errors of the command line in the language of the terminal."""

from __future__ import annotations

import inspect
import os
from typing import TYPE_CHECKING

import click

from bot.cli.chinese_help import ChineseContext
from bot.texts.catalogue import translated
from bot.texts.faults import fault_text
from geo.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ENGLISH = "english_help"
_OPTION = "--language"


def language_of(arguments: Sequence[str]) -> str:
    """Give the language that `--language` names, else Chinese where the terminal is Chinese."""
    for before, word in zip(("", *arguments), arguments, strict=False):
        named = word.removeprefix(f"{_OPTION}=") if word.startswith(f"{_OPTION}=") else ""
        named = word if before == _OPTION else named
        if named:
            return named
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "zh" if next(filter(None, names), "").startswith("zh") else "en"


def speak(command: click.Command, language: str) -> None:
    """Let a command, its options and the commands below it be explained in a language."""
    for part in _explained(command):
        if isinstance(part, click.Command):
            part.context_class = click.Context if language == "en" else ChineseContext
        english = vars(part).setdefault(_ENGLISH, vars(part).get("help") or "")
        if english:
            told = english if language == "en" else _in_chinese(english)
            vars(part)["help"] = told


def error_text(error: Exception, language: str) -> str:
    """Tell an error of ours; of a dataset, each of its faults in a line."""
    if language == "en":
        return str(error)
    if isinstance(error, DatasetError):
        first = translated(str(error).partition("\n")[0], "errors.toml")
        return "\n".join([first, *(f"  {fault_text(one, language)}" for one in error.faults)])
    return translated(str(error), "errors.toml")


def system_error_text(error: Exception, language: str) -> str:
    """Say what the system has refused, and of which file."""
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    told = reason if language == "en" else translated(reason, "errors.toml")
    file = getattr(error, "filename", None)
    return f"{file}: {told}" if file else told


def _explained(command: click.Command) -> Iterator[click.Command | click.Parameter]:
    yield command
    yield from command.params
    for other in command.commands.values() if isinstance(command, click.Group) else ():
        yield from _explained(other)


def _in_chinese(english: str) -> str:
    """Translate paragraph by paragraph; examples stay as they are."""
    paragraphs = inspect.cleandoc(english).split("\n\n")
    return "\n\n".join(translated(" ".join(one.split()), "commands.toml") for one in paragraphs)
