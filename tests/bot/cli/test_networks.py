"""`yike network`: an extract becomes a network, or a clear error and nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

import data
from bot.cli.main import main
from geo.network.walk_network import WalkNetwork

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    """Run the command as a person would."""
    return CliRunner().invoke(main, ["network", *arguments])


def test_an_extract_becomes_a_network(tmp_path: Path, shared: Path) -> None:
    """Progress and a summary are shown, and the file tells the same when it is opened."""
    result = run("import", str(shared / "data" / "osm" / "porto.osm.pbf"))
    assert result.exit_code == 0
    assert "100%" in result.stderr
    for word in ("nodes", "edges", "km", "dropped islands", "signals"):
        assert word in result.stdout
    network = WalkNetwork.open(tmp_path / "porto.network")
    assert f"{network.nodes:,}" in result.stdout
    told = run("info", "porto.network")
    assert f"{len(network.ends):,}" in told.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["porto.network"]


def test_an_extract_without_anything_to_walk_on(tmp_path: Path) -> None:
    """An empty map is told to have no street, and nothing is written."""
    empty = tmp_path / "empty.osm"
    empty.write_text('<?xml version="1.0"?><osm version="0.6"></osm>', encoding="utf-8")
    result = run("import", str(empty))
    assert result.exit_code == 2
    assert "street" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["empty.osm"]


@pytest.mark.parametrize("content", [b"hello", b"", b"\x00\x00\x00\x0dgarbage"])
def test_a_file_that_is_no_extract(tmp_path: Path, content: bytes) -> None:
    """A text file in disguise gets one clear error and leaves nothing behind."""
    broken = tmp_path / "broken.osm.pbf"
    broken.write_bytes(content)
    result = run("import", str(broken))
    assert result.exit_code == 2
    assert "broken.osm.pbf" in result.stderr
    assert "Traceback" not in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["broken.osm.pbf"]


def test_a_cut_extract(tmp_path: Path, shared: Path) -> None:
    """An extract that ends early is told to be downloaded again."""
    whole = (shared / "data" / "osm" / "helsinki.osm.pbf").read_bytes()
    (tmp_path / "cut.osm.pbf").write_bytes(whole[: len(whole) // 3])
    result = run("import", "cut.osm.pbf")
    assert result.exit_code == 2
    assert "again" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["cut.osm.pbf"]


def test_a_network_of_another_town_is_refused(shared: Path) -> None:
    """Tangqiao cannot be walked in Helsinki."""
    extract = str(shared / "data" / "osm" / "helsinki.osm.pbf")
    result = run("import", extract, "--data", str(data.FOLDER))
    assert result.exit_code == 2
    assert "outside" in result.stderr
    assert not (data.FOLDER / "network.bin").exists()


def test_information_about_something_else(tmp_path: Path) -> None:
    """A file that is no network is told so."""
    (tmp_path / "x.network").write_text("hello", encoding="utf-8")
    for name in ("x.network", "missing.network"):
        result = run("info", name)
        assert result.exit_code == 2
        assert "make it again" in result.stderr
