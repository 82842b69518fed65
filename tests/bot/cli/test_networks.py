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


def hill(tmp_path: Path) -> Path:
    """Write a street of 100 m that climbs by 10 m, as its nodes say."""
    nodes = "".join(
        f'<node id="{n}" version="1" lon="121.5" lat="{lat}"><tag k="ele" v="{ele}"/></node>'
        for n, lat, ele in ((1, 31.2, 0), (2, 31.2009, 10))
    )
    way = '<way id="1" version="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="path"/></way>'
    (tmp_path / "hill.osm").write_text(f'<osm version="0.6">{nodes}{way}</osm>', encoding="utf-8")
    return tmp_path / "hill.osm"


def test_hills_count_when_heights_are_given(tmp_path: Path) -> None:
    """The share of nodes with a height is told, and what is saved is walked up and down."""
    extract = str(hill(tmp_path))
    result = run("import", extract, "--heights", extract)
    assert "heights of nodes       100.0%" in result.stdout
    assert len(WalkNetwork.open(tmp_path / "hill.network").slope_factor)
    assert "counted" in run("info", "hill.network").stdout
    run("import", extract)
    assert "level" in run("info", "hill.network").stdout


def test_heights_of_another_place_write_nothing(tmp_path: Path) -> None:
    """A file of heights that no street lies on is one clear error."""
    (tmp_path / "N10E010.hgt").write_bytes(bytes(2 * 1201 * 1201))
    result = run("import", str(hill(tmp_path)), "--heights", "N10E010.hgt")
    assert result.exit_code == 2
    assert "heights" in result.stderr
    assert not (tmp_path / "hill.network").exists()


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
