"""What a sentence says about danger: an alarm, a need of care, the end of an alarm, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.understanding.safety.assertion import Assertion
from bot.understanding.safety.danger import SHUT_IN, AlarmSituation, Danger
from bot.understanding.safety.emergency_numbers import with_numbers
from bot.understanding.safety.sign_patterns import Patterns, classes
from bot.understanding.safety.situations import Situations
from bot.understanding.safety.terms import Terms
from bot.understanding.text.whose import is_of_another

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.understanding.safety.sign_patterns import Sign
    from bot.understanding.safety.terms import TermMatches

CARE = "care"
OVER = "over"
HASTE = "haste"
HELP = "help"
_LEAST_SPOKEN = 3
_OF_ANOTHER = (AlarmSituation.ANOTHER, AlarmSituation.OVERDOSE)
HERSELF = "also_herself"
SWALLOWED = frozenset({"takes", "toomuch"})
SHUT = frozenset({"shut", "lock", "shutin", "locks"})


@dataclass(frozen=True, slots=True)
class Alarm:
    """Somebody is in danger now.

    `situations` are what makes the advice another one: shut in a lift, somebody lost, a caller
    who cannot hear ("lift", "lost", "deaf"). `certain` is true when they are told so plainly that
    the wording of the sentence need not be weighed.
    """

    topic: str
    situations: tuple[str, ...] = ()
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Care:
    """Somebody grieves, is lonely or worn out, and in no danger that she speaks of."""


@dataclass(frozen=True, slots=True)
class AllClear:
    """What was an alarm is none any more: "没事了", "虚惊一场"."""


Read = Alarm | Care | AllClear


@dataclass(frozen=True, slots=True)
class _Kind:
    """The signs of one kind of danger.

    `signs` suffice, `weak` ones need a call for help, `bare` words must be all that is said.
    """

    signs: Patterns
    weak: Patterns
    bare: frozenset[str]


@dataclass(frozen=True, slots=True)
class Safety:
    """Reads sentences for danger: `danger.toml`, `assertion.toml` and `situation.toml`.

    `situations` only make the advice another one, `told` are dangers of their own besides.
    `unspoken` are short words of these alone: so common that an ear would hear them everywhere.
    """

    terms: Terms
    lookalikes: Patterns
    kinds: Mapping[str, _Kind]
    situations: dict[str, Patterns]
    told: Situations
    over: Patterns
    assertion: Assertion
    unspoken: frozenset[str]

    @classmethod
    def of(
        cls,
        danger: Mapping[str, Mapping[str, Any]],
        assertion: Mapping[str, Mapping[str, Any]],
        situation: Mapping[str, Mapping[str, Any]],
    ) -> Safety:
        """Build from the tables of `danger.toml`, `assertion.toml` and `situation.toml`."""
        ordinary = situation.get("classes", {})
        listed = {**danger["classes"], **ordinary}
        words: dict[str, tuple[str, ...]] = {name: tuple(some) for name, some in listed.items()}
        words |= {name: tuple(table["words"]) for name, table in assertion.items()}

        def patterns(table: Mapping[str, Any], key: str) -> Patterns:
            return Patterns.of(list(table.get(key, ())), words)

        def kind(table: Mapping[str, Any]) -> _Kind:
            bare = classes("/".join(table.get("bare", ())), words)
            return _Kind(patterns(table, "signs"), patterns(table, "weak"), bare)

        kinds = {name: kind(danger[name]) for name in (*Danger, CARE)}
        situations = {name: patterns(danger["situation"], name) for name in danger["situation"]}
        lookalikes = patterns(danger["lookalike"], "patterns")
        over = patterns(danger[OVER], "signs")
        cues = Assertion.of(assertion, (*Danger, CARE, *situation))
        spoken = {word for name, some in words.items() if name not in ordinary for word in some}
        told = Situations.of(situation, words, cues)
        every = {word for some in words.values() for word in some if len(word) < _LEAST_SPOKEN}
        return cls(
            Terms.of(words),
            lookalikes,
            kinds,
            situations,
            told,
            over,
            cues,
            frozenset(every - spoken),
        )

    @property
    def words(self) -> Iterator[str]:
        """Every word that may be part of a sign or of a cue, of more than one character."""
        looks = {name for pattern in self.lookalikes.all for name in pattern.classes}
        return (
            word
            for word, names in self.terms.classes.items()
            if len(word) > 1 and word not in self.unspoken and not looks.issuperset(names)
        )

    def read(self, text: str) -> Read | None:
        """Read a normalised sentence."""
        return self.judge(self.find(text))

    def judge(self, found: TermMatches) -> Read | None:
        """Say what the words that `find` found tell of."""
        told = self.told.told_in(found)
        topic = self._topic(found, told)
        if topic:
            situations = self.situations_of(found)
            shut_in = next((name for name in situations if name in SHUT_IN), None)
            if topic == Danger.CRIME and shut_in:
                topic = self._shut_in(found, SHUT_IN[shut_in])
            return Alarm(topic, situations, bool(told))
        if self._shows(CARE, found):
            return Care()
        return AllClear() if self.over.find(found) else None

    def _topic(self, found: TermMatches, told: tuple[str, ...]) -> str | None:
        """Name the kind of danger whose number comes first; that of a disaster comes last."""
        every = {name: self.told.tables[name].topics for name in told}
        plain = {topics[0] for topics in every.values() if len(topics) == 1}
        heard = (name for name in Danger if name in plain or self._shows(name, found))
        return next(heard, next((topics[0] for topics in every.values()), None))

    def _shut_in(self, found: TermMatches, otherwise: str) -> str:
        """Who is shut in a lift or behind a door, and by nobody, is in no crime."""
        shut = found.of(SHUT)
        free = found.without(lambda span: any(map(span.meets, shut)))
        return Danger.CRIME if self._shows(Danger.CRIME, free) else otherwise

    def find(self, text: str) -> TermMatches:
        """Find the words, but for those inside words that only look alike."""
        found = self.terms.find(text)
        masks = [sign.whole for sign in self.lookalikes.find(found)]
        if masks:
            found = found.without(lambda span: any(mask.hides(span) for mask in masks))
        return with_numbers(found)

    def _shows(self, name: str, found: TermMatches) -> bool:
        """Whether a kind of danger stands: a sign alone, or a weak one beside a call for help."""
        kind = self.kinds[name]
        if self._stands(name, kind.signs.find(found), found):
            return True
        if found.has(kind.bare) and found.is_all(kind.bare | {HASTE}):
            return True
        return HELP in found.spans and self._stands(name, kind.weak.find(found), found)

    def _stands(self, name: str, signs: Iterable[Sign], found: TermMatches) -> bool:
        return any(self.assertion.stands(name, sign, found) for sign in signs)

    def situations_of(self, found: TermMatches) -> tuple[str, ...]:
        """Name what makes the advice in an emergency another one."""
        tables = self.told.tables
        told = {
            name
            for name in self.told.told_in(found)
            if not (tables[name].yields and self._shows(tables[name].topic, found))
        }
        named = {*told, *(name for name, signs in self.situations.items() if signs.find(found))}
        if self._is_of_another(found):
            swallowed = _has_swallowed(found)
            named.add(AlarmSituation.OVERDOSE if swallowed else AlarmSituation.ANOTHER)
        every = dict.fromkeys((*self.situations, *tables, *_OF_ANOTHER))
        return tuple(name for name in every if name in named)

    def _is_of_another(self, found: TermMatches) -> bool:
        """Whether whoever tells of despair tells of somebody else's."""
        if HERSELF in found.spans:
            return False
        signs = self.kinds[Danger.SUICIDE].signs.find(found)
        standing = [sign for sign in signs if self.assertion.stands(Danger.SUICIDE, sign, found)]
        return is_of_another(found.text, map(_told_of, standing))


def _has_swallowed(found: TermMatches) -> bool:
    """Whether more is swallowed than drink: "天天喝酒" is no overdose."""
    said = (found.text[span.start : span.end + 2] for span in found.of(SWALLOWED))
    return not all("酒" in one or "醉" in one for one in said)


def _told_of(sign: Sign) -> tuple[int, int]:
    """Where a sign begins, and the end of its first part, which may be its subject."""
    start, _ = sign.whole
    return start, sign.parts[0].end if len(sign.parts) > 1 else start
