"""A complaint: something bad that was met with, and no wish beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.evidence.wish_clauses import wishes

if TYPE_CHECKING:
    from bot.understanding.evidence.case import Case

_NUMBER = r"[一二两三四五六七八九十几半好\d]+"
# Time and ways for nothing: "排了四十分钟", "跑了三趟", "waited two hours".
_IN_VAIN = regex(
    rf"(?:[等排跑打催报]了|排队)(?:{_NUMBER}个?半?多?(?:小时|钟头|分钟|趟|次|遍|天|礼拜|星期|个月)|半天|老半天|多少[次遍趟])"
    r"|(?<![a-z])wait(?:ed|ing)? (?:for )?(?:\w+ ){0,2}(?:hours?|weeks?|months?|ages)"
    r"|(?<![a-z])i called (?:\w+ ){0,2}times"
)


def is_complaint(case: Case) -> bool:
    """Whether a nuisance is named, or something bad is told of somebody and nothing is wished."""
    wish = wishes(case.sentence.text)
    if case.says("complaint.nuisance"):
        return not (wish and case.acts)
    bad = case.says("complaint.bad") or _IN_VAIN.search(case.sentence.text) is not None
    noise = case.says("complaint.noise")
    if wish or not (bad or noise):
        return False
    lasting = case.says("complaint.extent") or (noise and case.says("complaint.who_cares"))
    return lasting or (bad and case.says("complaint.target"))
