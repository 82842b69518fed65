"""Which cited answer fits a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.knowledge.answer_facts import tells, text_of
from bot.lazy_regex import regex

if TYPE_CHECKING:
    from bot.knowledge.answers import Answers, Hit
    from bot.understanding.sentence import Sentence

_CLAUSE_CHARS = 6
_WHAT_IS = {"zh": "{}是什么", "en": "what is a {}", "": "{}"}
_SAME = 0.9  # an answer that fits so well was written for this very question
# What a word means, whatever story is told around the question.
_MEANING = regex(
    "[^,]{1,14}?(?:什么意思|啥意思|啥个意思|是什么|是啥|指什么|指啥|是哪[几三个]|what mean)"
    "|(?:什么叫|啥叫|什么是|啥是|what is|what does|meaning of)[^,]{1,24}"
)


def best_answer(answers: Answers, sentence: Sentence, *, meaning: str, named: bool) -> Hit | None:
    """Give the answer that fits best: to the whole, to its last clause, to what is explained.

    Of answers that fit equally well, the one that holds more of the words. `meaning` is the kind
    of house of which it is asked what it is for; `named` is true where a service or a facility is.
    """
    text = sentence.text
    last = text.rpartition(",")[2]
    placed = any(end > len(text) - len(last) for _, end in sentence.mentions.spans)
    alone = _CLAUSE_CHARS <= len(last) < len(text) and not placed
    asked = [text, *([last] if alone else ()), *(m[0] for m in _MEANING.finditer(text))]
    asked += [_WHAT_IS[sentence.language].format(meaning)] if meaning else []
    hits = [hit for words in asked for hit in answers.search(words)[:3]]
    hits = [hit for hit in hits if not _misses(hit, sentence, meaning=meaning, named=named)]
    best = max((round(hit.score, 1) for hit in hits), default=0.0)
    fitting = [hit for hit in hits if round(hit.score, 1) == best]
    if len(fitting) > 1:
        return max(fitting, key=lambda hit: _held(text, hit))
    return next(iter(fitting), None)


def _misses(hit: Hit, sentence: Sentence, *, meaning: str, named: bool) -> bool:
    """Whether an answer is silent of what is asked: of a quality, or of what a house is for."""
    if meaning and hit.score < _SAME:
        return True
    if not named:
        return False
    text = text_of(hit.answer)
    return any(not tells(quality, text) for _, _, quality in sentence.attributes)


def _held(text: str, hit: Hit) -> int:
    """How many pairs of neighbouring characters of a text an answer holds."""
    said = " ".join((*hit.answer.title, *hit.answer.text))
    return sum(text[start : start + 2] in said for start in range(len(text) - 1))
