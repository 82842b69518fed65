"""Inputs that were made to break something: files with damage, values that nobody expects."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

if TYPE_CHECKING:
    import random

VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**63, -(2**63), 10**30, 0.5, -0.0, 1e308, -1e308,
    float("nan"), float("inf"), "", " ", "0", "NaN", "\x00", "\x1b[2J", "\x9b31m", "\ud83d",
    "\udc00", "\u202e", "\ufeff", "＝1", "=1+1", "../../etc/passwd", "{0}", "%s", "<script>", "²",
    "１２", "一", "2026-02-30", "99:99", "Mo-Su 25:00", "好" * 300, [], {}, [[]], [None], {"": {}},
    {"id": 1}, [1e308, -1e308], ["\ud83d"], {"\x1b": "\x1b"},
)  # fmt: skip
"""JSON values, and some that only Python's JSON has."""

_BYTES = (
    b"\x00", b"\xff\xfe", b"\x80", b"\xed\xa0\x80", b"\x1b[2J", b"[" * 5000, b"{" * 300, b'"',
    b"\\", b"NaN", b"1e308", b"-1e400", b"9" * 5000, b"\\ud83d", b"<", b">", b"&#0;", b"<!--",
    b"\n", b"\r", b"=", b"''", b"\xe2\x80\xae", b"lat", b"181", b"-91", b"1e-320", b"2147483648",
)  # fmt: skip

_ATTRIBUTE = re.compile(rb'(?<==)"[^"<>]*"')
_NOT_XML = re.compile(r"[^\t\n\r -\ud7ff\ue000-\ufffd]")


def hostile_bytes(chance: random.Random, whole: bytes) -> bytes:
    """Damage a file in a few places: bits, holes, repeats, ends, strange words."""
    content = bytearray(whole)
    for _ in range(chance.choice((1, 1, 1, 2, 5, 20))):
        at = chance.randrange(len(content) + 1)
        length = chance.choice((1, 1, 4, 30, 500))
        match chance.randrange(6):
            case 0 if at < len(content):
                content[at] ^= 1 << chance.randrange(8)
            case 1:
                del content[at : at + length]
            case 2:
                content[at:at] = content[at : at + length] * chance.choice((1, 2, 10))
            case 3:
                content[at : at + length] = bytes(length)
            case 4:
                content[at:at] = chance.choice(_BYTES)
            case _:
                content[at : at + length] = chance.choice(_BYTES)
    if chance.random() < 0.1:
        del content[chance.randrange(len(content) + 1) :]
    return bytes(content)


def hostile_attributes(chance: random.Random, whole: bytes) -> bytes:
    """Give XML in which a few attributes are strange, or another's; it is still XML."""
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        values = list(_ATTRIBUTE.finditer(whole))
        start, end = chance.choice(values).span()
        strange = quoteattr(_NOT_XML.sub("", str(chance.choice(VALUES)))).encode()
        value = strange if chance.random() < 0.5 else chance.choice(values)[0]
        whole = whole[:start] + value + whole[end:]
    return whole


def hostile_value(chance: random.Random, value: Any) -> Any:  # noqa: ANN401 - JSON
    """Give JSON with one value somewhere in it replaced, removed, renamed or doubled."""
    if not value or chance.random() < 0.1:
        return chance.choice(VALUES)
    if isinstance(value, dict):
        return _hostile_object(chance, value)
    return _hostile_list(chance, value) if isinstance(value, list) else chance.choice(VALUES)


def _hostile_object(chance: random.Random, value: dict[str, Any]) -> dict[str, Any]:
    key = chance.choice(list(value))
    match chance.randrange(12):
        case 0:
            return {name: one for name, one in value.items() if name != key}
        case 1:
            return value | {chance.choice(("", "\x1b", "id", f"{key} ")): value[key]}
        case _:
            return value | {key: hostile_value(chance, value[key])}


def _hostile_list(chance: random.Random, value: list[Any]) -> list[Any]:
    place = chance.randrange(len(value))
    match chance.randrange(12):
        case 0:
            return value[:place] + value[place + 1 :]
        case 1:
            return [*value, value[place]]
        case _:
            return [*value[:place], hostile_value(chance, value[place]), *value[place + 1 :]]


def hostile_json(chance: random.Random, value: Any) -> bytes:  # noqa: ANN401 - JSON
    """Write JSON that is wrong in its values, in its bytes, or in both."""
    changed = hostile_value(chance, value) if chance.random() < 0.8 else value
    text = json.dumps(changed, ensure_ascii=chance.random() < 0.5)
    content = text.encode("utf-8", "surrogatepass")
    return hostile_bytes(chance, content) if chance.random() < 0.3 else content
