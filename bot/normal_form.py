"""One spelling for the many ways a sentence can be written."""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from bot.lazy_regex import regex

if TYPE_CHECKING:
    import re

# A resident's question is short; of a longer text the beginning and the end say what is wanted.
HEAD_CHARS = 400
TAIL_CHARS = 200

_CHINESE = "㐀-鿿豈-﫿"
_PAUSE = regex(r"[^\w\s'+\-:./%#&?<>=*]+|(?<!\d)[:./]|[:./](?!\d)|(?<![a-z\d])-|-(?![a-z\d])")
_QUOTES = regex(r"[\"“”「」『』‘’`´]")
_NUMBER_SIGN = regex(r"(?<![a-z])(no)\.(?=\s?\d)")
_REPEATED = regex(r"([^\d\s])\1{2,}")
_SPACED = regex(rf"(?<=[{_CHINESE}])\s+(?=[{_CHINESE}])")
# A blank between two phrases is a pause; between single words it is how some programs write.
_SPOKEN_PAUSE = regex(
    rf"(?<=[{_CHINESE}]{{4}}) (?=[{_CHINESE}]{{2}})|(?<=[{_CHINESE}]{{2}}) (?=[{_CHINESE}]{{4}})"
)
_PAUSES = regex(r"[\s,]*,[\s,]*")
_BLANKS = regex(r"\s+")
_SIGN = regex(r"[^\w ,]")
_TONED = regex("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ]")
_TONES = regex("[\u0300\u0301\u0304\u030c]")
_ASKED = regex(r"\?+(?=\s*[^,\s?])")
_APOSTROPHE = regex(r"(?<=[a-z])['’‘´`](?=[a-z]|$|\s)")


def normalise(text: str) -> str:
    """Give the sentence in half-width lower case, simplified, with "," for every pause.

    A question mark stays, with a pause after it.

    A space between Chinese phrases is a pause, and between single words it vanishes. A character
    written three times or more is written once, and what cannot be seen is dropped.
    """
    plain = _simplified(_toneless(unicodedata.normalize("NFKC", text).casefold()))
    plain = _APOSTROPHE.sub("\x01", _NUMBER_SIGN.sub(r"\1 ", plain))
    plain = _QUOTES.sub("", plain).replace("\x01", "'")
    plain = _SIGN.sub(_visible, plain)
    plain = _ASKED.sub("?,", _REPEATED.sub(r"\1", _PAUSE.sub(",", plain)))
    plain = _SPACED.sub("", _SPOKEN_PAUSE.sub(",", _BLANKS.sub(" ", plain)))
    return _PAUSES.sub(",", plain).strip(", ")


def shortened(text: str) -> str:
    """Keep the beginning and the end of a text that is too long to be one question."""
    if len(text) <= HEAD_CHARS + TAIL_CHARS:
        return text
    return f"{text[:HEAD_CHARS]},{text[-TAIL_CHARS:]}"


def _toneless(text: str) -> str:
    """Drop the tones of pinyin: "fùjìn" is "fujin", and "lǜ" stays "lü"."""
    if text.isascii() or not _TONED.search(text):
        return text
    parts = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", _TONES.sub("", parts))


def spellings(word: str) -> tuple[str, ...]:
    """Give a word as it stands in a normalised sentence, with and without the marks of letters."""
    plain = normalise(word)
    if plain.isascii() or any(map(is_chinese, plain)):
        return (plain or word,)
    parts = unicodedata.normalize("NFD", plain)
    return plain, "".join(char for char in parts if not unicodedata.combining(char))


def is_chinese(char: str) -> bool:
    """Tell a Chinese character from everything else."""
    return "㐀" <= char <= "鿿" or "豈" <= char <= "﫿"


def _visible(sign: re.Match[str]) -> str:
    """Drop what has no width of its own; a sign, such as an emoji, is a pause."""
    char = sign[0]
    kind = unicodedata.category(char)
    if char.isspace():
        return " "
    if kind[0] in "CM":
        return ""
    return "," if kind in {"So", "Sk"} else char


def _simplified(text: str) -> str:
    """Write traditional characters the simplified way; most texts need no table at all."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        if any(map(is_chinese, text)):
            return text.translate(_traditional())
    return text


@cache
def _traditional() -> dict[int, str]:
    """Read zhconv's table, and no other of that file: importing its module takes 0.2 s."""
    spec = find_spec("zhconv")
    if spec is None or spec.origin is None:
        return {}
    text = Path(spec.origin).with_name("zhcdict.json").read_text(encoding="utf-8")
    begins = text.index("{", text.index('"zh2Hans"'))
    table, _ = json.JSONDecoder().raw_decode(text, begins)
    return {ord(old): new for old, new in table.items() if len(old) == 1 and len(new) == 1}
