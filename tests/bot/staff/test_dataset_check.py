"""One check finds all that any command would stumble over, and says it in either language."""

from __future__ import annotations

import ast
import re
import shutil
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

import data
from bot.cli.main import main
from bot.staff.reports.dataset_check import check_dataset
from bot.texts.faults import problem_text
from tests.conftest import ROOT
from tests.support.copies import copied, edit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


TODAY = date(2026, 3, 10)
FACILITIES = "facilities.geojson"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A whole copy of the dataset."""
    copied(tmp_path)
    for name in ("words", "knowledge"):
        shutil.copytree(data.FOLDER / name, tmp_path / name)
    shutil.copy(data.FOLDER / "demand.geojson", tmp_path)
    return tmp_path


def found(folder: Path) -> list[tuple[str, str, str]]:
    """File, feature and field of each fault; the one about old facts is always there."""
    faults = check_dataset(folder, None, TODAY)
    return [(one.file, one.feature, one.field) for one in faults if "older than" not in one.problem]


def fields(**values: object) -> Callable[[list[Any]], object]:
    """Change the first feature of a file."""
    return lambda features: features[0]["properties"].update(values)


def test_the_dataset_has_no_fault(folder: Path) -> None:
    """Nothing to correct; what is old is said once."""
    assert found(folder) == []
    (old,) = check_dataset(folder, None, TODAY)
    assert old.is_warning


def test_all_is_found_at_once(folder: Path) -> None:
    """Demand, standards, words, knowledge and facilities, each in a file of its own."""
    edit(folder / "demand.geojson", fields(people="many"))
    (folder / "standards.toml").write_text("[goal]\nshare = 3\n", "utf-8")
    (folder / "words" / "paces.toml").write_text("", "utf-8")
    (folder / "words" / "talk.toml").write_text("[", "utf-8")
    (folder / "knowledge" / "about.toml").write_text('[[answers]]\nid = "x"\n', "utf-8")
    edit(folder / FACILITIES, fields(verified_on="2030-01-01"))
    files = {name for name, _, _ in found(folder)}
    assert files == {
        *("demand.geojson", "standards.toml", FACILITIES),
        *("words/paces.toml", "words/talk.toml", "knowledge/about.toml"),
    }


@pytest.mark.parametrize(
    ("change", "field", "is_warning"),
    [
        (fields(verified_on="2026-03-11"), "verified_on", False),
        (fields(inside="nowhere"), "inside", False),
        (fields(opening_hours="Mo-Su 08:00-20:00"), "meals: breakfast", True),
        (fields(suspended_until="2026-04-01"), "suspended_until", True),
        (
            lambda features: features[0].update(
                geometry={"type": "Point", "coordinates": [121.497, 31.2069]}
            ),
            "geometry",
            True,
        ),
    ],
)
def test_each_doubt_is_told_of_its_facility(
    folder: Path, change: Callable[[list[Any]], object], field: str, *, is_warning: bool
) -> None:
    """A visit to come, a host that is none, hours that contradict, off the streets."""
    edit(folder / FACILITIES, change)
    (fault,) = [
        one for one in check_dataset(folder, None, TODAY) if "older than" not in one.problem
    ]
    assert (fault.feature, fault.field) == ("canteen-beiyuan", field)
    assert fault.is_warning == is_warning


def test_a_likely_duplicate_is_told(folder: Path) -> None:
    """The same name once more, at no other address."""

    def again(features: list[Any]) -> None:
        copy = {**features[1], "properties": {**features[1]["properties"], "id": "canteen-again"}}
        features.append(copy)

    edit(folder / FACILITIES, again)
    assert (FACILITIES, "canteen-again", "name") in found(folder)


def test_a_category_without_words_is_known_by_its_name(folder: Path) -> None:
    """It is warned about, and asked for all the same."""
    manifest = folder / "dataset.toml"
    with_toilets = '[categories.toilet]\nname = "公共厕所"\nname_en = "Public toilets"\n\n'
    first = "[categories.canteen]"
    text = manifest.read_text("utf-8").replace(first, f"{with_toilets}{first}")
    manifest.write_text(text, "utf-8")
    edit(folder / FACILITIES, fields(category="toilet", name="滨江公共厕所"))
    assert found(folder) == [("dataset.toml", "toilet", "categories")]
    command = ["ask", "附近有公共厕所吗", "--at", "121.5172,31.2071", "--data", str(folder)]
    told = CliRunner().invoke(main, command).output
    assert "滨江公共厕所" in told


def test_a_country_without_a_calendar_is_a_fault(folder: Path) -> None:
    """Nobody could say whether anything is open on a holiday."""
    manifest = folder / "dataset.toml"
    manifest.write_text(manifest.read_text("utf-8").replace('"CN"', '"XX"'), "utf-8")
    assert ("dataset.toml", "", "country") in found(folder)


def test_the_command_tells_it_in_either_language(folder: Path) -> None:
    """Chinese unless English is asked for; exit status 2 while there is a fault."""
    edit(folder / FACILITIES, fields(verified_on="2030-01-01"))
    told = CliRunner().invoke(main, ["data", "check", "--data", str(folder)])
    assert told.exit_code == 2
    assert "还没有到；请改正" in told.output
    told = CliRunner().invoke(main, ["data", "check", "--data", str(folder), "--language", "en"])
    assert "which is still to come" in told.output


def written_problems() -> Iterator[tuple[str, str]]:
    """Every message that the code writes into a fault, with X where something is filled in."""
    files = [*(ROOT / "geo" / "dataset").glob("*.py"), ROOT / "geo" / "coverage" / "demand.py"]
    files.append(ROOT / "geo" / "coverage" / "standards.py")
    files.append(ROOT / "bot" / "staff" / "reports" / "dataset_check.py")
    for path in files:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and _name(node.func) in _WRITERS:
                text = _filled(node.args[-1])
                if text and " " in text:
                    yield path.name, text


_PARTS = {
    "is X; X": "is X; write 2020-01-16, 2020-01, 2020, 2013/2015 or nothing",
    "X; write one of X": "is X; write one of X",
    "is X, which is not known; X": "is X, which is not known; did you mean X?",
}
_WRITERS = {"fault", "warn", "Fault"}


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _filled(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        parts = (one.value if isinstance(one, ast.Constant) else "X" for one in node.values)
        return "".join(map(str, parts))
    return ""


@pytest.mark.parametrize(("file", "problem"), sorted(set(written_problems())))
def test_every_problem_has_its_chinese(file: str, problem: str) -> None:
    """Whoever reads Chinese gets no English but names and values."""
    told = problem_text(_PARTS.get(problem, problem), "zh")
    assert re.search(r"[一-鿿]", told), (file, problem)
