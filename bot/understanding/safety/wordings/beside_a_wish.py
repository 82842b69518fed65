"""What is told beside a plain wish: "女儿要自杀,哪里有心理医生" tells of more than a doctor.

The wish makes a sentence sound harmless as a whole; the rest is weighed by itself.
"""

from __future__ import annotations

from bot.lazy_regex import regex

_SEEKS = "(?:哪里|哪儿|啥地方|哪个|哪家|去哪|到哪|送哪|附近)"
_AT_THE_END = regex(
    rf"[, ]*(?:请问|那|最近的?)?{_SEEKS}[^,]*$"
    r"|[, ]*(?:请问|那)?[^,]{1,6}(?:在哪里?|怎么走)[吗呀啊]?\??$"
    r"|[,. ]*(?:which|where|is there|are there)(?: [a-z']+){1,8}\??$"
)
_AT_THE_HEAD = regex(rf"^(?:请问|那)?{_SEEKS}[^,]*?(?:吗|么|伐|呢)?[, ]+")
_LEAST = 2


def told_beside_a_wish(text: str) -> str | None:
    """Give a normalised sentence without what is looked for in it; None where nothing is."""
    rest = _AT_THE_HEAD.sub("", _AT_THE_END.sub("", text), count=1).strip(" ,")
    return rest if rest != text.strip(" ,") and len(rest) >= _LEAST else None
