"""A town that is not Tangqiao: nothing made for it speaks of Tangqiao, or differs the next time."""

from __future__ import annotations

import re
import sqlite3
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING

import httpx
import osmium
import pytest
from click.testing import CliRunner
from osmium.osm import NODE, WAY, Box, Node, Way

from bot.cli.main import main
from tests.support.web_site import serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TANGQIAO = re.compile(
    r"塘桥|tangqiao|浦东|pudong|上海|shanghai|微山|weishan|蓝村|lancun|1\+1\+1|居委|街道办"
    r"|(?<![\da-z])(?:12345|962525|12356|12320|12348)(?![\da-z])",
    re.IGNORECASE,
)
BOX = Box(-76.602, 39.279, -76.585, 39.289)
"""Fells Point in Baltimore: a harbour, a library, benches, a few hundred homes."""

AT = "-76.5946,39.2822"
NOW = ("--now", "2026-03-10T10:00")
LANGUAGES = ("zh", "en")


def run(*arguments: object) -> str:
    """Run the command; give what it prints."""
    result = CliRunner().invoke(main, [str(one) for one in arguments])
    assert result.exit_code == 0, result.output
    return result.output


def cut(extract: Path, out: Path) -> Path:
    """Write what has a node in the box, whole."""
    source = str(extract)
    inside = {
        one.id
        for one in osmium.FileProcessor(source, NODE)
        if isinstance(one, Node) and BOX.contains(one.location)
    }
    with osmium.BackReferenceWriter(str(out), ref_src=source) as writer:
        for one in osmium.FileProcessor(source, NODE | WAY):
            refs = [node.ref for node in one.nodes] if isinstance(one, Way) else [one.id]
            if not inside.isdisjoint(refs) and len(one.tags):
                writer.add(one)
    return out


@pytest.fixture(scope="module")
def town(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real quarter as a town of its own, made once."""
    base = tmp_path_factory.mktemp("town")
    part = cut(shared / "data" / "osm" / "baltimore.osm.pbf", base / "part.osm.pbf")
    run("init", base / "town", "--osm", part, "--name", "Fells Point", "--country", "US")
    return base / "town"


def texts_of(path: Path) -> Iterator[str]:
    """Give the name and all the text of a file, of what is packed and of tables too."""
    yield path.name
    if path.suffix in {".docx", ".xlsx"}:
        with zipfile.ZipFile(path) as packed:
            yield from (packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    elif path.suffix == ".gpkg":
        with closing(sqlite3.connect(path, isolation_level=None)) as table:
            yield from table.iterdump()
    else:
        yield path.read_bytes().decode("utf-8", "replace")


def say_of(told: str) -> list[str]:
    """Give the words of Tangqiao that a text has, with what stands around them."""
    return [told[max(0, hit.start() - 40) : hit.end() + 20] for hit in TANGQIAO.finditer(told)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_file_speaks_of_tangqiao(town: Path, tmp_path: Path, language: str) -> None:
    """Circle, audit, siting and the dataset itself: pages, tables, styles, documents."""
    common = ("--data", town, "--language", language)
    run("circle", "--at", AT, *NOW, "--out", tmp_path / "circle.html", *common)
    run("circle", "--at", AT, *NOW, "--out", tmp_path / "circle.geojson", *common)
    told = run("audit", "--out", tmp_path / "audit", *NOW, *common)
    told += run("site", "culture", "--sites", "2", "--out", tmp_path / "site.html", *common)
    told += run("data", "check", *common)
    assert say_of(told) == []
    files = [one for folder in (tmp_path, town) for one in folder.rglob("*") if one.is_file()]
    assert len(files) > 20
    for file in files:
        for text in texts_of(file):
            assert say_of(text) == [], file.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_of_the_server_speaks_of_tangqiao(
    town: Path, tmp_path: Path, language: str
) -> None:
    """The chat, its answers, the API and its document."""
    wishes = ("附近有图书馆吗", "我要找真人") if language == "zh" else ("hello", "library nearby")
    with serving(tmp_path, folder=town) as site:
        spoken = {"Accept-Language": language}
        with httpx.Client(base_url=site.url, headers=spoken, follow_redirects=True) as client:
            paths = ("/", "/api/openapi.json", "/manifest.webmanifest", "/sw.js", "/nowhere")
            pages = [client.get(path).text for path in paths]
            pages += [
                client.post(
                    "/api/v1/ask", json={"text": wish, "location": [-76.5946, 39.2822]}
                ).text
                for wish in wishes
            ]
    assert all(pages)
    for page in pages:
        assert say_of(page) == []


def test_the_same_extract_and_question_give_the_same_bytes(town: Path, tmp_path: Path) -> None:
    """A town made again is the same in every byte, and so is what is drawn of it."""
    part = town.parent / "part.osm.pbf"
    run("init", tmp_path / "town", "--osm", part, "--name", "Fells Point", "--country", "US")
    for one in (*town.glob("*.*"), *town.glob("words/*.toml")):
        if one.is_dir():
            continue  # of what is kept between two commands
        same = tmp_path / "town" / one.relative_to(town)
        assert same.read_bytes() == one.read_bytes(), one.name
    for ending in ("html", "png", "geojson"):
        drawn = [
            (run("circle", "--at", AT, *NOW, "--out", out, "--data", folder), out.read_bytes())[1]
            for folder in (town, tmp_path / "town")
            for out in [tmp_path / f"{folder.parent.name}.{ending}"]
        ]
        assert drawn[0] == drawn[1], ending
