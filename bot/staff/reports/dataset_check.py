"""Everything in a dataset that any command would refuse, stumble over or tell wrongly, at once."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from bot.conversation.composing.age import OLD_YEARS
from bot.staff.arguments import even_name
from bot.understanding.lexicon.lexicon import SOUNDS, WORDS, read_tables
from geo.crs import distance_m
from geo.dataset.dataset import FACILITIES, read_dataset
from geo.dataset.provenance import future_days
from geo.errors import DatasetError, Fault, OutsideAreaError, SettingsError
from geo.facility import EXACT_POSITION_M, PROVEN, Status
from geo.hours.opening import open_minutes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    from geo.change_log.log_file import ChangeLog
    from geo.dataset.dataset import Dataset
    from geo.facility import Facility

_WORDS, _KNOWLEDGE = "words", "knowledge"
_SAME_SPOT_M = 30.0
_MANY = 1_000_000  # facilities times edges from which compiling pays


def check_dataset(folder: Path, log: ChangeLog | None, today: date) -> tuple[Fault, ...]:
    """List every fault and every doubt; only faults keep commands from working.

    Raises:
        SettingsError: the log cannot be read.
    """
    dataset, layers = read_dataset(folder, log)
    found = [*layers, *_words(folder), *_knowledge(folder)]
    if dataset is not None:
        for look in _LOOKS:
            found += look(dataset, today)
    return tuple(found)


def _words(folder: Path) -> Iterator[Fault]:
    """Look at the dataset's own words, which are added to the program's; it needs none."""
    wrong = False
    known = {path.name for path in WORDS.glob("*.toml")} - {SOUNDS}
    for path in sorted((folder / _WORDS).glob("*.toml")):
        name = f"{_WORDS}/{path.name}"
        try:
            tomllib.loads(path.read_text("utf-8"))
        except (OSError, ValueError) as error:
            wrong = True
            yield Fault(name, "", "", f"is not TOML: {error}; correct it there")
        if path.name not in known:
            problem = (
                "is no file of words; call it as one of the program's (bot/understanding/words)"
            )
            yield Fault(name, "", "", problem, is_warning=True)
    if not wrong:
        yield from _words_together(folder)


def _words_together(folder: Path) -> Iterator[Fault]:
    from bot.understanding.understander import TownNames, Understander  # noqa: PLC0415 - half a second
    from geo.dataset.gazetteer import Gazetteer  # noqa: PLC0415 - likewise

    try:
        Understander.open(folder / _WORDS, TownNames(Gazetteer(())))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        told = f"{type(error).__name__} {error}"
        with_others = f"cannot be understood with the others ({told})"
        problem = f"{with_others}; compare it with the program's (bot/understanding/words)"
        yield Fault(_WORDS, "", "", problem)


def _knowledge(folder: Path) -> Iterator[Fault]:
    from bot.knowledge.index import written_in  # noqa: PLC0415 - only a check needs it here
    from bot.knowledge.knowledge_files import read_knowledge  # noqa: PLC0415 - likewise

    try:
        read_knowledge(folder / _KNOWLEDGE, written_in(folder / _KNOWLEDGE))
    except DatasetError as error:
        for fault in error.faults:
            name = f"{_KNOWLEDGE}/{fault.file}"
            yield Fault(name, fault.feature, fault.field, fault.problem)
    except (OSError, ValueError) as error:
        yield Fault(_KNOWLEDGE, "", "", f"cannot be read ({error}); check the file and its rights")


def _demand(dataset: Dataset, _: date) -> Iterator[Fault]:
    from geo.coverage.demand import FILE, Demand  # noqa: PLC0415 - only a check needs it here
    from geo.town import open_network  # noqa: PLC0415 - likewise

    if not (dataset.folder / FILE).exists():
        return
    try:
        Demand.of(dataset, open_network(dataset))
    except DatasetError as error:
        yield from error.faults
    except SettingsError:
        yield Fault(FILE, "", "", "holds nobody: write people into it, or take it away")


def _standards(dataset: Dataset, _: date) -> Iterator[Fault]:
    from geo.coverage.standards import Standards  # noqa: PLC0415 - only a check needs it here

    try:
        Standards.of(dataset)
    except DatasetError as error:
        yield from error.faults


def _future(dataset: Dataset, today: date) -> Iterator[Fault]:
    yield from future_days(FACILITIES, dataset.facilities, today)


def _wordless(dataset: Dataset, _: date) -> Iterator[Fault]:
    try:
        tables = read_tables(dataset.folder / _WORDS)
        known = {*tables["category"], *tables["further_category"]}
    except (OSError, ValueError):
        return
    for key in dataset.categories:
        if key not in known:
            problem = "has no words in words/category.toml; only its own name is understood"
            yield Fault("dataset.toml", key, "categories", problem, is_warning=True)


def _duplicates(dataset: Dataset, _: date) -> Iterator[Fault]:
    by_category: dict[str, list[Facility]] = defaultdict(list)
    for one in dataset.facilities:
        if one.status is not Status.CLOSED:
            by_category[one.category].append(one)
    for live in by_category.values():
        for first, second in _pairs(live):
            problem = (
                f"may be the same as {first.id}; close one of them,"
                " or tell them apart by name or address"
            )
            yield Fault(FACILITIES, second.id, "name", problem, is_warning=True)


def _pairs(live: list[Facility]) -> Iterator[tuple[Facility, Facility]]:
    """Give the facilities of one category that may be one."""
    names = [even_name(one.name.zh) for one in live]
    for (first, one), (second, other) in combinations(zip(live, names, strict=True), 2):
        if (one in other or other in one) and _may_be_one(first, second, same=one == other):
            yield first, second


def _may_be_one(first: Facility, second: Facility, *, same: bool) -> bool:
    """Same name; or nearly the same name at one address or one exact spot.

    Two of one name whose doors are known to be apart, like pharmacies of a chain, are two; so are
    those, like benches, that one source puts at two exact spots.
    """
    if first.address and second.address:
        return even_name(first.address) == even_name(second.address)
    if first.geometry is None or second.geometry is None:
        return same
    errors = (first.position_error_m or 0.0) + (second.position_error_m or 0.0)
    metres = distance_m(first.geometry.middle, second.geometry.middle)
    if metres > 0 and first.source == second.source and errors <= EXACT_POSITION_M:
        return False
    if same:
        return metres <= _SAME_SPOT_M + errors
    return metres <= _SAME_SPOT_M and errors <= EXACT_POSITION_M


def _off_streets(dataset: Dataset, _: date) -> Iterator[Fault]:
    from geo.compute.kernels import compile_kernels  # noqa: PLC0415 - only a check needs it here
    from geo.town import open_network  # noqa: PLC0415 - likewise
    from geo.walking_model import MAX_SNAP_M  # noqa: PLC0415 - likewise

    network, located = open_network(dataset), dataset.located()
    if len(located) * len(network.ends) > _MANY:
        compile_kernels()
    for one in located:
        if one.geometry is None:
            continue
        try:
            network.origin(one.geometry.middle)
        except OutsideAreaError:
            problem = (
                f"is more than {MAX_SNAP_M:.0f} m from any street;"
                " correct the position or add the street"
            )
            yield Fault(FACILITIES, one.id, "geometry", problem, is_warning=True)


def _contradictions(dataset: Dataset, today: date) -> Iterator[Fault]:
    """Meals outside the opening hours, and a last day of a suspension that is none."""
    for one in dataset.facilities:
        for meal in one.meals if one.opening_hours else ():
            if not _is_within(meal.hours, one.opening_hours, today, dataset.calendar):
                problem = f"is outside the opening hours {one.opening_hours}; correct one of them"
                yield Fault(FACILITIES, one.id, f"meals: {meal.key}", problem, is_warning=True)
        if one.suspended_until and one.status is not Status.SUSPENDED:
            problem = (
                f"is written for a facility that is {one.status}; take it away or set the status"
            )
            yield Fault(FACILITIES, one.id, "suspended_until", problem, is_warning=True)


def _is_within(inner: str, outer: str, today: date, country: str) -> bool:
    wide = open_minutes(outer, today, country)
    if not wide:
        return True
    return all(
        any(begin <= start and end <= until for begin, until in wide)
        for start, end in open_minutes(inner, today, country)
    )


def facilities_with_old_facts(
    dataset: Dataset, today: date
) -> tuple[list[Facility], list[Facility]]:
    """List the facilities of which some fact is older than `OLD_YEARS`, and all that are live."""
    live = [one for one in dataset.facilities if one.status is not Status.CLOSED]
    old = [
        one
        for one in live
        if any((one.origin_of(what).years_by(today) or 0.0) > OLD_YEARS for what in PROVEN)
    ]
    return old, live


def _old(dataset: Dataset, today: date) -> Iterator[Fault]:
    old, live = facilities_with_old_facts(dataset, today)
    if old:
        problem = (
            f"{len(old)} of {len(live)} facilities rest on facts older than {OLD_YEARS:g} years;"
            " yike data todo tells which to verify first"
        )
        yield Fault(FACILITIES, "", "", problem, is_warning=True)


_LOOKS: tuple[Callable[[Dataset, date], Iterator[Fault]], ...] = (
    _demand,
    _standards,
    _future,
    _wordless,
    _duplicates,
    _off_streets,
    _contradictions,
    _old,
)
