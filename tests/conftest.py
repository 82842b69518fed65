"""What several test files share: the folders of the project and of the real extracts."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real OpenStreetMap extracts beside the repository; absent on a lone clone."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs the folder ../shared with real extracts beside the repository")
    return folder
