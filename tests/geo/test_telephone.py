"""What is a telephone number, and what a telephone dials for it."""

from __future__ import annotations

import pytest

from geo.telephone import dialled, is_telephone, local_length


@pytest.mark.parametrize(
    ("text", "number", "length"),
    [
        ("58311234", "58311234", 8),
        ("021-58311234", "02158311234", 8),
        ("021-5831 1234 转 8", "02158311234,8", 8),
        ("(021)58311234", "02158311234", 8),
        ("58311234/58311235", "58311234", 8),
        ("５８３１１２３４", "58311234", 8),
        ("021-5039512", "0215039512", 7),
        ("+86 21 5831 1234", "+862158311234", 8),
        ("+49 30 1234567", "+49301234567", None),
        ("13800138000", "13800138000", None),
        ("400-820-8820", "4008208820", None),
        ("12345", "12345", None),
    ],
)
def test_numbers_are_dialled(text: str, number: str, length: int | None) -> None:
    """An extension is dialled after a pause; only a landline has a local length."""
    assert dialled(text) == number
    assert local_length(text) == length


@pytest.mark.parametrize(
    "text", ["", "abc", "=1+1", "-3", "12", "<script>", "58311234王", "见门口"]
)
def test_what_is_no_number_is_never_dialled(text: str) -> None:
    """Nor is a text with a number in it."""
    assert not is_telephone(text)
    assert dialled(text) == ""
