"""Services that are named to be refused, and what is wished instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.lazy_regex import regex
from bot.understanding.text.stance import asks_both_ways, is_taken_back

if TYPE_CHECKING:
    from bot.understanding.lexicon.lexicon import WordSpan
    from bot.understanding.sentence import Sentence

_REFUSES = regex(
    r"不(?:会|想|能)?$|(?<![是要])(?:别(?:给我|跟我)?(?:推荐?|介绍|[说找发看])?|不(?:要|想|是|用|需要|找|去|看)(?:我?[去找问看])?|没说要去?|除了|勿要"
    r"|(?<![a-z])(?:don't|do not) (?:need|want)(?: an?| the)?|(?<![a-z])not (?:an?|the)) ?$"
)
_BUT = regex("除了[^,]{0,2}$")
_TOO = regex("[^,]{0,3},?我?(?:还|也)(?:想|要|得)")
_REFUSED = regex(r"(?:[^,]{0,4},|的|那个)?就?(?:免了|算了|不要(?=,|$)|不想?[要去用找]了|no thanks)")
_FEWEST_CHARS = 3


def is_besides(text: str, span: WordSpan) -> bool:
    """Whether it is one of two wishes: "除了吃饭的,还想找个下棋的"."""
    return bool(_BUT.search(text, 0, span.start) and _TOO.match(text, span.end))


def is_refused(text: str, span: WordSpan) -> bool:
    """Whether a service is refused: "别给我推|食堂", "食堂|就免了", "除了食堂,还有什么"."""
    clause = text.rfind(",", 0, span.start) + 1
    before = _REFUSES.search(text, clause, span.start)
    refused = before is not None and not asks_both_ways(text, before.start())
    if refused and is_besides(text, span):
        return False
    # A sofa that is not wanted any more is what she wants to throw away.
    left = span.word.key != "recycling" and _REFUSED.match(text, span.end) is not None
    return refused or left


class BesideRefusal(NamedTuple):
    """The services that are refused, and the clauses that refuse none; "" where none is left."""

    refused: frozenset[str]
    rest: str


def beside_refusal(sentence: Sentence) -> BesideRefusal:
    """Part what is refused from the rest: "不要吃饭,|要找地方坐坐", "找食堂,哦不,|找个歇脚的"."""
    text = sentence.text
    named = sentence.of_kind("category")
    away = [span for span in named if is_refused(text, span) or is_taken_back(text, span.end)]
    clauses = {sentence.clause(span.start) for span in away}
    starts = [0, *(at + 1 for at, sign in enumerate(text) if sign == ",")] if away else ()
    left = (text[slice(*one)] for one in map(sentence.clause, starts) if one not in clauses)
    rest = ",".join(left).strip(",")
    refused = frozenset(span.word.key for span in away)
    return BesideRefusal(refused, rest if len(rest) >= _FEWEST_CHARS else "")
