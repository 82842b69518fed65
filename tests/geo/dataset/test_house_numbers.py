"""A house number that nobody listed lies between its neighbours, as far as that tells."""

from __future__ import annotations

import re

import pytest

from geo.crs import distance_m
from geo.dataset.gazetteer import Gazetteer
from geo.errors import UnknownNameError
from tests.support.tangqiao import TANGQIAO

PLACES = TANGQIAO.places
LISTED = PLACES.of_kind("address")


def test_an_unlisted_number_lies_between_its_neighbours() -> None:
    """Half-way in numbers is half-way in metres, on the same side, with both named."""
    place = PLACES.named("浦建路41号")
    low, high = (PLACES.named(name).point for name in ("浦建路15号", "浦建路47号"))
    assert place.point is not None
    assert low is not None
    assert high is not None
    assert place.between == ("浦建路15号", "浦建路47号")
    share = distance_m(low, place.point) / distance_m(low, high)
    assert share == pytest.approx((41 - 15) / (47 - 15), abs=0.02)
    assert place.position_error_m is not None
    assert place.position_error_m >= distance_m(low, high) / 2


def test_every_listed_number_would_be_found_without_its_entry() -> None:
    """The error is honest: each listed number, left out, lies within it and its own error."""
    tried = 0
    for known in LISTED:
        number = re.fullmatch(r"(.+?)(\d+)(弄|号)", known.name.zh)
        if number is None or known.point is None:
            continue
        others = Gazetteer(tuple(place for place in PLACES if place != known))
        try:
            guess = others.named(known.name.zh)
        except UnknownNameError:
            continue
        if guess.between and guess.point is not None:
            tried += 1
            apart = distance_m(guess.point, known.point)
            allowed = (guess.position_error_m or 0) + (known.position_error_m or 0)
            assert apart <= allowed, known.name.zh
    assert tried > 40


@pytest.mark.parametrize("name", ["东方路3号", "东方路9999号", "浦三路5弄", "环龙路120号"])
def test_a_number_without_neighbours_is_its_street(name: str) -> None:
    """Beyond the listed numbers, and on a street with too few, nothing is made up."""
    place = PLACES.named(name)
    assert place.kind == "street"
    (mention,) = PLACES.mentions(f"我住{name}附近")
    assert mention.places[0] == place


def test_odd_and_even_numbers_are_on_two_sides() -> None:
    """An odd number has odd neighbours."""
    for number in (1305, 1306):
        place = PLACES.named(f"南泉路{number}号")
        assert place.between
        for neighbour in place.between:
            found = re.search(r"\d+", neighbour)
            assert found is not None
            assert int(found[0]) % 2 == number % 2


def test_the_id_of_a_number_finds_it_again() -> None:
    """What a session keeps leads to the same place; nonsense to none."""
    place = PLACES.named("东方路1525弄")
    assert PLACES.get(place.id) == place
    (mention,) = PLACES.mentions("我住东方路1525弄，附近有食堂吗")
    assert mention.places == (place,)
    assert mention.end - mention.start == len("东方路1525弄")
    for nonsense in ("street-dongfang~9999号", "street-nowhere~3号", "street-dongfang~x"):
        with pytest.raises(UnknownNameError):
            PLACES.get(nonsense)
