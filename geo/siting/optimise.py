"""Where one more site helps most: exact, with the proof, and what a greedy choice would give."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from geo.errors import SettingsError
from geo.walking_model import TICKS_PER_S

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import highspy
    from numpy.typing import NDArray

    from geo.routing.od_matrix import Walks

_GAP = 1e-6
"""A bound this close to a value, as a share of it, is rounding: the value is proven best."""


class Pairs(NamedTuple):
    """What each candidate is worth to each point: saving `worth` for each unit of its weight."""

    point: NDArray[np.int64]
    candidate: NDArray[np.int64]
    worth: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Problem:
    """Choose sites among candidates so that the points save most.

    A point saves what the best chosen candidate is worth to it, times its weight. With a worth of
    1 for who is newly covered this is the maximal covering location problem (Church and ReVelle
    1974), with minutes saved it is the p-median (Hakimi 1964). What exists is fixed: points save
    only what they lack.

    Attributes:
        candidates: how many there are.
        weight: (points,) float64.
        pairs: only those with a positive worth.
    """

    candidates: int
    weight: NDArray[np.float64]
    pairs: Pairs

    @classmethod
    def covering(
        cls,
        walks: Walks,
        candidates: int,
        weight: NDArray[np.float64],
        covered: NDArray[np.bool_],
    ) -> Problem:
        """Cover most weight; `walks` are those to the candidates that fit into the circle."""
        point = _points(walks)
        lacking = ~covered[point]
        pairs = Pairs(point[lacking], walks.site[lacking].astype(np.int64), np.ones(lacking.sum()))
        return cls(candidates, weight, pairs)

    @classmethod
    def median(
        cls,
        walks: Walks,
        candidates: int,
        weight: NDArray[np.float64],
        minutes: NDArray[np.float64],
    ) -> Problem:
        """Save most minutes; a point walks `minutes` today, which must be finite."""
        point = _points(walks)
        saved = minutes[point] - (walks.label >> 32) / (60 * TICKS_PER_S)
        better = saved > 0
        pairs = Pairs(point[better], walks.site[better].astype(np.int64), saved[better])
        return cls(candidates, weight, pairs)

    def value(self, chosen: Sequence[int]) -> float:
        """Give what a choice of candidates saves."""
        best = np.zeros(len(self.weight))
        taken = np.isin(self.pairs.candidate, list(chosen))
        np.maximum.at(best, self.pairs.point[taken], self.pairs.worth[taken])
        return float(best @ self.weight)

    def reduced(self) -> tuple[Problem, NDArray[np.int64]]:
        """Make points that save alike one; leave out candidates that another one is as good as.

        Returns:
            The smaller problem, and the number that each of its candidates has in this one.
        """
        from scipy import sparse  # noqa: PLC0415 - 0.2 s, and only siting needs it

        shape = len(self.weight), self.candidates
        table = sparse.csr_array((self.pairs.worth, self.pairs[:2]), shape=shape)
        table, weight = _alike(table, self.weight)
        kept = _undominated(table)
        rows = table[:, kept].tocoo()
        pairs = Pairs(rows.row.astype(np.int64), rows.col.astype(np.int64), rows.data)
        return Problem(len(kept), weight, pairs), kept


@dataclass(frozen=True, slots=True)
class Choice:
    """Candidates in the order in which each adds most to those before it.

    Attributes:
        chosen: their numbers.
        gains: what each of them adds.
        value: what all save together.
        bound: what no choice of so many exceeds.
        proven: whether the bound and the value are one, but for rounding.
    """

    chosen: tuple[int, ...]
    gains: tuple[float, ...]
    value: float
    bound: float
    proven: bool


def choose(problem: Problem, count: int, seconds: float = 300.0) -> Choice:
    """Choose the best `count` candidates, exactly: an integer programme, solved by HiGHS.

    After `seconds` the best choice so far is given, with its bound and `proven` false.

    Raises:
        SettingsError: there are no candidates, or fewer than one shall be chosen.
    """
    _check(problem, count)
    small, numbers = problem.reduced()
    if not len(small.pairs.point):
        return Choice((), (), 0.0, 0.0, proven=True)
    best = greedy(small, count)
    if count == 1:
        return _named(replace(best, proven=True), numbers)
    columns, bound = _solve(small, count, seconds)
    exact = _in_order(small, columns)
    # A limit of time may leave the solver behind the greedy choice.
    better = exact if exact.value >= best.value else best
    proven = bound <= better.value * (1 + _GAP)
    bound = better.value if proven else bound
    return _named(replace(better, bound=bound, proven=proven), numbers)


def greedy(problem: Problem, count: int) -> Choice:
    """Choose `count` candidates one after the other, always the one that adds most; ties by number.

    Raises:
        SettingsError: see `choose`.
    """
    _check(problem, count)
    return _pick(problem, count, np.ones(problem.candidates, bool))


def curve(
    problem: Problem, count: int, tell: Callable[[float], None] | None = None
) -> list[tuple[Choice, Choice]]:
    """Choose 1, 2, … `count` candidates, each number anew: (exact, greedy) for each.

    Raises:
        SettingsError: see `choose`.
    """
    choices = []
    steps = greedy(problem, count)
    for number in range(1, count + 1):
        prefix = steps.chosen[:number], steps.gains[:number]
        value = float(sum(prefix[1]))
        choices.append((choose(problem, number), Choice(*prefix, value, value, proven=False)))
        if tell is not None:
            tell(number / count)
    return choices


def _named(choice: Choice, numbers: NDArray[np.int64]) -> Choice:
    """Give candidates of a reduced problem the numbers they have in the whole one."""
    return replace(choice, chosen=tuple(int(numbers[one]) for one in choice.chosen))


def _check(problem: Problem, count: int) -> None:
    if not problem.candidates:
        raise SettingsError("there is no candidate to choose from: name a file with some")
    if count < 1:
        raise SettingsError(f"{count} sites to choose: choose 1 or more")


def _points(walks: Walks) -> NDArray[np.int64]:
    """Give the point that each walk begins at."""
    return np.repeat(np.arange(len(walks.start) - 1), np.diff(walks.start))


def _pick(problem: Problem, count: int, allowed: NDArray[np.bool_]) -> Choice:
    point, candidate, worth = problem.pairs
    saved = np.zeros(len(problem.weight))
    chosen: list[int] = []
    gains: list[float] = []
    while len(chosen) < count:
        more = np.maximum(worth - saved[point], 0.0) * problem.weight[point]
        gain = np.bincount(candidate, more, problem.candidates) * allowed
        best = int(gain.argmax())
        if gain[best] <= 0:
            break
        taken = candidate == best
        np.maximum.at(saved, point[taken], worth[taken])
        chosen.append(best)
        gains.append(float(gain[best]))
    value = problem.value(chosen)
    return Choice(tuple(chosen), tuple(gains), value, value, proven=False)


def _in_order(problem: Problem, columns: NDArray[np.int64]) -> Choice:
    """Put chosen candidates into the order of what they add."""
    allowed = np.zeros(problem.candidates, bool)
    allowed[columns] = True
    return _pick(problem, len(columns), allowed)


def _alike(table: Any, weight: NDArray[np.float64]) -> tuple[Any, NDArray[np.float64]]:  # noqa: ANN401 - SciPy has no types
    """Make rows of the same content one, with the sum of their weights; drop the empty ones."""
    table.sort_indices()
    first: dict[bytes, int] = {}
    total: list[float] = []
    rows: list[int] = []
    for row, (start, end) in enumerate(itertools.pairwise(table.indptr.tolist())):
        if start == end:
            continue
        content = table.indices[start:end].tobytes() + table.data[start:end].tobytes()
        place = first.setdefault(content, len(rows))
        if place == len(rows):
            rows.append(row)
            total.append(0.0)
        total[place] += float(weight[row])
    return table[rows], np.array(total)


def _undominated(table: Any) -> NDArray[np.int64]:  # noqa: ANN401 - likewise
    """Give the columns that are not part of another one; where worths differ, all that are used."""
    used = np.diff(table.tocsc().indptr)
    if not (table.data == 1.0).all():
        return np.flatnonzero(used)
    shared = (table.T @ table).toarray()
    inside = shared == used[:, None]  # column `row` lies inside column `column`
    smaller = used[:, None] < used[None, :]
    later = (used[:, None] == used[None, :]) & np.tri(len(used), k=-1, dtype=bool)
    return np.flatnonzero((used > 0) & ~(inside & (smaller | later)).any(axis=1))


class _Steps(NamedTuple):
    """The worths of each point in falling order: reaching a lower one is implied by a higher.

    By step: what it adds when it is reached, and the step above it, -1 where there is none; by
    pair: the step that its candidate reaches.
    """

    gain: NDArray[np.float64]
    above: NDArray[np.int64]
    of_pair: NDArray[np.int64]


def _steps(problem: Problem) -> _Steps:
    point, _, worth = problem.pairs
    order = np.lexsort((-worth, point))
    here, falling = point[order], worth[order]
    fresh = np.append(True, (np.diff(here) != 0) | (np.diff(falling) != 0))
    first = np.flatnonzero(fresh)
    of_pair = np.empty(len(point), np.int64)
    of_pair[order] = np.cumsum(fresh) - 1
    owner, level = here[first], falling[first]
    follows = np.append(False, owner[1:] == owner[:-1])
    below = np.append(np.where(follows[1:], level[1:], 0.0), 0.0)
    above = np.where(follows, np.arange(len(first)) - 1, -1)
    return _Steps((level - below) * problem.weight[owner], above, of_pair)


def _solve(problem: Problem, count: int, seconds: float) -> tuple[NDArray[np.int64], float]:
    """Give the columns of the best choice and the bound.

    Each step is reached, between 0 and 1, no more than its candidates are chosen and the step
    above it is reached (Elloumi 2010 for the p-median; one step a point is the covering problem).
    """
    import highspy  # noqa: PLC0415 - only siting needs the solver

    steps, sites = _steps(problem), problem.candidates
    scale = float(steps.gain.sum())
    model = highspy.Highs()  # type: ignore[no-untyped-call] # it is without hints
    # The interior point method is four times as quick here, as so many points save alike.
    model.setOptionValue("mip_lp_solver", "ipx")
    model.setOptionValue("output_flag", False)  # noqa: FBT003 - its own way
    model.setOptionValue("mip_rel_gap", 0.0)
    model.setOptionValue("time_limit", seconds)
    model.passModel(_programme(problem, steps, count, scale))
    model.run()
    chosen = np.flatnonzero(np.array(model.getSolution().col_value[:sites]) > 0.5)
    return chosen, model.getInfo().mip_dual_bound * scale


def _programme(problem: Problem, steps: _Steps, count: int, scale: float) -> highspy.HighsLp:
    """Write the integer programme down: columns are candidates, then steps."""
    import highspy  # noqa: PLC0415
    from scipy import sparse  # noqa: PLC0415

    sites, rows = problem.candidates, len(steps.gain)
    step, chained = np.arange(rows), np.flatnonzero(steps.above >= 0)
    row = np.concatenate([step, steps.of_pair, chained, np.full(sites, rows)])
    column = np.concatenate(
        [sites + step, problem.pairs.candidate, sites + steps.above[chained], np.arange(sites)]
    )
    value = np.concatenate(
        [np.ones(rows), np.full(len(steps.of_pair) + len(chained), -1.0), np.ones(sites)]
    )
    table = sparse.csc_array((value, (row, column)), shape=(rows + 1, sites + rows))
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = sites + rows, rows + 1
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = np.append(np.zeros(sites), steps.gain / scale)
    lp.col_lower_, lp.col_upper_ = np.zeros(sites + rows), np.ones(sites + rows)
    lp.row_lower_ = np.full(rows + 1, -highspy.kHighsInf)
    lp.row_upper_ = np.append(np.zeros(rows), float(count))
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = table.indptr, table.indices
    lp.a_matrix_.value_ = table.data
    whole, part = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
    lp.integrality_ = [whole] * sites + [part] * rows
    return lp
