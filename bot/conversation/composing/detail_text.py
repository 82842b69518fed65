"""One facility in words: what she acts on in six lines, and apart from them the notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.composing import age, meals, phrases
from bot.conversation.composing.composer import error_m, is_doubtful
from bot.conversation.composing.day_hours import before_closing, opens_on
from bot.conversation.composing.hours_in_words import hours_in_words
from bot.lazy_regex import regex
from bot.understanding.slots.attribute_names import Attribute
from geo.facility import Accessible, Status

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from bot.conversation.composing.composer import Composer
    from bot.conversation.reply import Listed
    from geo.facility import Facility

_LONG_TITLE = regex("[（(，：]")
"""Where the name of a source ends, and what is told about it begins."""


def detail(
    composer: Composer,
    one: Listed,
    at: datetime | None = None,
    meal: str = "",
    asked: Collection[str] = (),
) -> str:
    """Write what she acts on; `at` when another moment than now was asked for.

    `meal` is the meal that is asked for, or any; `asked` are the attributes of the query.
    """
    opens = composer.sentences(
        [*_opens(composer, one, at, meal, asked), _hours(composer, one.facility)]
    )
    lines = [_title(composer, one.facility), opens, *_standing(composer, one)]
    return "\n".join(filter(None, lines))


def _opens(
    composer: Composer, one: Listed, at: datetime | None, meal: str, asked: Collection[str]
) -> Iterator[str]:
    """Say whether it is open at a moment, whether she gets there in time, and for which meal."""
    moment = at or composer.now
    of_the_day = opens_on(composer, one.facility, moment) if Attribute.OPENING_TIME in asked else ""
    if of_the_day:
        yield composer.sentence(of_the_day)
    else:
        yield phrases.capitalised(composer.at(at, _status(composer, one, then=at is not None)))
    in_time = Attribute.IN_TIME in asked and not (meal and one.facility.meals)
    yield composer.sentence(before_closing(composer, one, moment, asked=in_time))
    if meal:
        yield composer.sentence(meals.served(composer, one, meal, moment))


def contact_first(composer: Composer, facility: Facility, text: str) -> str:
    """Put address and telephone directly below the name, where they are what is asked for."""
    name, *rest = text.split("\n")
    contact = _contact(composer, facility)
    return "\n".join([name, contact, *(line for line in rest if line != contact)])


def about(composer: Composer, one: Listed) -> list[str]:
    """Write all that is known of a facility at any moment, without its name."""
    facility = one.facility
    lines = [_hours(composer, facility) or _status(composer, one, then=False)]
    return [*filter(None, lines), *_standing(composer, one), *notes(composer, facility)]


def notes(composer: Composer, facility: Facility) -> list[str]:
    """Write what there is, for whom, and where all this comes from."""
    offers, whom = composer.services(facility), composer.term(facility.eligibility)
    may_use = [composer.say("detail.eligibility", eligibility=whom)] if whom else []
    if facility.accessible is Accessible.UNKNOWN:
        may_use.append(composer.say("detail.accessible_unknown"))
    lines = [
        composer.say("detail.services", services=offers) if offers else "",
        composer.sentences(may_use),
        facility.note.said_in(composer.language),
    ]
    return [*filter(None, lines), *_sources(composer, facility)]


def more(composer: Composer, facility: Facility) -> str:
    """Name the source in a few words, and say how to hear the notes."""
    source = composer.dataset.sources[facility.source]
    dated = facility.source_date or source.date
    when = age.written_on(dated, composer.language) if dated else ""
    parts = filter(None, [_LONG_TITLE.split(source.title)[0], when])
    return composer.say("detail.more", source=composer.say("list.semicolon").join(parts))


def _title(composer: Composer, facility: Facility) -> str:
    name = composer.name(facility)
    if not facility.inside:
        return name
    host = composer.name(composer.dataset.facility(facility.inside))
    return composer.say("detail.inside", name=name, host=host)


def not_there_line(composer: Composer, facility: Facility) -> str:
    """Say that a facility was planned, is shut for a time or for good; "" where it is there."""
    if facility.status is Status.PLANNED:
        year = age.plan_year(facility, composer.dataset)
        return composer.say("detail.planned" if year else "detail.planned_undated", year=year)
    if facility.status is not Status.OPEN:
        return composer.say(f"detail.{facility.status.value}")
    return ""


def _status(composer: Composer, one: Listed, *, then: bool) -> str:
    facility = one.facility
    if absent := not_there_line(composer, facility):
        return absent
    language, hours = composer.language, facility.opening_hours
    state = phrases.opening(one.opening, composer.now, language, then=then, hours=hours)
    return composer.sentence(state)


def _hours(composer: Composer, facility: Facility) -> str:
    if not facility.opening_hours:
        return ""
    shown = hours_in_words(facility.opening_hours, composer.language)
    shown += composer.age_if_old(facility, "opening_hours")
    return composer.say("detail.hours", hours=shown)


def _standing(composer: Composer, one: Listed) -> list[str]:
    """Write what does not change with the hour."""
    facility = one.facility
    lines = [
        meals.listed(facility, composer.language),
        _walk(composer, one),
        _contact(composer, facility),
        _advice(composer, facility),
    ]
    return list(filter(None, lines))


def _walk(composer: Composer, one: Listed) -> str:
    """Say how far it is, and how well it is known where."""
    if one.facility.geometry is None:
        return composer.sentence(composer.say("list.place_unknown"))
    doubt = composer.say("list.place_check", error=error_m(one.facility))
    doubt = doubt if is_doubtful(one.facility) else ""
    time = phrases.walking_time(one.walk, composer.language) if one.walk else ""
    walk = composer.say("list.walk", time=time) if time else ""
    return composer.sentence(composer.say("list.semicolon").join(filter(None, [walk, doubt])))


def _contact(composer: Composer, facility: Facility) -> str:
    """Write address and telephone, and whether a wheelchair gets in where that is known."""
    if facility.address or facility.phone:
        told = [composer.one_of(facility, "address"), composer.one_of(facility, "phone")]
    else:
        told = [composer.say("detail.no_contact")]
    if facility.accessible is not Accessible.UNKNOWN:
        told.append(composer.say(f"detail.accessible_{facility.accessible.value}"))
    return composer.sentences(told)


def _advice(composer: Composer, facility: Facility) -> str:
    """Say how old this is, and who has seen it."""
    old = facility.status is Status.OPEN and composer.is_old(facility, "status")
    mind = composer.say("detail.old", years=age.OLD_YEARS) if old else ""
    day = facility.verified_on
    visit = composer.say("detail.verified", date=day) if day else composer.say("detail.unverified")
    return composer.sentences([mind, visit])


def _sources(composer: Composer, facility: Facility) -> Iterator[str]:
    """Name the source of a facility, and those of what has another one."""
    yield _source(composer, facility.source, facility.source_date)
    by_source: dict[tuple[str, str], list[str]] = {}
    for one in facility.provenance:
        by_source.setdefault((one.source, one.dated), []).append(composer.say(f"age.{one.what}"))
    for (source, dated), what in by_source.items():
        if source != facility.source:
            yield _source(composer, source, dated, what=composer.series(what))


def _source(composer: Composer, key: str, dated: str, what: str = "") -> str:
    source = composer.dataset.sources[key]
    date = (dated or source.date).replace("/", "–")
    text = "detail.source_of" if what else "detail.source"
    text = text if date else f"{text}_undated"
    return composer.say(text, title=source.title, date=date, what=what)
