"""What the script of a page draws: cells by state and choice, homes with their minutes, words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from markupsafe import Markup

from geo.coverage.audit import AUDIT_LIMITS
from geo.coverage.coverage import CoverageState
from geo.walking_model import CIRCLES_MIN
from maps.audit.map.demand_cells import DemandCells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geo.coverage.audit import Scenario
    from geo.facility import Facility
    from maps.audit.audit_view import AuditView

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_LAST = len(_DIGITS) - 2
"""The most minutes that a digit can tell; the last digit stands for none."""

_MAX_HOMES = 1000
"""Homes to tell the minutes of one by one: of more, the heaviest of each cell is told."""

_WORDS = (
    "home_near", "home_near_about", "home_far", "home_unknown", "home_none", "home_people",
    "home_why_0", "home_why_1", "home_why_2", "home_why_3", "home_not_found", "map_shows",
    "map_shows_choice",
    "map_shows_change", "popup_close",
)  # fmt: skip


@dataclass(frozen=True)
class MapData:
    """The data of one audit's maps.

    Attributes:
        numbered: the facilities of each category, in the order of their numbers on the maps.
    """

    view: AuditView
    numbered: dict[str, list[Facility]]

    @cached_property
    def cells(self) -> DemandCells:
        """The cells that maps are coloured by."""
        return DemandCells.of_audit(self.view.audit)

    @cached_property
    def homes(self) -> NDArray[np.int64]:
        """The points of demand whose minutes a page can tell."""
        demand, joined = self.view.audit.demand, self.view.audit.before.coverage.joined
        if int(joined.sum()) <= _MAX_HOMES:
            return np.flatnonzero(joined)
        return self.cells.heaviest(demand.weight)

    def page(self, keys: Sequence[str], members: NDArray[np.bool_] | None = None) -> Markup:
        """Write the data of some categories as JSON for a page; only of some points when given."""
        audit = self.view.audit
        shown = np.ones(len(audit.demand.weight), bool) if members is None else members
        homes = self.homes[shown[self.homes]]
        cells = np.unique(self.cells.cell[shown & (self.cells.cell >= 0)])
        found = {
            "tiers": CIRCLES_MIN,
            "circles": {key: self.view.circle(key) for key in keys},
            "names": {key: self.view.category(key) for key in keys},
            "horizon": AUDIT_LIMITS.horizon,
            "cells": self.cells.boxes()[cells].tolist(),
            "homes": [self._home(row) for row in homes.tolist()],
            "scenarios": [
                {key: self._layer(scenario, key, cells, homes) for key in keys}
                for scenario in audit.scenarios
            ],
            "words": {word: self.view.texts.template(word) for word in _WORDS},
        }
        return _script_json(found)

    def _home(self, row: int) -> list[Any]:
        view, demand = self.view, self.view.audit.demand
        lon, lat = np.round(demand.lonlat[row], 6).tolist()
        area = int(view.audit.committees.number[row])
        where = view.area(area) if view.audit.committees.places else ""
        return [lat, lon, view.of(demand.name[row]), view.home_amount(row), where]

    def _layer(
        self, scenario: Scenario, key: str, cells: NDArray[np.int64], homes: NDArray[np.int64]
    ) -> dict[str, Any]:
        """Write a category: a digit for each cell or home."""
        column, found = scenario.categories.index(key), scenario.coverage.measures
        heaviest = self.cells.heaviest(scenario.demand.weight)[cells]
        return {
            "unlocated": scenario.supply.unlocated_count(key),
            "known": sum(one.category == key for one in scenario.supply.located),
            "states": {
                minutes: _digits(self.cells.states(scenario, key, minutes)[cells])
                for minutes in CIRCLES_MIN
            },
            "choice": self._choice(scenario, key, heaviest),
            "near": _minutes(np.ceil(found.minutes[homes, column])),
            "fast": _minutes(np.floor(found.fast[homes, column])),
            "slow": _minutes(np.ceil(found.slow[homes, column])),
            "site": self._sites(scenario, key, found.site[homes, column]),
            "home_states": {
                minutes: _digits(scenario.states[minutes][homes, column]) for minutes in CIRCLES_MIN
            },
        }

    def _choice(self, scenario: Scenario, key: str, rows: NDArray[np.int64]) -> str:
        """Write how many are surely within reach, at most 3; a letter where none surely is."""
        column = scenario.categories.index(key)
        choice = scenario.coverage.measures.choice[rows, column]
        states = scenario.states_of(key)[rows]
        letters = {
            CoverageState.DOUBTFUL: "p", CoverageState.UNLOCATED: "u", CoverageState.UNCOVERED: "0",
        }  # fmt: skip
        return "".join(
            str(min(count, 3)) if count else letters.get(CoverageState(state), "1")
            for count, state in zip(choice.tolist(), states.tolist(), strict=True)
        )

    def _sites(self, scenario: Scenario, key: str, sites: NDArray[np.int32]) -> list[int]:
        """Give the number on the map of each home's nearest; 0 where none is near."""
        numbers = {one.id: number for number, one in enumerate(self.numbered[key], start=1)}
        keys = scenario.coverage.keys
        return [numbers.get(keys[site], 0) if site >= 0 else 0 for site in sites.tolist()]


def _digits(values: NDArray[Any]) -> str:
    return "".join(_DIGITS[value] for value in values.tolist())


def _minutes(values: NDArray[np.float64]) -> str:
    """Write minutes as one digit each, "z" where there is no walk."""
    known = np.where(np.isfinite(values), np.clip(values, 0, _LAST), len(_DIGITS) - 1)
    return _digits(known.astype(np.int64))


def _script_json(found: dict[str, Any]) -> Markup:
    """Write JSON that ends no script element, whatever a name holds."""
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 - no tag is left in it
