"""Which line of the last list is meant: "第二个", "最后一家", "它", "the second one"."""

from __future__ import annotations

import re

from bot.understanding.text.numbers import CHINESE_NUMBER, number

_THINGS = "个家处条所间号项座张位"
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
_LAST = re.compile(
    rf"最后(?:面的?)?那?一?[{_THINGS}]|倒数第一[{_THINGS}]?|(?<![a-z])the last(?: one)?(?! bus)"
)
_NTH = re.compile(
    rf"第\s?(\d{{1,2}}|{CHINESE_NUMBER})(?:[{_THINGS}]|(?=[几怎的电地在开关远呢搬吗]|$))"
    r"|(?<![\d:])(\d{1,2})号(?=[几怎的电地在开关远呢搬吗]|$)"
    r"|(?<![a-z])(?:number|no\.?|option|#) ?(\d{1,2}|one|two|three|four|five)(?![a-z\d])"
    r"|^(\d)$",
)
_ENGLISH_NTH = re.compile(
    rf"(?<![a-z])({'|'.join(_ORDINALS)})(?: one| place| option)?(?![a-z])"
    r"|(?<![a-z])([1-9])(?:st|nd|rd|th)(?![a-z])"
)
_NEAREST = re.compile(
    rf"最近的?(?:那一?|一|这)[{_THINGS}]|(?<=[去到])最近的(?=,|$)|(?<![a-z])(?:nearest|closest) one"
)
_IT = re.compile(
    rf"[它]|[这那该](?:一?[{_THINGS.replace('号', '')}]|地方|里|儿)(?!人)"
    r"|刚才那|上面那|(?<![a-z'])(?:its?|this one|that one|this place|that place)(?![a-z'])",
)


def pick_in(text: str) -> int | None:
    """Give the line of the last list that is meant: from 1, −1 for the last, 0 for "it"."""
    if _LAST.search(text):
        return -1
    found = _NTH.search(text)
    if found:
        return number(next(filter(None, found.groups())))
    english = _ENGLISH_NTH.search(text)
    if english:
        return _ORDINALS.get(english[1] or "") or int(english[2] or 0)
    if _NEAREST.search(text):
        return 1
    return 0 if _IT.search(text) else None
