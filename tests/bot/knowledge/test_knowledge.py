"""What the answers say is what the report says: figures, years, definitions, names, plans."""

from __future__ import annotations

import json
import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.knowledge.answers import Answers
from bot.knowledge.knowledge_files import read_knowledge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.knowledge.answers import Answer
    from bot.knowledge.knowledge_files import Entry

DATA = Path(__file__).parents[3] / "data"
KNOWLEDGE = DATA / "knowledge"

HOTLINES = {Decimal(number) for number in (110, 119, 120, 12345, 12348)}
YEARS = {Decimal(2019), Decimal(2020)}
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8} | {
    "million": 10**6,
    "billion": 10**9,
}
DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}
FIGURE = re.compile(r"(\d+(?:\.\d+)?)(?: ?(万|亿|million|billion))?")
NUMERAL = re.compile("[一二三四五六七八九两十百千万]+")
COUNTED = re.compile("([一二三四五六七八九两十]+)(?:个|条|类|项|家|名|位|种|所|处|次)")


def figures(text: str) -> set[Decimal]:
    """Give the value of every figure in digits, with its 万, 亿, million or billion."""
    text = re.sub(r"(?<=\d),(?=\d{3})", "", re.sub(r"1(\+\w)+", "", text))
    return {Decimal(digits) * SCALES.get(scale, 1) for digits, scale in FIGURE.findall(text)}


def numerals(text: str) -> set[Decimal]:
    """Give the value of every Chinese numeral, and of its parts: 十三五 is 13 and 5 too."""
    values = set()
    for run in NUMERAL.findall(text):
        total = part = 0
        for char in run:
            if char in DIGITS:
                part = DIGITS[char]
            else:
                total, part = total + (part or 1) * SCALES[char], 0
            values |= {Decimal(total + part)}
        values |= {Decimal(DIGITS.get(char, SCALES.get(char, 0))) for char in run}
    return values


def sections_of(report: str) -> dict[str, str]:
    """Cut the report into the sections that answers name."""
    sections: dict[str, str] = {}
    part, chapter, name = "文首", "", "文首"
    for line in report.splitlines():
        if found := re.match("([一二])、20", line):
            part, chapter, name = found[1], "", f"{found[1]}、开头"
        elif line.startswith("名词解释"):
            part = "名词解释"
        elif part == "名词解释":
            name = f"名词解释 {line.split('、')[0]}"
        elif found := re.match(r"\(([一二三四五六])\)", line):
            chapter = found[1]
            name = f"{part}、({chapter})"
        elif found := re.match(r"(\d)、", line):
            name = f"{part}、({chapter}){found[1]}"
        elif line.startswith("街道自身建设"):
            name = "一、自身建设"
        elif line.startswith(("各位代表", "同时,")):
            name = f"{part}、结尾"
        sections[name] = f"{sections.get(name, '')}\n{line}"
    return sections | {"全文": report}


def bare(text: str) -> str:
    """Leave out all punctuation."""
    return re.sub(r"[^\w+%]", "", text)


@pytest.fixture(scope="module")
def answers() -> list[Answer]:
    """Every answer of the Tangqiao dataset."""
    return list(Answers.open(KNOWLEDGE))


@pytest.fixture(scope="module")
def entries() -> tuple[Entry, ...]:
    """Every answer as it is written."""
    files = {path.name: path.read_bytes() for path in sorted(KNOWLEDGE.glob("*.toml"))}
    return read_knowledge(KNOWLEDGE, files).entries


@pytest.fixture(scope="module")
def sections(shared: Path) -> dict[str, str]:
    """The report, section by section."""
    return sections_of((shared / "seed" / "tangqiao-2020-report.txt").read_text(encoding="utf-8"))


def cited(answer: Answer, sections: dict[str, str]) -> str:
    """Give the text of the sections that an answer of the report names."""
    return "\n".join(sections[name] for name in answer.section.split("；"))


def of_report(answers: list[Answer]) -> Iterator[Answer]:
    """Give the answers that rest on the report."""
    return (answer for answer in answers if answer.source == "report2020")


def test_there_is_enough(answers: list[Answer]) -> None:
    """The dataset answers at least 100 questions."""
    assert len(answers) >= 100


def test_sections_exist(answers: list[Answer], sections: dict[str, str]) -> None:
    """An answer names sections that the report has."""
    wrong = [a.id for a in of_report(answers) if not set(a.section.split("；")) <= sections.keys()]
    assert wrong == []


def test_sources_exist(answers: list[Answer]) -> None:
    """Every source is one of the dataset's."""
    known = tomllib.loads((DATA / "dataset.toml").read_text(encoding="utf-8"))["sources"]
    assert {answer.source for answer in answers} <= known.keys()


def test_figures_are_the_reports(answers: list[Answer], sections: dict[str, str]) -> None:
    """Every figure of an answer, in both languages, stands in the sections it names."""
    invented = {}
    for answer in of_report(answers):
        text = cited(answer, sections)
        allowed = figures(text) | numerals(text) | HOTLINES | YEARS
        said = figures(answer.text.zh) | figures(answer.text.en)
        for run in COUNTED.findall(answer.text.zh):
            said |= numerals(run)
        if said - allowed:
            invented[answer.id] = said - allowed
    assert invented == {}


def test_figures_of_other_sources_are_the_facts(answers: list[Answer], shared: Path) -> None:
    """What does not come from the report comes from the gathered facts."""
    folders = (shared / "facts", shared / "facts-2026")
    paths = (path for folder in folders for path in sorted(folder.iterdir()))
    facts = "".join(path.read_text(encoding="utf-8") for path in paths)
    dates = re.sub(r"(20\d\d)-?(\d\d)-?(\d\d)", r"\1 \2 \3", facts)
    for answer in answers:
        if answer.source != "report2020":
            said = figures(answer.text.zh) | figures(answer.text.en)
            assert said <= figures(facts) | figures(dates) | HOTLINES, answer.id


def test_both_languages_tell_the_same_figures(answers: list[Answer]) -> None:
    """English leaves out no figure that Chinese gives in digits."""
    missing = {}
    for answer in answers:
        chinese = figures(re.sub(r"\d+月(\d+日|份)|\d+至", "", answer.text.zh))
        english = figures(answer.text.en)
        if not chinese - YEARS <= english:
            missing[answer.id] = chinese - english
    assert missing == {}


def test_every_figure_of_2019_is_told(answers: list[Answer], sections: dict[str, str]) -> None:
    """Whoever asks for a figure of the report's first part finds it in some answer."""
    told = set().union(*(figures(answer.text.zh) for answer in of_report(answers)))
    told |= set().union(*(numerals(answer.text.zh) for answer in of_report(answers)))
    first = "".join(text for name, text in sections.items() if re.match(r"一、\(", name))
    first = re.sub(r"\[\d+\]", "", first)
    assert figures(first) - told == set()


def test_the_past_has_its_year(answers: list[Answer]) -> None:
    """A figure of the report's first part is told as one of 2019."""
    undated = [
        answer.id
        for answer in of_report(answers)
        if answer.section.startswith("一、(")
        and figures(answer.text.zh) - HOTLINES - YEARS
        and "2019年" not in answer.text.zh
    ]
    assert undated == []


def test_plans_are_told_as_plans(answers: list[Answer]) -> None:
    """A plan is one of 2020; its outcome is unknown, and 12345 is the way on."""
    for answer in of_report(answers):
        if re.search("二、", answer.section):
            zh, en = answer.text
            assert "2020年" in zh, answer.id
            assert "计划" in zh, answer.id
            assert "报告没有写" in zh, answer.id
            assert "12345" in zh, answer.id
            assert "12345" in en, answer.id


def test_the_unknown_has_a_way_on(answers: list[Answer]) -> None:
    """Who hears that something is not known hears whom to call."""
    for answer in answers:
        if re.search("没有写|没有查到|可能有变", answer.text.zh):
            for words in answer.text:
                assert re.search("12345|12348", words), answer.id


@pytest.mark.parametrize("number", range(1, 25))
def test_terms_keep_the_reports_words(
    number: int, answers: list[Answer], sections: dict[str, str]
) -> None:
    """Each of the 24 terms is explained in the report's own words, clause by clause."""
    name = f"名词解释 {number}"
    (answer,) = [a for a in answers if a.section.split("；")[0] == name]
    term, definition = re.split("[:：]", sections[name].split("、", 1)[1], maxsplit=1)
    assert bare(answer.title.zh) in bare(term) or bare(term) in bare(answer.title.zh)
    for clause in re.split("[:：;；,，。、]", definition):
        assert bare(clause) in bare(answer.text.zh)


def test_committees_are_the_reports(
    answers: list[Answer], sections: dict[str, str], shared: Path
) -> None:
    """A committee that an answer names is named in the section it cites."""
    places = json.loads((shared / "facts" / "places.json").read_text(encoding="utf-8"))
    names = {place.get("report_name", place["name"]) for place in places["committees"]} - {"塘桥"}
    for answer in of_report(answers):
        text = cited(answer, sections)
        assert [name for name in names if name in answer.text.zh and name not in text] == []


def test_answers_are_short(answers: list[Answer]) -> None:
    """A resident reads at most three sentences."""
    for answer in answers:
        assert answer.text.zh.count("。") <= 3, answer.id
        assert len(answer.text.zh) <= 280, answer.id


def test_answers_are_asked_for_in_several_ways(entries: tuple[Entry, ...]) -> None:
    """Every answer has at least three questions, and one in English."""
    for entry in entries:
        english = [question for question in entry.questions if question.isascii()]
        assert english, entry.fields[0]
        assert len(entry.questions) - len(english) >= 3, entry.fields[0]


def test_no_question_has_two_answers(entries: tuple[Entry, ...]) -> None:
    """One question leads to one answer."""
    seen: dict[str, str] = {}
    for entry in entries:
        for phrase in entry.phrases:
            assert seen.setdefault(bare(phrase).lower(), entry.fields[0]) == entry.fields[0], phrase
