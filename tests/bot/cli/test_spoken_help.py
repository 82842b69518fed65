"""Help and errors are Chinese where the terminal is, and every word of help is translated."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

from bot.cli.main import main
from bot.cli.spoken_help import language_of
from bot.texts.catalogue import translated
from geo.errors import YikeError
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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
    printed = run(*path, "--help", environment=CHINESE)
    assert printed.exit_code == 0
    assert printed.output.startswith("用法：")
    assert not re.search(
        r"Usage|OPTIONS|Options:|Commands:|ARGS|Show th|required|default", printed.output
    )
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


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("ask",), "少写了 'TEXT'"),
        (("posters",), "少写了选项 '--out'"),
        (("ask", "--nwo", "x"), "没有 '--nwo' 这个选项。是不是 '--now'？"),
        (("data", "tood"), "没有 'tood' 这个命令。是不是 'todo'？"),
        (("--unknown",), "没有 '--unknown' 这个选项"),
        (("data", "todo", "--most", "x"), "'--most' 的值不对：'x' 不是整数"),
        (("data", "todo", "--most", "0"), "不在 1<=x<=1000 之内"),
        (("ask", "x", "--pace", "fast"), "不是其中之一：'standard', 'elder', 'slow'"),
        (("ask", "x", "--minutes"), "选项 '--minutes' 后面要写一个值"),
        (("data", "log", "extra"), "多写了 extra"),
        (("network", "info", "."), "是文件夹"),
    ],
)
def test_what_is_written_wrongly_is_told_in_chinese(words: tuple[str, ...], told: str) -> None:
    """The library's own words as well, with how to write it; English stays as it was."""
    result = run(*words, environment=CHINESE)
    assert result.exit_code == 2
    assert told in result.output
    assert not re.search(r"Usage|Error|Try|Missing|Invalid|No such", result.output)
    english = run(*words, environment=ENGLISH)
    assert english.exit_code == 2
    assert not re.search(r"[一-鿿]", english.output)


def test_every_error_has_its_chinese() -> None:
    """Wherever the product raises an error of its own, its message is in a table, gaps and all."""
    names = {one.__name__ for one in subclasses(YikeError)} - {"YikeError", "CellError"}
    untold = [
        (path.name, message)
        for path, message in raised(names)
        if not re.search(r"[一-鿿]", translated(message, "errors.toml"))
    ]
    assert untold == []


def subclasses(kind: type[Exception]) -> Iterator[type[Exception]]:
    """A class of errors and all below it."""
    yield kind
    for below in kind.__subclasses__():
        yield from subclasses(below)


def raised(names: set[str]) -> Iterator[tuple[Path, str]]:
    """Each message that is written where an error is made, with a word in each of its gaps."""
    for path in sorted(p for room in ("bot", "geo", "maps") for p in (ROOT / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                message = written(node.args[0]) if node.args else ""
                # One whose words are all in its gaps says what another message says.
                if node.func.id in names and re.search(r"[a-z]{3}", message.replace(GAP, "")):
                    yield path, message


GAP = "X1"


def written(node: ast.expr) -> str:
    """A message as it is in the code; empty for one that is made elsewhere."""
    if isinstance(node, ast.JoinedStr):
        return "".join(written(part) for part in node.values)
    if isinstance(node, ast.BinOp):
        return written(node.left) + written(node.right)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return GAP if isinstance(node, ast.FormattedValue) else ""
