"""Settings of a command that writes addresses on what it prints or publishes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.settings import environment, read_settings
from geo.errors import SettingsError

if TYPE_CHECKING:
    from bot.settings import Settings


def addressed_settings(address: str | None, what: str) -> Settings:
    """Read the settings, with an address that was given in place of YIKE_WEB_ADDRESS.

    Raises:
        SettingsError: neither gives one; `what` it is of says the error, "where the folder …".
    """
    values = environment(Path.cwd())
    if address:
        values["YIKE_WEB_ADDRESS"] = address
    try:
        settings = read_settings(values, for_telegram=False)
    except SettingsError as error:
        if not address:
            raise
        told = str(error).replace("YIKE_WEB_ADDRESS", "--address")
        raise SettingsError(told) from error
    if not settings.web_address:
        raise SettingsError(f"say {what}: --address https://… or YIKE_WEB_ADDRESS")
    return settings
