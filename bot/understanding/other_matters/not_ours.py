"""What kind of matter it is that Yike does not know: a joke, the weather, a shop."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from bot.lazy_regex import regex
from bot.understanding.evidence.category_weights import JOINS
from bot.understanding.lexicon.listed_words import UNLISTED
from bot.understanding.lexicon.patterns import any_of
from bot.understanding.query import Intent
from bot.understanding.services import ELDERCARE
from bot.understanding.slots.attribute_names import Attribute
from bot.understanding.text.stance import is_denied

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

    from bot.understanding.evidence.case import Case
    from bot.understanding.query import Query

OTHER = "other"
"""Known to be none of ours, and of no kind that has an answer of its own."""

_TRANSPORT = "transport"
_WHERE = "哪里"
_FEW_CHARS = 6
_BUYING = frozenset({"买", "buy"})
_KINDS = {
    "weather": "weather",
    _TRANSPORT: _TRANSPORT,
    "machines": "machines",
    "money": "money",
    "task": "joke",
    "maths": "joke",
    **dict.fromkeys(("shops", "restaurants", "pets", "leisure", "civic", UNLISTED), UNLISTED),
}
"""The kinds of the groups of `outside.toml`."""

_MINDING = frozenset({Intent.NEARBY, Intent.SET_PLACE, Intent.UNKNOWN, Intent.DETAIL})
_CHILD = regex(
    "孙[子女]|外孙|小孩|孩子|小囡|宝宝|幼儿|儿童|放学|小学生|(?<![a-z])(?:child|kid|grandson)"
)
_MINDED = regex(
    "托[管班儿]|没人[管带看]|(?:帮忙?|照)[看管带]|晚托|寒托|暑托"
    r"|(?<![a-z])(?:day ?care|nursery|after[- ]school|look after)"
)
_OLD = regex(
    "老人|老年|老伴|老爸|老妈|爷爷|奶奶|外婆|外公|我爸|我妈|(?<![a-z])(?:elder|mother|father)"
)
_WISHES = frozenset({Intent.NEARBY, Intent.DETAIL, Intent.ROUTE})
_WANTED = frozenset({"shops", "restaurants", "pets", "leisure", "money", UNLISTED})
"""Groups of what somebody may want beside a service of ours, or beside telling where she is."""
_JOINED = _WANTED | {"civic"}
_WANTS = regex(
    r"(?:[要想找去再能]|^有|,有|还有|哪里"
    r"|(?<![a-z])(?:needs?|wants?|find|where is|where's|any))[^,]{0,5}$"
)
_WAS_THERE = regex(r"(?:刚|从|已经|昨天|上次)[^,]{0,5}$|(?<![a-z])(?:from|been to|was at) [a-z ]*$")
# A service of ours tells only where: "食堂附近有厕所吗", "toilet near the canteen".
_BESIDE_OURS = regex("(?:附近|旁边|边上|隔壁|对面|里面?)(?:哪里有?|有没有|有|的)$")
_NEAR_OURS = regex(r",? ?(?:near|by|beside|close to|next to|in|inside|at) ")
_ASKED = regex(r"[^,]{0,4}?(?:在哪|哪里|哪儿|有[吗么伐])")


@dataclass(frozen=True, slots=True)
class NotOurs:
    """The words of `not_ours.toml` by the kind that they tell."""

    words: Mapping[str, re.Pattern[str]]

    @classmethod
    def of(cls, tables: Mapping[str, Mapping[str, list[str]]]) -> Self:
        """Read the tables of the file."""
        return cls({kind: any_of(table["words"]) for kind, table in tables.items()})

    def named(self, query: Query, case: Case) -> Query:
        """Tell of a query that is not understood what kind it is, and which word says so.

        Of one that is, name what is wanted besides and is none of ours.
        """
        wanted = _wanted_instead(query, case)
        if wanted:
            return _unlisted(query, wanted, case)
        if query.intent in _WISHES and query.categories and not query.also:
            beside = (*_wanted_besides(case), *_near_ours(case, self.words[UNLISTED]))
            named = dict.fromkeys((*query.not_ours, *beside, *joined_with_ours(case)))
            return replace(query, not_ours=tuple(named)) if named else query
        kind, word = self._kind(case)
        nowhere = kind == UNLISTED and _leads_nowhere(query)
        if not nowhere and (query.intent is not Intent.UNKNOWN or query.choices or query.topic):
            return query
        if query.place_text:
            # The way there is asked for, not what is there.
            return replace(query, topic=kind, place_text=None) if kind == _TRANSPORT else query
        if kind == UNLISTED:
            return _unlisted(query, word, case)
        return replace(query, topic=kind)

    def _kind(self, case: Case) -> tuple[str | None, str]:
        for kind, pattern in self.words.items():
            found = pattern.search(case.sentence.text)
            if found:
                return kind, found[0]
        other = next(case.sentence.of_kind("outside"), None)
        if other is None:
            return None, ""
        word = other.word.text
        if word.startswith(_WHERE):  # "哪里买菜" is about 买菜
            word = case.sentence.text[other.start + len(_WHERE) :][:_FEW_CHARS]
        if word in _BUYING:  # "哪里买" names nothing, "buy a sim card" names it behind
            word = case.sentence.text[other.end :].strip(" ?,")
            return (_KINDS[other.word.key] if word else OTHER), word
        return _KINDS.get(other.word.key, OTHER), word


def _leads_nowhere(query: Query) -> bool:
    """Whether the way to the nearest is asked for, and no goal is known: "最近的药店怎么走"."""
    named = query.names_a_goal or query.names_a_facility or query.categories or query.also
    return query.intent is Intent.ROUTE and not named and Attribute.NEAREST in query.attributes


def _unlisted(query: Query, word: str, case: Case) -> Query:
    """Say that what a word names is none of ours, near the place that is named."""
    return replace(
        query,
        intent=Intent.UNKNOWN,
        categories=(),
        choices=(),
        topic=UNLISTED,
        unheard=(word,),
        place=case.sentence.mentions.place,
    )


def _wanted_instead(query: Query, case: Case) -> str | None:
    """What is wanted and none of ours, though it was read as ours or as where she is.

    Somebody to look after a child, "我在塘桥站想理发".
    """
    if _is_of_children(query, case):
        return "托管"
    return next(_wanted_besides(case), None) if query.intent is Intent.SET_PLACE else None


def _is_of_children(query: Query, case: Case) -> bool:
    """Whether somebody is sought to look after a child: the houses for the old do not."""
    minds = query.categories in {(), (ELDERCARE,)} and query.intent in _MINDING
    text = case.sentence.text
    return minds and bool(_CHILD.search(text) and _MINDED.search(text) and not _OLD.search(text))


def _wanted_besides(case: Case) -> Iterator[str]:
    """Words of what is asked for in a clause that names no service: "要理发,老妈要量血压"."""
    sentence = case.sentence
    ours = {sentence.clause(span.start) for span in sentence.of_kind("category")}
    for span in sentence.of_kind("outside"):
        clause = sentence.clause(span.start)
        if span.word.key not in _WANTED or clause in ours or is_denied(sentence.text, span.start):
            continue
        before = sentence.text[clause[0] : span.start]
        wanted = _WANTS.search(before) and not _WAS_THERE.search(before)
        if wanted or _ASKED.match(sentence.text, span.end):
            yield span.word.text


def joined_with_ours(case: Case) -> Iterator[str]:
    """Words of what is wanted in one breath with a service: "找理发的和量血压的地方"."""
    sentence = case.sentence
    ours = [(span.start, span.end) for span in sentence.of_kind("category")]
    for span in sentence.of_kind("outside"):
        if span.word.key not in _JOINED or is_denied(sentence.text, span.start):
            continue
        if any(
            JOINS.fullmatch(sentence.text, min(span.end, end), max(span.start, start))
            for start, end in ours
        ):
            yield span.word.text


def _near_ours(case: Case, unlisted: re.Pattern[str]) -> Iterator[str]:
    """Words of what is looked for near a service of ours: "食堂附近有厕所吗"."""
    text = case.sentence.text
    spans = [(span.start, span.end) for span in case.sentence.of_kind("outside")]
    for start, end in (*spans, *(found.span() for found in unlisted.finditer(text))):
        if _BESIDE_OURS.search(text, 0, start) or _NEAR_OURS.match(text, end):
            yield text[start:end]
