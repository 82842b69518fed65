"""When a service must be open: said otherwise, with a slip, or told of something else."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from bot.understanding.understander import TownNames, Understander
from geo.dataset.dataset import open_dataset

NOW = datetime.fromisoformat("2026-03-10T10:00:00+08:00")  # a Tuesday
EVENING = NOW.replace(hour=19)


@pytest.fixture(scope="module")
def understander() -> Understander:
    """The understanding of the box, with its facilities' names."""
    town = open_dataset()
    return Understander.open(town.folder / "words", TownNames(town.places, town.facilities))


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("只要现在没关门的食堂就行", {"open_now": True}),
        ("这么晚了还有哪里能吃饭", {"open_now": True}),
        ("介晏了还有地方好吃饭伐", {"open_now": True}),
        ("食堂迭歇有饭伐", {"open_now": True}),
        ("食堂还有剩饭没有", {"open_now": True}),
        ("离关门还有一个钟头，食堂", {"open_now": True, "minutes": None}),
        ("This late, is anything open? canteen", {"open_now": True}),
        ("closed? canteen", {"open_now": True}),
        (
            "I'm in 仁济东院 now, hungry, any canteen",
            {"open_now": False, "place": "hospital-renji"},
        ),
        ("I've retired now, which canteen is near", {"open_now": False}),
        ("跟物业吵到现在，食堂在哪", {"open_now": False}),
        ("隔壁阿婆现在寻着了，想吃食堂", {"open_now": False}),
        ("饭票现在还要不要，食堂", {"open_now": False}),
        ("现在用餐的食堂开着吗", {"open_now": True}),
        ("我在上班，我爸想吃食堂，哪里有", {"open_now": False}),
        ("今晚还有食堂能吃饭吗", {"open_now": True, "at": EVENING}),
        ("canteen tonight", {"open_now": True, "at": EVENING}),
    ],
)
def test_what_is_asked_of_now(understander: Understander, text: str, slots: dict[str, Any]) -> None:
    """What is open is asked for in many words; "now" may only say how things stand."""
    query = understander.understand(text, NOW)
    assert query.categories == ("canteen",)
    assert query.at == slots.get("at")
    for slot, value in slots.items():
        assert getattr(query, slot) == value, slot


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("礼败六食堂做不做", {"at": "2026-03-14T10:00"}),
        ("星其天食堂有人么", {"at": "2026-03-15T10:00"}),
        ("下个礼拜衣下午三店食堂", {"at": "2026-03-16T15:00"}),
        ("明早七典食堂", {"at": "2026-03-11T07:00"}),
        ("明夭食堂开不开", {"at": "2026-03-11T10:00"}),
        ("mingtian zaoshang 7 dian shitang kai ma", {"at": "2026-03-11T07:00"}),
        ("xiawu san dian shitang kai ma", {"at": "2026-03-10T15:00"}),
        ("libai liu shitang kai ma", {"at": "2026-03-14T10:00"}),
        ("guoqing jie shitang kai men ma", {"at": "2026-10-01T10:00"}),
        ("十来份钟走得到的食堂", {"minutes": 10}),
        ("一课钟能走到的食堂", {"minutes": 15}),
        ("10 fen zhong zou de dao de shitang", {"minutes": 10}),
        ("10 fenzhong yinei de canteen", {"minutes": 10}),
        ("现再去还来得急吗，食堂", {"open_now": True}),
        ("canteen open tomorow?", {"at": "2026-03-11T10:00"}),
        ("is the canteen open on saterday", {"at": "2026-03-14T10:00"}),
        ("食堂现在还开们吗", {"open_now": True}),
    ],
)
def test_a_slip_in_a_word_of_time_is_mended(
    understander: Understander, text: str, slots: dict[str, Any]
) -> None:
    """Homophones and pinyin of time are heard in a sentence that is understood otherwise."""
    query = understander.understand(text, NOW)
    assert query.categories == ("canteen",)
    for slot, value in slots.items():
        wanted = datetime.fromisoformat(f"{value}:00+08:00") if slot == "at" else value
        assert getattr(query, slot) == wanted, slot


@pytest.mark.parametrize(
    "text",
    [
        "走不动，走一段要歇歇，食堂", "我每天走六千步，哪里有食堂", "肯德基三店旁边的食堂",
        "周姨问食堂在哪",
        "旧衣服回收箱在哪，食堂呢", "老乡问食堂在哪", "网上说有食堂", "两天连着下雨，食堂在哪",
    ],
)  # fmt: skip
def test_what_only_sounds_like_time_is_left(understander: Understander, text: str) -> None:
    """Nothing becomes a moment that was none: 走一 is no 周一, 箱在 no 现在."""
    query = understander.understand(text, NOW)
    assert (query.at, query.minutes, query.open_now) == (None, None, False)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("哎呀我说周四，你查成周二了", "2026-03-12T10:00"),
        ("刚刚讲礼拜三，我记错了，是礼拜五", "2026-03-13T10:00"),
        ("请你改一下，我要的是傍晚六点还开的", "2026-03-10T18:00"),
        ("我问明朝，侬看成后天哉", "2026-03-11T10:00"),
        ("是二十号，你算成十二号了", "2026-03-20T10:00"),
        ("弄错了，应该是下个礼拜一", "2026-03-16T10:00"),
        ("我说的是下午，你查成上午了", "2026-03-10T14:00"),
        ("I meant Sunday, you gave me Monday", "2026-03-15T10:00"),
        ("不是周六是周日", "2026-03-15T10:00"),
    ],
)
def test_a_moment_is_put_right(understander: Understander, text: str, at: str) -> None:
    """The one that she means, not the one that was made of it."""
    query = understander.understand(text, NOW)
    assert (query.at, query.corrects) == (datetime.fromisoformat(f"{at}:00+08:00"), True)


@pytest.mark.parametrize(
    ("text", "hour"),
    [("下午呢", 14), ("晚上呢", 19), ("那下午", 14), ("what about the evening?", 19)],
)
def test_a_part_of_the_day_alone_is_a_moment(
    understander: Understander, text: str, hour: int
) -> None:
    """The last question is asked again of it; who only greets asks nothing."""
    query = understander.understand(text, NOW)
    assert (query.follows, query.at) == (True, NOW.replace(hour=hour))
    assert understander.understand("早上好", NOW).at is None
