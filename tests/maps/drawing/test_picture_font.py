"""The font of pictures has every letter that a picture may write."""

from __future__ import annotations

from fontTools.ttLib import TTFont

from maps.drawing.canvas import text_width
from tests.maps.drawing.picture_font import FONT, wanted


def test_no_name_of_the_dataset_has_a_letter_that_the_font_lacks() -> None:
    """Texts, places, facilities and Latin names; pictures of emoji are no letters."""
    known = set(TTFont(FONT).getBestCmap())
    lacking = {letter for letter in wanted() if ord(letter) < 0x1F000 and ord(letter) not in known}
    assert lacking - set("🆘") <= set()


def test_a_licence_lies_beside_it_and_it_is_small() -> None:
    """The Open Font License goes wherever the font goes; 1.5 MB is what a package can bear."""
    assert "SIL OPEN FONT LICENSE Version 1.1" in FONT.with_name("OFL.txt").read_text("utf-8")
    assert FONT.stat().st_size <= 1_500_000


def test_chinese_letters_are_as_wide_as_they_are_high() -> None:
    """A letter that the font lacked would have the width of its empty box."""
    assert text_width("塘桥站", 20) == 60
    assert text_width("Töölö", 20) < 60
