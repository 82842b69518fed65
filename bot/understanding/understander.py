"""What a resident writes → what she wants."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.lazy_regex import regex
from bot.normal_form import normalise, shortened
from bot.understanding.classifier.combiner import combine
from bot.understanding.classifier.danger_verdict import danger_in
from bot.understanding.classifier.second_wish import second_wish
from bot.understanding.compound.beside_place import told_beside, with_told
from bot.understanding.compound.two_parts import both, without_lost
from bot.understanding.compound.two_people import wishes_of_two
from bot.understanding.corrections.correctors import Correctors
from bot.understanding.corrections.slips import is_better, is_doubtful, slips, tells_time
from bot.understanding.evidence.case import Case
from bot.understanding.evidence.refused_services import beside_refusal
from bot.understanding.follow_ups.follow_up_reading import FollowUps
from bot.understanding.in_emergency import read_for_emergency
from bot.understanding.lexicon.lexicon import read_tables
from bot.understanding.lexicon.listed_words import UNLISTED, listed_words
from bot.understanding.lexicon.patterns import Together, masked
from bot.understanding.moments.clockwork import Clockwork
from bot.understanding.other_matters.home_breakdowns import of_breakdown
from bot.understanding.other_matters.lost_things import of_lost_thing
from bot.understanding.other_matters.measures import of_measure
from bot.understanding.other_matters.not_ours import NotOurs, joined_with_ours
from bot.understanding.other_matters.unclear_cries import cried
from bot.understanding.places.coordinates import coordinates_in
from bot.understanding.places.spotter import Spot, Spotter
from bot.understanding.query import NOT_THERE, TOLD_OF, Intent, Query
from bot.understanding.rules.decide import CALM, decide
from bot.understanding.rules.ruled import Ruled
from bot.understanding.safety.reading import Alarm, Safety
from bot.understanding.safety.wordings.beside_a_wish import told_beside_a_wish
from bot.understanding.sentence import Sentence
from bot.understanding.slots.attributes import Attributes
from bot.understanding.slots.exclusion import left_out_in
from bot.understanding.slots.facility_name import Namesakes
from bot.understanding.slots.meal import Meals
from bot.understanding.slots.pick import picks_in
from bot.understanding.small_talk.feelings import AFTER_A_DEATH, LONELY
from bot.understanding.small_talk.in_passing import LEAVES, WAITS
from bot.understanding.text.questions import asks_something
from bot.understanding.text.stance import without_reminder
from bot.understanding.text.writing import language_of, titles_in
from bot.understanding.turns.walk_reports import after_arrival, is_of_a_walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from pathlib import Path

    from bot.knowledge.answers import Answers
    from bot.understanding.classifier.classifier import Classifier
    from bot.understanding.classifier.danger_doubt import DangerDoubt
    from bot.understanding.classifier.learned import Learned
    from bot.understanding.lexicon.lexicon import Lexicon
    from geo.dataset.gazetteer import Gazetteer
    from geo.facility import Category, Facility

REPAIRED = 0.8
_SETTLED = frozenset({NOT_THERE, TOLD_OF, LEAVES, WAITS, LONELY, AFTER_A_DEATH})
"""Topics of what no wish stands beside, whatever its words may mean."""
_GOES_ON = regex(r"呢\??$|^and (?!then)")


class TownNames(NamedTuple):
    """What has a name in a town.

    Without facilities none is known by its name; without categories the town has all that have
    words.
    """

    places: Gazetteer
    facilities: Iterable[Facility] = ()
    categories: Iterable[Category] = ()


@dataclass(frozen=True)
class Understander:
    """Understands sentences with the words of a folder; pure once it is open."""

    lexicon: Lexicon
    safety: Safety
    spotter: Spotter
    correctors: Correctors
    either: Mapping[str, Mapping[str, Any]]
    together: Together
    answers: Answers | None
    namesakes: Namesakes
    clockwork: Clockwork
    attributes: Attributes
    meals: Meals
    not_ours: NotOurs
    follow_ups: FollowUps
    classifier: Classifier | None = None
    listed: frozenset[str] = frozenset()
    unlearned: frozenset[str] = frozenset()
    """Categories of which the classifier knows nothing."""
    danger_doubt: DangerDoubt | None = None

    @classmethod
    def open(
        cls,
        words: Path,
        town: TownNames,
        answers: Answers | None = None,
        learned: Learned | None = None,
    ) -> Understander:
        """Read the program's words and those of a dataset, a folder of TOML that need not exist.

        A category without words is known by its own name; a service that is none of the town's
        categories is one that it lists none of.

        Without `answers` no sentence is a question for the report; without what was `learned` the
        rules read alone.
        """
        tables = read_tables(words)
        lexicon, either, listed = listed_words(words, tables, town.categories)
        safety = Safety.of(tables["danger"], tables["assertion"], tables["situation"])
        place = tables["place"]
        elsewhere = (*tables["outside"]["elsewhere"]["always"], *place["cities"]["words"])
        spotter = Spotter.of(town.places, lexicon, place, elsewhere)
        return cls(
            lexicon=lexicon,
            safety=safety,
            spotter=spotter,
            correctors=Correctors.of(tables, lexicon, safety, town.places, spotter),
            either=either,
            together=Together.in_tables(tables),
            answers=answers,
            namesakes=Namesakes.of(town.facilities, place["town"]["words"], place["city"]["words"]),
            clockwork=Clockwork.of(tables["moment"]),
            attributes=Attributes.of(tables["attribute"]),
            not_ours=NotOurs.of(tables["not_ours"]),
            meals=Meals.of(tables["meal"]),
            follow_ups=FollowUps.of(tables["follow_up"]),
            classifier=learned.classifier if learned else None,
            danger_doubt=learned.danger_doubt if learned else None,
            listed=listed,
            unlearned=listed - learned.classifier.categories if learned else frozenset(),
        )

    def understand(self, text: str, now: datetime) -> Query:
        """Say what a sentence asks for. `now` is aware, in the dataset's zone."""
        text = without_reminder(shortened(text))
        asked = after_arrival(text)  # "我到了,在几楼": where she is tells nothing of it
        text = asked if asks_something(normalise(asked)) else text
        plain, spelt = normalise(text), self.correctors.plain(text)
        query = self._of_the_town(self._wish(self._hear(spelt, text, now), text, plain, now))
        more = self.attributes.beside(query.categories, plain)
        meal = self.meals.find(plain)
        if not meal and re.search("[a-z]", plain):
            meal = self.meals.find(spelt)  # in pinyin
        # "中饭呢" after tomorrow's breakfast is of tomorrow, and "卫生站呢" of the day listed.
        named = meal or (query.intent is Intent.NEARBY and query.categories)
        follows = query.follows or bool(named and _GOES_ON.search(plain))
        return replace(query, meal=meal, follows=follows, attributes=(*query.attributes, *more))

    def _of_the_town(self, query: Query) -> Query:
        """Leave out categories that the town has not; where none is left, it is not listed."""
        if query.also:
            query = replace(query, also=tuple(map(self._of_the_town, query.also)))
        if self.listed.issuperset((*query.choices, *query.categories)):
            return query
        query = replace(query, choices=tuple(key for key in query.choices if key in self.listed))
        left = tuple(key for key in query.categories if key in self.listed)
        if left or not query.categories:
            return replace(query, categories=left)
        return replace(query, intent=Intent.UNKNOWN, categories=(), topic=UNLISTED)

    def _wish(self, heard: Case, text: str, plain: str, now: datetime) -> Query:
        """Say what a sentence asks for, whatever the meal; `plain` is it normalised."""
        alarm, case, ruled = self._alarm_in_pinyin(plain), *self._mended(heard, text, now)
        otherwise = (case.acts or case.pick is not None) and not case.sentence.stray()
        if alarm and not (otherwise and self.danger_doubt):
            return alarm
        danger = danger_in(case, ruled, alarm, self.danger_doubt)
        if danger.topic and danger.sure:
            return read_for_emergency(case.alarm(danger.topic), case, plain, danger)
        calm = decide(case, CALM) if ruled.query.intent is Intent.EMERGENCY else ruled
        query = read_for_emergency(self._wishes(case, calm, text, now), case, plain, danger)
        query = self._with_danger(cried(query, plain), case.sentence.text, now)
        return self._with_told(query, case, now)

    def _with_danger(self, query: Query, text: str, now: datetime) -> Query:
        """Ask about a danger that is told beside a plain wish."""
        rest = None if query.doubt else told_beside_a_wish(text)
        if rest is None or not isinstance(self.safety.read(rest), Alarm):
            return query
        told = self._wish(self._hear(rest, rest, now), rest, rest, now)
        return replace(query, doubt=told.topic) if told.intent is Intent.EMERGENCY else query

    def _with_told(self, query: Query, case: Case, now: datetime) -> Query:
        """Hear what is told beside the place where somebody is."""
        of_a_line = query.plain or query.pick is not None
        rest = None if of_a_line else told_beside(case.sentence)
        told = self._wish(self._hear(rest, rest, now), rest, rest, now) if rest else None
        return with_told(query, told, case.sentence.spot.place) if told else query

    def _wishes(self, case: Case, ruled: Ruled, text: str, now: datetime) -> Query:
        """Say what a sentence asks for that raises no alarm."""
        query = self._agreed(case, ruled)
        if self.classifier:
            query = self._parted(case, query, text, now, self.classifier)
        query = of_lost_thing(self.not_ours.named(query, case), case)
        query = of_measure(of_breakdown(query, case), case)
        return self.follow_ups.noted(query, case)

    def _parted(
        self, case: Case, query: Query, text: str, now: datetime, classifier: Classifier
    ) -> Query:
        """Find what is wished beside a refusal, and the second of two wishes."""
        query = self._unrefused(case, query, text, now)
        of_two = wishes_of_two(case.sentence.text)
        parts = of_two or second_wish(case.sentence, text, classifier)
        if parts:
            heard = [self._hear(part, text, now) for part in parts]
            one, other = (
                self.not_ours.named(self._agreed(part, decide(part, CALM)), part) for part in heard
            )
            outside = [part.has_kind("outside") for part in heard]
            lost = without_lost(query, one, other, of_two) if of_two else None
            query = lost or both(query, one, other, outside)
        return query

    def _unrefused(self, case: Case, query: Query, text: str, now: datetime) -> Query:
        """Take for the service wanted what is wished beside one that is refused."""
        refused, rest = beside_refusal(case.sentence)
        if not rest or refused.isdisjoint((*query.categories, *query.refused)):
            return query
        heard = self._hear(rest, text, now)
        wished = self._agreed(heard, decide(heard, CALM))
        if wished.intent is not Intent.NEARBY or not wished.categories:
            return query
        return replace(
            query, intent=wished.intent, categories=wished.categories, choices=(), refused=()
        )

    def hear(self, text: str, now: datetime) -> Case:
        """Hear a sentence as it is written, without any repair."""
        return self._hear(self.correctors.plain(shortened(text)), text, now)

    def by_rules(self, text: str, now: datetime) -> tuple[Case, Ruled]:
        """Apply the rules alone to a sentence, its slips mended where that tells more."""
        return self._mended(self.hear(text, now), text, now)

    def _mended(self, heard: Case, text: str, now: datetime) -> tuple[Case, Ruled]:
        """Apply the rules to a sentence as it is heard, or mended where that tells more."""
        case, ruled = self._repaired(heard, text, now)
        placed = self._at_place(case, text, now)
        return (case, ruled) if placed is case else (placed, decide(placed))

    def _repaired(self, heard: Case, text: str, now: datetime) -> tuple[Case, Ruled]:
        """Mend slips in a doubtful sentence, where that tells more."""
        case = self._in_time(heard, text, now)
        ruled = decide(case)
        plain, query = case.sentence.text, ruled.query
        if not is_doubtful(query, case) or is_of_a_walk(plain):
            return case, ruled
        mended = self.correctors.mend(plain)
        if mended == plain:
            return case, ruled
        second = self._hear(mended, text, now)
        rule, better = decide(second)
        named = better.intent is Intent.EMERGENCY or query.categories
        guessed = named and not (query.place_text or slips(plain, mended, case.sentence))
        if guessed or not is_better(better, second, query):
            return case, ruled
        return second, Ruled(rule, replace(better, score=round(better.score * REPAIRED, 2)))

    def _in_time(self, case: Case, text: str, now: datetime) -> Case:
        """Mend slips in words of time, "礼败六" and "七典", where that alone tells more."""
        plain = case.sentence.text
        if not case.sentence.stray():
            return case
        mended = self.correctors.mend_times(plain)
        if mended == plain:
            return case
        second = self._hear(mended, text, now)
        return second if tells_time(second, case) else case

    def _at_place(self, case: Case, text: str, now: datetime) -> Case:
        """Mend slips in names of places, "南泉新寸", where none is known and that tells one."""
        plain, spot = case.sentence.text, case.sentence.spot
        lost = case.sentence.stray() and not (spot.place or spot.goal or spot.listed)
        mended = self.correctors.mend_places(plain) if lost else plain
        if mended == plain:
            return case
        second = self._hear(mended, text, now)
        return second if second.sentence.spot.place else case

    def _agreed(self, case: Case, ruled: Ruled) -> Query:
        """Let the classifier read the sentence too, and decide between the two readings."""
        if self.classifier is None or not self.unlearned.isdisjoint(ruled.query.categories):
            return ruled.query
        if case.sentence.has(f"outside.{UNLISTED}") and not ruled.query.categories:
            return ruled.query  # what is asked for is known, and that the town has it not
        if ruled.query.categories and any(joined_with_ours(case)):
            return ruled.query  # what is none of ours is named beside it
        if case.facility_changed and ruled.query.intent is Intent.FEEDBACK:
            return ruled.query  # nobody means herself by a facility's name
        if ruled.query.topic in _SETTLED:
            return ruled.query  # all of the sentence is read
        reading = self.classifier.read(case.sentence)
        return combine(ruled, case, reading, self.classifier.combiner)

    def _alarm_in_pinyin(self, written: str) -> Query | None:
        """Hear an alarm in pinyin: where letters may mean danger or something else, danger."""
        heard = self.correctors.spell_alarm(written)
        read = self.safety.read(normalise(heard)) if heard != written else None
        if not isinstance(read, Alarm):
            return None
        return Query(Intent.EMERGENCY, topic=read.topic, situations=read.situations)

    def _hear(self, text: str, written: str, now: datetime) -> Case:
        typed = coordinates_in(text)
        rest = masked(text, [typed[:2]] if typed else ())
        left_out = tuple(span for span in left_out_in(rest) if self._is_a_name(text[slice(*span)]))
        rest = masked(rest, left_out)
        pick = picks_in(rest)
        times = self.clockwork.read(masked(rest, pick.spans), now)
        called = self.namesakes.find(rest)
        rest = masked(rest, times.spans)
        if called and called.facility and self.namesakes.is_origin(called, rest):
            spot, called = Spot(called.facility, spans=(called[:2],)), None
        else:
            spot = self.spotter.spot(rest, written, [called[:2]] if called else ())
        rest = masked(rest, spot.spans)
        sentence = Sentence(
            text,
            rest,
            tuple(self.lexicon.scan(rest)),
            language_of(text),
            spot,
            times,
            now,
            pick,
            called,
            typed,
            tuple(self.attributes.find(rest, pick.spans)),
            tuple(self.spotter.known_in(text)) if re.search("[a-z]", text) else (),
            tuple(titles_in(text, written)),
            left_out,
        )
        return Case(sentence, self.safety, self.answers, self.either, self.together)

    def _is_a_name(self, words: str) -> bool:
        """Whether some words are more than the name of a service: "北园路", but not "吃饭"."""
        spans = self.lexicon.scan(words)
        strange = sum(span.end - span.start for span in spans) < len(words)
        return strange or all(span.word.kind != "category" for span in spans)
