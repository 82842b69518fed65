"""How long, large or high something is: no source tells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.query import Intent

if TYPE_CHECKING:
    from bot.understanding.evidence.case import Case
    from bot.understanding.query import Query

MEASURE = "measure"
"""The topic of a question how long, large or high something is."""
_MEASURE = regex(
    r"(?:那么?|请问|问一?下|,)*[^,多几]{0,14}?(?:的|一共|总共|到底|大概|全长|面积|有|是|,)*"
    r"(?:多[长大宽高深](?!年|岁|时间)|几(?:层楼?|亩|平方米?)|多少(?:亩|平方米?|层)"
    r"|(?:几|多少)(?:公里|米|里路?)(?:长|宽|高))"
    r"(?:的|啊|呀|呢|吗|,)*\??"
    r"|how (?:long|big|wide|tall|deep|large|high) is (?!it to|the (?:walk|way|wait|queue|line))"
    r"(?:the )?[a-z' ]{3,30}\??"
)
_LISTING = frozenset({Intent.NEARBY, Intent.UNKNOWN, Intent.SET_PLACE, Intent.DETAIL})


def of_measure(query: Query, case: Case) -> Query:
    """Say of what is asked how long or how large it is that no source tells: "滨江步道多长"."""
    sentence = case.sentence
    known = case.categories or sentence.called or sentence.mentions.spans or sentence.pick.first
    if query.intent not in _LISTING or query.also or not known:
        return query
    if not _MEASURE.fullmatch(sentence.text):
        return query
    if sentence.called or sentence.pick.first is not None:
        return replace(query, intent=Intent.DETAIL, untold=(sentence.text.rstrip("?"),))
    return replace(
        query, intent=Intent.UNKNOWN, topic=MEASURE, categories=(), place_text=None, choices=()
    )
