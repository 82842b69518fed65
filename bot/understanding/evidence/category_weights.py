"""How sure it is that a sentence asks for a service, and for which."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.lazy_regex import regex
from bot.normal_form import is_chinese
from bot.understanding.evidence.circumstances import is_setting, is_told
from bot.understanding.evidence.refused_services import is_besides, is_refused
from bot.understanding.lexicon.lexicon import SPOILS, SURE
from bot.understanding.sentence import UNIT
from bot.understanding.services import CANTEEN, CULTURE, FITNESS, HEALTH, STATION

if TYPE_CHECKING:
    from bot.understanding.lexicon.lexicon import WordSpan
    from bot.understanding.sentence import Sentence

ACT = 0.7
"""From this score on a sentence is acted on."""

_ASKING = 0.2
_PLAINLY_ASKING = 0.3
_NOTHING_ELSE = 0.2
_MUCH_ELSE = 0.5
_MUCH_BEFORE = 0.3  # the last word of a Chinese phrase says what it is: "四零五零人员|再就业"
_MUCH_CHARS = 4
_UNASKED = 0.35
_ABOUT_IT = 0.5
_OTHER_WORD = {1: 0.6, 2: 0.5, 3: 0.2}  # by its length: a longer word is seldom part of another
_BESIDE = frozenset({"附近", "旁边", "周边", "周围", "对面", "边上", "隔壁"})
_ASKS = ("cue.exist", "cue.want", "cue.now", "cue.then", "cue.follow", "cue.reply", "cue.elder")
_PLAINLY_ASKS = ("cue.where", "cue.near", "cue.place")


ASKS_FOR = ("cue.where", "cue.near", "cue.place", "cue.exist", "cue.want", "cue.now", "cue.then")
# What people do: "怎么" beside these asks how it is done, beside papers and waste where to go.
_PRACTICES = frozenset({CANTEEN, HEALTH, FITNESS, CULTURE})
_OTHER_LATIN_WORD = 0.4
_OF = regex(r" of (?!·)")  # "law of gravity" is about gravity
_WANTS = regex("[完好]?,?我?(?:想|还要|还想|也想)")
_BESIDE_CHARS = 1
# "一个吃饭一个锻炼" asks for both.
_COUNTED = regex("一[个家处样](?:是|要|去|可以|能)?$")
JOINS = regex(
    r",?我?(?:还|也|再|又|顺便|另外)+(?:要|想|得|去|找|有)*(?:去|个|一个)?"
    r"|(?:的|店|地方)?(?:[和跟与]|还有|以及|加上|或者?|、)(?:一个|个)?"
    r"|(?: shop| place)? (?:and|or|plus) (?:an? |the )?"
)
"""Between two things that are both wanted: "吃饭还要剪头发", "食堂和厕所"."""
_OFFICE = regex("受理|事务|中心|大厅|办事处|局|affairs|cent|hall")
_AT_ONCE = (0, 1)  # a blank stands between Latin words
_LATIN_FOLLOWS = regex(r" [a-z]")
_NEAR_THE = regex(r"(?<![a-z])(?:near|next to|beside|by|opposite) (?:the |a )?$")


class Weighed(NamedTuple):
    """The categories a sentence asks for, in the order of their mention, and how surely.

    `refused` when it names some, and wants none of them.
    """

    categories: tuple[str, ...]
    score: float
    sure: bool = False
    refused: bool = False


def weigh(sentence: Sentence) -> Weighed:
    """Weigh the words of categories against what else the sentence says."""
    spans = _meant(_wanted(_asked_for(sentence), sentence), sentence)
    if not spans:
        named = any(True for _ in sentence.of_kind("category"))
        return Weighed((), 0.0, refused=named)
    about_it = _about_it(spans, sentence)
    asking = 0.0 if about_it else _asking(sentence)
    unexplained = sentence.unexplained(spans)
    score = max(span.word.weight for span in spans) + asking
    score -= _UNASKED if not asking and _follows(spans, sentence) > 1 else 0.0
    much = unexplained > _MUCH_CHARS and not _asked_at_once(spans, sentence)
    score -= max(
        _much_else(spans, sentence) if much else 0.0,
        min(_runs_on(span, sentence) for span in spans),
    )
    if _spoilt(spans, sentence):
        return Weighed((), 0.0)
    if about_it:
        score -= _ABOUT_IT
    elif unexplained == 0:
        score += _NOTHING_ELSE
    sure = any(span.word.weight == SURE for span in spans)
    return Weighed(tuple(dict.fromkeys(span.word.key for span in spans)), score, sure)


def _asked_for(sentence: Sentence) -> list[WordSpan]:
    """The words of categories, without those that only tell a story beside a question.

    "我来打工的,居住证哪里办" asks for one thing: no clause that asks speaks of work.
    """
    spans = [s for s in sentence.of_kind("category") if not is_setting(s, sentence.text)]
    spans = _without_paper(spans) if len(spans) > 1 else spans
    asks = {
        sentence.clause(cue.start)
        for cue in sentence.of_kind("cue")
        if f"cue.{cue.word.key}" in ASKS_FOR
    }
    if sentence.mentions.hospital:
        spans = _beside_hospital(spans, asks, sentence)
    asked = [span for span in spans if sentence.clause(span.start) in asks]
    if not any(span.word.weight == SURE for span in asked):
        return spans
    return [span for span in spans if span in asked or not is_told(span, sentence)]


def _beside_hospital(
    spans: list[WordSpan], asks: set[tuple[int, int]], sentence: Sentence
) -> list[WordSpan]:
    """Leave out why somebody is at a hospital, if another service is wanted: "他在仁济住院"."""
    told = {sentence.clause(start) for start, _ in sentence.mentions.spans} - asks
    wanted = [s for s in spans if s.word.key != HEALTH or sentence.clause(s.start) not in told]
    return wanted if any(span.word.key != HEALTH for span in wanted) else spans


def _without_paper(spans: list[WordSpan]) -> list[WordSpan]:
    """Leave out the papers that somebody wants at a service station which she names."""
    keys = {span.word.key for span in spans if span.word.weight == SURE}
    offices = [s for s in spans if s.word.key == "affairs" and _OFFICE.search(s.word.text)]
    if STATION not in keys or offices:
        return spans
    return [span for span in spans if span.word.key != "affairs"]


def _asking(sentence: Sentence) -> float:
    mentions = sentence.mentions
    if (
        sentence.has(*_PLAINLY_ASKS)
        or mentions.place
        or mentions.text
        or sentence.minutes
        or sentence.typed
    ):
        return _PLAINLY_ASKING
    return _ASKING if sentence.has(*_ASKS) else 0.0


def _wanted(spans: list[WordSpan], sentence: Sentence) -> list[WordSpan]:
    """The words of categories that are wanted: not in "不要食堂", nor as in "医院附近的食堂"."""
    cues = list(sentence.of_kind("cue"))
    refusals = [span.end for span in cues if span.word.key == "not"]
    nearby = {span.start for span in cues if span.word.text.removesuffix("的") in _BESIDE}
    return [
        span
        for span in spans
        if (is_besides(sentence.text, span) or all(not 0 <= span.start - e <= 2 for e in refusals))
        and not is_refused(sentence.text, span)
        and span.end not in nearby
        and not _NEAR_THE.search(sentence.masked, 0, span.start)
    ]


def _meant(spans: list[WordSpan], sentence: Sentence) -> list[WordSpan]:
    """Beside a sure word a likely one counts only if it is joined to it: "配药，再去吃饭"."""
    sure = [span for span in spans if span.word.weight == SURE]
    if not sure:
        return _asked(spans, sentence)
    joins = [span.start for span in sentence.of_kind("cue") if span.word.key == "join"]
    return [
        span
        for span in spans
        if span in sure
        or _wanted_apart(span, sure, sentence)
        or any(_joined(span, other, joins, sentence) for other in sure)
    ]


def _wanted_apart(span: WordSpan, sure: list[WordSpan], sentence: Sentence) -> bool:
    """Whether a clause of its own asks for it and no more: "爸爸要看病,我要吃饭"."""
    start, end = sentence.clause(span.start)
    alone = all(sentence.clause(other.start) != (start, end) for other in sure)
    return alone and not UNIT.search(sentence.rest, start, end)


def _asked(spans: list[WordSpan], sentence: Sentence) -> list[WordSpan]:
    """Of likely words only: those in the clause that asks, if there is one."""
    asks = [
        span.start for span in sentence.of_kind("cue") if f"cue.{span.word.key}" in _PLAINLY_ASKS
    ]
    clauses = {sentence.clause(start) for start in asks}
    return [span for span in spans if sentence.clause(span.start) in clauses] or spans


def _joined(one: WordSpan, other: WordSpan, joins: list[int], sentence: Sentence) -> bool:
    """Whether a word like "和" is between two words, or they stand side by side: "吃饭看病都要"."""
    start, end = min(one.end, other.end), max(one.start, other.start)
    if all(_COUNTED.search(sentence.text, 0, span.start) for span in (one, other)):
        return True
    alone = one.end - one.start > 1 and sentence.unexplained() == 0  # "吃饭配药", and nothing else
    side_by_side = (joins or alone) and not sentence.masked[start:end].strip(", ")
    wanted = one.start > other.start and _WANTS.search(sentence.masked, start, end)
    return bool(side_by_side or wanted) or any(start <= join <= end for join in joins)


def _spoilt(spans: list[WordSpan], sentence: Sentence) -> bool:
    """Whether another matter is spoken of: beside a likely word, or in the same clause."""
    others = [o for o in sentence.of_kind("outside") if not _is_another(o, spans, sentence)]
    clauses = {sentence.clause(span.start) for span in spans}
    near = [o for o in others if sentence.clause(o.start) in clauses or sentence.unexplained(spans)]
    if near and all(span.word.weight < SURE for span in spans):
        return True
    spoils = [o for o in others if o.word.weight == SPOILS or _is_head(o, spans, sentence)]
    return any(sentence.clause(o.start) in clauses for o in spoils)


def _is_another(other: WordSpan, spans: list[WordSpan], sentence: Sentence) -> bool:
    """Whether another matter is wanted besides, in words that tell two wishes apart."""
    return any(
        JOINS.fullmatch(sentence.text, min(span.end, other.end), max(span.start, other.start))
        for span in spans
    )


def _is_head(other: WordSpan, spans: list[WordSpan], sentence: Sentence) -> bool:
    """Whether another matter comes last in the clause: "医院附近的酒店", "食堂里的菜谱"."""
    clause = sentence.clause(other.start)
    here = [span for span in spans if sentence.clause(span.start) == clause]
    return bool(here) and all(span.end <= other.start for span in here)


def _about_it(spans: list[WordSpan], sentence: Sentence) -> bool:
    """Whether knowledge is asked for, not a place: "食堂是什么意思", "围棋怎么下"."""
    if sentence.has(*_PLAINLY_ASKS):
        return False
    practice = all(span.word.key in _PRACTICES for span in spans)
    return sentence.has("cue.fact") or (practice and sentence.has("cue.how"))


def _asked_at_once(spans: list[WordSpan], sentence: Sentence) -> bool:
    """Whether a question for a place stands right beside a service: "…的血糖|到哪里测"."""
    asks = [s for s in sentence.of_kind("cue") if f"cue.{s.word.key}" in _PLAINLY_ASKS]
    return any(
        0 <= ask.start - span.end <= _BESIDE_CHARS or 0 <= span.start - ask.end <= _BESIDE_CHARS
        for span in spans
        for ask in asks
    )


def _much_else(spans: list[WordSpan], sentence: Sentence) -> float:
    """How much it speaks against a service that much else is said beside it."""
    return _MUCH_ELSE if _follows(spans, sentence) else _MUCH_BEFORE


def _follows(spans: list[WordSpan], sentence: Sentence) -> int:
    """How much that no word explains follows a service in its clause, and makes it another."""
    return min(
        len(UNIT.findall(sentence.rest, span.end, sentence.clause(span.start)[1])) for span in spans
    )


def _runs_on(span: WordSpan, sentence: Sentence) -> float:
    """How much it speaks against a word that another follows at once: "文化|衫", "养老|基金"."""
    if _OF.match(sentence.masked, span.end):
        return _OTHER_WORD[1]
    follows = sentence.rest[span.end : span.end + 1]
    if any(other.start - span.end in _AT_ONCE for other in sentence.of_kind("outside")):
        return _OTHER_WORD[1]
    if follows and is_chinese(follows):
        return _OTHER_WORD.get(span.end - span.start, 0.0)
    if sentence.has(*_PLAINLY_ASKS) or not _LATIN_FOLLOWS.match(sentence.rest, span.end):
        return 0.0
    return _OTHER_LATIN_WORD
