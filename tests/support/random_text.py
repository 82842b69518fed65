"""Random texts: of all Unicode, of words of residents, of code, mixed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

_BITS = (
    "' OR 1=1; DROP TABLE feedback;--", "<script>alert(1)</script>", "</pre>&lt;", "{0}{x!r}%s",
    "附近", "食堂", "卫生站", "怎么走", "第一个", "救命", "塘桥站", "T-0001", "near", "open now",
    "\u202e", "\u200b", "\x00", "🍜", "ⅷ", "①", "\ud7ff", "é", "𠮷", "\n", "1+1+1",
)  # fmt: skip


def random_text(chance: random.Random) -> str:
    """Give 1 to 4,000 characters: of all Unicode, of words, of code, mixed."""
    length = chance.choice((1, 2, 5, 20, 100, 1000, 4000))
    size = chance.randint(1, length)
    text = ""
    while len(text) < size:
        if chance.random() < 0.5:
            text += chance.choice(_BITS)
        else:
            point = chance.choice((0x7F, 0xFFF, 0x9FFF, 0x10FFFF))
            char = chr(chance.randint(0, point))
            text += "" if "\ud800" <= char <= "\udfff" else char
    return text[:size]
