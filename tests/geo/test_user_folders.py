"""What Yike writes for itself goes where the user's programs write, never among its own files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import data
from geo.dataset.dataset import open_dataset
from geo.user_folders import cache_folder, rebuilt_folder, state_folder

if TYPE_CHECKING:
    import pytest

HERE = {"XDG_STATE_HOME": "/kept", "XDG_CACHE_HOME": "/rebuilt", "LOCALAPPDATA": "C:/Local"}


def test_linux_has_the_folders_of_xdg() -> None:
    """The variables of XDG name them; without any they are where XDG puts them."""
    assert (state_folder(HERE), cache_folder(HERE)) == (Path("/kept/yike"), Path("/rebuilt/yike"))
    assert state_folder({}) == Path.home() / ".local/state/yike"
    assert cache_folder({}) == Path.home() / ".cache/yike"


def test_windows_has_a_folder_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stays on this computer is below %LOCALAPPDATA%."""
    monkeypatch.setattr("sys.platform", "win32")
    assert state_folder(HERE) == Path("C:/Local/yike/state")
    assert cache_folder(HERE) == Path("C:/Local/yike/cache")


def test_an_installed_copy_is_never_written_into(monkeypatch: pytest.MonkeyPatch) -> None:
    """A checkout keeps tables and machine code beside their sources, an installed copy cannot."""
    monkeypatch.delenv("YIKE_WORK", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", "/rebuilt")
    assert rebuilt_folder(Path("beside"), "kernels") == Path("beside")
    monkeypatch.setattr(data, "IS_INSTALLED", True)
    assert rebuilt_folder(Path("beside"), "kernels") == Path("/rebuilt/yike/kernels")
    assert open_dataset().work == Path("/rebuilt/yike/tables")
