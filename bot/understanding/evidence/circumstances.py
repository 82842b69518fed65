"""What is told of life beside a wish: where somebody works, whom she looks after, what is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.sentence import UNIT

if TYPE_CHECKING:
    from bot.understanding.lexicon.lexicon import WordSpan
    from bot.understanding.sentence import Sentence

_WORKS = regex("的?(?:上班(?![吗么伐不没]|时间|时候)|工作|打工|做过|做护|当护|里上班)")
_DONE = regex("[完好](?:了)?(?:出来|回来|以后|之后|,)|[完好]了?(?=马上|就)")
_COMPLETED = regex("[完好](?!好)")
_WELL_DONE = regex("了(?=,|想|要|肚|饿|出)")  # "看好病|了,想吃饭"
_WORKPLACE = regex("(?:在|·|当)[^,想要找]{0,6}$|(?<![a-z])i $")
_SERVES = regex("我在[^,想要找]{0,8}[做当]$")
_BY_TRADE = regex("的(?!地方|机会)|[^,]{0,2}在(?!哪)|(?: in| at)")
_TRADES = frozenset({"工作", "打工", "干活", "work"})
_CARERS = frozenset({"保姆", "护工", "钟点工"})
_FOUND_BEFORE = regex("(?:上次|上回|上趟|昨天|前几天)[^,]{0,6}找到了?的?$")
_TELLS = regex(
    r"我(?:是|来|在)|[了的](?=,|$)|带|陪|说|以前|刚|退休|照顾|每天|(?<![今明后昨])天天|经常|常常"
    r"|(?<![a-z])(?:i am|i'm|my|he|she)(?![a-z])"
)


def is_setting(span: WordSpan, text: str) -> bool:
    """Whether it is where somebody works, or what is done: "在医院上班", "打完针出来"."""
    if _WORKS.match(text, span.end) or _DONE.match(text, span.end):
        return True
    if _COMPLETED.search(text, span.start, span.end) and _WELL_DONE.match(text, span.end):
        return True
    if _FOUND_BEFORE.search(text, 0, span.start):
        return True
    if span.word.text in _CARERS:
        return _SERVES.search(text, 0, span.start) is not None
    return span.word.text in _TRADES and bool(
        _WORKPLACE.search(text, 0, span.start) or _BY_TRADE.match(text, span.end)
    )


def is_told(span: WordSpan, sentence: Sentence) -> bool:
    """Whether the clause says more than the service itself."""
    start, end = sentence.clause(span.start)
    return (
        UNIT.search(sentence.rest, start, end) is not None
        or _TELLS.search(sentence.text, start, end) is not None
    )
