"""Help and errors are Chinese where the terminal is, and every word of help is translated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

from bot.cli.main import main
from bot.cli.spoken_help import language_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from click.testing import Result

CHINESE = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "zh_CN.UTF-8"}
ENGLISH = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "C.UTF-8"}


def run(*words: str, environment: dict[str, str]) -> Result:
    """Run a command in a terminal of a language."""
    return CliRunner().invoke(main, list(words), env=environment)


def commands(group: click.Group, *path: str) -> Iterator[tuple[str, ...]]:
    """Every command, by the words that lead to it."""
    for name, command in group.commands.items():
        yield (*path, name)
        if isinstance(command, click.Group):
            yield from commands(command, *path, name)


@pytest.mark.parametrize("path", list(commands(main)), ids=" ".join)
def test_help_is_chinese_in_a_chinese_terminal(path: tuple[str, ...]) -> None:
    """Each command and each option has its Chinese, and English again where it is English."""
    command: click.Command = main
    for name in path:
        assert isinstance(command, click.Group)
        command = command.commands[name]
    assert run(*path, "--help", environment=CHINESE).exit_code == 0
    helps = [command.help, *(getattr(one, "help", None) for one in command.params)]
    for told in filter(None, helps):
        assert re.search(r"[一-鿿]", told.partition("\n")[0]), told
    told = run(*path, "--help", environment=ENGLISH).output
    assert "\n  -h, --help" in told
    english = command.help or ""
    assert not re.match(r"\s*[一-鿿]", english)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("ask", "助餐点", "--place", "没有这里"), "没有叫"),
        (("circle", "--out", "x.html"), "请说在哪里"),
        (("circle", "--place", "塘桥站", "--out", "x.doc"), "文件名请用这样的结尾"),
        (("ask", "助餐点", "--at", "1,2,3"), "不是位置"),
    ],
)
def test_errors_are_told_in_the_language_of_the_terminal(words: tuple[str, ...], told: str) -> None:
    """One line in either; the exit status is 2."""
    result = run(*words, environment=CHINESE)
    assert result.exit_code == 2
    assert told in result.output
    assert told not in run(*words, environment=ENGLISH).output


def test_the_option_goes_before_the_terminal() -> None:
    """`--language en` in a Chinese terminal is English."""
    assert language_of(["data", "check", "--language", "en"]) == "en"
    assert language_of(["data", "check", "--language=zh"]) == "zh"
    assert run("data", "undo", "9", "--language", "zh", environment=ENGLISH).output.startswith(
        "yike: 没有第"
    )
