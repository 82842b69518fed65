"""How the bot is set up and started: settings, `--check`, the log, the webhook."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import httpx
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.discreet_log import DiscreetFormatter
from bot.cli.main import main
from bot.settings import KNOWN, TELEGRAM, parse_env, read_settings
from geo.errors import SettingsError
from tests.botapi import BotApi, faults
from tests.conftest import ROOT
from tests.support.telegram_bot import quiet
from tests.support.webhook_bot import hooked

if TYPE_CHECKING:
    from pathlib import Path

TOKEN = "110201543:TEST-token_of-nobody"  # noqa: S105 - opens nothing


# Settings


def test_only_the_token_is_needed(tmp_path: Path) -> None:
    """Everything else has a default that is right for a first try."""
    settings = read_settings({"YIKE_TELEGRAM_TOKEN": TOKEN, "XDG_STATE_HOME": str(tmp_path)})
    assert settings.base_url == TELEGRAM
    assert settings.staff == frozenset()
    assert settings.webhook_url == ""
    assert str(settings.store).startswith(str(tmp_path))
    assert (settings.messages_per_s, settings.chat_interval_s) == (30, 1.0)


def test_every_setting_is_read() -> None:
    """Each variable has its effect, spaces and full-width commas or not."""
    settings = read_settings(
        {
            "YIKE_TELEGRAM_TOKEN": TOKEN,
            "YIKE_STAFF": "1, 22，333",
            "YIKE_TELEGRAM_BASE_URL": "http://127.0.0.1:8081/",
            "YIKE_STATE": "/srv/yike",
            "YIKE_WEBHOOK_URL": "https://example.org/yike",
            "YIKE_WEBHOOK_LISTEN": "0.0.0.0:9000",
            "YIKE_PICTURES": "Off",
            "YIKE_MESSAGES_PER_SECOND": "20",
            "YIKE_CHAT_INTERVAL": "1.5",
        }
    )
    assert settings.staff == {1, 22, 333}
    assert settings.base_url == "http://127.0.0.1:8081"
    assert str(settings.store) == "/srv/yike/store.sqlite3"
    assert settings.webhook_url == "https://example.org/yike"
    assert settings.listen == ("0.0.0.0", 9000)  # noqa: S104 - only read here
    assert settings.pictures is False
    assert (settings.messages_per_s, settings.chat_interval_s) == (20, 1.5)


PATHS = {"YIKE_STATE", "YIKE_CHANGES"}  # any text is a path


def test_all_that_is_wrong_is_told_at_once_and_never_its_value() -> None:
    """One message names every variable and what to write; no value is in it."""
    wrong = {known.name: "s3cret!" for known in KNOWN if known.name not in PATHS}
    with pytest.raises(SettingsError) as caught:
        read_settings(wrong)
    for name in wrong:
        assert name in str(caught.value)
    assert "s3cret" not in str(caught.value)
    with pytest.raises(SettingsError, match="YIKE_TELEGRAM_TOKEN is not set"):
        read_settings({})


def test_no_secret_is_shown() -> None:
    """Neither token nor webhook secret is in what is printed of settings."""
    settings = read_settings({"YIKE_TELEGRAM_TOKEN": TOKEN})
    assert TOKEN not in repr(settings)
    assert settings.webhook_secret not in repr(settings)
    assert TOKEN not in settings.webhook_secret
    assert replace(settings, token=f"{TOKEN}x").webhook_secret != settings.webhook_secret


def test_a_file_of_settings_is_read() -> None:
    """NAME=value, with or without export, quotes, spaces and comments."""
    lines = ["", "# the bot", " A=1", 'export B = "two words"  ', "C='#3'", "D=4 # four", "E="]
    assert parse_env("\n".join(lines)) == {"A": "1", "B": "two words", "C": "#3", "D": "4", "E": ""}


def test_a_bad_line_is_named_and_not_shown() -> None:
    """The number of the line is enough to find it."""
    with pytest.raises(SettingsError, match="line 2") as caught:
        parse_env("A=1\ns3cret words\n")
    assert "s3cret" not in str(caught.value)


@given(st.text())
def test_any_file_is_read_or_refused(text: str) -> None:
    """No file breaks the reading."""
    with suppress(SettingsError):
        parse_env(text)


# The command


@pytest.fixture
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder without settings, and an environment without any."""
    for known in KNOWN:
        monkeypatch.delenv(known.name, raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_check_tells_what_is_missing(clean: Path) -> None:
    """Without a token the check fails and says where the token comes from."""
    result = CliRunner().invoke(main, ["telegram", "--check"])
    assert result.exit_code == 2
    assert "YIKE_TELEGRAM_TOKEN: missing (what BotFather gave)" in result.output
    assert not (clean / "state").exists()


def test_check_asks_telegram_and_shows_no_token(clean: Path) -> None:
    """With a token from .env the bot's name is told; the token never is."""
    (clean / ".env").write_text(f"YIKE_TELEGRAM_TOKEN={TOKEN}\n", encoding="utf-8")
    with BotApi(token=TOKEN) as api:
        result = CliRunner().invoke(main, ["telegram", "--check", "--base-url", api.url])
        assert result.exit_code == 0, result.output
        assert "this is @test_bot" in result.output
        wrong = {"YIKE_TELEGRAM_TOKEN": "1:another-token"}
        refused = CliRunner(env=wrong).invoke(main, ["telegram", "--check", "--base-url", api.url])
    assert refused.exit_code == 2
    assert "does not answer for this token" in refused.output
    for output in (result.output, refused.output):
        assert "TEST-token" not in output
        assert "another-token" not in output


def test_without_a_token_nothing_starts(clean: Path) -> None:
    """The error is one line that says what to do."""
    result = CliRunner().invoke(main, ["telegram"])
    assert result.exit_code == 2
    assert result.output.startswith("yike: YIKE_TELEGRAM_TOKEN is not set")
    assert os.listdir(clean) == []  # noqa: PTH208 - names are all that is wanted


def service(api: BotApi, folder: Path, token: str = TOKEN) -> subprocess.Popen[str]:
    """`yike telegram` in a process of its own."""
    environment = os.environ | {
        "YIKE_TELEGRAM_TOKEN": token,
        "YIKE_STATE": str(folder),
        "YIKE_WORK": str(folder / "work"),
        "YIKE_PICTURES": "off",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "bot.cli.main", "telegram", "--base-url", api.url]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=folder, env=environment, stderr=pipe, text=True)  # noqa: S603 - our own


def test_a_wrong_token_is_told_in_one_line(tmp_path: Path) -> None:
    """The error says what to do; the token is not repeated."""
    with BotApi(token=TOKEN) as api, service(api, tmp_path, "1:another-token") as started:
        _, log = started.communicate(timeout=60)
    assert started.returncode == 2
    assert log.splitlines()[-1].startswith("yike: Telegram does not know this token")
    assert "another-token" not in log


def test_the_command_runs_until_it_is_told_to_stop(tmp_path: Path) -> None:
    """`yike telegram` answers, ends in order on SIGTERM, and its log holds nothing personal."""
    with BotApi(token=TOKEN) as api, service(api, tmp_path) as started:
        try:
            api.wait_for(lambda: api.polls, 60)
            user = api.user(name="张三丰")
            assert "T-7000" in user.asks("查 T-7000 张三丰的秘密").text
            started.terminate()
            _, log = started.communicate(timeout=30)
        finally:
            started.kill()
    assert started.returncode == 0
    for told in (TOKEN, "张三丰", "秘密", "T-7000", str(user.id)):
        assert told not in log


# The log


def test_the_log_repeats_nothing_that_a_library_was_given() -> None:
    """Of a library's message the words stay; token, position and traceback do not."""
    error = ValueError(f"https://api.telegram.org/bot{TOKEN}/sendMessage 我在塘桥")
    record = logging.LogRecord(
        "telegram.ext.Updater",
        logging.ERROR,
        "updater.py",
        1,
        "Received data was %r",
        ({"latitude": 31.2043},),
        (ValueError, error, None),
    )
    line = DiscreetFormatter("%(name)s %(message)s").format(record)
    assert line.strip() == "telegram.ext.Updater Received data was %r ValueError"


# The webhook


def test_the_webhook_answers(tmp_path: Path) -> None:
    """Posted updates are answered as polled ones are; what fails on the way comes again, once."""
    with BotApi() as api, hooked(api, tmp_path) as settings:
        user = api.user()
        assert api.webhook.secret == settings.webhook_secret
        assert "T-7000" in user.asks("查 T-7000").text
        api.faults.updates(duplicated=1.0)
        assert "T-7001" in user.asks("查 T-7001").text
        api.faults.add(faults.bad_gateway(), "sendMessage")
        assert "T-7002" in user.asks("查 T-7002").text
        quiet(user)
        assert len(user.inbox) == 3
        assert api.pending == []


def test_who_does_not_know_the_secret_is_not_heard(tmp_path: Path) -> None:
    """A forged update is refused, whatever it says and however it is sent."""
    with BotApi() as api, hooked(api, tmp_path) as settings:
        user = api.user()
        forged = {"update_id": 1, "message": user.says("查 T-7000").raw}
        user.hears()
        url, secret = settings.webhook_url, settings.webhook_secret
        header = "X-Telegram-Bot-Api-Secret-Token"
        with httpx.Client(trust_env=False) as client:
            for headers in ({}, {header: ""}, {header: secret[:-1]}, {header: "é"}):
                encoded = [(name.encode(), text.encode()) for name, text in headers.items()]
                assert client.post(url, json=forged, headers=encoded).status_code == 403
            known = {header: secret}
            assert client.post(url, content=b"{", headers=known).status_code == 200
            assert client.post(url, content=b"[1]", headers=known).status_code == 200
            assert client.get(url, headers=known).status_code == 405
            assert client.post(f"{url}/x", json=forged, headers=known).status_code == 404
        assert len(user.inbox) == 1


def test_stopping_waits_for_the_answer_in_hand(tmp_path: Path) -> None:
    """An update that was posted is answered and taken before the webhook ends."""
    with BotApi() as api:
        user = api.user()
        with hooked(api, tmp_path):
            api.faults.add(faults.slow(0.5), "sendMessage")
            user.says("查 T-7000")
            api.wait_for(lambda: user.inbox)
        assert len(api.calls("sendMessage")) == 1
        assert api.pending == []
