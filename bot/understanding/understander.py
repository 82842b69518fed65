"""What a resident writes → what she wants.

The stages stand in `understand`, `_read` and `_wishes` in the order in which they are gone through;
docs/conversation.md tells what each is for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from bot.lazy_regex import regex
from bot.normal_form import is_chinese, normalise, shortened
from bot.understanding.classifier.danger_verdict import danger_in
from bot.understanding.compound.beside_place import told_beside, with_told
from bot.understanding.compound.two_days import of_each_day
from bot.understanding.corrections.correctors import Correctors
from bot.understanding.follow_ups.follow_up_reading import FollowUps
from bot.understanding.in_emergency import read_for_emergency
from bot.understanding.lexicon.lexicon import read_tables
from bot.understanding.lexicon.listed_words import UNLISTED, listed_words
from bot.understanding.lexicon.patterns import Together
from bot.understanding.moments.moment_reader import MomentReader
from bot.understanding.other_matters.home_breakdowns import of_breakdown
from bot.understanding.other_matters.lost_things import of_lost_thing
from bot.understanding.other_matters.measures import of_measure
from bot.understanding.other_matters.not_ours import NotOurs
from bot.understanding.other_matters.unclear_cries import with_outcry
from bot.understanding.parser import Parser
from bot.understanding.places.place_finder import PlaceFinder
from bot.understanding.query import Intent, Query
from bot.understanding.repair import Repair
from bot.understanding.rules.decide import CALM, decide
from bot.understanding.rules.nearest_place import of_nearest_place
from bot.understanding.safety.reading import Alarm, Safety
from bot.understanding.safety.wordings.beside_a_wish import told_beside_a_wish
from bot.understanding.safety.wordings.plain_statements import tells_of_herself
from bot.understanding.several_wishes import SeveralWishes
from bot.understanding.slots.attributes import Attributes
from bot.understanding.slots.facility_names import FacilityNames
from bot.understanding.slots.meal import Meals
from bot.understanding.text.questions import asks_how_to_pay, asks_something
from bot.understanding.text.stance import without_also, without_reminder
from bot.understanding.turns.walk_reports import after_arrival
from bot.understanding.two_readers import TwoReaders

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from bot.knowledge.answers import Answers
    from bot.understanding.classifier.danger_doubt import DangerDoubt
    from bot.understanding.classifier.learned import Learned
    from bot.understanding.evidence.case import Case
    from bot.understanding.rules.ruled import Ruled
    from geo.dataset.gazetteer import Gazetteer
    from geo.facility import Category, Facility

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
    """Understands sentences with the words of a folder; pure once it is open.

    `listed` are the categories that the town has. Without `danger_doubt` only what the rules hear
    is danger.
    """

    correctors: Correctors
    parser: Parser
    repair: Repair
    readers: TwoReaders
    several_wishes: SeveralWishes
    not_ours: NotOurs
    follow_ups: FollowUps
    meals: Meals
    listed: frozenset[str]
    danger_doubt: DangerDoubt | None

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
        place_finder = PlaceFinder.of(town.places, lexicon, place, elsewhere)
        parser = Parser(
            lexicon=lexicon,
            safety=safety,
            place_finder=place_finder,
            facility_names=FacilityNames.of(
                town.facilities, place["town"]["words"], place["city"]["words"]
            ),
            moment_reader=MomentReader.of(tables["moment"]),
            attributes=Attributes.of(tables["attribute"]),
            answers=answers,
            either=either,
            together=Together.in_tables(tables),
        )
        correctors = Correctors.of(tables, lexicon, safety, town.places, place_finder)
        classifier = learned.classifier if learned else None
        unlearned = listed - classifier.categories if classifier else frozenset()
        readers, not_ours = TwoReaders(classifier, unlearned), NotOurs.of(tables["not_ours"])
        return cls(
            correctors=correctors,
            parser=parser,
            repair=Repair(parser, correctors),
            readers=readers,
            several_wishes=SeveralWishes(parser, readers, not_ours),
            not_ours=not_ours,
            follow_ups=FollowUps.of(tables["follow_up"]),
            meals=Meals.of(tables["meal"]),
            listed=listed,
            danger_doubt=learned.danger_doubt if learned else None,
        )

    def understand(self, text: str, now: datetime) -> Query:
        """Say what a sentence asks for. `now` is aware, in the dataset's zone."""
        case = self.parse(_as_asked(text), now)
        query = self._read(case)
        query = self._in_town(query)
        return self._with_qualities(query, case)

    def parse(self, text: str, now: datetime) -> Case:
        """Parse a text as it is written, its pinyin spelt and nothing else repaired."""
        return self.parser.parse(self.correctors.plain(shortened(text)), text, now)

    def by_rules(self, text: str, now: datetime) -> tuple[Case, Ruled]:
        """Apply the rules alone to a text, its slips mended where that tells more."""
        return self.repair.ruled(self.parse(text, now))

    def _read(self, parsed: Case) -> Query:
        """Say what a sentence or a part of it asks for: danger first, then its wishes."""
        written = parsed.sentence.normalised
        alarm = self._alarm_in_pinyin(written)
        case, ruled = self.repair.ruled(parsed)
        otherwise = (case.acts or case.pick is not None) and not case.sentence.unexplained()
        if alarm and not (otherwise and self.danger_doubt):
            return alarm
        danger = danger_in(case, ruled, alarm, self.danger_doubt, written)
        if danger.topic and danger.sure:
            return read_for_emergency(case.alarm(danger.topic), case, written, danger)
        query = read_for_emergency(self._wishes(case, ruled), case, written, danger)
        query = with_outcry(query, written)
        query = self._with_danger_beside_a_wish(query, case)
        return self._with_told_beside_a_place(query, case)

    def _alarm_in_pinyin(self, written: str) -> Query | None:
        """Hear an alarm in pinyin: where letters may mean danger or something else, danger."""
        heard = self.correctors.spell_alarm(written)
        read = self.parser.safety.read(normalise(heard)) if heard != written else None
        if not isinstance(read, Alarm):
            return None
        return Query(Intent.EMERGENCY, topic=read.topic, situations=read.situations)

    def _wishes(self, case: Case, ruled: Ruled) -> Query:
        """Say what a sentence asks for that raises no alarm."""
        calm = decide(case, CALM) if ruled.query.intent is Intent.EMERGENCY else ruled
        query = self.readers.read(case, calm)
        query = self.several_wishes.noted(query, case)
        query = self.not_ours.named(query, case)
        query = of_lost_thing(query, case)
        query = of_breakdown(query, case)
        query = of_measure(query, case)
        query = self.follow_ups.noted(query, case)
        query = of_each_day(query, case)
        return of_nearest_place(query, case)

    def _with_danger_beside_a_wish(self, query: Query, case: Case) -> Query:
        """Ask about a danger that is told beside a plain wish."""
        rest = None if query.doubt else told_beside_a_wish(case.sentence.text)
        if rest is None or not isinstance(self.parser.safety.read(rest), Alarm):
            return query
        told = self._read(self.parser.parse_alone(case, rest))
        return replace(query, doubt=told.topic) if told.intent is Intent.EMERGENCY else query

    def _with_told_beside_a_place(self, query: Query, case: Case) -> Query:
        """Hear what is told beside the place where somebody is."""
        of_a_line = query.plain or query.pick is not None
        rest = None if of_a_line else told_beside(case.sentence)
        if not rest:
            return query
        told = self._read(self.parser.parse_alone(case, rest))
        if tells_of_herself(case.sentence) and told.intent is not Intent.EMERGENCY:
            told = replace(told, doubt=None)
        return with_told(query, told, case.sentence.mentions.place)

    def _in_town(self, query: Query) -> Query:
        """Leave out categories that the town has not; where none is left, it is not listed."""
        if query.also:
            query = replace(query, also=tuple(map(self._in_town, query.also)))
        if self.listed.issuperset((*query.choices, *query.categories)):
            return query
        query = replace(query, choices=tuple(key for key in query.choices if key in self.listed))
        left = tuple(key for key in query.categories if key in self.listed)
        if left or not query.categories:
            return replace(query, categories=left)
        return replace(query, intent=Intent.UNKNOWN, categories=(), topic=UNLISTED)

    def _with_qualities(self, query: Query, case: Case) -> Query:
        """Note the meal, qualities that a service is asked for with, and whether it goes on."""
        plain = case.sentence.normalised
        more = self.parser.attributes.beside(query.categories, plain)
        meal = self.meals.find(plain)
        if not meal and re.search("[a-z]", plain):
            meal = self.meals.find(case.sentence.text)  # in pinyin
        # "中饭呢" after tomorrow's breakfast is of tomorrow, and "卫生站呢" of the day listed.
        named = meal or (query.intent is Intent.NEARBY and query.categories)
        follows = query.follows or bool(named and _GOES_ON.search(plain))
        return replace(query, meal=meal, follows=follows, attributes=(*query.attributes, *more))


def _as_asked(text: str) -> str:
    """Leave out what is told and asked for nothing: reminders, and "我到了" before a question."""
    text = without_also(without_reminder(shortened(text)))
    if asks_how_to_pay(normalise(text)):
        return "多少钱" if is_chinese(text[0]) else "how much is it"
    asked = after_arrival(text)  # "我到了,在几楼": where she is tells nothing of it
    return asked if asks_something(normalise(asked)) else text
