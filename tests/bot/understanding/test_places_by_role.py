"""Of the places in a sentence the one is taken where somebody is, or goes."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.understanding.places.coordinates import coordinates_in
from bot.understanding.query import Intent
from bot.understanding.understander import TownNames, Understander
from geo.dataset.dataset import open_dataset
from geo.facility import LonLat

NOW = datetime.fromisoformat("2026-03-10T10:00:00+08:00")


@pytest.fixture(scope="module")
def understander() -> Understander:
    """The understanding of the box, with its facilities' names."""
    town = open_dataset()
    return Understander.open(town.folder / "words", TownNames(town.places, town.facilities))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("我从塘桥站搬到蓝村路了，附近食堂", "street-lancun"),
        ("以前住蓝村路，现在搬到怡东了，食堂", "committee-yidong"),
        ("我不在塘桥站，我在蓝村路站，食堂", "metro-lancun"),
        ("说错了，是蓝村路不是蓝高", "street-lancun"),
        ("我在北京，妈妈住塘桥贵龙居委，她想配药", "committee-guilong"),
        ("在杭州工作，给妈妈问：她住龙园，食堂在哪", "committee-longyuan"),
        ("塘桥那边的食堂，我住怡东", "committee-yidong"),
        ("canteen near Lancun Road station, not Tangqiao station", "metro-lancun"),
        ("女儿在宝山，爸爸在塘桥，他想看书", "tangqiao"),
        ("我妈住塘桥街道，靠近浦东南路，想量血糖", "street-pudong-south"),
        ("龙圆居委附近的食堂", "committee-longyuan"),
        ("浦健小区住的，哪里量血压", "compound-pujianxiaoqu"),
        ("南权路上的食堂", "street-nanquan"),
        ("男泉新村有老年食堂吗", "compound-nanquanxincun"),
        ("塘侨站旁边有食堂吗", "metro-tangqiao"),
        ("浦东男路上的养老院", "street-pudong-south"),
        ("canteen? I'm at Ehai", "compound-ehaixiaoqu"),
        ("家住龙园，这会儿在怡东花园，哪里有食堂", "compound-yidonghuayuangongyu"),
        ("家是贵龙居委，单位是龙园，食堂", "committee-guilong"),
        ("我早搬离贵龙了，现住南浦城，食堂", "compound-nanpucheng"),
        ("不走蓝村路，塘桥新路上的食堂", "street-tangqiao-new"),
        ("峨海这头有食堂吗", "compound-ehaixiaoqu"),
        ("我蹲勒峨海，想量量血压", "compound-ehaixiaoqu"),
        ("阿拉住勒峨海搿搭，哪里好吃饭", "compound-ehaixiaoqu"),
        ("home Guilong, now park Tangqiao, canteen", "park-tangqiao"),
    ],
)
def test_the_place_is_hers(understander: Understander, text: str, place: str) -> None:
    """A former home, a denied place, a city far away, a larger area: none is; slips are mended."""
    query = understander.understand(text, NOW)
    assert query.place == place
    assert query.place_text is None


@pytest.mark.parametrize(
    "text",
    [
        "塘桥美好生活馆怎么走",
        "塘桥养护院电话",
        "北园路美好生活馆几点开",
        "塘桥社区文化活动中心在哪",
    ],
)
def test_the_name_of_a_facility_moves_nobody(understander: Understander, text: str) -> None:
    """A place inside a facility's name is none."""
    query = understander.understand(text, NOW)
    assert (query.place, query.place_text) == (None, None)


@pytest.mark.parametrize(
    ("text", "start", "goal"),
    [
        ("从塘桥站怎么走到蓝村路站", "metro-tangqiao", "metro-lancun"),
        ("蓝村路站到塘桥公园怎么走", "metro-lancun", "park-tangqiao"),
        ("塘桥公园怎么走", None, "park-tangqiao"),
        ("我在蓝村路，要回塘桥站怎么走", "street-lancun", "metro-tangqiao"),
        ("从仁恒广厂走到塘桥公园多久", "compound-renhengguangchang", "park-tangqiao"),
        ("塘桥公园从蓝村路站怎么走", "metro-lancun", "park-tangqiao"),
        ("walk from Tangqiao Park to Renji Hospital", "park-tangqiao", "hospital-renji"),
        (
            "metro Tangqiao to Children's Medical Center",
            "metro-tangqiao",
            "hospital-childrens",
        ),
    ],
)
def test_two_places_make_a_way(
    understander: Understander, text: str, start: str | None, goal: str
) -> None:
    """The one it begins at and the one it leads to; without a beginning it begins where she is."""
    query = understander.understand(text, NOW)
    assert query.intent is Intent.ROUTE
    assert (query.place, query.goal, query.categories) == (start, goal, ())


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("canteen near Lancun Road metro", "metro-lancun"),
        ("I am at Lancun Rd metro station", "metro-lancun"),
        ("塘桥地铁口有食堂吗", "metro-tangqiao"),
        ("蓝村站附近的食堂", "metro-lancun"),
        ("蓝村路6号线出来，食堂", "metro-lancun"),
        ("canteen near Weishan Third Village", "compound-weishansancun"),
        ("home is Weishan No. 2 village, canteen", "compound-weishanercun"),
        ("clinic close to Nanquan New Village", "compound-nanquanxincun"),
    ],
)
def test_a_place_has_many_names(understander: Understander, text: str, place: str) -> None:
    """A station by its metro, a numbered village in English."""
    assert understander.understand(text, NOW).place == place


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("陆家嘴有助餐点吗", "陆家嘴"),
        ("我不在塘桥，我在金杨", "金杨"),
        ("妈妈住在久事星海公寓里，附近食堂", "久事星海公寓"),
        ("食堂，澳丽新月花苑", "澳丽新月花苑"),
        ("柳荫苑往东有食堂吗", "柳荫苑"),
        ("我在一个叫青竹庭的小区，哪里有食堂", "青竹庭"),
        ("宋家宅这边有食堂吗", "宋家宅"),
        ("槐树弄21号，食堂在哪", "槐树弄21号"),
        ("上海科技馆附近有食堂吗", "上海科技馆"),
        ("第三人民医院附近有食堂吗", "第三人民医院"),
        ("我住勒绿波苑，附近食堂", "绿波苑"),
        ("扬州的食堂在哪里", "扬州"),
    ],
)
def test_an_unknown_place_is_told_by_its_words(
    understander: Understander, text: str, name: str
) -> None:
    """What looks like a place and is none of ours is named, and nothing else with it."""
    query = understander.understand(text, NOW)
    assert query.place is None
    assert query.place_text == name


@pytest.mark.parametrize(
    "text",
    [
        "医院旁边的养老院",
        "图书馆附近吃饭",
        "我户口在安徽，能办居住证吗",
        "儿女都在国外，哪里有食堂",
        "外国护照能借书吗",
        "不要陆家嘴的食堂",
        "医保定点的医院",
        "从崇明来带孙子的，食堂在哪",
        "我人在国外，妈妈要看病",
        "我是韩国人，想找食堂",
        "隔壁弄堂附近的食堂",
        "换成无障碍的路再说一遍",
        "改成年轻人走路的速度",
        "搬居住正在那里",
        "就前面你讲的那个第二个",
    ],
)
def test_no_other_words_are_a_place(understander: Understander, text: str) -> None:
    """A kind of place, a denied one and where somebody is from are none that is asked about."""
    assert understander.understand(text, NOW).place_text is None


@pytest.mark.parametrize(
    "text",
    [
        "121.517,31.207", "31.207,121.517", "121.517, 31.207", "121.517 31.207",
        "北纬31.207,东经121.517", "lon 121.517 lat 31.207", "31.207/121.517",
    ],
)  # fmt: skip
def test_a_typed_position_is_a_place(text: str) -> None:
    """In either order, with or without words."""
    found = coordinates_in(text)
    assert found is not None
    assert found.point == LonLat(121.517, 31.207)


@pytest.mark.parametrize("text", ["1.5,2.5", "3.14", "9.30,10.30", "181.5,31.2", "121.5,95.2"])
def test_other_numbers_are_no_position(text: str) -> None:
    """Prices, hours and what lies off the globe."""
    assert coordinates_in(text) is None
