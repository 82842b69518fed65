"""What a sentence says that nothing was made of: to be said back, never passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.evidence.walking_ability import AVOIDS_STEPS
from bot.understanding.lexicon.patterns import masked
from bot.understanding.moments.clock import is_measured
from bot.understanding.slots.attributes import conditions_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.understanding.sentence import Sentence

_NUMBER = r"[初廿卅零一二三四五六七八九十百\d]{1,4}"
# Words of time and of length, in whatever form, that were not read as a moment or a walk.
_UNREAD = regex(
    rf"{_NUMBER}(?:那天|那日|这天|[号日](?![线楼室院弄口店常期本记]))"
    rf"|(?<![大小高低快慢近远早晚好轻多少短长宽])(?!一点(?!钟)){_NUMBER}(?:点钟?|时(?!.?岁))"
    r"(?![儿心候间])"
    rf"|{_NUMBER}(?:步路?(?![走道])|站路|站地)"
    r"|[㐀-鿿](?:节|假)(?:那天|期间|里)|(?:年后|节后|节前|年前|开春|改天|过几天|过两天|下次)"
)
# Where no hours are asked about, the weather and the season are told as a reason.
_SEASON = regex("下雨天?|雨天|刮风|高温|夏天|冬天|春天|秋天")
_HOURS = ("cue.now", "cue.then", "intent.detail")

# What is not wanted, in words that name no facility: "除了吃饭那个".
_LEFT_OUT = regex(
    r"(?:除了|除掉|除开)(?![这那刚你])[^,·]{1,10}?(?:那[家个]|以外|之外)(?!没)"
    r"|(?<![a-z])(?:except|other than|besides) (?!the (?:first|second|third))"
    r"[a-z ]{3,30}?(?= one|,|$)"
)


def unheard_in(sentence: Sentence) -> tuple[str, ...]:
    """Give the words that carry a meaning and were not used, as written, in their order."""
    spans = () if sentence.left_out else _LEFT_OUT.finditer(sentence.masked)
    left_out = (found.span() for found in spans)
    unheard = sorted({*_times(sentence), *_conditions(sentence), *left_out})
    return tuple(sentence.text[start:end] for start, end in unheard)


def _times(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """A time that is none of the moments read; one of the past where a moment was asked about."""
    for found in _UNREAD.finditer(masked(sentence.masked, sentence.pick.spans)):
        if not is_measured(sentence.text, found.start()):
            yield found.span()
    if sentence.has(*_HOURS):
        yield from (found.span() for found in _SEASON.finditer(sentence.masked))
    yield from (span for span in sentence.times.long if _is_asked_of(sentence, span))
    past = sentence.times.past
    start = sentence.text.find(past) if past else -1
    if past and not sentence.moment and _asks_hours(sentence, start):
        yield start, start + len(past)


def _is_asked_of(sentence: Sentence, span: tuple[int, int]) -> bool:
    """Whether something is asked of many days, and they are not told: "下个月搬来,有食堂吗"."""
    start, end = sentence.clause(span[0])
    services = [one.start for one in sentence.of_kind("category")]
    alone = not services and start == 0 and end == len(sentence.masked)
    return alone or (sentence.has(*_HOURS) and any(start <= one < end for one in services))


def _asks_hours(sentence: Sentence, position: int) -> bool:
    """Whether a clause asks what is open: "昨天食堂开吗", not "去年摔过,现在想走走"."""
    start, end = sentence.clause(position)
    cues = {span.word.key for span in sentence.of_kind("cue") if start <= span.start < end}
    return not cues.isdisjoint({"now", "then"})


def _conditions(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """A condition with something in it that no word of ours explains."""
    used = [(start, end) for start, end, _ in sentence.attributes]
    used += sentence.pick.spans
    used += [found.span() for found in AVOIDS_STEPS.finditer(sentence.text)]
    for start, end in conditions_in(sentence.masked):
        strange = sentence.rest[start:end].strip("·的最有带不没要,")
        taken = any(start < until and since < end for since, until in used)
        if strange and not taken:
            yield start, end
