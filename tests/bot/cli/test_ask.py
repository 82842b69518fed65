"""`yike ask`: one question, one true answer, in the contract's JSON."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from click.testing import CliRunner

from bot.cli.main import main
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

CONTRACT = ROOT / "tests" / "bot" / "cli" / "contract.schema.json"
SCHEMA = json.loads(CONTRACT.read_text(encoding="utf-8"))
TUESDAY = "2026-03-10T10:00"


def run(*arguments: str, stdin: str = "") -> Result:
    """Run the command as a person would."""
    return CliRunner().invoke(main, list(arguments), input=stdin)


@pytest.fixture
def ask() -> Callable[..., dict[str, Any]]:
    """Ask and give the reply, which the schema has checked."""

    def asked(text: str, *options: str) -> dict[str, Any]:
        result = run("ask", text, "--json", "--now", TUESDAY, *options)
        assert result.exit_code == 0, result.output
        reply: dict[str, Any] = json.loads(result.output)
        jsonschema.validate(reply, SCHEMA)
        return reply

    return asked


def test_the_nearest_canteen_is_told_with_its_doubt(ask: Callable[..., dict[str, Any]]) -> None:
    """A canteen known to 400 m is offered with a range that spans them, and said to be so."""
    reply = ask("附近有助餐点吗", "--at", "121.5172,31.2071")
    assert (reply["intent"], reply["categories"]) == ("nearby", ["canteen"])
    first = reply["facilities"][0]
    assert first["name"] == "塘桥美好生活馆（北园路店）"
    low, high = first["walk_minutes_range"]
    assert high - first["walk_minutes"] == pytest.approx(400 * 1.32 / 0.8 / 60, abs=0.1)
    assert low <= first["walk_minutes"] <= high
    assert first["within"] in {"maybe", "yes"}
    assert first["verified_on"] is None
    assert "待核实" in reply["text"]
    assert "12345" in reply["text"]


def test_planned_stations_are_not_offered(ask: Callable[..., dict[str, Any]]) -> None:
    """What is planned is told apart; what nobody has located comes last and says so."""
    reply = ask("附近的卫生站", "--place", "蓝村路站")
    assert reply["categories"] == ["health"]
    assert {one["status"] for one in reply["facilities"]} == {"open"}
    names = "".join(one["name"] for one in reply["facilities"])
    assert "怡东" not in names
    assert "2020 年计划建，后来有没有开没有查到：软件园卫生服务点、怡东" in reply["text"]
    assert "还没有开" not in reply["text"]
    located = [one["walk_minutes"] is not None for one in reply["facilities"]]
    assert located == sorted(located, reverse=True)
    assert "位置待核实" in reply["text"]


def test_nobody_walks_over_the_huangpu() -> None:
    """From the Puxi bank nothing in Pudong is within reach."""
    result = run("ask", "附近有助餐点吗", "--at", "121.4985,31.2130", "--json")
    assert result.exit_code == 2
    assert "outside the area" in result.output


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("你好", "greet"),
        ("你会做什么", "help"),
        ("今天股票怎么样", "unknown"),
        ("15分钟能走到哪里", "circle"),
        ("谢谢", "thanks"),
        ("1+1+1签约是什么意思", "answer"),
        ("救命 我摔倒了起不来", "emergency"),
    ],
)
def test_every_kind_of_reply_keeps_the_contract(
    ask: Callable[..., dict[str, Any]], text: str, intent: str
) -> None:
    """Whatever is asked, the reply has the contract's form."""
    reply = ask(text, "--place", "塘桥站")
    assert reply["intent"] == intent
    assert reply["text"]


def test_a_place_is_asked_for_once_it_is_needed(ask: Callable[..., dict[str, Any]]) -> None:
    """Without a place the answer asks for one, and offers places to press."""
    reply = ask("附近有助餐点吗")
    assert reply["needs_place"]
    assert [one for one in reply["buttons"] if one["action"].startswith("place:")]


def test_an_unlocated_place_is_no_place_to_walk_from(
    ask: Callable[..., dict[str, Any]],
) -> None:
    """A committee nobody has located has no position, and the text asks for a place near by."""
    reply = ask("附近有助餐点吗", "--place", "香花桥街居委会")
    assert reply["needs_place"]
    assert reply["place"]["lon"] is None
    assert reply["place"]["lat"] is None
    assert reply["facilities"] == []


def test_minutes_and_pace_may_be_given(ask: Callable[..., dict[str, Any]]) -> None:
    """More minutes never lose a facility, and neither does a faster pace."""
    ids = {}
    for minutes in ("5", "15", "40"):
        reply = ask("健身步道", "--place", "塘桥站", "--minutes", minutes)
        assert reply["minutes"] == int(minutes)
        ids[minutes] = {one["id"] for one in reply["facilities"] if one["walk_m"] is not None}
    assert ids["5"] <= ids["15"] <= ids["40"]
    assert ids["5"] != ids["40"]
    slow = ask("家门口服务站", "--place", "塘桥站", "--pace", "slow")
    fast = ask("家门口服务站", "--place", "塘桥站", "--pace", "standard")
    assert slow["facilities"][0]["walk_minutes"] > fast["facilities"][0]["walk_minutes"]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--at", "nan,31.2"], "no position"),
        (["--at", "31.2071,121.5172"], "swapped"),
        (["--at", "hello"], "no position"),
        (["--at", "121.9,31.2"], "outside the area"),
        (["--place", "东方明珠"], "东方明珠"),
        (["--now", "yesterday"], "no moment"),
    ],
)
def test_bad_input_gets_one_line(options: list[str], says: str) -> None:
    """What cannot be used is told in one line on the error channel, with exit status 2."""
    result = run("ask", "附近有助餐点吗", *options)
    assert result.exit_code == 2
    assert says in result.stderr
    assert "Traceback" not in result.output
    assert result.stdout == ""


def test_a_cold_answer_loads_nothing_heavy() -> None:
    """A question needs no pandas, no Folium, no compiler and no polygon library.

    Nor any part of the standard library or of numpy that takes milliseconds and is of no use here.
    """
    heavy = ["geopandas", "pandas", "folium", "numba", "shapely", "scipy", "pypinyin", "telegram"]
    heavy += ["numpy.ma", "secrets", "statistics", "tempfile"]
    program = (
        "import sys\nfrom bot.cli.main import main\n"
        "main(['ask', '附近有助餐点吗', '--at', '121.5172,31.2071'], standalone_mode=False)\n"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    run("data", "prepare")
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_garbage_is_collected_again_after_an_answer() -> None:
    """Whoever calls the command in a longer program has its memory looked after as before."""
    assert run("ask", "谢谢").exit_code == 0
    assert gc.isenabled()


def test_chat_keeps_the_contract_and_starts_afresh() -> None:
    """A conversation remembers its place; a new resident is asked for hers."""
    lines = [
        {"text": "附近有助餐点吗", "now": TUESDAY},
        {"location": [121.5172, 31.2071], "now": TUESDAY},
        {"text": "那健身步道呢", "now": TUESDAY},
        {"press": "pace:slow", "now": TUESDAY},
        {"press": "gone:1"},
        {"new": True},
        {"text": "附近有助餐点吗", "now": TUESDAY},
        {"location": [1, 2, 3]},
    ]
    told = run("chat", "--json", stdin="\n".join(json.dumps(line) for line in lines) + "\nx\n")
    replies = [json.loads(line) for line in told.stdout.splitlines()]
    for reply in (*replies[:5], replies[6]):
        jsonschema.validate(reply, SCHEMA)
    assert [reply.get("needs_place") for reply in replies[:3]] == [True, False, False]
    assert replies[1]["facilities"][0]["id"] == "canteen-beiyuan"
    assert replies[2]["categories"] == ["fitness"]
    assert replies[3]["pace"] == "slow"
    assert replies[4]["intent"] == "unknown"
    assert replies[5] == {"new": True}
    assert replies[6]["needs_place"]
    assert "error" in replies[7]
    assert "error" in replies[8]


def test_a_large_place_is_asked_to_be_closer(ask: Callable[..., dict[str, Any]]) -> None:
    """The whole subdistrict is no place to walk from."""
    reply = ask("塘桥街道附近的食堂")
    assert reply["needs_place"]
    assert reply["facilities"] == []


@pytest.mark.parametrize("text", ["美好生活馆搬走了", "查 T-0001", "美好生活馆的电话写错了"])
def test_no_ticket_is_promised_that_nobody_keeps(
    ask: Callable[..., dict[str, Any]], text: str
) -> None:
    """A single question leaves nothing behind: she is told where her words are kept."""
    reply = ask(text, "--at", "121.5172,31.2071")
    assert reply["intent"] == "feedback"
    assert "T-0" not in reply["text"]
    assert "已经记下" not in reply["text"]
    assert "12345" in reply["text"]
