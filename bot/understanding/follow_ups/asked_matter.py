"""Whether a question names the matter of the cited answer that was found for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.knowledge.answer_facts import is_named_in
from bot.normal_form import is_chinese
from bot.understanding.query import Intent

if TYPE_CHECKING:
    from bot.understanding.evidence.case import Case
    from bot.understanding.query import Query

_NAMED = ("report.named", "report.counted")


def is_far_fetched(query: Query, case: Case) -> bool:
    """Whether an answer fits a question by few of its words, none of which names its matter.

    "等级不够怎么办" shares "不够" with what was planned against a lack of room.
    """
    if query.intent is not Intent.ANSWER or query.topic is None or case.answers is None:
        return False
    text = case.sentence.text
    if any(map(case.says, _NAMED)) or not any(map(is_chinese, text)):
        return False
    hit = case.hit
    fit = hit.score if hit and hit.answer.id == query.topic else 0.0
    return fit < case.answers.ENOUGH and not is_named_in(case.answers.get(query.topic), text)
