"""Telephone numbers as people write them: what can be dialled, and what a telephone dials."""

from __future__ import annotations

import re
from functools import cache
from unicodedata import normalize

_FEWEST, _MOST = 3, 15
"""Digits: 110 has three, and no number of the world more than fifteen (ITU-T E.164)."""

_MOBILE, _SERVICE = "1", ("400", "800")


def is_telephone(text: str) -> bool:
    """Tell whether a text is one or more telephone numbers, and nothing else."""
    parts = _parts(text)
    return bool(parts) and all(map(_is_one, parts))


def dialled(text: str) -> str:
    """Give what a telephone dials for the first number of a text; empty when there is none."""
    if not is_telephone(text):
        return ""
    number, extension = _split(_parts(text)[0])
    digits = ("+" if number.startswith("+") else "") + _digits(number)
    return f"{digits},{extension}" if extension else digits


def local_length(text: str) -> int | None:
    """Count the digits of a landline without its area code; None for all other numbers."""
    number = _split(_parts(text)[0])[0] if is_telephone(text) else ""
    digits = _digits(re.sub(r"^(?:\+|00)86", "0", number))
    if number.startswith("+") and digits == _digits(number):
        return None
    if not digits.startswith("0"):
        is_other = digits.startswith((_MOBILE, *_SERVICE)) or len(digits) <= 6
        return None if is_other else len(digits)
    area = re.match(r"0(?:10|2\d|[3-9]\d\d)", digits)
    return len(digits) - area.end() if area else None


def _parts(text: str) -> list[str]:
    plain = normalize("NFKC", text)
    return [part.strip() for part in re.split(r"[,;、/\n]|或", plain) if part.strip()]


def _is_one(part: str) -> bool:
    number, _ = _split(part)
    return bool(number) and _FEWEST <= len(_digits(number)) <= _MOST


def _split(part: str) -> tuple[str, str]:
    """Part a number from its extension; the number is empty where it is none."""
    match = _number().fullmatch(part)
    return (match[1], match[2] or "") if match else ("", "")


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


@cache
def _number() -> re.Pattern[str]:
    extension = r"(?:转|分机|#|ext\.?|x)\s*(?:分机)?\s*(\d{1,6})"
    return re.compile(rf"(\+?\s*\(?\d[\d\s().–-]*)(?:{extension})?", re.IGNORECASE)
