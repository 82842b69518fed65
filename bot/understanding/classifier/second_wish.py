"""Where a message turns to a second wish: the classifier reads what stands before and after.

Every pause and every word such as "顺便" may be such a place. A logistic regression says how likely
it is one; it was fitted on readings of lines that the classifier had not seen.
"""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from bot.lazy_regex import regex
from bot.normal_form import normalise
from bot.understanding.classifier.reading_labels import parted
from bot.understanding.compound.two_parts import WISHES
from bot.understanding.evidence.wish_clauses import wishes
from bot.understanding.moments.moment_reader import Times
from bot.understanding.places.place_finder import PlaceMentions
from bot.understanding.query import Intent
from bot.understanding.slots.pick import Pick

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.understanding.classifier.classifier import Classifier
    from bot.understanding.sentence import Sentence

LEAST = 0.3
"""Below this probability nothing is cut: of new lines two are told apart for one torn apart."""
LEAST_OF_SERVICES = 0.8
"""Two services named in one breath are mostly one wish and its circumstance."""
_ANNOUNCED = regex(
    r"还有(?![吗没么能]|一个|座|[热早中晚夜午]?[饭餐菜][吃卖]?(?:[吗没么伐不?]|$))|另外|此外|第二件事|还想|也想|还要|外加|对了|顺便|顺带|然后|完了|到了以后"
    r"|再(?:问|告诉|说说|讲讲|帮|给|教|列|来|找|去|跟)"
    r"|(?<![a-z])(?:and also|also|and|another thing|by the way)(?![a-z])"
)
_BESIDES = regex("(?:还|也)(?:要|想)(?:去|找)?(?:个|一个)?")
_SHOPS = frozenset({"shops", "restaurants", "money", "pets"})
_JOINT = regex(rf"\??,|(?<=..)(?={_ANNOUNCED.pattern})")
_STOP = regex(r"[。；;！!\n]")
_MOST = 12
"""So many places are looked at: each costs a quarter of a millisecond, and no line has more."""
_LONG = 12
_SURE = 0.5
_TURNS = frozenset({"route", "detail"})
"""Kinds of words that turn a clause into a wish of their kind."""


class Cut(NamedTuple):
    """A place where the first wish may end and the second begin; `clues` tell whether they do."""

    end: int
    start: int
    clues: Mapping[str, float]
    labels: tuple[str, str]

    @property
    def both_look(self) -> bool:
        """Whether a list of two services may be meant instead of two wishes."""
        return all(parted(label)[0] is Intent.NEARBY for label in self.labels)


def second_wish(sentence: Sentence, written: str, classifier: Classifier) -> tuple[str, str] | None:
    """Give both parts of a message of two wishes, as it is `written`; None if there is but one."""
    cuts = list(cuts_in(sentence, written, classifier))
    likeliest = max(cuts, key=lambda cut: logit(cut.clues, classifier.cuts), default=None)
    if likeliest is None:
        return None
    least = LEAST_OF_SERVICES if likeliest.both_look else LEAST
    if logit(likeliest.clues, classifier.cuts) < math.log(least / (1 - least)):
        return None
    if likeliest.end == likeliest.start and _wants_a_shop(sentence, likeliest.start):
        return None  # it is said back beside the wish
    return sentence.text[: likeliest.end], sentence.text[likeliest.start :].strip(",")


def _wants_a_shop(sentence: Sentence, start: int) -> bool:
    """Whether a shop is wanted besides, in one breath: "吃饭|还要买药"."""
    wants = _BESIDES.match(sentence.text, start)
    shops = (span for span in sentence.of_kind("outside") if span.word.key in _SHOPS)
    return bool(wants) and any(span.start == wants.end() for span in shops if wants)


def cuts_in(sentence: Sentence, written: str, classifier: Classifier) -> Iterator[Cut]:
    """Give every place where two wishes of different kinds may meet."""
    stops = _stops(sentence.text, written)
    for end, start, joint, parts in _joints(sentence):
        first = classifier.likeliest(parts[0])
        if not _is_told(parts[0], first[0]):
            continue
        second = classifier.likeliest(parts[1])
        one, other = first[0], second[0]
        if _is_told(parts[1], other) and one != other:
            clues = _clues(parts, [first, second])
            asked = joint.startswith("?")
            sure = min(first[1], second[1]) >= _SURE
            clues |= {
                "stop": float(end in stops),
                "asked": float(asked),
                "asked:sure": float(asked and sure),
            }
            yield Cut(end, start, clues, (one, other))


def _joints(sentence: Sentence) -> Iterator[tuple[int, int, str, tuple[Sentence, Sentence]]]:
    """Give where a first part may end and a second begin, what joins them, and both."""
    text, starts = sentence.masked, set[int]()
    for joint in islice(_JOINT.finditer(text), _MOST):
        end, start = joint.span()
        if end <= 1 or start >= len(text) - 1 or start in starts:
            continue
        starts.add(start)
        parts = _part(sentence, 0, end), _part(sentence, start, len(text))
        yield end, start, joint[0], parts


def _is_told(part: Sentence, label: str) -> bool:
    """Whether a part is answered by itself; what is not ours must be named."""
    intent = parted(label)[0]
    return intent in WISHES and (intent is not Intent.UNKNOWN or any(part.of_kind("outside")))


def logit(clues: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Give the logarithm of the odds that two wishes meet."""
    return sum(value * weights.get(key, 0.0) for key, value in clues.items())


def _clues(parts: tuple[Sentence, Sentence], read: list[tuple[str, float]]) -> dict[str, float]:
    """Give what tells whether two parts are two wishes."""
    intents = [parted(label)[0] for label, _ in read]
    words = [{span.word.key for span in part.of_kind("intent")} & _TURNS for part in parts]
    about = [{span.word.key for span in part.of_kind("category")} for part in parts]
    asks = [wishes(part.text) for part in parts]
    shorter = min(len(part.text) for part in parts)
    return {
        "bias": 1.0,
        "sure:first": math.log(read[0][1]),
        "sure:second": math.log(read[1][1]),
        f"first:{intents[0]}": 1.0,
        f"second:{intents[1]}": 1.0,
        "both:" + "|".join(sorted(intents)): 1.0,
        "same": float(intents[0] == intents[1]),
        "short": min(shorter, _LONG) / _LONG,
        "announced": float(bool(_ANNOUNCED.match(parts[1].text))),
        "turns": float(words[0] != words[1]),
        "turns:same": float(words[0] != words[1] and intents[0] == intents[1]),
        "asks:first": float(asks[0]),
        "asks:second": float(asks[1]),
        "asks:both": float(all(asks)),
        "about:second": float(bool(about[1])),
        "about:others": float(all(about) and about[0] != about[1]),
        "about:one": float(all(about) and about[0] == about[1]),
    }


def _part(heard: Sentence, start: int, stop: int) -> Sentence:
    """Give what is heard between two positions, each slot with the words that fill it."""

    def within(places: Iterable[tuple[int, int]]) -> bool:
        return any(start <= begin and end <= stop for begin, end in places)

    spans = (
        span._replace(start=span.start - start, end=span.end - start)
        for span in heard.spans
        if start <= span.start and span.end <= stop
    )
    return replace(
        heard,
        text=heard.text[start:stop],
        masked=heard.masked[start:stop],
        spans=tuple(spans),
        mentions=heard.mentions if within(heard.mentions.spans) else PlaceMentions(),
        times=heard.times if within(heard.times.spans) else Times(),
        pick=heard.pick if within(heard.pick.spans) else Pick(),
        called=heard.called if heard.called and within([heard.called[:2]]) else None,
    )


def _stops(text: str, written: str) -> set[int]:
    """Find where in a normalised text its writer ended a sentence."""
    heads = (normalise(written[: stop.start()]) for stop in _STOP.finditer(written))
    return {len(head) for head in heads if text.startswith(head)}
