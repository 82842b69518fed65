"""The documents tell the truth: their transcripts are run, their links lead somewhere."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from bot.cli.main import main
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENTS = sorted(
    path
    for folder in ("", "data/", "docs/", "docs/decisions/", "examples/")
    for path in ROOT.glob(f"{folder}*.md")
    if path.is_file()
)


def transcripts(document: Path) -> list[tuple[str, str]]:
    """Give every command of a document's console blocks with what it is said to print."""
    blocks = re.findall(r"```console\n(.*?)```", document.read_text(encoding="utf-8"), re.DOTALL)
    parts = [part for block in blocks for part in re.split(r"^\$ ", block, flags=re.MULTILINE)]
    return [(part.partition("\n")[0], part.partition("\n")[2]) for part in parts if part.strip()]


COMMANDS = [(path.name, *pair) for path in DOCUMENTS for pair in transcripts(path)]


def test_there_are_transcripts() -> None:
    """The README shows what the product says."""
    assert [command for name, command, _ in COMMANDS if name == "README.md"]


@pytest.mark.parametrize(("document", "command", "printed"), COMMANDS)
def test_a_transcript_is_what_happens(document: str, command: str, printed: str) -> None:
    """A command of a document prints what stands below it, to the letter."""
    program, *arguments = shlex.split(command)
    assert program == "yike", document
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0
    assert result.output.strip() == printed.strip()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    """Every relative link names a file that is there."""
    text = document.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text)
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_every_command_explains_itself() -> None:
    """Each command has a help text, and each option one or a default that says it all."""
    for name, command in main.commands.items():
        assert command.help, name
        result = CliRunner().invoke(main, [name, "--help"])
        assert result.exit_code == 0
        assert command.help.strip().splitlines()[0][:40] in result.output
