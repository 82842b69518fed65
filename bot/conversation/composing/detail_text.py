"""One facility in words: all that is known of it, and in one line what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.composing import age, meals, phrases
from bot.conversation.composing.composer import error_m, is_doubtful
from bot.conversation.composing.hours_in_words import hours_in_words
from geo.facility import Accessible, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.conversation.composing.composer import Composer
    from bot.conversation.reply import Listed
    from geo.facility import Facility


def detail(composer: Composer, one: Listed, *, then: bool = False) -> str:
    """Write all that is known of a facility; `then` when another moment than now was asked for."""
    name, state = composer.name(one.facility), _status(composer, one, then=then)
    return "\n".join(filter(None, [name, state, *about(composer, one)]))


def about(composer: Composer, one: Listed) -> list[str]:
    """Write what is known of a facility at any moment."""
    facility = one.facility
    lines = [
        _hours(composer, facility),
        meals.listed(facility, composer.language),
        _walk(composer, one),
        composer.one_of(facility, "address") if facility.address else "",
        composer.one_of(facility, "phone"),
        *_offers(composer, facility),
        facility.note.said_in(composer.language),
        _unknown(composer, facility),
        *_provenance(composer, facility),
    ]
    return list(filter(None, lines))


def _status(composer: Composer, one: Listed, *, then: bool) -> str:
    facility = one.facility
    if facility.status is Status.PLANNED:
        year = age.plan_year(facility, composer.dataset)
        return composer.say("detail.planned" if year else "detail.planned_undated", year=year)
    if facility.status is not Status.OPEN:
        return composer.say(f"detail.{facility.status.value}")
    if not facility.opening_hours:
        return ""
    language, hours = composer.language, facility.opening_hours
    return phrases.opening(one.opening, composer.now, language, then=then, hours=hours)


def _hours(composer: Composer, facility: Facility) -> str:
    if not facility.opening_hours:
        return ""
    shown = hours_in_words(facility.opening_hours, composer.language)
    shown += composer.age_if_old(facility, "opening_hours")
    return composer.say("detail.hours", hours=shown)


def _walk(composer: Composer, one: Listed) -> str:
    """Say how far it is, and how well it is known where."""
    if one.facility.geometry is None:
        return composer.say("list.place_unknown")
    doubt = composer.say("list.place_check", error=error_m(one.facility))
    doubt = doubt if is_doubtful(one.facility) else ""
    time = phrases.walking_time(one.walk, composer.language) if one.walk else ""
    walk = composer.say("list.walk", time=time) if time else ""
    return composer.say("list.semicolon").join(filter(None, [walk, doubt]))


def _offers(composer: Composer, facility: Facility) -> Iterator[str]:
    if facility.services:
        yield composer.say("detail.services", services=composer.series(facility.services))
    if facility.eligibility:
        yield composer.say("detail.eligibility", eligibility=facility.eligibility)
    if facility.accessible is not Accessible.UNKNOWN:
        yield composer.say(f"detail.accessible_{facility.accessible.value}")
    if facility.inside:
        host = composer.name(composer.dataset.facility(facility.inside))
        yield composer.say("detail.inside", host=host)


def _unknown(composer: Composer, facility: Facility) -> str:
    """Say in one line what no source tells."""
    missing = []
    if not facility.opening_hours and facility.status is Status.OPEN:
        missing.append("hours")
    if not facility.address:
        missing.append("address")
    if facility.accessible is Accessible.UNKNOWN:
        missing.append("wheelchair")
    what = composer.series(composer.say(f"detail.missing_{one}") for one in missing)
    return composer.say("detail.missing", what=what) if missing else ""


def _provenance(composer: Composer, facility: Facility) -> Iterator[str]:
    yield _source(composer, facility.source, facility.source_date)
    by_source: dict[tuple[str, str], list[str]] = {}
    for one in facility.provenance:
        by_source.setdefault((one.source, one.dated), []).append(composer.say(f"age.{one.what}"))
    for (source, dated), what in by_source.items():
        if source != facility.source:
            told = _source(composer, source, dated)
            yield composer.say("age.own_source", what=composer.series(what), source=told)
    old = facility.status is Status.OPEN and composer.is_old(facility, "status")
    mind = composer.say("detail.old", years=age.OLD_YEARS) if old else ""
    day = facility.verified_on
    visit = composer.say("detail.verified", date=day) if day else composer.say("detail.unverified")
    yield composer.sentences([mind, visit])


def _source(composer: Composer, key: str, dated: str) -> str:
    source = composer.dataset.sources[key]
    date = (dated or source.date).replace("/", "–")
    text = "detail.source" if date else "detail.source_undated"
    return composer.say(text, title=source.title, date=date)
