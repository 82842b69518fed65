"""Many days at once, "下周", "暑假": no single one of them is said, so none can be looked up."""

from __future__ import annotations

from bot.lazy_regex import regex

_NO_DAY = "(?![一二三四五六日天末1-6年期岁边围份初底中内刊])"
_SPAN = regex(
    rf"(?:(?<![个一两二三])下+个?|这个?|本)(?:周|月){_NO_DAY}|下个?季度|[上下]半年|[暑寒]假"
    r"|(?<![a-z])(?:(?:next|this) (?:week|month)|(?:summer|winter) (?:holidays?|vacation))(?![a-z])"
)


def spans_of_days_in(text: str) -> list[tuple[int, int]]:
    """Give where a normalised text, its single days blanked out, names many days."""
    return [found.span() for found in _SPAN.finditer(text)]


def is_span_of_days(words: str) -> bool:
    """Tell whether some words are the name of many days, and of nothing else."""
    return _SPAN.fullmatch(words) is not None
