"""What a sentence asks for: the first rule that fits decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.understanding.rules import limit_rules, request_rules, setting_rules, talk_rules
from bot.understanding.rules.cited_answers import answer
from bot.understanding.rules.ruled import Rule, Ruled
from bot.understanding.small_talk.small_talk import small_talk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.understanding.evidence.case import Case
    from bot.understanding.rules.ruled import Decides

_BY_NAME: Mapping[Rule, Decides] = {
    Rule.EMERGENCY: talk_rules.emergency,
    Rule.WHOM_TO_CALL: talk_rules.whom_to_call,
    Rule.SMALL_TALK: small_talk,
    Rule.FORGET: talk_rules.forget,
    Rule.TALK: talk_rules.talk,
    Rule.ANSWER: answer,
    Rule.CARE: talk_rules.care,
    Rule.NEVER: limit_rules.never,
    Rule.FEEDBACK: talk_rules.feedback,
    Rule.COMPLAINT: talk_rules.complaint,
    Rule.ADVICE: limit_rules.advice,
    Rule.OUTSIDE: limit_rules.outside,
    Rule.CIRCLE: request_rules.circle,
    Rule.ROUTE: request_rules.route,
    Rule.DETAIL: request_rules.detail,
    Rule.NEARBY: request_rules.nearby,
    Rule.SERVICE: request_rules.service,
    Rule.REFUSED: limit_rules.refused,
    Rule.ASK_BACK: request_rules.ask_back,
    Rule.SET_PLACE: setting_rules.set_place,
    Rule.SET_PACE: setting_rules.set_pace,
    Rule.PLAIN: talk_rules.plain,
    Rule.FOLLOW: setting_rules.follow,
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
    return Ruled("", limit_rules.unknown(case))
