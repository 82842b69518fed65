"""What a sentence asks for: the first rule that fits decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.understanding.rules.cited_answers import answer
from bot.understanding.rules.limit_rules import LIMIT_RULES, unknown
from bot.understanding.rules.request_rules import REQUEST_RULES
from bot.understanding.rules.ruled import Rule, Ruled
from bot.understanding.rules.setting_rules import SETTING_RULES
from bot.understanding.rules.talk_rules import TALK_RULES
from bot.understanding.small_talk.small_talk import small_talk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.understanding.evidence.case import Case
    from bot.understanding.rules.ruled import Decides

_BY_NAME: Mapping[Rule, Decides] = {
    **TALK_RULES,
    **LIMIT_RULES,
    **REQUEST_RULES,
    **SETTING_RULES,
    Rule.SMALL_TALK: small_talk,
    Rule.ANSWER: answer,
}

RULES = tuple(Rule)

CALM = tuple(rule for rule in Rule if rule is not Rule.EMERGENCY)
"""The rules for a sentence that raises no alarm."""


def decide(case: Case, rules: tuple[Rule, ...] = RULES) -> Ruled:
    """Apply the first rule that fits."""
    for rule in rules:
        query = _BY_NAME[rule](case)
        if query is not None:
            return Ruled(rule, query)
    return Ruled("", unknown(case))
