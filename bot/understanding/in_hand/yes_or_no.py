"""Whether something is asked of a service that is answered with yes or no, wherever it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex

if TYPE_CHECKING:
    from bot.understanding.turns.turn import Turn

_MAY = regex(
    "(?:可以|能够?|好|行|会|要|用|需要|是|收|给|让|算)[^,]{0,14}(?:吗|么|伐|吧|不)\\??$"
    "|能不能|可不可以|是不是|要不要|会不会|收不收|用不用|需不需要|好不好|算不算"
    "|^(?:can|may|could|do|does|is|are|will) (?:i|we|they|she|he|it|you|my [a-z]+)(?![a-z])"
)
# Whoever looks for a place asks where, what is near, or whether there is one.
_LOOKS = regex(
    "哪|附近|旁边|周围|近|怎么|几点|开[着门放]|[找去到]|地方|有没有|有.{0,6}(?:食堂|医院|卫生|站|点|中心|院|馆|店)"
    "|(?<![a-z])(?:where|near|nearby|closest|open|there|find|go)(?![a-z])"
)


def asks_yes_or_no(turn: Turn) -> bool:
    """Tell whether a matter is asked about, and no place looked for: "可以用医保吧"."""
    plain = turn.plain
    return _MAY.search(plain) is not None and _LOOKS.search(plain) is None
