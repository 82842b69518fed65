"""Cited answers: the right one is found, everything else is left to others."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.answers import Answer, Answers
from bot.knowledge.knowledge_files import ELSEWHERE, read_knowledge
from geo.dataset.dataset import open_dataset
from geo.errors import DatasetError, UnknownNameError
from geo.facility import BilingualText, Source

ROOT = Path(__file__).parents[3]
KNOWLEDGE = ROOT / "data" / "knowledge"
ASKED = tomllib.loads((Path(__file__).parent / "asked.toml").read_text(encoding="utf-8"))
QUESTIONS = [(text, answer) for answer, texts in ASKED["answered"].items() for text in texts]

ACCEPTED = {
    "1+1+1签约是什么意思": ("家庭医生", "区级医疗机构", "市级医疗机构"),
    "五件套是哪五件": ("高拍仪", "读卡器", "扫描枪", "打印机", "摄像头"),
    "哪里要新建卫生服务站": ("怡东", "龙阳", "2020年计划", "报告没有写", "12345"),
    "有几条健身步道": ("2019年", "两条健身步道"),
    "塘桥有几个居委会": ("23个", "26个"),
    "什么叫三会": ("事前听证会", "事中协调会", "事后评议会"),
    "what is 1+1+1": ("family doctor", "district hospital", "city hospital"),
    "塘桥热线电话是多少": ("报告没有写", "12345"),
    "怎么签1+1+1": ("报告没有写", "12345"),
}
CITED = {"塘桥有几个居委会": "国家统计局"}
ABSTAINED = ("附近有助餐点吗", "天气怎么样", "股票", "怎么去医院", "今天吃什么", "最近的卫生站在哪")

ONE = """
source = "paper"
[[answers]]
id = "well"
title = "老井"
title_en = "The old well"
questions = ["老井有多深", "老井几米深"]
questions_en = ["how deep is the old well"]
answer = "老井深九米。"
answer_en = "The old well is nine metres deep."
section = "第二页"
"""


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    """The answers about Tangqiao, over a kept index."""
    return Answers.open(KNOWLEDGE, tmp_path_factory.mktemp("work"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A knowledge folder with one answer."""
    made = tmp_path / "knowledge"
    made.mkdir()
    (made / "one.toml").write_text(ONE, encoding="utf-8")
    return made


def source() -> Source:
    """The report, as the dataset names it."""
    return Source("report2020", "社代会报告", "XD8200000-2020-002", "2020-01-16")


@pytest.mark.parametrize("question", ACCEPTED)
def test_accepted_questions(question: str, answers: Answers) -> None:
    """The questions of the mission are answered surely, in the words of a source."""
    best = answers.search(question)[0]
    assert best.score >= Answers.SURE
    for words in ACCEPTED[question]:
        assert words in best.answer.text.zh + best.answer.text.en
    cited = best.answer.citation(open_dataset().sources)
    assert CITED.get(question, "XD8200000-2020-002") in cited


@pytest.mark.parametrize("question", ABSTAINED)
def test_abstained_questions(question: str, answers: Answers) -> None:
    """Who looks for a place, the weather or a meal gets no answer from a report."""
    assert answers.find(question) is None


def test_the_corpus_is_no_copy() -> None:
    """No question that accuracy is measured with is one that the answers were given."""
    files = {path.name: path.read_bytes() for path in KNOWLEDGE.glob("*.toml")}
    knowledge = read_knowledge(KNOWLEDGE, files)
    written = {phrase for entry in knowledge.entries for phrase in entry.phrases}
    assert len(QUESTIONS) >= 150
    assert len(ASKED["elsewhere"]) >= 60
    assert written.isdisjoint(text for text, _ in QUESTIONS)
    assert not set(knowledge.elsewhere) & set(ASKED["elsewhere"]) - set(ABSTAINED)


def test_questions_find_their_answer(answers: Answers) -> None:
    """Of new questions 95 % are answered right, and at most 1 % wrong."""
    found = [(text, answer, answers.find(text)) for text, answer in QUESTIONS]
    right = [text for text, answer, got in found if got and got.id == answer]
    wrong = [(text, answer, got.id) for text, answer, got in found if got and got.id != answer]
    assert len(wrong) <= len(QUESTIONS) * 0.01, wrong
    assert len(right) >= len(QUESTIONS) * 0.95, {text for text, *_ in found} - set(right)


def test_other_matters_are_left_alone(answers: Answers) -> None:
    """Of questions for somebody else at most 1 % are answered, and none surely."""
    hits = {text: hit for text in ASKED["elsewhere"] for hit in answers.search(text, 1)}
    answered = [text for text, hit in hits.items() if hit.score >= Answers.ENOUGH]
    assert len(answered) <= len(ASKED["elsewhere"]) * 0.01, answered
    assert [text for text, hit in hits.items() if hit.score >= Answers.SURE] == []


def test_every_written_question_finds_its_answer(answers: Answers) -> None:
    """What office staff write down as a question is answered surely."""
    files = {path.name: path.read_bytes() for path in KNOWLEDGE.glob("*.toml")}
    for entry in read_knowledge(KNOWLEDGE, files).entries:
        for phrase in entry.phrases:
            best = answers.search(phrase)[0]
            assert (best.answer.id, best.score >= Answers.SURE) == (entry.fields[0], True), phrase


def test_every_question_for_elsewhere_is_left_alone(answers: Answers) -> None:
    """What office staff write down as nobody's here is not answered."""
    files = {path.name: path.read_bytes() for path in KNOWLEDGE.glob("*.toml")}
    for phrase in read_knowledge(KNOWLEDGE, files).elsewhere:
        assert answers.find(phrase) is None, phrase


@pytest.mark.parametrize(
    "text",
    [
        "１＋１＋１签约是什么意思？",
        "1 + 1 + 1 签约是什么意思",
        "「1+1+1」簽約是什麼意思",
        "一加一加一签约啥意思",
        "请问 1+1+1签约 是什么意思呀？！",
    ],
)
def test_spelling_does_not_matter(text: str, answers: Answers) -> None:
    """Width, spaces, quotes, traditional characters and politeness change nothing."""
    best = answers.search(text)[0]
    assert (best.answer.id, best.score >= Answers.SURE) == ("term-one-plus-one-plus-one", True)


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=400), limit=st.integers(min_value=0, max_value=5))
def test_any_text_is_searched(text: str, limit: int, answers: Answers) -> None:
    """Whatever is written, hits come best first, as many as asked for, scored from 0 to 1."""
    scores = [hit.score for hit in answers.search(text, limit)]
    assert len(scores) <= limit
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


@pytest.mark.parametrize(
    "text", ["", "?", '" OR grams MATCH "x', "三" * 4000, "\ud800三会", "NEAR(a"]
)
def test_odd_texts_are_searched(text: str, answers: Answers) -> None:
    """Query syntax, broken characters and very long texts are only texts."""
    assert isinstance(answers.search(text), list)


def test_an_answer_is_got_by_its_id(answers: Answers) -> None:
    """An answer is found again by its id; an unknown id says what to do."""
    for answer in answers:
        assert answers.get(answer.id) == answer
    with pytest.raises(UnknownNameError, match="search"):
        answers.get("no-such-answer")


def test_citation_names_title_index_and_date() -> None:
    """A citation holds all that is needed to find the document, and nothing empty."""
    answer = Answer("a", BilingualText("甲", "A"), BilingualText("是", "Yes"), "report2020", "一")
    sources = {"report2020": source()}
    assert answer.citation(sources) == (
        "来源：《社代会报告》（索引号 XD8200000-2020-002，2020-01-16）"
    )
    english = "Source: 社代会报告 (index XD8200000-2020-002, 2020-01-16)"
    assert answer.citation(sources, "en") == english
    assert answer.citation({"report2020": Source("report2020", "报纸")}) == "来源：《报纸》"
    assert answer.citation({"report2020": Source("report2020", "报纸")}, "en") == "Source: 报纸"
    with pytest.raises(UnknownNameError, match="report2020"):
        answer.citation({})


def test_a_new_file_is_enough(folder: Path) -> None:
    """An answer in a TOML file is found; the file names the source of all of its answers."""
    found = Answers.open(folder).find("请问老井有多深呀")
    assert found is not None
    assert (found.text.zh, found.source) == ("老井深九米。", "paper")


def test_a_synonym_is_one_line(folder: Path) -> None:
    """A word that stands for another is understood as soon as `words.toml` has it."""
    assert Answers.open(folder).find("古泉有多深") is None
    (folder / "words.toml").write_text('[same]\n"老井" = ["古泉"]\n', encoding="utf-8")
    assert Answers.open(folder).find("古泉有多深") is not None


def test_a_question_for_elsewhere_is_one_line(folder: Path) -> None:
    """A question is left alone as soon as `elsewhere.toml` has it."""
    assert Answers.open(folder).find("老井几米深呢") is not None
    (folder / ELSEWHERE).write_text('questions = ["老井几米深呢"]\n', encoding="utf-8")
    assert Answers.open(folder).find("老井几米深呢") is None


def test_no_folder_is_no_answer(tmp_path: Path) -> None:
    """A town without knowledge answers nothing, and nothing breaks."""
    empty = Answers.open(tmp_path / "missing", tmp_path / "work")
    assert list(empty) == []
    assert empty.search("什么叫三会") == []


def test_all_faults_are_told_at_once(folder: Path) -> None:
    """Each fault is told with its file, its answer and its field."""
    (folder / "two.toml").write_text(
        ONE.replace('section = "第二页"', 'sektion = "第二页"'), encoding="utf-8"
    )
    (folder / "bad.toml").write_text("answers = [", encoding="utf-8")
    (folder / "none.toml").write_text('answers = "later"', encoding="utf-8")
    (folder / "words.toml").write_text('[same]\n"井" = "泉"\n', encoding="utf-8")
    (folder / ELSEWHERE).write_text("questions = [3]\n", encoding="utf-8")
    with pytest.raises(DatasetError) as raised:
        Answers.open(folder)
    told = {(fault.file, fault.feature, fault.field) for fault in raised.value.faults}
    assert told == {
        ("two.toml", "well", "id"),
        ("two.toml", "well", "section"),
        ("two.toml", "well", "sektion"),
        ("bad.toml", "", ""),
        ("none.toml", "", "answers"),
        ("words.toml", "", "井"),
        (ELSEWHERE, "", "questions"),
    }


def test_the_index_is_kept_by_its_content(folder: Path, tmp_path: Path) -> None:
    """The same content is indexed once; new content gets a new index and is answered at once."""
    work = tmp_path / "work"
    first = Answers.open(folder, work).search("老井有多深")
    kept = set(work.iterdir())
    assert len(kept) == 1
    written = next(iter(kept)).stat().st_mtime_ns
    assert Answers.open(folder, work).search("老井有多深") == first
    assert {path.stat().st_mtime_ns for path in work.iterdir()} == {written}
    (folder / "one.toml").write_text(ONE.replace("深九米", "深八米"), encoding="utf-8")
    found = Answers.open(folder, work).find("老井有多深")
    assert found is not None
    assert found.text.zh == "老井深八米。"
    assert set(work.iterdir()) > kept


@pytest.mark.parametrize("content", [b"", b"no database at all", b"SQLite format 3\0" + b"x" * 99])
def test_a_damaged_index_is_made_anew(content: bytes, folder: Path, tmp_path: Path) -> None:
    """A file that a power cut left behind costs time, not answers."""
    work = tmp_path / "work"
    Answers.open(folder, work)
    (kept,) = work.iterdir()
    kept.write_bytes(content)
    assert Answers.open(folder, work).find("老井有多深") is not None
    assert kept.read_bytes() != content


def test_a_folder_that_cannot_be_written_is_no_fault(folder: Path, tmp_path: Path) -> None:
    """Where nothing can be kept the answers are the same."""
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    assert Answers.open(folder, blocked / "work").find("老井有多深") is not None


def test_a_cold_start_loads_little(tmp_path: Path) -> None:
    """A first answer over a kept index loads no heavy module."""
    Answers.open(KNOWLEDGE, tmp_path)
    code = (
        "import sys; from pathlib import Path; from bot.knowledge.answers import Answers; "
        f"Answers.open(Path({str(KNOWLEDGE)!r}), Path({str(tmp_path)!r})).find('什么叫三会'); "
        "heavy = {'numpy', 'pandas', 'shapely', 'zhconv', 'tomllib', 'sqlite_utils', 'pypinyin'}; "
        "print(sorted(heavy & sys.modules.keys()))"
    )
    ran = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "[]"
