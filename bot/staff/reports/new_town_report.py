"""What a dataset that was made from a map holds, what it lacks, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.texts import say
from bot.texts.faults import fault_text
from geo.hours.timetable import is_known_country

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.errors import Fault
    from geo.osm_dataset.new_dataset import Made

_FIELDS = ("opening_hours", "phone", "address", "accessible")
_MOST_LISTED = 50


def new_town_report(made: Made, faults: Sequence[Fault], language: str) -> str:
    """Give the report as Markdown: what is there, what is missing, what could not be read."""
    return "\n".join(
        (*_there(made, language), "", *_missing(made, language), *_listed(made, faults, language))
    )


def _there(made: Made, language: str) -> Iterator[str]:
    about, found = made.about, made.facilities
    yield f"# {about.name.said_in(language)} ({about.day})"
    yield ""
    yield say(language, "init.streets_km", km=f"{made.km:,.0f}", streets=made.places["street"])
    if made.heights is not None:
        yield say(language, "init.heights", share=f"{made.heights:.0%}")
    by_category: dict[str, int] = {}
    for one in found.features:
        key = one["properties"]["category"]
        by_category[key] = by_category.get(key, 0) + 1
    names = {key: one.name.said_in(language) for key, one in about.categories.items()}
    counts = [f"{names[key]} {count}" for key, count in by_category.items()]
    listed = say(language, "init.separator").join(counts)
    yield say(language, "init.facilities", count=len(found.features), listed=listed)
    kinds = ("metro", "bus", "committee", "landmark", "junction", "address")
    yield say(language, "init.places", **{kind: f"{made.places[kind]:,}" for kind in kinds})
    homes, unit = made.homes, "people" if made.homes.people else "floor"
    if homes.features:
        numbers = {"count": f"{homes.buildings:,}", "unspecified": f"{homes.unspecified:,}"}
        yield say(language, f"init.homes_{unit}", **numbers)
    country = about.country
    tels = {key: line["tel"] for key, line in country.hotlines.items()}
    every = ", ".join(dict.fromkeys(tels.values()))
    yield say(language, "init.country", code=country.code, zone=country.zone, numbers=every)


def _missing(made: Made, language: str) -> Iterator[str]:
    yield f"## {say(language, 'init.missing')}"
    yield ""
    yield from _missing_fields(made, language)
    about = made.about
    names = say(language, "init.separator").join(one.said_in(language) for one in made.empty)
    code, left_out = about.country.code, f"{made.addresses_left_out:,}"
    lines: tuple[tuple[object, str, dict[str, str]], ...] = (
        (names, "none_mapped", {"names": names}),
        (not about.has_boundary, "no_boundary", {}),
        (not made.homes.features, "no_homes", {}),
        (made.addresses_left_out, "addresses", {"count": left_out}),
        (about.country.is_guess, "guess", {"code": code}),
        (not is_known_country(code), "no_holidays", {"code": code}),
        ("city" not in about.country.hotlines, "no_hotline", {}),
        (not about.country.sources, "no_numbers", {"code": code}),
        (True, "check_numbers", {}),
    )
    yield from (say(language, f"init.{key}", **values) for lacks, key, values in lines if lacks)


def _missing_fields(made: Made, language: str) -> Iterator[str]:
    found = made.facilities
    for key in _FIELDS:
        count, name = found.lacking(key), say(language, f"field.{key}")
        if count:
            every = len(found.features)
            yield say(language, "init.lacks", field=name, count=count, all=every)
    for key, count in (("unnamed", found.unnamed), ("private", found.private)):
        if count:
            yield say(language, f"init.{key}", count=count)


def _listed(made: Made, faults: Sequence[Fault], language: str) -> Iterator[str]:
    lists = (
        ("init.bad_hours", [f"{key}: {hours}" for key, hours in made.facilities.bad_hours]),
        ("init.bad_capacity", [f"{key}: {told}" for key, told in made.facilities.bad_capacity]),
        ("init.doubts", [fault_text(fault, language) for fault in faults]),
    )
    for key, lines in lists:
        if lines:
            yield ""
            yield f"## {say(language, key, count=len(lines))}"
            yield ""
            yield from (f"- {line}" for line in lines[:_MOST_LISTED])
            if len(lines) > _MOST_LISTED:
                yield say(language, "init.more", count=len(lines) - _MOST_LISTED)
