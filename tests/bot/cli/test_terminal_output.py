"""What a terminal would obey never reaches it, whatever a command prints."""

from __future__ import annotations

import json

import pytest

from bot.cli.output import echo, echo_json

HOSTILE = ["\x1b[2J", "\x07", "\x9b31m", "\u202e", "\u2028", "\ud800"]


@pytest.mark.parametrize("sign", HOSTILE)
@pytest.mark.parametrize("err", [False, True])
def test_a_text_is_printed_without_it(
    capsys: pytest.CaptureFixture[str], sign: str, *, err: bool
) -> None:
    """Escapes, bells, signs that turn the line around and halves of characters are replaced."""
    echo(f"食堂{sign}开着", err=err)
    shown = capsys.readouterr()
    line = shown.err if err else shown.out
    assert sign[0] not in line
    assert line.startswith("食堂\ufffd")


@pytest.mark.parametrize("sign", HOSTILE)
def test_json_says_the_same_without_it(capsys: pytest.CaptureFixture[str], sign: str) -> None:
    """A program reads the very text; a terminal sees its number."""
    echo_json({"name": f"食堂{sign}"})
    line = capsys.readouterr().out
    assert sign[0] not in line
    assert json.loads(line) == {"name": f"食堂{sign}"}
