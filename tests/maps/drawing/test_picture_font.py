"""The font of pictures has every letter that a picture may write."""

from __future__ import annotations

from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw

from maps.drawing.text_line import TextLine, text_width
from tests.maps.drawing.picture_font import FONT, LETTERS_FONT, wanted


def test_no_name_of_the_dataset_has_a_letter_that_the_font_lacks() -> None:
    """Texts, places, facilities and Latin names; pictures of emoji are no letters."""
    known = set(TTFont(FONT).getBestCmap())
    lacking = {letter for letter in wanted() if ord(letter) < 0x1F000 and ord(letter) not in known}
    assert lacking - set("🆘") <= set()


def test_names_of_europe_are_written() -> None:
    """Polish, Turkish, Hungarian, Romanian, Vietnamese, Greek and Russian letters are there."""
    known = set(TTFont(LETTERS_FONT).getBestCmap())
    names = "Łódź Kızılay Győr București Đường Αθήνα Москва Київ Őrség Nižná ţş"
    assert {letter for letter in names if ord(letter) not in known} == set()
    assert LETTERS_FONT.stat().st_size <= 100_000


def test_a_name_in_two_scripts_is_one_line() -> None:
    """Chinese and Polish: as wide as both, and both are drawn."""
    both = text_width("我在Łódź", 20)
    assert both == text_width("我在", 20) + text_width("Łódź", 20)
    empty = text_width("\U000f0000", 20)
    assert empty not in {text_width("Ł", 20), text_width("\u2019", 20), text_width("\u201e", 20)}
    image = Image.new("L", (200, 40))
    TextLine("我在Łódź", 20).draw(ImageDraw.Draw(image), (100, 20), "mm", 255, 0)
    left, top, right, bottom = image.getbbox() or (0, 0, 0, 0)
    assert abs((left + right) / 2 - 100) < 3
    assert abs((top + bottom) / 2 - 20) < 5
    assert right - left > both - 6


def test_a_licence_lies_beside_it_and_it_is_small() -> None:
    """The Open Font License goes wherever the font goes; 1.5 MB is what a package can bear."""
    assert "SIL OPEN FONT LICENSE Version 1.1" in FONT.with_name("OFL.txt").read_text("utf-8")
    assert FONT.stat().st_size <= 1_500_000


def test_chinese_letters_are_as_wide_as_they_are_high() -> None:
    """A letter that the font lacked would have the width of its empty box."""
    assert text_width("塘桥站", 20) == 60
    assert text_width("Töölö", 20) < 60
