"""Residents' names lead to the places they mean, and to nothing else."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.crs import distance_m
from geo.dataset.gazetteer import Gazetteer, Place
from geo.errors import UnknownNameError
from geo.facility import BilingualText, Geometry, LonLat, Shape
from tests.support.tangqiao import TANGQIAO

PLACES = TANGQIAO.places


def place(name: str, kind: str = "landmark", *aliases: str, line: str = "") -> Place:
    """Make a place; `line` is "lon,lat lon,lat …"."""
    vertices = tuple(LonLat(*map(float, pair.split(","))) for pair in line.split())
    shape = Shape.POINT if len(vertices) == 1 else Shape.LINE
    geometry = Geometry(shape, vertices) if vertices else None
    return Place(f"{kind}-{name}", BilingualText(name, name), aliases, kind, geometry, None, "test")


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("塘桥", "tangqiao"),
        ("塘桥站", "metro-tangqiao"),
        ("塘桥地铁站", "metro-tangqiao"),
        ("塘桥居委会", "committee-tangqiao"),
        ("浦建路", "street-pujian"),
        ("浦建路居委会", "committee-pujian"),
        ("龙阳路", "street-longyang"),
        ("龙阳", "committee-longyang"),
        ("宁阳路", "road-ningyanglu"),
        ("微山", "committee-weishan"),
        ("微山二村", "compound-weishanercun"),
        ("仁恒广场", "compound-renhengguangchang"),
        ("浦建小区", "compound-pujianxiaoqu"),
        ("东方路1523弄", "address-dongfanglu1523nong"),
        ("浦建路131号", "address-pujianlu131hao"),
        ("蓝村路东方路公交站", "bus-lancunludongfanglugongjiaozhan"),
        ("蓝村路东方路", "junction-lancun-dongfang"),
        ("儿童医学中心", "hospital-childrens"),
        ("塘桥公园", "park-tangqiao"),
        ("金浦小区", "committee-jinpu"),
        ("微山新村", "compound-weishanxincun"),
        ("香花", "committee-xianghua"),
        ("香花桥街", "committee-xianghua"),
        ("胡木", "committee-humu"),
        ("胡家木桥", "committee-humu"),
        ("浦建路东方路口", "junction-pujian-dongfang"),
        ("东方路浦建路口", "junction-pujian-dongfang"),
        ("  LANCUN road Station ", "metro-lancun"),
    ],
)
def test_a_name_means_one_place(name: str, place_id: str) -> None:
    """A bare name is the street or the town; a suffix names the station or the committee."""
    assert PLACES.named(name).id == place_id


def test_every_name_finds_its_place() -> None:
    """No name or alias of a place is lost, alone or in a sentence."""
    for known in PLACES:
        for name in known.names:
            (mention,) = PLACES.mentions(name)
            assert known in mention.places
            assert (mention.start, mention.end) == (0, len(name))


def test_an_unknown_name_suggests_close_ones() -> None:
    """A slip gets the names it may have been."""
    with pytest.raises(UnknownNameError, match=r"did you mean .*蓝村路站"):
        PLACES.named("兰村路站")
    with pytest.raises(UnknownNameError, match="name a street"):
        PLACES.named("qqqq")


def test_an_unknown_id_is_an_error() -> None:
    """An id comes from the program or from an old button: no guess."""
    assert PLACES.get("metro-tangqiao").kind == "metro"
    with pytest.raises(UnknownNameError, match="'metro-nowhere'"):
        PLACES.get("metro-nowhere")


def test_a_text_gives_its_longest_names_in_order() -> None:
    """The junction, not its two streets; the station, not the town; none twice."""
    text = "我在浦建路东方路口，从塘桥站走，Tangqiao Station也行，或者微山新村居委会"
    found = [(text[m.start : m.end], m.places[0].id) for m in PLACES.mentions(text)]
    assert found == [
        ("浦建路东方路口", "junction-pujian-dongfang"),
        ("塘桥站", "metro-tangqiao"),
        ("Tangqiao Station", "metro-tangqiao"),
        ("微山新村居委会", "committee-weishan"),
    ]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("微山二村", "微山2村"),
        ("宁阳路3弄", "宁阳路三弄"),
        ("浦建路60弄", "浦建路六十弄"),
        ("宁阳路12弄", "宁阳路十二弄"),
        ("东方路1523弄", "东方路1523弄"),
    ],
)
def test_a_number_in_a_name_is_read_either_way(written: str, said: str) -> None:
    """A name with a number up to 99 is found in figures and in characters."""
    assert PLACES.named(said) == PLACES.named(written)
    assert [mention.places for mention in PLACES.mentions(f"我住{said}")] == [
        mention.places for mention in PLACES.mentions(f"我住{written}")
    ]


def test_a_shared_name_gives_all_who_share_it() -> None:
    """塘桥 is the town, a station and a committee; what the bare name means comes first."""
    (mention,) = PLACES.mentions("塘桥")
    kinds = [shared.kind for shared in mention.places]
    assert kinds == ["subdistrict", "metro", "committee"]


def test_latin_names_are_whole_words() -> None:
    """A name inside a longer word is not that name; beside Chinese it is."""
    places = Gazetteer((place("Lancun"),))
    assert places.mentions("Lancunia, xLancun, Lancun2") == []
    assert [m.start for m in places.mentions("去lancun吧 LANCUN")] == [1, 9]


@given(st.text(alphabet=st.sampled_from("塘桥浦建路东方口站南泉İß😀 a"), max_size=60))
def test_mentions_lie_in_the_text(text: str) -> None:
    """Mentions are in order, do not overlap, and spell a name of each of their places."""
    mentions = PLACES.mentions(text)
    for mention in mentions:
        spelt = text[mention.start : mention.end].lower()
        assert all(spelt in map(str.lower, known.names) for known in mention.places)
    assert all(a.end <= b.start for a, b in itertools.pairwise(mentions))


def test_two_streets_have_a_crossing() -> None:
    """Either order of two streets finds their junction; streets that do not meet have none."""
    pujian, dongfang = PLACES.get("street-pujian"), PLACES.get("street-dongfang")
    assert PLACES.crossing(pujian, dongfang) == PLACES.crossing(dongfang, pujian)
    assert PLACES.crossing(pujian, dongfang) == PLACES.get("junction-pujian-dongfang")
    assert PLACES.crossing(pujian, PLACES.get("street-lancun")) is None


def test_the_point_of_a_street_is_half_way() -> None:
    """Half the length, not the middle vertex; no geometry, no point."""
    street = place("long", "street", line="0,0 0.001,0 0.002,0 0.010,0")
    assert street.point is not None
    assert street.point.lon == pytest.approx(0.005)
    assert place("lost").point is None


def test_the_error_of_a_street_reaches_its_ends() -> None:
    """Whoever is on a street is within its error of its point."""
    for street in PLACES.of_kind("street"):
        if street.geometry is not None and street.point is not None:
            far = max(distance_m(street.point, vertex) for vertex in street.geometry.vertices)
            assert street.position_error_m is not None
            assert far <= street.position_error_m


def test_demand_belongs_to_the_nearest_committee() -> None:
    """The nearest known middle counts; far from all of them nothing does."""
    near = PLACES.nearest_neighbourhood(LonLat(121.5221, 31.2081))
    assert near == PLACES.get("committee-guilong")
    assert PLACES.nearest_neighbourhood(LonLat(121.4737, 31.2304)) is None
    assert Gazetteer(()).nearest_neighbourhood(LonLat(0, 0)) is None
