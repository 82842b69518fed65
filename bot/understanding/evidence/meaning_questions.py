"""Questions what a kind of house is for: "日间照护中心是做啥的", "what is a day care centre"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.sentence import UNIT

if TYPE_CHECKING:
    from bot.understanding.lexicon.lexicon import WordSpan
    from bot.understanding.sentence import Sentence

_ASKS = regex(
    "(?:是|指的)?(?:什么|指什么|做什么|干什么|干嘛)(?:意思|的)?|什么[是叫]|有什么用|怎么回事|是怎么回事"
    "|what(?:'s| is| are| does)|mean(?:ing)?|explain"
)
_HOUSE = regex(
    "(?:站|点|中心|馆|院|所|堂|室|家|厅|步道)$"
    "|(?:station|cent(?:er|re)|place|point|hall|canteen|librar|clinic|home|path)[a-z]*$"
)
_FEW_CHARS = 3  # between the words; so much that no word explains does not change what is meant
_OF_OTHERS = frozenset({"outside", "intent", "advice"})


def meaning_asked(sentence: Sentence) -> str:
    """Give the kind of house of which it is asked what it is, or nothing.

    "食堂是什么时候开" asks when, and "围棋是什么" about no house.
    """
    asks = [span for span in sentence.of_kind("cue") if _ASKS.fullmatch(span.word.text)]
    for service in sentence.of_kind("category"):
        ask = next((one for one in asks if _stand_together(service, one, sentence)), None)
        house = _house(service, ask, sentence) if ask else ""
        if _HOUSE.search(house) and _is_all(service, sentence):
            return house
    return ""


def _stand_together(service: WordSpan, ask: WordSpan, sentence: Sentence) -> bool:
    start, end = min(service.end, ask.end), max(service.start, ask.start)
    between = {span.word.kind for span in sentence.spans if start <= span.start < end}
    strange = len(UNIT.findall(sentence.rest, start, end))
    return start <= end and strange <= _FEW_CHARS and between <= {"filler", "either"}


def _house(service: WordSpan, ask: WordSpan, sentence: Sentence) -> str:
    """Give the name of the house: what stands between it and "是什么" is of it."""
    end = max(ask.start, service.end)
    return sentence.text[service.start : end].removesuffix("到底").rstrip(" ,")


def _is_all(service: WordSpan, sentence: Sentence) -> bool:
    clause = sentence.clause(service.start)
    kinds = {span.word.kind for span in sentence.spans if clause[0] <= span.start < clause[1]}
    return sentence.unexplained([service]) <= _FEW_CHARS and kinds.isdisjoint(_OF_OTHERS)
