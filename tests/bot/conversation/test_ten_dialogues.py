"""Ten conversations that once went wrong the most go as they should, turn by turn."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from bot.channels.json_contract import as_json
from bot.conversation.dialogue import Dialogue
from bot.conversation.reply import Event
from bot.storage.store import Store
from geo.dataset.dataset import open_dataset
from geo.facility import LonLat
from tests.corpus.talk import unmet

if TYPE_CHECKING:
    from collections.abc import Iterator

    Turns = list[tuple[str, dict[str, Any]]]

MORNING = datetime(2026, 3, 10, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
HERE = LonLat(121.5172, 31.2071)

DIALOGUES: dict[str, Turns] = {
    "grief is no closed place, and is not filed": [
        ("老伴走了", {"intent": "human", "text_any": ["962525"], "text_lacks": ["编号", "工单"]}),
        ("一个人在家冷清", {"intent": "human", "text_any": ["962525", "居委"]}),
        ("有没有唱歌的地方", {"intent": "nearby", "categories": ["culture"]}),
    ],
    "a number alone is a call for help, and it may be over": [
        ("120", {"intent": "emergency", "first_line_has": ["120"]}),
        ("没事了", {"intent": "thanks", "text_lacks": ["快打"]}),
    ],
    "despair comes first, whatever was asked before": [
        ("食堂在哪", {"intent": "nearby"}),
        ("不想吃了，想从楼上跳下去", {"intent": "emergency", "text_any": ["962525", "12356"]}),
    ],
    "a correction repairs the way": [
        ("食堂", {"intent": "nearby", "facilities_min": 2}),
        ("第一个怎么走", {"intent": "route"}),
        ("不是第一个，是第二个", {"intent": "route"}),
    ],
    "a line that was not listed is none": [
        ("健身步道", {"intent": "nearby"}),
        ("第十九个几点开", {"text_any": ["没有第 19 个"], "text_lacks": ["地址"]}),
    ],
    "later is not now": [
        ("一个半小时后食堂开吗", {"categories": ["canteen"], "text_has": ["那时"]}),
        ("2月30号呢", {"text_has": ["2月30号"]}),
    ],
    "who has moved lives where she moved to": [
        ("我从塘桥站搬到蓝村路了", {"place": "蓝村路"}),
        ("附近食堂", {"intent": "nearby", "categories": ["canteen"], "place": "蓝村路"}),
    ],
    "what is not wanted is not listed": [
        ("不要食堂", {"intent": "unknown", "buttons_min": 1}),
        ("不是食堂，是卫生站", {"intent": "nearby", "categories": ["health"]}),
        ("不用坐轮椅，也走得不慢", {"accessible": False, "pace_not": "slow"}),
    ],
    "two wishes get two answers": [
        ("食堂怎么走？卫生站几点开？", {"text_has": ["走路约", "卫生服务中心"]}),
        ("谢谢", {"intent": "thanks"}),
    ],
    "a complaint is told where to go, and another town too": [
        ("楼上天天半夜拖凳子，吵死了", {"intent": "human", "text_has": ["12345"]}),
        ("徐家汇有食堂吗", {"text_has": ["塘桥"], "text_lacks": ["分钟走到"]}),
    ],
}


@pytest.fixture(scope="module")
def dialogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dialogue]:
    """One dialogue for every resident here."""
    with Store.open(tmp_path_factory.mktemp("ten") / "store.db") as store:
        yield Dialogue.open(open_dataset(), store.sessions, store.feedback, store.demand)


@pytest.mark.parametrize("name", DIALOGUES)
def test_a_conversation_goes_as_it_should(dialogue: Dialogue, name: str) -> None:
    """Each turn of somebody new, who has sent her position, gets what it asks for."""
    dialogue.handle(name, Event(location=HERE, id=f"{name}:here"), MORNING)
    broken = []
    for number, (text, wanted) in enumerate(DIALOGUES[name]):
        reply = dialogue.handle(name, Event(text=text, id=f"{name}:{number}"), MORNING)
        broken += [f"{text}: {miss}" for miss in unmet(as_json(reply, dialogue.dataset), wanted)]
    assert broken == []
