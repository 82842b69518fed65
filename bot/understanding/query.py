"""What a resident wants, as far as a sentence says it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.understanding.after_alarm.alarm_remark import AlarmRemark
    from bot.understanding.after_alarm.told_of_alarm import ToldOfAlarm
    from geo.facility import LonLat, Pace


class Intent(StrEnum):
    """What kind of thing is asked for."""

    NEARBY = "nearby"
    CIRCLE = "circle"
    DETAIL = "detail"
    MORE = "more"
    ROUTE = "route"
    SET_PLACE = "set_place"
    SET_PACE = "set_pace"
    ANSWER = "answer"
    GREET = "greet"
    HELP = "help"
    THANKS = "thanks"
    EMERGENCY = "emergency"
    FORGET = "forget"
    FEEDBACK = "feedback"
    HUMAN = "human"
    UNKNOWN = "unknown"


class FollowUp(StrEnum):
    """What is asked of what was told before: of a list, of a facility, of a cited answer.

    How far one is from somewhere, or two from each other; which of several is nearest or opens
    first; one that is nearer, another one, how many there are; the way on from there, and the way
    there from a place; whether it is still there, and what was seen there.
    """

    DISTANCE = "distance"
    APART = "apart"
    COMPARISON = "comparison"
    CLOSER = "closer"
    OTHERS = "others"
    COUNT = "count"
    ONWARD = "onward"
    FROM_PLACE = "from_place"
    STILL_THERE = "still_there"
    SEEN = "seen"


@dataclass(frozen=True, slots=True)
class Query:
    """One understood sentence. A slot that the sentence does not fill is None, empty or False.

    Attributes:
        intent: what kind of thing is asked for.
        language: "zh" or "en"; "" where the signs are of neither.
        categories: the services that are asked for.
        place: id of a place in the dataset, where she is or wants to look around.
        place_text: a place that was named and is not in the dataset.
        place_kind: the kind where `place_text` names any place of it ("metro" for "地铁站"), or
            "part" where it is a part of the last place ("二期").
        homes: ids of the places where she is and where somebody else is, if both are told.
        point: a position that was typed (WGS-84).
        goal: id of the place at the end of a way.
        goal_text: a hospital there that is not in the dataset.
        goal_kind: the kind of places ("metro", "bus", "park") of which the nearest is there.
        listed: words that name one of the last list by its place or name ("蓝高那个").
        minutes: how long the walk may be at most.
        metres: how far it may be at most, where she says so instead.
        pace: how she walks.
        open_now: whether being open is asked about.
        at: a moment other than now (aware).
        rough_at: whether no hour of that moment is said.
        on_any_day: whether no day of it is said.
        either_half: whether the hour of it may be before or after noon.
        weekdays: days of the week that are asked about instead, 0 for Monday.
        other_days: words of days that are named beside the moment.
        impossible: a date or an hour that does not exist, in her words.
        accessible: whether no steps are wanted.
        off: settings that are switched off ("accessible", "slow").
        attributes: what a place should be, as keys of `attribute.toml` ("nearest").
        pick: a line of the last list, counted from 1; 0 is the one just spoken of, −1 the last.
        picks: all lines that were named, in order.
        services: what those lines are said to be ("the first canteen").
        follows: whether the sentence leans on the one before ("那卫生站呢", "换成塘桥站"): slots
            that it leaves empty then keep their last values.
        corrects: whether it mends the one before ("不是食堂，是卫生站").
        choices: categories to ask back about, where the sentence may mean several.
        follow_up: what is asked of what was told before.
        aspects: what is asked of it, as keys of `follow_up.toml` ("price", "how"), where the
            sentence says nothing else.
        bare: whether the sentence has no subject of its own, though no aspect may be known.
        offer: one thing that a place may offer ("拔牙"), asked of no other place.
        guessed: whether no word names the services of `categories`, or the matter of an answer.
        mentioned: services whose words are there though nothing of ours is asked for.
        refused: categories that are not wanted any more, where none is named that is.
        left_out: words that name listed facilities which are not wanted, by street or name.
        topic: what the intent is about: see below.
        situations: what makes the advice in an emergency another one ("lift", "lost", "deaf").
        advice: whether medical or legal advice is asked for, which is never given.
        facility: id of a facility that is called by its name.
        also: further wishes of other kinds, said in the same breath.
        unheard: words that carry a meaning and were not used.
        untold: questions about a place that no source answers.
        unanswered: whether a fact is asked for that no source tells; one of `categories` may know.
        meaning: a kind of house of which it is asked what it is for.
        not_ours: words of further wishes that are none of ours.
        meal: "breakfast", "lunch" or "dinner", or "any" for whichever is served.
        doubt: the kind of danger that the sentence may tell of, though no alarm is heard.
        plain: whether something is asked for so plainly that it is answered in an emergency, too.
        told: what is told of an alarm, for `after` and `caller`.
        worded: whether an alarm is heard by no rule, but by the wording alone.
        mourns: whether a death in the family is told beside a wish.
        score: how sure the reading is, from 0 to 1.

    `unheard`, `untold`, `meaning` and `not_ours` are said back in a reply. `topic` is, with those
    of `topics.py`,

    - of a cited answer: its id;
    - of an emergency: its kind (`Danger`);
    - of help: what is asked of Yike, or "whom_to_call" (the numbers to call: `situations` tell
      whose, and what is asked of it);
    - of what is not ours: its kind ("joke", "weather", "unlisted").
    """

    intent: Intent
    language: str = "zh"
    categories: tuple[str, ...] = ()
    place: str | None = None
    place_text: str | None = None
    place_kind: str | None = None
    homes: tuple[str, ...] = ()
    point: LonLat | None = None
    goal: str | None = None
    goal_text: str = ""
    goal_kind: str = ""
    listed: str | None = None
    minutes: int | None = None
    metres: int | None = None
    pace: Pace | None = None
    open_now: bool = False
    at: datetime | None = None
    rough_at: bool = False
    on_any_day: bool = False
    either_half: bool = False
    weekdays: tuple[int, ...] = ()
    other_days: tuple[str, ...] = ()
    impossible: str | None = None
    accessible: bool = False
    off: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    pick: int | None = None
    picks: tuple[int, ...] = ()
    services: tuple[str, ...] = ()
    follows: bool = False
    corrects: bool = False
    choices: tuple[str, ...] = ()
    follow_up: FollowUp | None = None
    aspects: tuple[str, ...] = ()
    bare: bool = False
    offer: str = ""
    guessed: bool = False
    mentioned: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    topic: str | None = None
    situations: tuple[str, ...] = ()
    advice: bool = False
    facility: str | None = None
    also: tuple[Query, ...] = ()
    unheard: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
    unanswered: bool = False
    meaning: str = ""
    not_ours: tuple[str, ...] = ()
    meal: str = ""
    doubt: str | None = None
    plain: bool = False
    told: ToldOfAlarm | None = None
    worded: bool = False
    mourns: bool = False
    score: float = 1.0

    @property
    def after(self) -> frozenset[AlarmRemark]:
        """What the sentence tells of an alarm that was raised before it."""
        return self.told.remarks if self.told else frozenset()

    @property
    def caller(self) -> tuple[str, ...]:
        """What is told of whether she is with the person in danger (see `caller_signs`)."""
        return self.told.caller if self.told else ()

    @property
    def names_a_place(self) -> bool:
        """Whether it is said where, be it at a place that nobody knows."""
        return bool(self.place or self.place_text or self.point)

    @property
    def names_a_facility(self) -> bool:
        """Whether one is named, by its name, by a part of it or by its line; "it" names none."""
        return bool(self.facility or self.listed or self.pick)

    @property
    def names_a_goal(self) -> bool:
        """Whether it is said where a way leads: to a place, known or not, or to any of a kind."""
        return bool(self.goal or self.goal_text or self.goal_kind)

    @property
    def points_at_something(self) -> bool:
        """Whether a place or a facility is meant, be it "it", the one just spoken of."""
        return self.names_a_place or self.names_a_facility or self.pick is not None

    @property
    def is_limited(self) -> bool:
        """Whether it is said how far, how open or how fitted a place should be."""
        limits = self.minutes or self.metres or self.attributes or self.accessible
        return bool(limits) or self.is_timed

    @property
    def is_timed(self) -> bool:
        """Whether a moment, a day of the week or being open now is asked about."""
        return bool(self.at or self.weekdays or self.open_now)

    def about(self, topic: str | None) -> Query:
        """Give it as another matter, of which a topic is told: no service is looked for."""
        return replace(
            self,
            intent=Intent.UNKNOWN,
            topic=topic,
            categories=(),
            choices=(),
            unheard=(),
            untold=(),
            place_text=None,
        )
