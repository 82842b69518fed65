"""When what is wanted must be open: at the moment that is asked about, or now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.lexicon.patterns import MASK

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from bot.understanding.lexicon.lexicon import WordSpan
    from bot.understanding.moments.moment_reader import Moment
    from bot.understanding.sentence import Sentence

# "现在" says of these how things stand, not that a place must be open.
_BY_NOW = frozenset({"现在", "目前", "当前", "此刻", "这会儿", "now", "currently"})
_SETTLES = regex(
    r"[^,·吗]{0,3}?(?:住|(?<!有人)在(?!有|开)|搬|[到走]了|好[多了]|的家|家里|[脑刷身]|不[在住坐会用]|叫|改"
    r"|退|(?<!有)没(?!关|打烊|下班|开)|变|走到|立|站|坐|我|他|她|拄|[勒蹲](?![海浪])|恢复)"
    r"|[^,·吗]{0,5}?(?:[问查说]|不动|多少|几[岁块毛]|[腿脚眼耳膝腰手]|身体)|这[儿里边]|(?:到底)?到?(?:啥|什么)地方"
    r"|用(?!餐)|谁(?!在|值)|到底|还要不要|[^,·吗]?寻|[^,·吗没上里午]{1,4}了(?=,|$)"
    r"| (?:i|we|he|she|it)(?:'s|'m|'re| am| is| are)? "
)
_UP_TO = regex(r"(?:[到至]|(?<![a-z])(?:until|till|up to|by|and then|then) )$")
_NOW_AND_THEN = regex(" and (?:then|again)")
_OWN_WORK = regex(r"(?:[我他她伊子女儿婿媳妈爸]|老公|老婆)也?$")
# "home Longyuan, now …", "My knees are fine now": an English clause about herself.
_SELF = regex(r"(?<![a-z])(?:i|i'm|we|we're|my|our|he|he's|she|she's|it's|they|they're)(?![a-z])")
# What is asked late or of what is left is asked about now, and what is asked of closing, too.
_STILL = regex(
    r"还有(?:没有)?[剩得热]{0,2}(?:饭|菜|吃的?|东西)[吃剩卖]?(?:[吗伐没么不]|$)"
    r"|还有剩|^(?:closed|open)\?"
)
_CLOSE_BY = 16
_STORY_CHARS = 4
_GOES_THEN = regex(rf"{MASK}+[我想要能会再]{{0,2}}(?:去|来|过去)(?![^,]*[了过](?:,|$))")
# "下午", "下午呢" and "我说的是下午" name nothing else.
_NAMED_ALONE = regex(
    rf"{MASK}+|(?:那么?|[我阿]拉?[说问讲要]的是){MASK}+(?:呢|,.*)?\??|{MASK}+呢\??"
    rf"|(?:and|what about|how about)[ a-z]* {MASK}+\??"
)


@dataclass(frozen=True)
class AskedMoment:
    """The moment and the openness that a sentence asks for.

    `acts`: services are asked for surely enough; `named`: at least one is named.
    """

    sentence: Sentence
    acts: bool
    named: bool

    @property
    def at(self) -> datetime | None:
        """The moment that is said; "今天" and "早上" count only beside "开门" or "去"."""
        moment = self.sentence.moment
        if moment is None or moment.at == self.sentence.now:
            return None
        return moment.at if not moment.vague or self._means(moment) else None

    @property
    def now(self) -> bool:
        """Whether only open places are wanted."""
        moment, told = self.sentence.moment, self.sentence.times.tells_now
        if moment and moment.weekdays:
            return False
        today = moment is not None and self._opens_at(moment.start)
        left = moment is None and _STILL.search(self.sentence.text) is not None
        left = left and "几点" not in self.sentence.text
        today = today or (moment is not None and self._is_alone)
        return self._asks_now or today or ((told or left) and self.named) or self.at is not None

    def _means(self, moment: Moment) -> bool:
        """Whether a moment that is said in passing is one that is asked about."""
        start = moment.start
        then = self._opens_at(start) or self._goes_then(start)
        return self._is_alone or then or self._comes(moment)

    @property
    def _is_alone(self) -> bool:
        """Whether nothing else is named: "下午呢"."""
        return _NAMED_ALONE.fullmatch(self.sentence.masked) is not None

    def _comes(self, moment: Moment) -> bool:
        """Whether a service is asked for later today: "今晚还有地方吃吗", "tonight dance where"."""
        ahead = moment.at is not None and moment.at > self.sentence.now
        return moment.part_of_today and ahead and self.named

    def _opens_at(self, start: int) -> bool:
        """Whether opening is spoken of close to a moment: not as in "今天早上起来头晕"."""
        clause = self.sentence.clause(start)
        return any(
            f"cue.{span.word.key}" in {"cue.now", "cue.then"}
            and span.word.text not in _BY_NOW
            and self.sentence.clause(span.start) == clause
            and abs(span.start - start) <= _CLOSE_BY
            for span in self.sentence.of_kind("cue")
        )

    def _goes_then(self, start: int) -> bool:
        """Whether somebody wants to go at a moment, or says it in a clause by itself."""
        text, clause = self.sentence.masked, self.sentence.clause(start)
        alone = clause[0] == start and not text[slice(*clause)].strip(MASK)
        return self.acts and (alone or _GOES_THEN.match(text, start) is not None)

    @property
    def _asks_now(self) -> bool:
        """Whether it is asked about now: not as in "现在住在…", nor in a story beside a wish."""
        clauses = {self.sentence.clause(start) for start in self._asking_starts()}
        return any(
            self._is_asked(span, asks=self.sentence.clause(span.start) in clauses)
            for span in self.sentence.of_kind("cue")
            if span.word.key == "now"
        )

    def _is_asked(self, span: WordSpan, *, asks: bool) -> bool:
        """Whether a word for now asks what is open; `asks`: its clause asks for something."""
        text = self.sentence.text
        if span.word.text not in _BY_NOW:
            return not (span.word.text == "在上班" and _OWN_WORK.search(text, 0, span.start))
        if _UP_TO.search(text, 0, span.start) or _NOW_AND_THEN.match(text, span.end):
            return False
        if asks:
            return not _SETTLES.match(text, span.end)
        return not (_SETTLES.match(text, span.end) or self._tells(span))

    def _tells(self, span: WordSpan) -> bool:
        """Whether the clause around a word says so much else, or of herself, that it is a story."""
        clause = self.sentence.clause(span.start)
        herself = span.word.text.isascii() and _SELF.search(self.sentence.text, *clause)
        here = any(0 <= start - span.end <= 1 for start, _ in self.sentence.mentions.spans)
        return bool(herself or here) or self.sentence.unexplained([span]) > _STORY_CHARS

    def _asking_starts(self) -> Iterator[int]:
        """Where a service is named, a line is picked or opening is spoken of."""
        yield from (span.start for span in self.sentence.of_kind("category"))
        yield from (start for start, _ in self.sentence.pick.spans)
        for span in self.sentence.of_kind("cue"):
            if span.word.key in {"now", "then"} and span.word.text not in _BY_NOW:
                yield span.start
