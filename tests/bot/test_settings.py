"""Settings: secrets that others can read are told, addresses that others hear not taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.settings import environment, read_settings
from geo.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

TOKEN = "7:abcdefghijk"  # noqa: S105 - nobody's


@pytest.mark.parametrize(("mode", "told"), [(0o600, 0), (0o400, 0), (0o640, 1), (0o604, 1)])
def test_secrets_that_others_can_read_are_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, mode: int, told: int
) -> None:
    """One line names the file and what to do; it holds no secret."""
    file = tmp_path / ".env"
    file.write_text(f"YIKE_TELEGRAM_TOKEN={TOKEN}\n", "utf-8")
    file.chmod(mode)
    assert environment(tmp_path)["YIKE_TELEGRAM_TOKEN"] == TOKEN
    lines = [record.getMessage() for record in caplog.records]
    assert len(lines) == told
    assert all("chmod 600" in line and TOKEN not in line for line in lines)


@pytest.mark.parametrize(
    ("url", "is_taken"),
    [
        ("https://api.example.org", True),
        ("http://127.0.0.1:8081", True),
        ("http://[::1]:8081", True),
        ("http://localhost", True),
        ("http://api.example.org", False),
        ("http://192.168.0.7", False),
        ("http://localhost.example.org", False),
        ("http://127.0.0.1.example.org", False),
        ("ftp://127.0.0.1", False),
    ],
)
@pytest.mark.parametrize("name", ["YIKE_TELEGRAM_BASE_URL", "YIKE_WEBHOOK_URL"])
def test_an_address_is_https_or_this_machine(name: str, url: str, *, is_taken: bool) -> None:
    """The token and every update go to that address."""
    values = {"YIKE_TELEGRAM_TOKEN": TOKEN, name: url}
    if is_taken:
        read_settings(values)
    else:
        with pytest.raises(SettingsError, match=name):
            read_settings(values)
