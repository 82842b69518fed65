"""What a resident wants, as far as a sentence says it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.understanding.safety.alarm_remarks import AlarmRemark
    from bot.understanding.turns.told_of_alarm import ToldOfAlarm
    from geo.facility import LonLat, Pace


MOVED = "moved"
"""The topic of a place that somebody moved to, where it is not said who."""


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

    `place` is the id of a place in the dataset, where she is or wants to look around; `place_text`
    is a place that was named and is not in the dataset; `point` is a position that was typed
    (WGS-84). `place_kind` is set when `place_text` names any place of a kind ("metro" for
    "地铁站"), or a part of the last place ("part" for "二期"). `goal` is the id of the place at the
    end of a way, `goal_text` a hospital there that is not in the dataset.
    `listed` are the words that name one of the last list by its place or name
    ("蓝高那个").

    `minutes` is how long the walk may be at most, `metres` how far where she says so instead.

    `pick` is a line of the last list, counted from 1 (0: the one just spoken of, −1: the last);
    `picks` are all that were named, in order, `services` what they are said to be ("the first
    canteen"). `attributes` are what a place should be, as the keys
    of `attribute.toml` ("nearest", "delivery"). `off` are settings that are switched off
    ("accessible", "slow").

    `at` is a moment other than now, `rough_at` when no hour of it is said and
    `on_any_day` when no day is; `weekdays` are asked about instead, as numbers from 0 for
    Monday; `other_days` are the words of days named beside it; `impossible` is a date or an hour
    that does not exist, in her words.

    `follows` is true when the sentence leans on the one before ("那卫生站呢", "换成塘桥站"): the
    slots it leaves empty then keep their last values. `corrects` is true when it mends the one
    before ("不是食堂，是卫生站"). `choices` are the categories to ask back about when the sentence
    may mean several. `facility` is the id of a facility that is called by its name. `advice` is
    true when medical or legal advice is asked for, which is never given. `meal` is "breakfast",
    "lunch" or "dinner" when a meal of that name is asked for, and "any" for whichever is served.

    `follow_up` is what is asked of what was told before. `aspects` are what is asked of it, as the
    keys of `follow_up.toml` ("price", "how"), where a sentence says nothing else: it has no subject
    of its own, as `bare` tells even where no aspect is known. `offer` is one thing that a place
    may offer ("拔牙"), where it is asked of no other place; `guessed` tells that no word names the
    services; `mentioned` are the services whose
    words are there though nothing of ours is asked for.

    `left_out` are words that name listed facilities which are not wanted, by street or name.
    `refused` are the categories that are not wanted any more, where none is named that is.

    `topic` is the id of a cited answer; the kind of an emergency ("medical", "fire", "crime",
    "gas", "suicide"); for help "again", "simply", "larger", "notes", "who" or
    "whom_to_call" (the numbers to call: `situations` tell whose, and what is asked of it);
    for a wish to reach somebody "complaint" or "care" (somebody grieves or is lonely); for thanks
    "over" (an alarm has ended); for what is not ours its kind ("joke", "weather", "unlisted"); for
    a wish for a doctor "hospital" where a large one is meant, or one at night; for a place "moved"
    where it is not said who moved there; or None.
    `situations` are what makes the advice in an emergency another one ("lift", "lost", "deaf").

    `doubt` is the kind of danger that the sentence may tell of, though no alarm is heard. `plain`
    is true when something is asked for so plainly that it is answered in an emergency, too; `told`
    is what it tells of an alarm that was raised before it;
    `worded` is true for an alarm that no rule hears, by the wording alone; `caller` is what it
    tells of whether she is with the person in danger (see `caller_signs`). `mourns` is true where a
    death in the family is told beside a wish. `also` are further wishes of other kinds, said in
    the same breath; `not_ours` are words of those that are none of ours. `unheard` are words that
    carry a meaning and were not used, `untold` questions about a place that no source answers,
    `meaning` a kind of house of which it is asked what it is for. A reply says all of them back.
    """

    intent: Intent
    language: str = "zh"
    categories: tuple[str, ...] = ()
    place: str | None = None
    place_text: str | None = None
    place_kind: str | None = None
    point: LonLat | None = None
    goal: str | None = None
    goal_text: str = ""
    listed: str | None = None
    minutes: int | None = None
    metres: int | None = None
    pace: Pace | None = None
    open_now: bool = False
    at: datetime | None = None
    rough_at: bool = False
    on_any_day: bool = False
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
    meaning: str = ""
    not_ours: tuple[str, ...] = ()
    meal: str = ""
    doubt: str | None = None
    plain: bool = False
    told: ToldOfAlarm | None = None
    worded: bool = False
    caller: tuple[str, ...] = ()
    mourns: bool = False
    score: float = 1.0

    @property
    def after(self) -> frozenset[AlarmRemark]:
        """What the sentence tells of an alarm that was raised before it."""
        return self.told.remarks if self.told else frozenset()
