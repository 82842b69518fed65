"""Questions about a service or a facility that no source answers: whether cards are taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.text.length import is_short

if TYPE_CHECKING:
    from bot.understanding.lexicon.lexicon import WordSpan
    from bot.understanding.sentence import Sentence

_CLAUSE = regex(r"[^,]+")
_YES_OR_NO = regex(
    r"(?:吗|么|伐|没有?)\??$|([^\W\d_])[不没]\1|有没有|(?:可以|行|好)不\??$"
    r"|(?<![a-z])(?:do they|does it|is there a|do you|can i|may i|are there) "
    r"|(?<![a-z])(?:is it|are they|have they|can they) |(?<![a-z])(?:have|has) [a-z ]+\?$"
)
# Whether there is such a place at all, whether it is open, whether something is just.
_OF_OTHER_KINDS = regex(
    "地方|机构|去处|活动|什么|哪|受理|值班|开[门着放们]|停不停|关|截止|暂停|高不高|开始|结束|合理|^社区[有能]|这种"
)
_PARTICLES = regex(r"^(?:的|都|也|里面?|那边|那里|,)+|(?:吗|么|伐|呢|\?)+$")
_IT = regex("[这那](?:家|个|里|边|儿)|[它伊]")
_LETTERS = regex(r"[a-z]{3,}|[㐀-鿿]")
_HAS_ONE = regex(r"有没有\w|有\w[吗么伐]")
# What a house is fitted with: no source tells.
_FITTED = regex("厕所|卫生间|空调|电梯|座位|停车|坡道|台阶|楼梯|扶手|无障碍")
_MOST_CHARS = 16
_FEW_CHARS = 2
_OF_OTHERS = frozenset({"filler", "outside"})
# Words that the answer speaks to: where, whether open, how to get there, for whom.
_ANSWERED = frozenset(
    {
        *("cue.where", "cue.near", "cue.now", "cue.then", "cue.how", "cue.fact", "cue.when"),
        *("intent.detail", "intent.route", "intent.more", "intent.feedback", "intent.thanks"),
        *("intent.human", "complaint.who_cares", "cue.follow"),
    }
)


def untold_in(sentence: Sentence) -> tuple[str, ...]:
    """Give what is asked with yes or no, in words that nothing was made of.

    "食堂刷医保卡可以伐": what is asked is what follows the service, and some word of it is a
    thing that no source speaks of.
    """
    clauses = (found.span() for found in _CLAUSE.finditer(sentence.text))
    starts = ((_after_head(sentence, *clause), clause[1]) for clause in clauses)
    return tuple(
        _PARTICLES.sub("", sentence.text[start:end])
        for start, end in starts
        if _is_untold(sentence, start, end)
    )


def _after_head(sentence: Sentence, start: int, end: int) -> int:
    """Where a clause goes on behind what it is about: a service, a line, a facility, a place."""
    heads = [(span.start, span.end) for span in sentence.of_kind("category")]
    heads += (*sentence.pick.spans, *sentence.mentions.spans, *sentence.times.spans)
    heads += (found.span() for found in _IT.finditer(sentence.text))
    heads += [sentence.called[:2]] if sentence.called else []
    return max((until for begin, until in heads if start <= begin < end), default=start)


def _is_untold(sentence: Sentence, start: int, end: int) -> bool:
    asked = sentence.text[start:end]
    short = is_short(asked, _MOST_CHARS)
    if not (short and _YES_OR_NO.search(asked)) or _OF_OTHER_KINDS.search(asked):
        return False
    used = any(start <= begin < end for begin, _, _ in sentence.attributes)
    spans = [span for span in sentence.spans if start <= span.start < end]
    used = used or any(map(_is_answered, spans))
    return not used and (
        any(map(_is_thing, spans))
        or len(_LETTERS.findall(sentence.rest, start, end)) >= _least(asked)
    )


def _least(asked: str) -> int:
    """How many strange characters make a thing: one does in "有没有灯"."""
    return 1 if _HAS_ONE.fullmatch(asked) else _FEW_CHARS


def _is_answered(span: WordSpan) -> bool:
    """Whether the answer speaks to a word: not to "有空调吗", though it asks for details."""
    return f"{span.word.kind}.{span.word.key}" in _ANSWERED and not _FITTED.search(span.word.text)


def _is_thing(span: WordSpan) -> bool:
    """Whether a word that is known for other matters names what is asked about."""
    return _FITTED.search(span.word.text) is not None or (
        span.word.kind in _OF_OTHERS and len(span.word.text) > 1
    )
