"""Open, closed or unknown, and until when, on every kind of day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.hours.china_calendar import DayKind, day_kind
from geo.hours.day_states import Openness
from geo.hours.opening import opening, validate_hours

SHANGHAI = ZoneInfo("Asia/Shanghai")
OFFICE = "Mo-Fr 09:00-17:00"
CANTEEN = "Mo-Su 06:30-20:00"
WRITTEN = (
    OFFICE,
    CANTEEN,
    "24/7",
    "off",
    f"{OFFICE}; PH off",
    f"{OFFICE}; PH 10:00-12:00",
    f"{CANTEEN}; PH off",
    "Mo-Fr 08:00-12:00,13:30-17:00; Sa 09:00-11:30",
    "Tu-Su 09:00-16:30",
    "Mo-Fr 22:00-06:00",
    "Mo[1] 10:00-12:00",
    "Apr-Oct Mo-Su 06:00-21:00; Nov-Mar Mo-Fr 09:00-17:00",
    f"{OFFICE}; 2026 Oct 03 10:00-12:00",
    f'{OFFICE} "by appointment"',
)


def at(text: str) -> datetime:
    """Read a moment in Shanghai."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def says(hours: str, moment: str) -> tuple[str, str | None]:
    """Tell the state and the next change in few characters."""
    state = opening(hours, at(moment), SHANGHAI)
    change = state.next_change
    return state.openness.value, change.strftime("%m-%d %H:%M") if change else None


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-09-16 10:00", ("open", "09-16 17:00")),  # an ordinary Wednesday
        ("2026-09-16 17:00", ("closed", "09-17 09:00")),
        ("2026-10-11 10:00", ("closed", "10-12 09:00")),  # an ordinary Sunday
        ("2026-10-03 10:00", ("closed", "10-08 09:00")),  # Golden Week
        ("2026-10-05 10:00", ("closed", "10-08 09:00")),  # its shifted rest day, a Monday
        ("2026-09-30 18:00", ("closed", "10-08 09:00")),  # the evening before
        ("2026-02-14 18:00", ("closed", "02-24 09:00")),  # before nine days of Spring Festival
        ("2026-10-10 10:00", ("open", "10-10 17:00")),  # a make-up Saturday
        ("2026-09-20 08:00", ("closed", "09-20 09:00")),  # a make-up Sunday
    ],
)
def test_office_follows_the_working_calendar(moment: str, expected: tuple[str, str | None]) -> None:
    """An office rests on holidays and works on make-up days, whatever weekday they are."""
    assert says(OFFICE, moment) == expected


def test_festival_is_a_holiday_before_the_notice() -> None:
    """Chinese New Year 2027 is a holiday by law, whatever days are shifted around it."""
    assert says(OFFICE, "2027-02-06 10:00")[0] == "closed"
    assert says(OFFICE, "2027-02-08 10:00")[0] == "closed"


def test_no_hours_are_unknown() -> None:
    """A facility without hours is unknown, never open."""
    assert says("", "2026-09-16 10:00") == ("unknown", None)
    assert says("  ", "2026-09-16 10:00") == ("unknown", None)


@pytest.mark.parametrize("moment", ["2026-10-01 12:00", "2035-03-07 12:00", "2035-10-02 12:00"])
def test_what_is_never_shut_needs_no_calendar(moment: str) -> None:
    """24/7 holds on a holiday and in any year."""
    assert says("24/7", moment) == ("open", None)


@pytest.mark.parametrize("hours", [CANTEEN, "06:30-20:00", f"{OFFICE}; Sa,Su 10:00-16:00"])
@pytest.mark.parametrize("moment", ["2026-10-01 12:00", "2026-10-07 12:00", "2026-02-16 12:00"])
def test_hours_that_do_not_mention_holidays_promise_nothing_for_one(
    hours: str, moment: str
) -> None:
    """On a public holiday it is unknown, what is usual is told, and nights are shut."""
    state = opening(hours, at(moment), SHANGHAI)
    assert (state.openness, state.usual) == (Openness.UNKNOWN, Openness.OPEN)
    assert state.next_change is None
    assert says(hours, f"{moment[:10]} 23:00")[0] == "closed"


def test_same_hours_all_week_hold_on_every_other_day() -> None:
    """Also on a make-up day, and far from festivals in a year without a notice."""
    assert says(CANTEEN, "2026-10-10 12:00") == ("open", "10-10 20:00")
    assert says(CANTEEN, "2035-03-07 12:00") == ("open", "03-07 20:00")
    assert says(CANTEEN, "2035-10-07 12:00")[0] == "unknown"
    assert says(CANTEEN, "2026-09-30 21:00") == ("closed", None)  # the morning is a holiday's


def test_what_nobody_wrote_has_no_usual_state() -> None:
    """Without hours there is nothing usual either; nor where a condition leaves it open."""
    assert opening("", at("2026-10-01 12:00"), SHANGHAI).usual is None
    assert (
        opening('Mo-Su 09:00-17:00 "by appointment"', at("2026-10-01 12:00"), SHANGHAI).usual
        is None
    )
    assert opening(CANTEEN, at("2026-09-16 12:00"), SHANGHAI).usual is None


def test_beyond_the_calendar_an_office_is_unknown_by_day() -> None:
    """In a year without a notice nobody knows which days are worked; nights are surely closed."""
    assert says(OFFICE, "2035-03-07 10:00") == ("unknown", None)
    assert says(OFFICE, "2035-03-10 10:00") == ("unknown", None)  # a Saturday may be worked
    assert says(OFFICE, "2035-03-07 20:00") == ("closed", None)
    assert says(OFFICE, "2035-10-01 10:00") == ("closed", None)  # fixed by law


def test_named_holidays_apply_to_the_whole_holiday() -> None:
    """PH means every day of the holiday, also the shifted ones, and no make-up day."""
    hours = f"{OFFICE}; PH 10:00-12:00"
    for day in range(1, 8):
        assert says(hours, f"2026-10-0{day} 10:30") == ("open", f"10-0{day} 12:00")
    assert says(hours, "2026-10-10 13:00") == ("open", "10-10 17:00")
    assert says(f"{CANTEEN}; PH off", "2026-10-04 12:00") == ("closed", "10-08 06:30")


def test_comment_is_no_holiday_rule() -> None:
    """PH inside a comment names nothing, and a commented opening is never promised."""
    hours = 'Mo-Fr 09:00-17:00 "PH on request"'
    assert says(hours, "2026-09-16 10:00") == ("unknown", None)
    assert says(hours, "2026-10-03 10:00")[0] == "closed"


def test_weekends_with_other_hours_are_told_only_where_both_agree() -> None:
    """On a holiday the source does not say whether any hours hold; at night all are shut."""
    hours = f"{OFFICE}; Sa,Su 10:00-16:00"
    assert says(hours, "2026-10-01 12:00") == ("unknown", None)
    assert says(hours, "2026-10-01 09:30") == ("unknown", None)
    assert says(hours, "2026-10-01 08:00")[0] == "closed"
    assert says("Tu-Su 09:00-16:30", "2026-10-05 12:00")[0] == "unknown"


def test_make_up_day_is_told_only_where_working_days_agree() -> None:
    """Nobody says which working day a make-up Saturday replaces."""
    hours = "Mo-Th 09:00-17:00; Fr 09:00-16:00"
    assert says(hours, "2026-10-10 15:00") == ("open", None)
    assert says(hours, "2026-10-10 16:30") == ("unknown", None)


def test_hours_for_a_very_date_go_before_the_calendar() -> None:
    """A source that speaks of a date is believed on that date, and only there."""
    opens = f"{OFFICE}; 2026 Oct 03 10:00-12:00"
    assert says(opens, "2026-10-01 11:00") == ("closed", "10-03 10:00")
    assert says(opens, "2026-10-03 11:00") == ("open", "10-03 12:00")
    rests = f"{CANTEEN}; 2026 Oct 03-04 off"
    assert says(rests, "2026-10-03 12:00") == ("closed", None)  # unknown on the 5th
    keeps = f"{CANTEEN}; 2026 Oct 03 10:00-12:00"
    assert says(keeps, "2026-10-03 11:00") == ("open", "10-03 12:00")


def test_night_belongs_to_the_day_it_began() -> None:
    """An opening past midnight runs into a holiday, and none begins on it."""
    hours = "Mo-Fr 22:00-06:00"
    assert says(hours, "2026-10-01 05:00") == ("open", "10-01 06:00")
    assert says(hours, "2026-10-02 05:00") == ("closed", "10-08 22:00")


def test_moment_in_another_zone_is_the_same_moment() -> None:
    """The clock of the question does not matter, only the moment; the answer is local."""
    moment = datetime(2026, 9, 16, 1, 30, tzinfo=ZoneInfo("UTC"))
    state = opening(OFFICE, moment, SHANGHAI)
    assert state.openness is Openness.OPEN
    assert state.next_change == at("2026-09-16 17:00")
    assert state.next_change.utcoffset() == timedelta(hours=8)


def test_other_countries_keep_their_own_holidays() -> None:
    """Elsewhere no Chinese holiday counts."""
    paris = ZoneInfo("Europe/Paris")
    hours = f"{OFFICE}; PH off"
    october = datetime(2026, 10, 1, 10, tzinfo=paris)
    assert opening(hours, october, paris, "FR").openness is Openness.OPEN
    july = datetime(2026, 7, 14, 10, tzinfo=paris)
    assert opening(hours, july, paris, "fr").openness is Openness.CLOSED


ANKARA = ZoneInfo("Europe/Istanbul")


@pytest.mark.parametrize(
    ("country", "moment", "expected", "usual"),
    [
        (
            "TR",
            datetime(2026, 10, 29, 10, tzinfo=ANKARA),
            Openness.CLOSED,
            None,
        ),  # the day of the republic
        ("TR", datetime(2026, 10, 28, 10, tzinfo=ANKARA), Openness.OPEN, None),
        ("none", datetime(2026, 10, 28, 10, tzinfo=ANKARA), Openness.UNKNOWN, Openness.OPEN),
        ("none", datetime(2026, 10, 28, 22, tzinfo=ANKARA), Openness.CLOSED, None),
    ],
)
def test_holidays_beyond_the_parsers_calendars(
    country: str, moment: datetime, expected: Openness, usual: Openness | None
) -> None:
    """They come from `holidays`; where nobody knows them, both readings must agree."""
    state = opening(f"{OFFICE}; PH off", moment, ANKARA, country)
    assert (state.openness, state.usual) == (expected, usual)


def test_an_estimated_holiday_is_a_doubt() -> None:
    """What the moon decides may come a day sooner or later: three days are unknown."""
    hours, delhi = f"{OFFICE}; PH off", ZoneInfo("Asia/Kolkata")
    days = [datetime(2027, 3, day, 10, tzinfo=delhi) for day in range(8, 13)]
    known = [opening(hours, day, delhi, "IN").openness for day in days]
    assert known == [Openness.OPEN, *[Openness.UNKNOWN] * 3, Openness.OPEN]


def test_hours_without_holidays_need_no_calendar() -> None:
    """Where PH is not named they are as written, whoever knows the holidays."""
    evening = datetime(2026, 10, 28, 10, tzinfo=ANKARA)
    assert opening(OFFICE, evening, ANKARA, "none").openness is Openness.OPEN


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("9am to 5pm", "like 'Mo-Fr"),
        ("周一至周五", "like 'Mo-Fr"),
        ("PH off; Mo-Fr 09:00-17:00", "PH rule last"),
        ("Mo-Fr 09:00-17:00; SH off", "school holidays"),
        ("sunrise-sunset", "clock times"),
        ("Mo-Fr 18:00+", "closing time"),
        ("Mo-Fr 09:00-17:00 || Sa 09:00-10:00", "plain rules"),
        ("Mo-Fr 06:00-10:00,18:00-07:00", "next day"),
        ("PH -1 day off", "like 'Mo-Fr"),
        ("Mo-Fr 09:00-12:00; Mo-Fr 13:00-17:00", "write 'Mo-Fr 09:00-12:00,13:00-17:00' if"),
        (
            "Mo-Fr 08:00-11:00; Sa 10:00-12:00; Tu 18:00-20:00; PH off",
            "write 'Mo-Fr 08:00-11:00, Tu 18:00-20:00; Sa 10:00-12:00; PH off' if",
        ),
        ("Mar,Jun Tu[2] 14:00-16:00", "rule for each month"),
        ('Mo-Fr 09:00-12:00 "a;b"; We 13:00-17:00', "'We 13:00-17:00' takes the place of"),
    ],
)
def test_hours_that_cannot_be_told_say_what_to_write(text: str, suggestion: str) -> None:
    """Hours that would be guessed at are refused with suggestion, and unknown when asked for."""
    assert suggestion in (validate_hours(text) or "")
    assert says(text, "2026-09-16 10:00") == ("unknown", None)


@pytest.mark.parametrize("text", ["", *WRITTEN])
def test_good_hours_have_no_problem(text: str) -> None:
    """Hours that can be told, or are not known, pass the check."""
    assert validate_hours(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Mo-Fr 09:00-17:00; Sa 10:00-12:00",
        "Mo-Su 09:00-17:00; Sa,Su 10:00-12:00",
        "Jun-Sep 06:00-20:00; Oct-May 07:00-19:00",
        "Mo-Fr 09:00-12:00,13:00-17:00; We off",
        "Mo-Su 09:00-12:00; 2026 Oct 03 14:00-16:00",
    ],
)
def test_a_rule_that_is_meant_to_hold_instead_is_fine(text: str) -> None:
    """Other days, other months, fewer hours of a day and single dates are no slip."""
    assert validate_hours(text) is None


@given(st.sampled_from(["Mo-Fr", "Sa,Su", "Tu", "Jun-Sep Mo-Su"]), st.permutations(range(8, 20)))
def test_what_is_advised_is_right(days: str, clocks: list[int]) -> None:
    """The text to write instead has no problem any more, and opens at both times."""
    morning, noon, evening, night = sorted(clocks[:4])
    first, second = f"{morning:02}:00-{noon:02}:00", f"{evening:02}:00-{night:02}:00"
    problem = validate_hours(f"{days} {first}; {days} {second}") or ""
    advised = problem.split("write '")[1].split("'")[0]
    assert validate_hours(advised) is None
    assert (first in advised, second in advised) == (True, True)


@pytest.mark.parametrize(
    ("hours", "moment", "opens"),
    [
        ("Mo[1] 09:00-12:00", "2026-03-02 13:00", "2026-04-06 09:00"),
        ("Sa[-1] 09:00-12:00", "2026-04-25 12:00", "2026-05-30 09:00"),
        ("Mar Tu[2] 14:00-16:00; Jun Tu[2] 14:00-16:00", "2026-03-10 17:00", "2026-06-09 14:00"),
        ("Mar 05 09:00-16:00", "2025-03-05 16:00", "2026-03-05 09:00"),
    ],
)
def test_what_is_monthly_or_rarer_has_a_next_opening(hours: str, moment: str, opens: str) -> None:
    """The next opening is found however rare it is, within a year."""
    state = opening(hours, at(moment), SHANGHAI)
    assert (state.openness, state.next_change) == (Openness.CLOSED, at(opens))


words = st.sampled_from(
    [*'";,|-+: ', "Mo-Fr", "Sa", "PH", "off", "09:00-17:00", "22:00-06:00", "Oct 01"]
)


@settings(deadline=None)
@given(st.text(max_size=60) | st.lists(words, max_size=12).map(" ".join))
def test_any_text_gets_a_state(text: str) -> None:
    """No text is an error: what the check refuses is unknown."""
    state = opening(text, at("2026-09-16 10:00"), SHANGHAI)
    if validate_hours(text) is not None:
        assert state.openness is Openness.UNKNOWN


moments = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 1), timezones=st.just(SHANGHAI))  # noqa: DTZ001 - the bounds are naive by contract


@settings(deadline=None)  # the first question of an unpublished year reads another calendar
@given(st.sampled_from(WRITTEN), moments, st.lists(st.floats(0, 1, exclude_max=True), max_size=8))
def test_next_change_is_the_next_change(hours: str, moment: datetime, shares: list[float]) -> None:
    """Before the next change the state stays; at it, the state is the opposite and sure."""
    state = opening(hours, moment, SHANGHAI)
    if state.next_change is None:
        return
    wait = state.next_change - moment
    assert wait > timedelta(0)
    for share in shares:
        before = min(moment + share * wait, state.next_change - timedelta.resolution)
        assert opening(hours, before, SHANGHAI) == state
    after = opening(hours, state.next_change, SHANGHAI).openness
    assert {state.openness, after} == {Openness.OPEN, Openness.CLOSED}


@given(st.dates(date(2024, 1, 1), date(2026, 12, 31)), st.times())
def test_office_is_open_exactly_in_its_hours_of_working_days(day: date, clock: time) -> None:
    """An office is open when the calendar says work and the clock says 9 to 17."""
    moment = datetime.combine(day, clock, SHANGHAI)
    open_ = opening(OFFICE, moment, SHANGHAI).openness is Openness.OPEN
    assert open_ == (chinese_calendar.is_workday(day) and time(9) <= clock < time(17))


@settings(deadline=None)
@given(st.dates(date(2024, 1, 1), date(2040, 12, 31)))
def test_ordinary_days_are_what_the_week_says(day: date) -> None:
    """A make-up day is on a weekend; only a year without a notice has unsettled days."""
    kind = day_kind(day)
    if kind is DayKind.MAKE_UP:
        assert day.weekday() >= 5
    assert (kind is DayKind.UNSETTLED) <= (day.year > 2026)


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2026, 10, 4), DayKind.HOLIDAY),  # a Sunday within Golden Week
        (date(2026, 10, 6), DayKind.HOLIDAY),  # a shifted rest day
        (date(2026, 10, 10), DayKind.MAKE_UP),
        (date(2026, 10, 11), DayKind.ORDINARY),  # a Sunday like any other
        (date(2027, 2, 6), DayKind.HOLIDAY),  # Chinese New Year is fixed by the moon and the law
        (date(2035, 2, 8), DayKind.HOLIDAY),  # so is every later one
        (date(2035, 2, 14), DayKind.UNSETTLED),
        (date(2500, 10, 1), DayKind.UNSETTLED),
    ],
)
def test_kind_of_day(day: date, kind: DayKind) -> None:
    """The State Council's notice decides; before it, only what the law fixes is known."""
    assert day_kind(day) is kind
