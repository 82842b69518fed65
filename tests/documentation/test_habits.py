"""What surrounds the code tells the truth: hooks, decisions, licences."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT


def test_hooks_run_what_the_tests_run() -> None:
    """Every hook is a command of `make test`, from the same folder of tools."""
    config = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")
    entries = re.findall(r"entry: \.venv/bin/(.+)", config)
    recipe = (ROOT / "Makefile").read_text("utf-8").replace(" .\n", "\n")
    assert len(entries) >= 4
    assert len(entries) == config.count("- id:") == config.count("language: system")
    assert [entry for entry in entries if f"$(BIN)/{entry}\n" not in recipe] == []


def test_every_decision_is_listed() -> None:
    """The index names every record by its number and file, in order."""
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text("utf-8")
    listed = re.findall(r"\[(\d{4})\]\((.+\.md)\)", index)
    assert [name for _, name in listed] == sorted(path.name for path in folder.glob("0*.md"))
    for number, name in listed:
        record = (folder / name).read_text("utf-8")
        assert record.startswith(f"# {number}: ")
        for part in ("**Context.**", "**Decision.**", "**Consequences.**"):
            assert part in record, name


@pytest.mark.parametrize(
    "document", ["README.md", "README.zh-CN.md", "CONTRIBUTING.md", "docs/glossary.md", "decisions"]
)
def test_paths_in_documents_exist(document: str) -> None:
    """What stands in back quotes like a path of the house is there."""
    if document == "decisions":
        records = (ROOT / "docs" / "decisions").glob("0*.md")
        text = "\n".join(record.read_text("utf-8") for record in records)
    else:
        text = (ROOT / document).read_text("utf-8")
    paths = re.findall(r"`((?:bench|bot|data|docs|examples|geo|maps|tests)/[\w/.-]*)`", text)
    assert paths
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_every_file_of_the_dataset_has_a_licence() -> None:
    """The licence names every file and folder of the dataset that carries data."""
    text = (ROOT / "data" / "LICENSE").read_text("utf-8")
    kept = {*(ROOT / "data").glob("*.geojson"), *(ROOT / "data").glob("*.toml")}
    names = {path.name for path in kept} | {"knowledge/", "words/"}
    assert {name for name in names if name not in text} == set()
