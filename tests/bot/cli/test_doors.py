"""Whatever is typed or piped in: an answer or one clear line, and nothing that a terminal obeys."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

import data
from bot.cli.main import main
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

NOW = ("--now", "2026-03-10T10:00")
HELLO = '{"text": "你好"}'


def run(*arguments: str, said: str | bytes = "") -> Result:
    """Run the command as a person would."""
    return CliRunner().invoke(main, list(arguments), input=said)


def shell(script: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run `yike` in a shell, where pipes are real."""
    yike = f"{sys.executable} -m bot.cli.main"
    return subprocess.run(  # noqa: S602 - our own script
        script.replace("yike", yike),
        shell=True,
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        check=False,
    )


NO_LINES = [
    "[" * 100_000,
    '{"a":' * 50_000,
    '{"location": [NaN, 31.2]}',
    '{"location": [Infinity, 31.2]}',
    '{"location": [1e308, -1e308]}',
    '{"location": [1e400, 31.2]}',
    '{"location": [121.5, null]}',
    f'{{"location": [{"9" * 5000}, 31.2]}}',
    '{"text": "\\ud83d"}',
    '{"press": "\\udc00"}',
    '{"text": "你好", "now": "9999-99-99T99:99"}',
    '{"text": "你好", "now": 1e308}',
    '{"text": 7}',
    "null",
    "\x00",
    json.dumps({"text": "好" * 5000}),
]


def test_a_line_of_json_that_is_none_gets_an_error() -> None:
    """What cannot be read is told in the same form, and the conversation goes on."""
    result = run("chat", "--json", said="".join(f"{line}\n{HELLO}\n" for line in NO_LINES))
    told = [json.loads(each) for each in result.output.splitlines()]
    assert result.exit_code == 0
    assert len(told) == 2 * len(NO_LINES)
    for line, wrong, right in zip(NO_LINES, told[::2], told[1::2], strict=True):
        assert list(wrong) == ["error"], line[:24]
        assert "\n" not in wrong["error"]
        assert right["intent"] == "greet"


@pytest.mark.parametrize(
    "line", ["#²", "#①", "#99999999999999999999", "#", "\x1b[2J", "\ufeff", "["]
)
def test_any_line_of_text_gets_an_answer(line: str) -> None:
    """Numbers that are no buttons, orders to the terminal, halves: all are only words."""
    result = run("chat", said=f"{line}\n你好\n")
    assert result.exit_code == 0
    assert "一刻" in result.output
    assert "\x1b" not in result.output


def test_a_button_is_pressed_by_its_number() -> None:
    """Full-width too, as Chinese keyboards write it."""
    for sign in ("#1", "＃１"):
        assert "塘桥站" in run("chat", said=f"有助餐点吗\n{sign}\n").output


def test_bytes_that_are_no_text_are_answered() -> None:
    """A file in another encoding ends no conversation."""
    result = run("chat", said=b"\xff\xfe\x80\n\xc4\xe3\xba\xc3\n" + "你好\n".encode())
    assert result.exit_code == 0
    assert "一刻" in result.output


def test_pipes_that_close_end_it_quietly() -> None:
    """A reader that has gone, no input, no output: no traceback."""
    many = "\n".join(["你好"] * 50)
    for script in (
        f"printf '{many}' | yike chat | head -c 10",
        "yike chat <&-",
        "echo 你好 | yike chat >&-",
        "yike ask 你好 | true",
    ):
        done = shell(script)
        assert b"Traceback" not in done.stderr, script
        assert b"Exception" not in done.stderr, script
        assert len(done.stderr.splitlines()) <= 1, done.stderr


def test_a_latin_terminal_reads_something() -> None:
    """Where Chinese cannot be written, words become marks, and JSON stays whole."""
    latin = {"PYTHONIOENCODING": "latin1", "PYTHONUTF8": "0"}
    assert shell("echo 你好 | yike chat", **latin).returncode == 0
    assert shell("yike ask 你好", **latin).returncode == 0
    told = shell("yike ask 你好 --json", **latin)
    assert json.loads(told.stdout.decode("latin1"))["intent"] == "greet"


def test_a_text_that_is_none_is_refused() -> None:
    """Bytes that are no UTF-8 are told in one line."""
    done = shell("yike ask \"$(printf '\\377')\"")
    assert done.returncode == 2
    assert done.stdout == b""
    assert len(done.stderr.splitlines()) == 1
    assert run("ask", "好" * 5000).exit_code == 2


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the dataset that may be broken."""
    folder = tmp_path / "town"
    shutil.copytree(data.FOLDER, folder, ignore=shutil.ignore_patterns(".yike", "__pycache__"))
    return folder


UNFIT = [
    ("name", "食堂\x1b[2J"),
    ("name", "食堂\ud83d"),
    ("address", "一\u202e二"),
    ("phone", "\x00"),
    ("capacity", float("nan")),
    ("capacity", 1e308),
    ("position_error_m", 1e308),
    ("position_error_m", float("inf")),
    ("note", ["\x9b31m"]),
    ("note", {"deep": {"\x1b": 1}}),
]


def test_what_no_dataset_may_hold_is_found(copy: Path) -> None:
    """Control characters, halves, and numbers that are none are faults with file and field."""
    path = copy / "facilities.geojson"
    document = json.loads(path.read_text("utf-8"))
    some = [feature["properties"] for feature in document["features"][: len(UNFIT)]]
    for properties, (field, value) in zip(some, UNFIT, strict=True):
        properties[field] = value
    path.write_text(json.dumps(document), "utf-8")
    result = run("data", "check", "--data", str(copy), "--language", "en")
    assert result.exit_code == 2
    for properties, (field, _) in zip(some, UNFIT, strict=True):
        assert f"facilities.geojson: {properties['id']}: {field}: " in result.output
    assert "\x1b" not in result.output


@pytest.mark.parametrize(("field", "value"), UNFIT)
def test_what_no_dataset_may_hold_is_refused(copy: Path, field: str, value: object) -> None:
    """A question to such a dataset ends in a line, whichever the fault."""
    path = copy / "facilities.geojson"
    document = json.loads(path.read_text("utf-8"))
    document["features"][0]["properties"][field] = value
    path.write_text(json.dumps(document), "utf-8")
    refused = run("ask", "附近有助餐点吗", "--place", "塘桥站", "--data", str(copy), *NOW)
    assert refused.exit_code == 2
    assert "Traceback" not in refused.output


def test_what_the_system_refuses_is_told_as_it_is(tmp_path: Path) -> None:
    """A file where a folder must be is told as that, in one line."""
    (tmp_path / "file").touch()
    result = run("audit", "--out", str(tmp_path / "file" / "in" / "it"), *NOW)
    assert result.exit_code == 2
    assert "Not a directory" in result.output
    assert len(result.output.strip().splitlines()) == 1


def test_a_start_that_fails_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A state folder that cannot be is told as that, not as a port that is taken."""
    (tmp_path / "file").touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("YIKE_TELEGRAM_TOKEN", "7:abcdefghijk")
    monkeypatch.setenv("YIKE_STATE", str(tmp_path / "file" / "state"))
    for arguments in (("telegram",), ("telegram", "--check"), ("data", "backup", "copy")):
        result = run(*arguments)
        assert result.exit_code == 2
        assert "listen" not in result.output
        assert "Traceback" not in result.output
    assert "Not a directory" in run("telegram").output
