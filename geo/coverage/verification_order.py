"""What to verify first: the facilities on whose true position most people's answers hang.

An answer hangs on a facility where its category is neither surely within reach nor surely not, and
this facility is one that may be: its walk fits at the fast end alone, or nobody has located it.
Somebody's answer is settled once all that it hangs on are verified. The order is greedy: each next
facility is the one that settles most, an answer that hangs on n of them counting 1/n for each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.coverage.coverage import CoverageRequest, TimeLimits, measure_coverage
from geo.coverage.demand import Demand
from geo.coverage.supply import Supply
from geo.routing.od_matrix import od_matrix
from geo.routing.walker import Walker
from geo.town import open_network
from geo.walking_model import CIRCLE_MIN, minutes_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.coverage.coverage import Coverage, Destinations
    from geo.dataset.dataset import Dataset
    from geo.facility import Facility, Pace


@dataclass(frozen=True, slots=True)
class VerificationTask:
    """One facility to verify.

    Attributes:
        facility: see there; without a position it has to be found first.
        people: whose answer hangs on it, in the unit of the demand.
        settled: the categories that are settled for everybody once this and all before it are.
    """

    facility: Facility
    people: float
    settled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VerificationOrder:
    """The tasks, the most telling first; `people` is the whole demand, `open` what hangs now.

    `open` gives the weight of unsettled answers by category, for those that have any.
    """

    tasks: tuple[VerificationTask, ...]
    people: float
    open: dict[str, float]


def verification_order(
    dataset: Dataset, pace: Pace, minutes: float = CIRCLE_MIN
) -> VerificationOrder:
    """Rank the facilities that leave people's answers open, at one pace.

    Raises:
        DatasetError: the demand has faults.
        NetworkError: there is no street to walk on.
        SettingsError: nothing tells where people live.
    """
    walker = Walker(open_network(dataset), pace)
    supply = Supply.of(dataset).on_streets(walker)
    demand = Demand.of(dataset, walker.network)
    categories = tuple(dataset.categories)
    limits = TimeLimits(minutes, minutes)
    (destinations,) = CoverageRequest(walker, (supply,), categories, limits).destinations()
    (coverage,) = measure_coverage([destinations], demand.lonlat)
    open_answers = _open_answers(supply, demand, categories, destinations, coverage)
    return _ordered(open_answers, categories, float(demand.weight[coverage.joined].sum()))


@dataclass(frozen=True, slots=True)
class _OpenAnswers:
    """Answers that hang on facilities: rows of `on` (answers, facilities), bool.

    Attributes:
        facilities: the columns.
        weight: (answers,) people of each.
        category: (answers,) the row of its category.
    """

    facilities: tuple[Facility, ...]
    on: NDArray[np.bool_]
    weight: NDArray[np.float64]
    category: NDArray[np.int64]


def _open_answers(
    supply: Supply,
    demand: Demand,
    categories: tuple[str, ...],
    destinations: Destinations,
    coverage: Coverage,
) -> _OpenAnswers:
    facilities = (*supply.located, *supply.unlocated)
    maybe = _may_be_within(destinations, demand.lonlat, len(facilities))
    of_category = np.array([categories.index(one.category) for one in facilities], np.int64)
    is_located = np.arange(len(facilities)) < len(supply.located)
    minutes = coverage.limits.minutes
    is_open = (coverage.measures.slow > minutes) & coverage.joined[:, None]
    rows, columns = np.nonzero(is_open)
    fits = coverage.measures.fast[rows, columns] <= minutes
    same = of_category[None, :] == columns[:, None]
    # Where some located one may be within, it is asked first; else whoever nobody has located.
    on = np.where(fits[:, None], maybe[rows] & same & is_located, same & ~is_located)
    hangs = on.any(axis=1)
    return _OpenAnswers(facilities, on[hangs], demand.weight[rows[hangs]], columns[hangs])


def _may_be_within(
    destinations: Destinations, lonlat: NDArray[np.float64], count: int
) -> NDArray[np.bool_]:
    """Say which located facilities may be within reach of which point: at the fast end alone."""
    walks = od_matrix(destinations.od_search, lonlat)
    point = np.repeat(np.arange(len(lonlat)), np.diff(walks.start))
    spread = destinations.attributes.spread[walks.site]
    told = np.array([minutes_of(label) for label in walks.label.tolist()])
    limit = destinations.limits.minutes
    found = np.zeros((len(lonlat), count), np.bool_)
    fits = (told - spread <= limit) & (told + spread > limit)
    found[point[fits], walks.site[fits]] = True
    return found


def _ordered(
    answers: _OpenAnswers, categories: tuple[str, ...], people: float
) -> VerificationOrder:
    on, left = answers.on.copy(), answers.on.any(axis=1)
    hanging = answers.on.T.astype(float) @ answers.weight
    by_category = np.bincount(answers.category, answers.weight, len(categories))
    tasks, done = list[VerificationTask](), set[int]()
    while left.any():
        share = answers.weight / np.maximum(on.sum(axis=1), 1)
        chosen = int(np.argmax(on.T.astype(float) @ share))
        on[:, chosen] = False
        left = on.any(axis=1)
        open_rows = set(answers.category[left].tolist())
        settled = {row for row in set(answers.category.tolist()) if row not in open_rows} - done
        done |= settled
        names = tuple(categories[row] for row in sorted(settled))
        tasks.append(VerificationTask(answers.facilities[chosen], float(hanging[chosen]), names))
    still = {categories[row]: float(w) for row, w in enumerate(by_category) if w > 0}
    return VerificationOrder(tuple(tasks), people, still)
