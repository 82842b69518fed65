"""Noto Sans CJK SC → the letters that pictures are written with: `maps/drawing/fonts`."""

from __future__ import annotations

import argparse
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[3]
FONT = ROOT / "maps/drawing/fonts/NotoSansSC-subset.otf"
_WRITTEN = ("data/*.geojson", "data/dataset.toml", "maps/**/*.toml")
_MORE = ((0x20, 0x7F), (0xA0, 0x100), (0x2010, 0x2017), (0x2460, 0x2474), (0x3000, 0x3018))


def wanted() -> set[str]:
    """Give every letter of the texts and the dataset, of Latin names, and of GB/T 2312-1980.

    The 6,763 characters of that standard write nearly every name of a Chinese town.
    """
    texts = "".join(p.read_text("utf-8") for glob in _WRITTEN for p in sorted(ROOT.glob(glob)))
    rows = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    standard = b"".join(rows).decode("gb2312", "ignore")
    return {
        *filter(str.isprintable, texts),
        *standard,
        *(chr(code) for block in _MORE for code in range(*block)),
    }


def main() -> None:
    """Write the subset; the same source gives the same bytes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="NotoSansCJK-Regular.ttc")
    parser.add_argument("--number", type=int, default=2, help="of the font in it: Simplified")
    chosen = parser.parse_args()
    font = TTFont(chosen.source, fontNumber=chosen.number, recalcTimestamp=False)
    options = subset.Options(
        layout_features=[], hinting=False, notdef_outline=True,
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],
        drop_tables=["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "DSIG"],
    )  # fmt: skip
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(sorted(wanted())))
    cutter.subset(font)
    font.save(FONT)


if __name__ == "__main__":
    main()
