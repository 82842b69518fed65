"""Of which service a line of a list is meant to be: "卫生站第一个", "the first canteen"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex

if TYPE_CHECKING:
    from bot.understanding.evidence.case import Case

_BEFORE = regex(
    "(?:的|里|里面|里头|那边|那里|列表|名单|当中|中|那个|那些|,)*(?:的)?|(?:的)?,?(?:列|说|讲|给)(?:我)?的"
)
_BEHIND = regex("的?| (?:of|on|from|in) (?:the |your )?(?:list of )?| ?")
# "第一个看病要钱吗" asks of the line what it offers; "第一个卫生站" says what it is.
_NOUN = regex("[站点院所店馆堂室园房间厅心部亭库]$|[a-z]$")


def services_of_lines(case: Case) -> tuple[str, ...]:
    """Give the services that lines of a list are said to be of, in their order."""
    sentence = case.sentence
    if not sentence.pick.first:
        return ()
    text, found = sentence.text, []
    for span in sentence.of_kind("category"):
        noun = _NOUN.search(text, span.start, span.end)
        for start, end in sentence.pick.spans:
            before = span.end <= start and _BEFORE.fullmatch(text, span.end, start)
            behind = end <= span.start and noun and _BEHIND.fullmatch(text, end, span.start)
            found += [span.word.key] if before or behind else []
    return tuple(dict.fromkeys(found))
