"""What a sentence asks of what was told before, without naming it: how far, which, another."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from bot.understanding.patterns import any_of
from bot.understanding.query import FollowUp, Intent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.understanding.query import Query
    from bot.understanding.rules.case import Case

_SMALL = "small"
_MOST_CHARS = 24
_SILENT = re.compile(r"[,?·\s]+")
_HOW_FAR = "(?:有?多远|远不远|远[吗么]|近不近|近[吗么]|多少路)"
_HOW_LONG = "要?走?(?:多久|多长时间|多少时间|几分钟|多少分钟)"
# "它离塘桥站多远", "离蓝村路站呢": measured from a place, which is not where she is.
_MEASURED = re.compile(
    rf"(?:离|距离?|隔)[^,]{{0,14}}?(?:{_HOW_FAR}|{_HOW_LONG}|呢)|距离[^,]{{0,6}}多少"
)
_MEASURED_IN_ENGLISH = re.compile(
    r"(?<![a-z])how (?:far|long)(?! (?:can|could|do|will|would|should|did))[a-z ]*? (?:from|to) "
    r"|(?<![a-z])(?:distance|far|close) (?:from|to|between) "
)
_MEASURED_FROM = re.compile("离|距|from|to")
_NEAREST_TO = re.compile("离[^,]{1,14}?最近的?|(?:nearest|closest)[a-z ]* to ")
_FAR = re.compile(
    r"(?:那|它|他|这|个|家|里|儿|边|离|我|住|的|地方|从|走|路|过去|会|很|要)*?"
    rf"{_HOW_FAR}[呀啊呢的]*\??"
    r"|(?:and )?(?:how far(?: away)?(?: is (?:it|that|this)| are they)?"
    r"|is (?:it|that|this) (?:very |too )?far(?: away)?|far)\??"
)
_FROM_HER = re.compile("我(?:们|家里?|这里|这儿|这边)?离")
_APART = re.compile(
    r"(?:[两俩2]个?|它们|[这那]些|第[^,]{1,8}|\d)(?:之间|互相|彼此)?(?:离|隔|相距)(?:开|得)?[^,]{0,3}(?:远|近)"
    r"|(?:far|distance)[a-z0-9 ]*(?:apart|between)"
)
_WHICH = re.compile(
    r"哪(?:一?[个家处所间条只爿]|里一家)|谁|(?<![a-z])which(?![a-z])|还是(?=第|[一二三四五\d])"
)
# "哪家最近", "which one opens first"; of lines that are named any order of words will do.
_BY = re.compile(
    r"(?:哪一?[个家处所间条只爿]|谁)(?:食堂|店)?(?:离[^,]{1,8}?)?(?:会|要|的|是|更|最|比较|顶|走过去)*"
    r"(?P<how>近|远|先开|[早晚后][开关]|[开关][门得到]*[更最]?[早晚久长迟]|好吃|便宜|实惠|好|大|小"
    r"|干净|新|安静|热闹|方便)(?:一?[点些])?(?:门|的|呢|啊|呀)*\??(?=$|,)"
    r"|(?<![a-z])which (?:one |place |of them )?(?:is |are |has )?(?:the )?"
    r"(?P<which>[a-z ]{3,24}?)\??(?=$|,)"
)
_QUALITIES = {
    "nearest": re.compile("近|closer|nearer|nearest|closest|shorte"),
    "farthest": re.compile("远|farther|further|farthest|furthest"),
    "earliest": re.compile("先开|早|opens? first|earl"),
    "latest": re.compile("后关|[晚迟]|late|closes? last"),
    "longest": re.compile("[久长]|longe"),
    "taste": re.compile("好吃|味道|tast"),
    "cheapest": re.compile("便宜|实惠|cheap"),
}
_BETTER = re.compile("better|best|larger|bigger|quieter|cleaner")
_STATIONS = re.compile(
    "(?:[两哪一]+个?)(?:地铁)?站|(?:which|nearest|closest) (?:metro |subway )?station"
)
_CLOSER = re.compile(
    r"(?:那|么|请问|能不能|可以|可不可以|给|帮|我|想|要|找|换|看看|有没有|还|有|个|家|一|更|再|离|比较|的|地方|稍微|,)*?"
    r"(?:更近|近(?:一?[点些]|一点点)|再近|不(?:那么|这么)远)"
    r"(?:的|地方|一?[个家]|吗|么|没有?|呢|有没有|有|可以|行|好|不|啊|呀|儿)*\??"
    r"|(?:这些?|这几[个家]|都)*(?:太|有点|好|蛮)远了?(?:点|吧|呀|啊)*"
    r"|(?:is there |are there |do you have |have you got )?(?:anything|something|any|one|a|some)? ?"
    r"(?:closer|nearer|less far)(?: one| ones| place| places| by)?(?: please)?\??"
    r"|(?:it's |they are |that's )?(?:all )?too far(?: away)?(?: for me)?"
)
_OTHERS = re.compile(
    r"(?:那|么|请问|我|还|有没有|有|要|换|看看?|给|再|来)*?(?:别|其他|其它|另外)的?"
    r"(?:家|店|地方|几[个家]|一[个家]|选择|点)?(?:吗|么|没有?|呢|有没有|有|啊|呀)*\??"
    r"|(?:那|这些?|这[几两]?[个家]|上面|我|全|全部|通通|一?[个家]?)*(?:都|也|全)"
    r"(?:不(?:要|行|好|想去|想要|喜欢|合适|满意|去|考虑|中意)|没兴趣)[了啊的呀]*"
    r"|(?:none of (?:them|these|those)|not these|i don't (?:want|like) (?:any of )?(?:them|these))"
    r"|(?:is there |are there |do you have |have you )?"
    r"(?:anything|something|any|somewhere|anywhere) else\??"
)
_COUNT = re.compile(
    r"(?:那|附近|这里|这边|一共|总共|一起|到底|你说的)*有?(?:几|多少)[个家处](?:呀|啊|呢|可以选|可以去|可选)*\??"
    r"|how many(?: of them)?(?: are there| do you have)?(?: altogether| in all)?\??"
)
_PATTERNS = (
    (FollowUp.CLOSER, _CLOSER),
    (FollowUp.OTHERS, _OTHERS),
    (FollowUp.COUNT, _COUNT),
)
_URGENT = frozenset({Intent.EMERGENCY, Intent.FORGET})
"""What is said of danger, or to be forgotten, is asked of nothing told before."""


@dataclass(frozen=True, slots=True)
class FollowUps:
    """Reads with the words of `follow_up.toml`, by aspect."""

    aspects: Mapping[str, re.Pattern[str]]
    every: re.Pattern[str]

    @classmethod
    def of(cls, tables: Mapping[str, Mapping[str, list[str]]]) -> Self:
        """Read the tables of the file."""
        aspects = {key: any_of(table["words"]) for key, table in tables.items() if key != _SMALL}
        return cls(aspects, any_of(word for table in tables.values() for word in table["words"]))

    def noted(self, query: Query, case: Case) -> Query:
        """Note what is asked of what was told before; an alarm or a wish to be forgotten stays."""
        if query.intent not in _URGENT and _is_apart(case):
            return replace(query, follow_up=FollowUp.APART, also=())
        if query.intent in _URGENT or query.also:
            return query
        spot, quality = case.sentence.spot, _asked_quality(case)
        if quality is not None:
            kind = "metro" if _STATIONS.search(case.sentence.text) else query.place_kind
            return replace(
                query,
                follow_up=FollowUp.COMPARISON,
                attributes=(quality,) if quality else (),
                place=spot.place,
                place_kind=kind,
            )
        if spot.place and _is_of_her(case):
            start = spot.start if spot.goal else None
            goal = spot.goal or spot.place
            return replace(query, intent=Intent.ROUTE, categories=(), place=start, goal=goal)
        kind = _kind(case)
        if kind:
            return replace(query, follow_up=kind, place=spot.place, goal=spot.goal)
        return replace(query, aspects=self._aspects(case))

    def _aspects(self, case: Case) -> tuple[str, ...]:
        """What is asked about, where no word of the sentence names a subject."""
        sentence, text = case.sentence, case.sentence.text
        named = sentence.has_place or sentence.spot.goal or sentence.called or case.pick
        if named or sentence.moment or len(text) > _MOST_CHARS:
            return ()
        if _SILENT.sub("", self.every.sub(",", text)):
            return ()
        return tuple(key for key, words in self.aspects.items() if words.search(text))


def _kind(case: Case) -> FollowUp | None:
    """Say which: a distance, a nearer one, another one, or how many there are."""
    text = case.sentence.text
    if _asks_distance(case):
        return FollowUp.DISTANCE
    if case.sentence.has_place or case.sentence.called:
        return None
    clauses = (text, text.rpartition(",")[2])
    for kind, pattern in _PATTERNS:
        if any(pattern.fullmatch(clause) for clause in clauses):
            return kind
    return None


def _is_of_her(case: Case) -> bool:
    """Whether it is asked how far a place is from where she is: "我住浦建路,离塘桥站远吗"."""
    text, spot = case.sentence.text, case.sentence.spot
    told = case.has("intent.set_place") and spot.start and spot.goal
    return bool(told or _FROM_HER.search(text)) and _MEASURED.search(text) is not None


def _is_apart(case: Case) -> bool:
    """Whether it is asked how far several are from each other, none of them a place."""
    return _APART.search(case.sentence.text) is not None and not (
        case.sentence.has_place or case.acts
    )


def _asks_distance(case: Case) -> bool:
    """Whether it is asked how far two things are apart; "我在…" tells where she is."""
    sentence, text = case.sentence, case.sentence.text
    spot = sentence.spot
    if spot.place or spot.goal:
        measured = _MEASURED.search(text) or _MEASURED_IN_ENGLISH.search(text)
        nearest = case.weighed.categories and _NEAREST_TO.search(text)
        return bool(measured or nearest) and not case.has("intent.set_place")
    if spot.text or sentence.typed:
        return False
    return _FAR.fullmatch(text) is not None


def _asked_quality(case: Case) -> str | None:
    """Give by which quality several are compared; "" for one of which nothing is known.

    None where nothing is compared, or around a place without a word of the distance to it.
    """
    sentence, text = case.sentence, case.sentence.text
    near = not sentence.has_place or _MEASURED_FROM.search(text)
    if not (near and _WHICH.search(text)) or sentence.called:
        return None
    found, several = _BY.search(text), len(sentence.pick.lines) > 1
    said = text if several else (found["how"] or found["which"]) if found else ""
    known = (key for key, words in _QUALITIES.items() if words.search(said))
    return next(known, "" if found and (found["how"] or _BETTER.search(said)) else None)
