"""Whether 120, 110 or 119 is a number to call, and not a bus, a price or a blood pressure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.safety.terms import Span

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from bot.understanding.safety.terms import TermMatches

# As digits, and as they are said and written down by ear: 幺二零, 要二零, 妖妖灵.
_ONE, _TWO, _NINE, _ZERO = "[1一幺么要腰妖夭]", "[2二两]", "[9九酒]", "[0零〇灵另洞林]"
_NUMBERS = {
    "ambulance": f"{_ONE} ?{_TWO} ?{_ZERO}|911|one two (?:zero|oh)|yao ?er ?ling",
    "police": f"{_ONE} ?{_ONE} ?{_ZERO}|one one (?:zero|oh)|yao ?yao ?ling",
    "firemen": f"{_ONE} ?{_ONE} ?{_NINE}|one one nine|yao ?yao ?jiu",
    "foreign": "112|999",
}
_PATTERNS = {name: regex(rf"(?<!\d)(?:{said})(?!\d)") for name, said in _NUMBERS.items()}
_COUNTED = regex(
    r"\s*(?:路|分|块|元|号|弄|室|平|斤|度|公里|千米|米|岁|天|年|页|个|步|克|毫|多|几|万|千|人|次|线"
    r"|栋|幢|层|楼|户|以外|之外|[-/~到至%.:]\s*\d"
    r"|(?:min|minute|yuan|rmb|km|m|kg|bus|people|year|day|step|metre|meter|page)s?\b)"
)
_MEASURED = regex(
    r"(?:血压|高压|低压|收缩压|舒张压|心率|心跳|体重|血糖|公交|公交车|坐|乘|门牌|房间|room|bus|no\.?"
    r"|number|is|:|/|第|共|约|只要|要价|[\d.](?!\s))\s*$"
)


def with_numbers(found: TermMatches) -> TermMatches:
    """Add the numbers to call as classes `ambulance`, `police`, `firemen`, `foreign`."""
    called = {name: tuple(_called(found.text, number)) for name, number in _PATTERNS.items()}
    called = {name: spans for name, spans in called.items() if spans}
    return replace(found, spans={**found.spans, **called}) if called else found


def _called(text: str, number: re.Pattern[str]) -> Iterator[Span]:
    for one in number.finditer(text):
        counted = _COUNTED.match(text, one.end())
        if not counted and not _MEASURED.search(text, 0, one.start()):
            yield Span(*one.span())
