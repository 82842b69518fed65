"""Which characters no text of ours may hold: a terminal or a page would obey them."""

from __future__ import annotations

import re

UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ud800-\udfff]"
)
"""Control characters but tab and newline, orders to turn the writing around, halves of
characters."""
