"""The way on from there, and the way there from elsewhere: "从那里再到…", "从南泉路过去呢"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.query import FollowUp

if TYPE_CHECKING:
    from bot.understanding.evidence.case import Case

_FROM_THERE = regex(
    "(?:从|由|打|在)(?:那里|那儿|那边|那家|那个地方|它那里|刚才那[家个])(?:出发|出来|出去)?,?(?:再|走|接着|然后)*(?:[到去往走回]|怎)"
    "|(?:去完|去好|到了?|吃完|看完)(?:那里|那儿|那边|那家|以后|之后)(?:以后|之后)?,?(?:再|接着)(?:[到去往走])"
    "|(?<![a-z])from (?:there|that place|that one)(?![a-z])"
)
_OVER = regex(
    "(?:出发|出来)?,?(?:走|再)?(?:过去|去那里|去它?那里|走去|走过来|走?到?(?:它|那里|那儿|那家|那边)|去)(?!哪)[^,]{0,8}$"
)
_FROM = regex("(?:从|由)$")
_IN_ENGLISH = regex(r"^(?:and |what about |how about |how )*from ")


def onward_asked(case: Case) -> FollowUp | None:
    """Say whether the way goes on from what was spoken of, or leads there from a place."""
    sentence, text = case.sentence, case.sentence.text
    if _FROM_THERE.search(text):
        return FollowUp.ONWARD
    mentions, named = (
        sentence.mentions,
        case.weighed.categories or sentence.called or sentence.pick.first,
    )
    if not mentions.place or mentions.goal or named:
        return None
    here = any(
        _FROM.search(text, 0, start) and _OVER.match(text, end) for start, end in mentions.spans
    )
    return FollowUp.FROM_PLACE if here or _IN_ENGLISH.match(text) else None
