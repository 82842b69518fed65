"""Whether somebody tells of a death in the family: it is met with a word before any list."""

from __future__ import annotations

from bot.lazy_regex import regex
from bot.understanding.text.people import FAMILY, FAMILY_EN

_DIED = (
    "走(?:[了脱]|掉了)(?!吗|没|丢|散|失|[^,]{0,2},(?:去|回|到|坐|先))"
    "|去世|过世|病故|过辈|往生|没了|没脱|不在了|老掉了|死了|死脱"
)
_LOSS = regex(
    rf"(?:{FAMILY}|先生|太太)[^,]{{0,6}}(?:{_DIED})"
    rf"|(?<![a-z])(?:{FAMILY_EN}|partner)(?: [a-z]+){{0,2}} (?:died|passed away|is gone|is dead)"
    rf"(?![a-z])|(?<![a-z])(?:widow|widowed|lost my (?:{FAMILY_EN}))(?![a-z])"
)


def tells_of_a_loss(text: str) -> bool:
    """Whether a normalised sentence tells that one of the family died."""
    return _LOSS.search(text) is not None
