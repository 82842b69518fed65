"""The README's example is a test: a fixture with the server, a bot, and what it may not do."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
README = Path(__file__).parents[1] / "README.md"


def test_the_example_of_the_readme_passes(tmp_path: Path) -> None:
    """Whoever copies it into a file has a fixture and a test that passes, with no warning."""
    example, *_ = re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    assert "@pytest.fixture" in example
    (tmp_path / "test_example.py").write_text(example, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nfilterwarnings = error\n", encoding="utf-8")
    done = subprocess.run(  # noqa: S603 - our own example
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PTB_TIMEDELTA": "true"},
    )
    assert "1 passed" in done.stdout, done.stdout


def test_every_attribute_of_the_readme_is_there() -> None:
    """The table of `BotApi` names nothing that it has not."""
    from tests.botapi import BotApi

    text = README.read_text("utf-8")
    table = text.partition("### `BotApi(")[2].partition("### `User`")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    names = {name for row in rows for name in re.findall(r"`(?:await )?(\w+)", row)} - {"with"}
    assert "pending" in names
    assert {name for name in names if not hasattr(BotApi(), name)} == set()
