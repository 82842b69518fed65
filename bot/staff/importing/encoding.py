"""Finds the encoding of a text by what it holds: UTF-8, UTF-16 with its mark, GBK and GB18030."""

from __future__ import annotations

import codecs

from bot.staff.importing.cell_error import CellError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(content: bytes) -> str:
    """Read bytes as text. GB18030 holds GBK and GB2312; what is valid UTF-8 is UTF-8.

    Raises:
        CellError: they are in no such encoding.
    """
    named = next((name for mark, name in _MARKS if content.startswith(mark)), None)
    for encoding in [named] if named else ["utf-8", "gb18030"]:
        try:
            text = content.decode(encoding)
        except UnicodeError:
            continue
        if "\x00" not in text:
            return text
    raise CellError("no_encoding")
