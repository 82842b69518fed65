"""The moment that is asked about, how long the walk may be, and the words that say so."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.lazy_regex import regex
from bot.understanding.lexicon.patterns import any_of, masked
from bot.understanding.moments.clock import clocks_in, half_of_day, is_hour, minute_of, said_hour
from bot.understanding.moments.days import Calendar
from bot.understanding.moments.durations import durations_in, metres_in, wait_of, walk_of
from bot.understanding.moments.spans_of_days import spans_of_days_in
from bot.understanding.text.stance import is_denied, is_misheard

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.understanding.moments.days import Day
    from bot.understanding.moments.durations import Duration

    Pair = tuple[int, int]

_ANY_HOUR = 10  # a day without an hour: most places that open that day are open then
_NOON = 12
_MIDNIGHT = 24
_DAYBREAK = 6  # an hour before it is one of the afternoon unless the morning is named
_AFTER_LUNCH = 4  # noon ends before it
_EVENING = 18
_PART_LASTS = timedelta(hours=4)
_JOINT = regex(r"[的那, ]?(?:天|日)?(?:at|by|in the)? ?的?")
# Whose hour it is: "我六点才收工", "每天早上六点就醒", "现在11点40", "都两点了".
_OWN = regex(
    r"(?:我|他|她|伊|妈|爸|孩子|[家上]班|i|he|she|we)[^,·]{0,5}$|(?<![a-z])i [a-z' ]{0,18}$"
)
_OWN_DOING = regex(
    r"[^,·]{0,2}?(?:才|就|要|得)?(?:就|要)?(?:去|到|回|下班|收工|放学|醒|起床|起来|出门|睡|回家|下课)"
)
# "我三点到,开吗": what is asked about is that very hour.
_OPEN_THEN = regex(
    r"[^,]{0,6},?(?:还|那时候?|会|能)*(?:开[吗么伐不门着]|来得及|有人[吗么伐]|赶得上)"
)
_ALSO = regex(r"(?:和|跟|与|还有|或者?|、|,|and|or| )*")
# "十二点到一点" begins at its first hour.
_UNTIL = regex(r"(?:多|钟|的)?(?:[到至~-]|--| ?(?:to|till|until) ?)")
# "妈妈下午两点去,那时候开吗", "我五点钟过去": what is asked about is that very hour.
_BY_THEN = regex(r"[^吗]*?(?:那个?时候|那会儿|到时候?|届时|by then|at that time)")
_COMES_THEN = regex(r"[^,·]{0,2}?(?:过去|过来|[到去来](?=,|$|[行可还]))")
# "我八点半下班到塘桥站,食堂还有饭吗": who leaves then asks how things stand when she comes.
_LEAVES_THEN = regex(
    r"[^,·]{0,3}?(?:下班|收工|放学|下课)[^吗现]*?(?:还有|还开|开着|来得及|赶得上|[到去]|过来)"
)
# "不是今天是明天": the second is not denied. "改成明天,今天去不成": the last is.
_RATHER = regex(r"(?:不是|不)[^,]{1,4}(?:是|改成?到?为?|换成?到?)$")
_NOT_THEN = regex(r"[^,·]{0,2}?(?:[去来]不[成了]|没空|有事)")
_TELLS_TIME = regex(r"(?:现在|已经|都|it's|now)[^,·]{0,3}$")
_BY_NOW = regex(r"[^,·吗]{0,2}了(?=,|$)|了(?!解)")
_NEAR_NOW = 2 * 60
_HALF_DAY = 12 * 60
_SINCE = regex(r"(?<![a-z])since (?:last )?$")


class Moment(NamedTuple):
    """A moment that is said; `vague`: "今天" or "早上" alone may mean no moment.

    `part_of_today`: a part of this very day, such as "今晚". `rough`: a day or a part of one, of
    which the hour is assumed; `on_any_day`: no day is said. `either_half`: an hour of which it is
    not said whether it is before or after noon.
    `at` is None where only `weekdays` are said (numbers from 0 for Monday), or `impossible`, a
    date or an hour that does not exist, in the words of the sentence. `start` is where it is said.
    """

    at: datetime | None
    vague: bool = False
    start: int = 0
    weekdays: tuple[int, ...] = ()
    impossible: str | None = None
    part_of_today: bool = False
    rough: bool = False
    on_any_day: bool = False
    either_half: bool = False


class Times(NamedTuple):
    """All that a sentence says of time, where, and what of it is past; and how far she walks.

    `tells_now` when it says what time it is: "两点了", "现在11点40". `long` is where many days are
    named, of which none is meant alone: "下周". `beside` are the moments of `other_days`.
    """

    moment: Moment | None = None
    walk_min: int | None = None
    spans: tuple[tuple[int, int], ...] = ()
    past: str | None = None
    tells_now: bool = False
    walk_m: int | None = None
    other_days: tuple[str, ...] = ()
    long: tuple[tuple[int, int], ...] = ()
    beside: tuple[datetime | None, ...] = ()


@dataclass(slots=True)
class _Said:
    """Words that name one moment together: "周日|下午|三点"; `until` ends a range of hours."""

    start: int
    end: int
    day: Day | None = None
    part: str = ""
    clock: re.Match[str] | None = None
    until: _Said | None = None

    def joins(self, other: _Said, text: str) -> bool:
        """Whether the other goes on where this one ends, with what is still missing."""
        between = other.start >= self.end and _JOINT.fullmatch(text, self.end, other.start)
        return bool(between) and not (
            (self.day and other.day) or (self.part and other.part) or (self.clock and other.clock)
        )

    def leads_to(self, other: _Said, text: str) -> bool:
        """Whether the other is the end of a range of hours that begins here."""
        begins = self.clock and other.clock and not other.day and other.start > self.end
        return bool(begins and _UNTIL.fullmatch(text, self.end, other.start))

    def add(self, other: _Said) -> None:
        """Take in what the other says."""
        self.end = other.end
        self.day, self.clock = self.day or other.day, self.clock or other.clock
        self.part = self.part or other.part


@dataclass(frozen=True, slots=True)
class MomentReader:
    """Reads moments with the words of `moment.toml`."""

    parts: Mapping[str, int]
    calendar: Calendar
    part: re.Pattern[str]
    occasions: Mapping[str, str]
    late: re.Pattern[str]
    midday: re.Pattern[str]
    night: re.Pattern[str]

    @classmethod
    def of(cls, tables: Mapping[str, Mapping[str, Any]]) -> MomentReader:
        """Build from the tables of `moment.toml`."""
        parts, after_day, feasts = (tables[key] for key in ("parts", "after_day", "feasts"))
        return cls(
            {**parts, **after_day},
            Calendar.of(feasts),
            re.compile(
                rf"(?<!good )(?:{any_of(parts).pattern})(?![好饭餐])|(?<=·)[{''.join(after_day)}]"
            ),
            tables["occasions"],
            *(re.compile("|".join(tables[key]["words"])) for key in ("late", "midday", "night")),
        )

    def read(self, text: str, now: datetime) -> Times:
        """Read a normalised sentence, said at `now`, in the zone of `now`.

        A day alone is meant at ten o'clock, a part of a day at an hour in its middle. An hour
        without a part of the day is one of daytime still to come. Of several moments the last
        that is neither denied nor somebody's own hour is meant.
        """
        length = metres_in(text)
        text = masked(text, [length[:2]] if length else ())
        durations = durations_in(text)
        wait = wait_of(durations)
        said = self._said(text, now, durations)
        spans = (*((d.start, d.end) for d in durations), *((s.start, s.end) for s in said))
        spans = (*spans, length[:2]) if length else spans
        long = tuple(spans_of_days_in(masked(text, spans)))
        past = next((text[s.start : s.end] for s in said if s.day and s.day.past), None)
        if wait and not is_denied(text, wait.start):
            moment: Moment | None = Moment(now + timedelta(minutes=wait.minutes))
        else:
            moment = self._moment(text, said, now)
        told = any(self._tells_now(s, text, now) for s in said)
        walk_m = length[2] if length else None
        days = _other_days(said, text)
        others = tuple(text[one.start : one.end] for one in days)
        beside = tuple(self._beside(one, said[-1], text, now) for one in days if _is_one(one))
        spans = (*spans, *long)
        return Times(moment, walk_of(durations), spans, past, told, walk_m, others, long, beside)

    def _beside(self, one: _Said, last: _Said, text: str, now: datetime) -> datetime | None:
        """Give the moment of a day beside the last, at the hour that is said of both."""
        hour = replace(one, clock=one.clock or last.clock, part=one.part or last.part)
        valid = hour.clock is None or is_hour(hour.clock)
        return self._at(hour, text, now).at if valid else None

    def _said(self, text: str, now: datetime, durations: list[Duration]) -> list[_Said]:
        """Find the words of each moment, neighbours together."""
        rest = masked(text, ((d.start, d.end) for d in durations))
        days = [_Said(d.start, d.end, day=d) for d in self.calendar.days_in(rest, now.date())]
        rest = masked(rest, ((d.start, d.end) for d in days))
        clocks = [_Said(c.start(), c.end(), clock=c) for c in clocks_in(rest)]
        ends = {d.end for d in days}
        parts = [
            _Said(p.start(), p.end(), part=p[0])
            for p in self.part.finditer(rest)
            if len(p[0]) > 1 or p.start() in ends
        ]
        groups: list[_Said] = []
        for one in sorted((*days, *clocks, *parts), key=lambda said: said.start):
            if groups and groups[-1].joins(one, text):
                groups[-1].add(one)
            else:
                groups.append(one)
        return _first_hours(groups, text)

    def _moment(self, text: str, groups: list[_Said], now: datetime) -> Moment | None:
        meant = [
            said
            for said in groups
            if _is_asked(said, text) and not self._tells_now(said, text, now)
        ]
        meant = [said for said in meant if not _NOT_THEN.match(text, said.end)] or meant
        if not meant:
            return None
        last = _whole(meant)
        if last.day and last.day.impossible:
            return Moment(None, impossible=text[last.day.start : last.day.end])
        if last.clock and not is_hour(last.clock):
            return Moment(None, impossible=last.clock[0])
        if last.day and last.day.weekdays:
            return Moment(None, weekdays=last.day.weekdays)
        return self._at(last, text, now)

    def _at(self, said: _Said, text: str, now: datetime) -> Moment:
        day = said.day.day if said.day and said.day.day else now.date()
        today, part = day == now.date(), _part_word(said, text)
        if said.clock and not part:
            part = self._occasion(text, said.start)
        if today and not said.clock and not part:
            return Moment(now, vague=True, start=said.start)
        sided = said.until is not None and bool(said.until.part)
        hour = self._hour(said, part, now if today and not sided else None)
        minute = minute_of(said.clock) if said.clock else 0
        at = datetime.combine(day, time(0), now.tzinfo) + timedelta(hours=hour, minutes=minute)
        if not said.day and at < now - timedelta(hours=1) and not self._lasts(said, now):
            at += timedelta(days=1)
        if not said.clock and at < now <= at + _PART_LASTS:
            at = now
        vague = not said.clock and (not said.day or today)
        return Moment(
            at,
            vague,
            said.start,
            part_of_today=vague and bool(said.day),
            rough=not said.clock,
            on_any_day=not said.day,
            either_half=said.clock is not None and not (part or half_of_day(said.clock)),
        )

    def _tells_now(self, said: _Said, text: str, now: datetime) -> bool:
        """Whether it is said what time it is: an hour that is far from now is another moment."""
        if not said.clock or said.day or not is_hour(said.clock):
            return False
        told = _BY_NOW.match(text, said.end)
        if not (told or _TELLS_TIME.search(text, 0, said.start)):
            return False
        if told and text[max(0, said.start - 1) : said.start] in {"", ","}:
            return True
        hour = self._hour(said, said.part, None)
        late = (60 * (hour - now.hour) + minute_of(said.clock) - now.minute) % _HALF_DAY
        return min(late, _HALF_DAY - late) <= _NEAR_NOW

    def _occasion(self, text: str, start: int) -> str:
        """Give the part of the day of what is done at an hour: "早饭六点" is in the morning."""
        clause = text[text.rfind(",", 0, start) + 1 :].partition(",")[0]
        return next((part for word, part in self.occasions.items() if word in clause), "")

    def _lasts(self, said: _Said, now: datetime) -> bool:
        """Whether a range of hours of today is not over yet."""
        return said.until is not None and now.hour < self._hour(said.until, said.until.part, None)

    def _hour(self, one: _Said, part: str, today: datetime | None) -> int:
        """Give the hour of the day, 0 to 24; `today` is the present moment if today is meant."""
        clock = one.clock
        if clock is None:
            return self.parts.get(part, _ANY_HOUR)
        hour, half = said_hour(clock), half_of_day(clock)
        if hour > _NOON or (hour == 0 and today is None):
            return hour
        if hour == 0 or (self.night.search(part) and hour < _DAYBREAK and half != "pm"):
            return hour + (_MIDNIGHT if today and today.hour >= _EVENING else 0)
        if half == "pm" or self._is_past_noon(part, hour):
            return _MIDNIGHT if hour == _NOON and half != "pm" else hour % _NOON + _NOON
        if half == "am" or part:
            return hour
        return _of_either_half(one, clock, today)

    def _is_past_noon(self, part: str, hour: int) -> bool:
        """Whether a part of the day puts an hour behind noon: "下午", "中午一点"."""
        at_noon = self.midday.match(part) and hour < _AFTER_LUNCH
        return bool(self.late.search(part) or at_noon)


def _of_either_half(one: _Said, clock: re.Match[str], today: datetime | None) -> int:
    """Give an hour of which no half is told: by day, and today the one that is still to come."""
    hour, over = said_hour(clock), (one.until and one.until.clock) or clock
    said = (said_hour(over), minute_of(over))
    soon = today is not None and said < (today.hour, today.minute) < (hour + _NOON, said[1])
    return hour + _NOON if hour < _DAYBREAK or (soon and hour < _NOON) else hour


def _first_hours(groups: list[_Said], text: str) -> list[_Said]:
    """Take the end of each range of hours into its beginning."""
    left: list[_Said] = []
    for one in groups:
        if left and left[-1].leads_to(one, text):
            left[-1].end, left[-1].until = one.end, one
        else:
            left.append(one)
    return left


def _whole(meant: list[_Said]) -> _Said:
    """Give the last moment, with what it lacks from the ones before: "八点开吗,今晚"."""
    last = meant[-1]
    if not last.clock and last.day:
        hour = next((s for s in meant[-2::-1] if s.clock and not s.day), None)
        if hour and not (last.part and hour.part and last.part[0] != hour.part[0]):
            last.clock, last.part = hour.clock, hour.part or last.part
    elif not last.day:
        earlier = next((s.day for s in reversed(meant) if s.day and s.day.day), None)
        last.day = earlier if last.clock or last.part else None
    return last


def _is_asked(said: _Said, text: str) -> bool:
    """Whether the moment is one that is asked about."""
    if is_denied(text, said.start) and not _RATHER.search(text, 0, said.start):
        return False
    if is_misheard(text, said.start) or (said.day and (said.day.past or _is_habit(said.day))):
        return False
    if said.clock is None:
        return not _SINCE.search(text, 0, said.start)
    own = _OWN.search(text, 0, said.start) and _OWN_DOING.match(text, said.end)
    asked = (
        pattern.match(text, said.end)
        for pattern in (_OPEN_THEN, _BY_THEN, _COMES_THEN, _LEAVES_THEN)
    )
    return not own or any(asked)


def _is_one(said: _Said) -> bool:
    """Whether one day is said, and no day of the week or date that does not exist."""
    return bool(said.day and said.day.day and not (said.day.weekdays or said.day.impossible))


def _other_days(groups: list[_Said], text: str) -> tuple[_Said, ...]:
    """Give the days that stand beside the last one, of which but one is answered.

    "明天星期三" is one day, if tomorrow is one.
    """
    pairs = ((one, other) for one, other in pairwise(groups) if one.day and other.day)
    return tuple(
        one
        for one, other in pairs
        if not _is_same_day(one, other)
        and _is_asked(one, text)
        and _ALSO.fullmatch(text, one.end, other.start)
    )


def _is_same_day(one: _Said, other: _Said) -> bool:
    days = [said.day.day for said in (one, other) if said.day and said.day.day]
    return len(days) == len((one, other)) and days[0] == days[1]


def _is_habit(day: Day) -> bool:
    return day.day is None and not day.weekdays and not day.impossible


def _part_word(said: _Said, text: str) -> str:
    tonight = said.day and text[said.day.start : said.day.end] == "tonight"
    if said.part or not tonight:
        return said.part
    return "night" if said.clock else "evening"
