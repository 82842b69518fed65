"""Flood, earthquake, storm, a house that gives way: advice of its own, and look-alikes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.understanding.query import Intent

if TYPE_CHECKING:
    from tests.bot.conversation.talk import Resident


@pytest.mark.parametrize(
    ("text", "number", "advice"),
    [
        ("水漫进来了", "119", "不要蹚水"),
        ("大水进屋了，出不去", "119", "不要碰水里的电线"),
        ("屋里水涨起来了，我妈走不动", "119", "不要蹚水"),
        ("积水到腰了，车里出不来", "119", "不要蹚水"),
        ("阿拉屋里淹脱了", "119", "不要蹚水"),
        ("flood in my house", "119", "do not wade"),
        ("地震了怎么办", "120", "桌子底下"),
        ("楼在晃", "120", "不要坐电梯"),
        ("地震哉", "120", "桌子底下"),
        ("the building is shaking", "120", "under a strong table"),
        ("earthquake", "120", "under a strong table"),
        ("柜子都在抖 是不是地震", "120", "桌子底下"),
        ("台风来了窗户碎了", "120", "离开窗户"),
        ("the wind smashed my window", "120", "away from the windows"),
        ("阳台玻璃被风吹碎了", "120", "离开窗户"),
        ("房子要塌了", "119", "空地"),
        ("墙塌了，下面压着人", "119", "120"),
    ],
)
def test_a_disaster_has_advice_of_its_own(
    talk: Resident, text: str, number: str, advice: str
) -> None:
    """The first line has a number, and what follows fits the danger."""
    reply = talk.says(text)
    assert reply.intent is Intent.EMERGENCY
    assert number in reply.text.splitlines()[0]
    assert advice in reply.text
    assert "着火" not in reply.text


@pytest.mark.parametrize(
    "text",
    [
        "地震来了往哪跑",
        "新闻说日本地震了",
        "四川又地震了",
        "电视说哪儿又地震，心慌慌",
        "学校地震演习",
        "唐山大地震是几几年",
        "楼上装修，楼在震动",
        "去年台风窗户碎了",
        "窗户玻璃破了 漏风",
        "台风要来了食堂开吗",
        "楼上漏水，水流到我家了",
        "马桶水漫出来",
        "小孩吵得房顶都要塌了",
        "水果涨到十块了",
        "泳池水到腰吗",
        "下雨出不去，附近有食堂吗",
        "is the road flooded",
        "earthquake in Japan",
        "My upstairs neighbour floods my bathroom",
    ],
)
def test_what_only_sounds_like_a_disaster_is_none(talk: Resident, text: str) -> None:
    """News, drills, another year, other lands, leaks, figures of speech."""
    assert talk.says(text).intent is not Intent.EMERGENCY


def test_a_flood_goes_on_until_the_water_is_gone(talk: Resident) -> None:
    """The floor and the way out are answered in the flood; then the next wish is a wish."""
    talk.says("水漫进来了")
    for said in ("在一楼", "出不去"):
        reply = talk.says(said)
        assert reply.intent is Intent.EMERGENCY
        assert "高处" in reply.text
    assert talk.says("水退了").text.startswith("没事就好")
    assert "119" not in talk.says("塘桥站附近的助餐点").text


@pytest.mark.parametrize(
    "text",
    [
        "我家停电 我爸靠制氧机",
        "妈妈的氧气机没电了",
        "制氧机坏了",
        "老人用呼吸机 停电了",
        "power cut, my father is on a ventilator",
    ],
)
def test_a_breathing_machine_without_power_is_an_alarm(talk: Resident, text: str) -> None:
    """The ambulance, and what is at hand; power that is back ends it."""
    reply = talk.says(text)
    assert reply.intent is Intent.EMERGENCY
    assert "120" in reply.text.split("\n")[0]
    assert any(words in reply.text for words in ("备用电池", "spare battery"))
    assert talk.says("来电了").intent is Intent.THANKS


@pytest.mark.parametrize("text", ["哪里租制氧机", "旧制氧机坏了往哪里扔", "手机没电了"])
def test_other_talk_of_machines_is_no_alarm(talk: Resident, text: str) -> None:
    """To rent one, to throw one away, a telephone without power."""
    assert talk.says(text).intent is not Intent.EMERGENCY


def test_who_needs_a_machine_when_the_power_is_cut(talk: Resident) -> None:
    """Told step by step, the number stands in both answers."""
    assert "120" in talk.says("家里没电了").text.split("\n")[0]
    assert "120" in talk.says("老人用呼吸机").text.split("\n")[0]


def test_somebody_in_the_lift_when_the_power_is_cut(talk: Resident) -> None:
    """The alarm of a lift."""
    assert "警铃" in talk.says("停电了 电梯里有人").text


def test_another_danger_in_a_disaster_is_heard(talk: Resident) -> None:
    """A fire after an earthquake is a fire."""
    talk.says("地震了")
    assert "离开着火的地方" in talk.says("家里着火了").text
