"""Where a user's own state goes, and what can be made again: by the custom of the system."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import data

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME = "yike"


def state_folder(values: Mapping[str, str]) -> Path:
    """Give the folder of what must last: an XDG state folder, or one below %LOCALAPPDATA%."""
    return _folder(values, "XDG_STATE_HOME", Path(".local", "state"), "state")


def cache_folder(values: Mapping[str, str]) -> Path:
    """Give the folder of what can be made again."""
    return _folder(values, "XDG_CACHE_HOME", Path(".cache"), "cache")


def rebuilt_folder(beside: Path, name: str) -> Path:
    """Give the folder of what is rebuilt from files in the box.

    Args:
        beside: the folder to use in a checkout, next to those files.
        name: the folder in the user's cache of an installed copy, whose own files pip alone writes.
    """
    return cache_folder(os.environ) / name if data.IS_INSTALLED else beside


def _folder(values: Mapping[str, str], variable: str, usual: Path, windows: str) -> Path:
    if sys.platform == "win32":
        return Path(values.get("LOCALAPPDATA") or Path.home(), _NAME, windows)
    return Path(values.get(variable) or Path.home() / usual, _NAME)
