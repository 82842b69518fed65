"""`yike doctor` tells in one screen what is wrong with an installation, and what to do about it."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

import data
from bot.cli.checkup.data_age import ages
from bot.cli.checkup.diagnosis import Topic
from bot.cli.checkup.installation import wanting
from bot.cli.main import main
from bot.texts import words
from geo.change_log.log_file import ChangeLog
from geo.dataset.dataset import open_dataset
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

SECRET = "123456789:AAbbCCddEEffGGhhIIjj"  # noqa: S105 - nobody's


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a folder, a state and caches of one's own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("YIKE_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("YIKE_WORK", str(tmp_path / "work"))
    monkeypatch.delenv("YIKE_TELEGRAM_TOKEN", raising=False)


def doctor(*words: str) -> Result:
    """Ask the doctor."""
    return CliRunner().invoke(main, ["doctor", *words])


def found(*words: str) -> dict[str, dict[str, Any]]:
    """Ask the doctor, and read by name what it says to a program."""
    told = json.loads(doctor("--json", *words).output)
    assert told["ok"] == all(one["urgency"] != "fault" for one in told["diagnoses"])
    return {one["name"]: one for one in told["diagnoses"]}


@pytest.mark.parametrize(("language", "last"), [("zh", "该有的都有。"), ("en", "All that is")])
def test_one_screen_answers_four_questions(language: str, last: str) -> None:
    """What works ends with 0, in a screen, and leaves nothing behind."""
    result = doctor("--language", language)
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert len(lines) <= 30
    assert lines[-1].startswith(last)
    assert sum(not line.startswith("  ") for line in lines[:-1]) == 4
    assert all("→" in line for line in lines if line.startswith("  !"))
    assert not list(data.FOLDER.parent.glob("state"))


def test_what_is_not_good_has_a_next_step(tmp_path: Path) -> None:
    """Advice and faults say what to do; a program reads the same in one object."""
    told = found("--language", "en")
    assert {one["topic"] for one in told.values()} == {"installed", "writable", "old", "missing"}
    assert all(bool(one["next"]) == (one["urgency"] != "good") for one in told.values())
    assert told["prepared_none"]["next"] == "yike data prepare"
    assert told["state_folder"]["text"].startswith(f"state: {tmp_path / 'state'} (")
    assert list(tmp_path.iterdir()) == []


def test_a_state_that_cannot_be_kept_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing can be written the exit status is 1, and the setting to change is named."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("YIKE_STATE", str(tmp_path / "file" / "state"))
    assert doctor().exit_code == 1
    assert "YIKE_STATE" in found()["state_folder_refused"]["next"]


def test_a_faulty_dataset_is_a_fault(tmp_path: Path) -> None:
    """A dataset that cannot be opened is told with the command that lists its faults."""
    town = tmp_path / "town"
    shutil.copytree(data.FOLDER, town, ignore=shutil.ignore_patterns(".yike", "__pycache__"))
    (town / "facilities.geojson").write_text("{", "utf-8")
    assert doctor("--data", str(town)).exit_code == 1
    assert "yike data check" in found("--data", str(town))["dataset_faulty"]["next"]


def test_no_secret_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A token is set or not; neither it nor a setting that cannot be read is repeated."""
    monkeypatch.setenv("YIKE_TELEGRAM_TOKEN", SECRET)
    monkeypatch.setenv("YIKE_STORE", f"mysql://keeper:{SECRET}@host/town")
    (tmp_path / ".env").write_text("YIKE_PICTURES=on\n", "utf-8")
    result = doctor("--language", "en")
    assert result.exit_code == 1
    assert "YIKE_STORE cannot be read" in result.output
    monkeypatch.delenv("YIKE_STORE")
    assert "token" in found()
    for told in (result, doctor(), doctor("--json")):
        assert SECRET not in told.output
        assert SECRET.partition(":")[2] not in told.output


def test_libraries_are_held_to_what_is_required() -> None:
    """What lacks or is too old is named with what is needed; what is for another system is not."""
    needed = [
        "numpy>=1",
        "numpy>=99",
        "nonesuch>=2",
        'other; sys_platform == "beos"',
        "no; extra == 'x'",
    ]
    assert wanting(needed) == ["numpy>=99", "nonesuch>=2"]


def test_a_dataset_grows_old(tmp_path: Path) -> None:
    """Years later its date, its facts and the holidays are told as old."""
    town, log = open_dataset(), ChangeLog(tmp_path / "changes.sqlite3")
    later = {one.name: one for one in ages(town, log, date(2045, 3, 1))}
    assert {name for name, one in later.items() if one.urgency == "advice"} == {
        *("published", "facts", "holidays"),
    }
    assert int(str(later["holidays"].values["year"])) < 2045
    soon = {one.name: one for one in ages(town, log, date(2026, 3, 1))}
    assert soon["holidays"].urgency == soon["published"].urgency == "good"


def test_every_text_of_the_doctor_is_used() -> None:
    """No text is left over that no look gives."""
    folder = ROOT / "bot" / "cli"
    files = (*(folder / "checkup").glob("*.py"), folder / "commands" / "doctor.py")
    code = "\n".join(file.read_text("utf-8") for file in files)
    keys = {key for key in words("zh") if key.startswith("doctor.")}
    names = {key.removeprefix("doctor.") for key in keys}
    ends = ("_none", "_refused")
    built = {f"{name}{end}" for name in names for end in ends if f'"{name}"' in code}
    built |= {f"topic_{topic}" for topic in Topic}
    spare = {name for name in names - built if f'"{name}"' not in code}
    assert {name for name in spare if f'"doctor.{name}"' not in code} == set()


def test_the_extras_are_those_of_the_project() -> None:
    """Each extra that can be installed is looked for, and no other."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    told = doctor("--language", "en").output
    assert set(re.findall(r"the extra (\w+) is", told)) == set(project["optional-dependencies"])
