"""Score what was understood against the corpus; README.md here says what counts as right."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from bot.understanding.evidence.case import WALKING
from bot.understanding.query import Intent
from geo.facility import Pace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.understanding.query import Query

FOLDER = Path(__file__).parent
NOW = datetime.fromisoformat("2026-03-10T10:00:00+08:00")  # an ordinary Tuesday morning
ANYTHING = "any"
ACTING = frozenset(
    {
        Intent.NEARBY,
        Intent.CIRCLE,
        Intent.ROUTE,
        Intent.FEEDBACK,
        Intent.FORGET,
        Intent.EMERGENCY,
        Intent.ANSWER,
    }
)
NEVER_BY_MISTAKE = frozenset({Intent.EMERGENCY, Intent.FORGET, Intent.FEEDBACK})

# What is said once for both wishes of a sentence.
SHARED = ("now", "place", "place_text", "minutes", "pace", "accessible", "at", "open_now")

Label = dict[str, Any]


class Known(Protocol):
    """What scoring must look up: the names of a place and the words of an answer."""

    def place_names(self, place: str) -> Iterable[str]:
        """Every name and alias of the place with this id."""

    def answer_text(self, topic: str) -> str:
        """The words that a resident reads for this topic, or nothing."""


class Verdict(NamedTuple):
    """One scored line: its label, what was understood, the slots that are wrong."""

    label: Label
    query: Query
    wrong: tuple[str, ...]
    false_action: bool

    @property
    def intent(self) -> str:
        """The intent that was wanted; the first where several are right."""
        return intents(self.label)[0]


@dataclass(slots=True)
class Tally:
    """The sums over one part of the corpus; its repr shows no line that is set aside."""

    verdicts: list[Verdict] = field(repr=False)

    @property
    def lines(self) -> int:
        """How many lines were scored."""
        return len(self.verdicts)

    @property
    def all_right(self) -> int:
        """Lines with the intent and every slot right."""
        return sum(not verdict.wrong for verdict in self.verdicts)

    @property
    def false_actions(self) -> int:
        """Lines on which the bot acted wrongly instead of abstaining or asking back."""
        return sum(verdict.false_action for verdict in self.verdicts)

    @property
    def emergencies(self) -> tuple[int, int]:
        """Emergencies recognised with the right kind, of how many."""
        urgent = [verdict for verdict in self.verdicts if verdict.intent == Intent.EMERGENCY]
        return sum(not verdict.wrong for verdict in urgent), len(urgent)

    def by_intent(self) -> dict[str, tuple[int, int, int]]:
        """For each wanted intent: intents right, everything right, lines."""
        table: dict[str, tuple[int, int, int]] = {}
        for verdict in self.verdicts:
            named, whole, lines = table.get(verdict.intent, (0, 0, 0))
            named += "intent" not in verdict.wrong
            table[verdict.intent] = (named, whole + (not verdict.wrong), lines + 1)
        return dict(sorted(table.items()))

    def confusion(self) -> list[tuple[tuple[str, str], int]]:
        """How often one intent (wanted) was taken for another (got), the most frequent first."""
        taken = Counter(
            (verdict.intent, verdict.query.intent.value)
            for verdict in self.verdicts
            if "intent" in verdict.wrong
        )
        return taken.most_common()

    def by_voice(self) -> dict[str, tuple[int, int, int]]:
        """For each voice: everything right, false actions, lines."""
        table: dict[str, tuple[int, int, int]] = {}
        for verdict in self.verdicts:
            whole, false, lines = table.get(voice := verdict.label.get("voice", "-"), (0, 0, 0))
            table[voice] = (whole + (not verdict.wrong), false + verdict.false_action, lines + 1)
        return dict(sorted(table.items()))

    def wrong_slots(self) -> list[tuple[str, int]]:
        """How often each slot was wrong, the most frequent first."""
        return Counter(slot for verdict in self.verdicts for slot in verdict.wrong).most_common()


def lines(name: str, every: int = 1) -> Iterator[Label]:
    """Read the labelled lines of "build", "held" or "dialogues": all, or one of so many."""
    written = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    yield from map(json.loads, written[::every])


def moment(label: Mapping[str, Any]) -> datetime:
    """When the line is said."""
    return datetime.fromisoformat(label["now"]) if "now" in label else NOW


def options(wanted: object) -> list[Any]:
    """Every acceptable value of a slot: a label gives one, or a list of them."""
    return wanted if isinstance(wanted, list) else [wanted]


def intents(label: Mapping[str, Any]) -> list[str]:
    """Every acceptable intent, the likeliest first."""
    return options(label["intent"])


def judge(query: Query, label: Label, known: Known) -> Verdict:
    """Compare what was understood with the label; of two wishes either may come first."""
    also = getattr(query, "also", ())
    orders = [(query, query.also[0]), (query.also[0], query)] if also else [(query, None)]
    verdicts = [_judge(first, other, label, known) for first, other in orders]
    return min(verdicts, key=lambda verdict: len(verdict.wrong))


def _judge(query: Query, other: Query | None, label: Label, known: Known) -> Verdict:
    wrong = tuple(slot for slot, right in _checks(query, label, known) if not right)
    if not _same_second(other, label, known):
        wrong = (*wrong, "second")
    return Verdict(label, query, wrong, _acts_wrongly(query, label, wrong))


def _same_second(other: Query | None, label: Label, known: Known) -> bool:
    """A second wish has a label of its own, and may lean on the slots of the first."""
    wanted = options(label.get("second"))
    if other is None or wanted == [ANYTHING]:
        return wanted == [ANYTHING] or None in wanted
    shared = {slot: label[slot] for slot in SHARED if slot in label}
    return any(
        not tuple(slot for slot, right in _checks(other, one, known) if not right)
        for second in wanted
        if second
        for one in (second, shared | second)
    )


def _acts_wrongly(query: Query, label: Mapping[str, Any], wrong: tuple[str, ...]) -> bool:
    """Whether the bot would do a thing here that the label does not allow."""
    if query.choices or query.intent not in ACTING or not wrong:
        return False
    if query.intent in NEVER_BY_MISTAKE or Intent.UNKNOWN in intents(label):
        return "intent" in wrong
    if query.intent is Intent.ANSWER:
        return "intent" in wrong or "topic" in wrong
    named = set().union(*category_sets(label.get("categories", [])))
    return label.get("categories") != ANYTHING and not named.issuperset(query.categories)


def _checks(query: Query, label: Label, known: Known) -> Iterator[tuple[str, bool]]:
    """Name every slot that counts for this line, and whether it is right."""
    asks_back = bool(query.choices) or query.intent is Intent.UNKNOWN
    if label.get("ask") and asks_back:
        return
    acts_unasked = bool(query.choices) and query.intent in ACTING
    named = query.intent in intents(label) and not acts_unasked
    yield "intent", named
    if not named:
        return
    yield "language", label.get("language", query.language) == query.language
    if query.intent in WALKING:
        yield from _walk_checks(query, label, known)
    elif query.intent is Intent.FEEDBACK:
        yield "categories", _same_categories(query, label)
        yield "pick", query.pick == 0 or _same(query.pick, label, "pick")
    elif query.intent is Intent.EMERGENCY:
        yield "emergency", query.topic in options(label["emergency"])
    elif query.intent is Intent.ANSWER:
        yield "topic", _says(query, label, known)


def _walk_checks(query: Query, label: Label, known: Known) -> Iterator[tuple[str, bool]]:
    pace = None if query.pace is Pace.ELDER else query.pace
    yield "categories", _same_categories(query, label)
    yield "place", _same_place(query, label, known)
    yield "minutes", _same(query.minutes, label, "minutes")
    # Wheels go at the slow pace, and what is asked for another moment is asked open then.
    yield "pace", _same(pace, label, "pace") or (pace is Pace.SLOW and _may_roll(label))
    yield "open_now", bool(query.at) or _same(query.open_now, label, "open_now", default=False)
    yield "at", _same_moment(query, label)
    yield "accessible", _same(query.accessible, label, "accessible", default=False)
    yield "pick", _same(query.pick, label, "pick")
    # The labels of voices have no slot for advice, which only adds a sentence.
    yield "advice", _same(query.advice, label, "advice", default=[False, "voice" in label])
    yield "follows", label.get("follows", query.follows) == query.follows


def _may_roll(label: Mapping[str, Any]) -> bool:
    return "pace" not in label and True in options(label.get("accessible"))


def _same(got: object, label: Mapping[str, Any], slot: str, *, default: object = None) -> bool:
    wanted = label.get(slot, default)
    return wanted == ANYTHING or got in options(wanted) or (not got and None in options(wanted))


def category_sets(wanted: list[Any]) -> list[set[str]]:
    """A label gives one set of categories, or a list of acceptable sets."""
    if isinstance(wanted, str):
        return [{wanted}]
    several = any(choice is None or isinstance(choice, list) for choice in wanted or ())
    sets = wanted if several else [wanted]
    return [{choice} if isinstance(choice, str) else set(choice or ()) for choice in sets]


def _same_categories(query: Query, label: Mapping[str, Any]) -> bool:
    wanted = label.get("categories", [])
    return wanted == ANYTHING or set(query.categories) in category_sets(wanted)


def _same_place(query: Query, label: Mapping[str, Any], known: Known) -> bool:
    wanted = options(label.get("place"))
    texts = options(label.get("place_text"))
    if ANYTHING in (*wanted, *texts):
        return True
    place = query.place or getattr(query, "goal", None)  # a way may have its end alone
    if place is not None:
        names = {_plain(name) for name in known.place_names(place)}
        right = any(_is_called(name, names) for name in wanted if name)
        return right and label.get("not_place", "") not in known.place_names(place)
    if query.place_text is not None:
        return any(text is not None and _overlap(text, query.place_text) for text in texts)
    return None in wanted and (None in texts or "place" in label)


def _is_called(wanted: str, names: set[str]) -> bool:
    """A junction ("甲路×乙路") is called by both of its streets, in either order."""
    if "×" not in wanted:
        return _plain(wanted) in names
    return any(all(street in name for street in wanted.split("×")) for name in names)


def _plain(name: str) -> str:
    return re.sub(r"(居民区|居委会|居委|小区)$", "", name.strip())


def _overlap(wanted: str, got: str) -> bool:
    wanted, got = wanted.lower(), got.lower()
    return wanted in got or got in wanted


def _same_moment(query: Query, label: Mapping[str, Any]) -> bool:
    """A label gives a day or an hour; without one, "now" is the only moment meant."""
    wanted = label.get("at")
    if wanted == ANYTHING:
        return True
    if query.at is None:
        return None in options(wanted)
    said = query.at.isoformat()
    now = moment(label).isoformat()[:13]
    return any(said.startswith(start or now) for start in options(wanted))


def _says(query: Query, label: Mapping[str, Any], known: Known) -> bool:
    if "topic_any" not in label:
        return True
    text = _bare(known.answer_text(query.topic or ""))
    return any(_bare(word) in text for word in label["topic_any"])


def _bare(text: str) -> str:
    """Without spaces and without the commas inside numbers."""
    return re.sub(r"\s+|(?<=\d),(?=\d{3})", "", text)
