"""Noto Sans CJK SC and Noto Sans → the letters of pictures: `maps/drawing/fonts`.

The first has Chinese and the Latin letters of Western Europe; the second adds those of other
languages, Greek and Cyrillic.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[3]
FONTS = ROOT / "maps/drawing/fonts"
FONT, LETTERS_FONT = FONTS / "NotoSansSC-subset.otf", FONTS / "NotoSans-subset.ttf"
_WRITTEN = ("data/*.geojson", "data/dataset.toml", "maps/**/*.toml")
_MORE = ((0x20, 0x7F), (0xA0, 0x100), (0x2010, 0x2017), (0x2460, 0x2474), (0x3000, 0x3018))
_LETTERS = ((0x100, 0x250), (0x370, 0x400), (0x400, 0x530), (0x1E00, 0x1F00))
"""Latin Extended-A and -B, Greek, Cyrillic, Latin Extended Additional."""
_BESIDES = ((0x20, 0x7F), (0xA0, 0x100), (0x2010, 0x2027))
"""What stands in the same names: a word is written in one font."""


def wanted() -> set[str]:
    """Give every letter of the texts and the dataset, of Latin names, and of GB/T 2312-1980.

    The 6,763 characters of that standard write nearly every name of a Chinese town.
    """
    texts = "".join(p.read_text("utf-8") for glob in _WRITTEN for p in sorted(ROOT.glob(glob)))
    rows = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    standard = b"".join(rows).decode("gb2312", "ignore")
    return {*filter(str.isprintable, texts), *standard, *_all_of(_MORE)}


def letters() -> set[str]:
    """Give the letters of names in the languages that are written with an alphabet of Europe."""
    return _all_of((*_LETTERS, *_BESIDES))


def _all_of(blocks: tuple[tuple[int, int], ...]) -> set[str]:
    return {chr(code) for block in blocks for code in range(*block)}


def main() -> None:
    """Write the subsets; the same sources give the same bytes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="NotoSansCJK-Regular.ttc")
    parser.add_argument("letters", type=Path, help="NotoSans-Regular.ttf")
    parser.add_argument("--number", type=int, default=2, help="of the font in it: Simplified")
    chosen = parser.parse_args()
    chinese = TTFont(chosen.source, fontNumber=chosen.number, recalcTimestamp=False)
    _cut(chinese, wanted(), FONT)
    _cut(TTFont(chosen.letters, recalcTimestamp=False), letters(), LETTERS_FONT)


def _cut(font: TTFont, kept: set[str], out: Path) -> None:
    from fontTools import subset  # not needed beside the fonts that were cut

    options = subset.Options(
        layout_features=[], hinting=False, notdef_outline=True,
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],
        drop_tables=["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "DSIG"],
    )  # fmt: skip
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(sorted(kept)))
    cutter.subset(font)
    font.save(out)


if __name__ == "__main__":
    main()
