"""`yike init`: an extract becomes a whole dataset, right by its own tags, or nothing is left."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from click.testing import CliRunner

from bot.cli.main import main
from bot.conversation.dialogue import Dialogue
from bot.conversation.reply import Event, Origin
from bot.conversation.session import Session
from bot.storage.memory import MemorySessions, NoDemand
from geo.base_map import BaseMap, Ground
from geo.dataset.dataset import open_dataset
from geo.facility import LonLat, Pace
from geo.town import Town
from tests.support.extracts.small_town import write_small_town

if TYPE_CHECKING:
    from pathlib import Path

    from geo.dataset.dataset import Dataset


def run(*arguments: object) -> str:
    """Run the command; give what it prints."""
    result = CliRunner().invoke(main, [str(one) for one in arguments])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small town, made once."""
    base = tmp_path_factory.mktemp("init")
    extract = write_small_town(base / "small.osm")
    run("init", base / "town", "--osm", extract, "--boundary", "Käpylä", "--language", "en")
    return base / "town"


@pytest.fixture(scope="module")
def town(folder: Path) -> Dataset:
    """The same, opened."""
    return open_dataset(folder)


def raw(folder: Path, layer: str) -> list[dict[str, Any]]:
    """Give the properties of a layer."""
    document = json.loads((folder / f"{layer}.geojson").read_text("utf-8"))
    return [one["properties"] for one in document["features"]]


def test_facilities_are_as_their_tags_say(town: Dataset) -> None:
    """Name, hours, telephone, wheelchair and capacity; the id is the map's, the date the file's."""
    library = town.facility("osm-n101")
    assert library.name.zh == "Käpylän kirjasto"
    assert (library.category, library.opening_hours) == ("culture", "Mo-Fr 08:00-20:00")
    assert (library.phone, library.accessible, library.capacity) == ("+358 9 1234", "yes", 40)
    assert (library.source, library.source_date) == ("osm", "2024-05-01")


def test_what_cannot_be_read_is_blank_and_listed(folder: Path, town: Dataset) -> None:
    """Bad hours and capacities are no facts; half a wheelchair is a note; the report has them."""
    chemist = town.facility("osm-n102")
    assert (chemist.opening_hours, chemist.capacity, chemist.accessible) == ("", None, "unknown")
    assert chemist.address == "Pohjolankatu 7"
    assert "wheelchair" in chemist.note.en
    report = (folder / "MISSING.md").read_text("utf-8")
    assert "osm-n102: when open" in report
    assert "osm-n102: x" in report


def test_what_is_nameless_or_private(town: Dataset) -> None:
    """A nameless thing is called after its street; what is not for everybody is left out."""
    assert town.facility("osm-n103").name.en == "Toilets (Pohjolankatu)"
    assert "osm-n104" not in {one.id for one in town.facilities}


def test_the_boundary_names_the_town_and_tells_its_people(folder: Path, town: Dataset) -> None:
    """Name in two languages, the outline, and the population shared out by floor."""
    assert (town.name.zh, town.name.en, town.country) == ("Käpylä", "Kapyla", "FI")
    assert str(town.zone) == "Europe/Helsinki"
    assert town.boundary is not None
    assert [one["people"] for one in raw(folder, "demand")] == [900]


def test_names_are_found_with_and_without_their_marks(town: Dataset) -> None:
    """Streets, junctions, stations; "kapylantie" is Käpyläntie."""
    assert town.places.named("Käpyläntie").kind == "street"
    assert town.places.named("kapylantie") == town.places.named("Käpyläntie")
    kinds = {place.kind for place in town.places}
    assert {"street", "metro", "bus", "subdistrict"} <= kinds


def test_the_numbers_are_the_countrys(town: Dataset) -> None:
    """112 in Finland, and where that stands."""
    tels = {line.key: line.tel for line in town.hotlines}
    assert (tels["ambulance"], tels["fire"], tels["police"]) == ("112", "112", "112")
    assert any(key.startswith("numbers-") for key in town.sources)


def test_the_base_map_has_the_streets(folder: Path) -> None:
    """Named streets by class, inside the box that is asked for."""
    base = BaseMap.open(folder / "base_map.bin")
    rows = base.within(*base.box.min(axis=0)[:2], *base.box.max(axis=0)[2:])
    named = {base.called(row) for row in rows if base.ground(row) is Ground.MINOR}
    assert named == {"Käpyläntie", "Pohjolankatu", "Metsolantie"}
    assert len(base.within(0, 0, 1, 1)) == 0


def test_a_town_on_a_hill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The report tells how much of it the heights cover; tables of before are none for after."""
    extract = write_small_town(tmp_path / "small.osm")
    monkeypatch.setenv("YIKE_WORK", str(tmp_path / "work"))
    row = np.mgrid[1200:-1:-1, 0:1201][0]
    (4 * row).astype(">i2").tofile(tmp_path / "N60E024.hgt")
    made = run("init", tmp_path / "town", "--osm", extract, "--heights", tmp_path / "N60E024.hgt")
    assert "100%" in made
    dataset = open_dataset(tmp_path / "town")
    assert len(Town.open(dataset, Pace.ELDER).walker.network.slope_factor)
    kept = set(dataset.work.glob("*.tables"))
    run("network", "import", extract, "--data", tmp_path / "town")
    assert not len(Town.open(dataset, Pace.ELDER).walker.network.slope_factor)
    assert kept
    assert kept.isdisjoint(dataset.work.glob("*.tables"))


def test_nothing_is_left_of_a_failure(tmp_path: Path) -> None:
    """A boundary that is not in the extract: one line, and no folder."""
    extract = write_small_town(tmp_path / "small.osm")
    wanted = ["init", str(tmp_path / "town"), "--osm", str(extract), "--boundary", "Turku"]
    result = CliRunner().invoke(main, [*wanted, "--language", "en"])
    assert result.exit_code == 2
    assert "no whole area 'Turku'" in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["small.osm"]


def test_a_folder_with_files_is_kept(folder: Path) -> None:
    """Nobody's dataset is written over."""
    extract = folder.parent / "small.osm"
    result = CliRunner().invoke(main, ["init", str(folder), "--osm", str(extract)])
    assert result.exit_code == 2
    assert (folder / "dataset.toml").exists()


def test_a_town_overrides_the_table_of_tags(tmp_path: Path) -> None:
    """A category of its own, and one that is left out."""
    table = tmp_path / "tags.toml"
    table.write_text(
        '[categories.seats]\nname = "座位"\nname_en = "Seats"\ntags = [{ amenity = "bench" }]\n'
        "[categories.bench]\ntags = []\n",
        "utf-8",
    )
    extract = write_small_town(tmp_path / "small.osm")
    run("init", tmp_path / "town", "--osm", extract, "--tags", table, "--name", "Kylä")
    made = open_dataset(tmp_path / "town")
    assert made.facility("osm-n106").category == "seats"
    assert "bench" not in made.categories
    assert made.name.zh == "Kylä"


def test_it_is_asked_at_once(folder: Path) -> None:
    """A question about a new town is answered from it, in both languages."""
    at = ("--at", "24.9006,60.2002", "--now", "2026-03-10T10:00", "--data", folder)
    assert "Käpylän kirjasto" in run("ask", "附近有图书馆吗", *at)
    assert "Toilets (Pohjolankatu)" in run("ask", "where is a toilet", *at)


@pytest.mark.parametrize(
    ("said", "category"),
    [
        ("missä on kirjasto", "culture"),
        ("Missa on lahin apteekki?", "pharmacy"),
        ("var finns biblioteket", "culture"),
        ("lähin vessa", "toilets"),
        ("where is the community center", None),
        ("社区中心在哪里", None),
    ],
)
def test_services_are_heard_in_the_languages_of_the_country(
    folder: Path, said: str, category: str | None
) -> None:
    """In Finland in Finnish and Swedish; what the map has none of is not listed, and is named."""
    at = ("--at", "24.9006,60.2002", "--now", "2026-03-10T10:00", "--data", folder, "--json")
    heard = json.loads(run("ask", said, *at))
    assert heard["categories"] == ([category] if category else [])
    assert heard["intent"] == ("nearby" if category else "unknown")
    assert category or re.search("community center|社区中心", heard["text"])


@pytest.mark.parametrize(
    ("said", "number"), [("Apua!", "112"), ("hätätilanne", "112"), ("tulipalo", "112")]
)
def test_a_cry_for_help_is_heard(folder: Path, said: str, number: str) -> None:
    """Help, an emergency and a fire: the number stands in the first line."""
    assert number in run("ask", said, "--data", folder).splitlines()[0]


def test_no_words_of_a_language(tmp_path: Path) -> None:
    """A language without words is refused before anything is made, and the others are named."""
    extract = write_small_town(tmp_path / "small.osm")
    wanted = ["init", str(tmp_path / "town"), "--osm", str(extract), "--words", "tlh"]
    result = CliRunner().invoke(main, [*wanted, "--language", "en"])
    assert result.exit_code == 2
    assert "'tlh'" in result.output
    assert "fi" in result.output


TANGQIAO = re.compile(
    r"塘桥|tangqiao|12345|浦东|上海|shanghai|962525|12356|12320|12348|蓝村|lancun", re.IGNORECASE
)
WISHES = (
    *(
        "你好",
        "怎么用",
        "你是谁",
        "附近有什么",
        "附近有厕所吗",
        "哪里有食堂",
        "图书馆几点开门",
        "附近有图书馆吗",
    ),
    *(
        "我要投诉",
        "我要找真人",
        "我心里难受",
        "我胸口疼",
        "着火了",
        "有人打我",
        "闻到煤气味",
        "我不想活了",
    ),
    *(
        "头疼吃什么药",
        "离婚房子怎么分",
        "今天天气怎么样",
        "哪里修手机",
        "坐几路车",
        "借我点钱",
        "你真笨",
    ),
    *(
        "hello",
        "help",
        "what is nearby",
        "where can I eat",
        "I want to complain",
        "I am lost in Turku",
    ),
    *("is there a library nearby", "my chest hurts", "who are you", "which pills should I take"),
)


@pytest.mark.parametrize("named", [True, False])
def test_no_answer_speaks_of_another_town(town: Dataset, *, named: bool) -> None:
    """Greetings, lists, refusals and alarms take town, hotline and numbers from the dataset."""
    dialogue = Dialogue.open(town, MemorySessions(), None, NoDemand())
    now = datetime(2026, 3, 10, 10, tzinfo=town.zone)
    here = Origin("您发的位置", LonLat(24.9006, 60.2002), "shared")
    session = Session().moved_to(here, now, None) if named else Session()
    for wish in WISHES:
        reply = dialogue.answer(session, "", Event(text=wish), now).reply
        told = " ".join((reply.text, *(button.label for button in reply.buttons)))
        assert not TANGQIAO.search(told), wish
        assert "{" not in told, wish


def test_whom_to_call_is_the_countrys(folder: Path) -> None:
    """In Finland every alarm is 112, and nobody is sent to a number that is not there."""
    told = run("ask", "我胸口疼，喘不上气", "--data", folder)
    assert told.startswith("请马上打 112（急救）。")
    assert "当地的服务热线" in run("ask", "我要找真人", "--data", folder)
