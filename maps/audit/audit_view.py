"""The view of an audit that pages, charts and files get: the audit and its words in a language."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from geo.coverage.audit import AUDIT_LIMITS
from geo.coverage.committee_assignment import UNASSIGNED
from geo.coverage.committee_statistics import percents
from geo.coverage.coverage import CoverageState
from geo.coverage.standards import Verdict
from geo.siting.best_site import best_sites
from maps.audit.audit_texts import audit_texts, say_amount

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.coverage.audit import Audit, Scenario
    from geo.coverage.committee_statistics import CoverageStatistics
    from geo.coverage.standards import Assessment
    from geo.facility import BilingualText
    from geo.siting.best_site import BestSite
    from maps.drawing.texts import Texts

SYMBOLS = {Verdict.MET: "✓", Verdict.NOT_MET: "✕", Verdict.UNKNOWN: "?"}


@dataclass(frozen=True)
class AuditView:
    """An audit and the texts to show it with; amounts are in the unit of its demand."""

    audit: Audit
    texts: Texts

    @classmethod
    def of_audit(cls, audit: Audit, language: str) -> AuditView:
        """Show an audit in a language, "zh" or "en"."""
        return cls(audit, audit_texts(language, audit.dataset.wording))

    @property
    def states(self) -> tuple[CoverageState, ...]:
        """All states, in the order of every legend and table."""
        return tuple(CoverageState)

    @property
    def keys(self) -> list[str]:
        """The keys of all categories, in the order of the dataset."""
        return list(self.audit.dataset.categories)

    @cached_property
    def best_sites(self) -> dict[str, BestSite]:
        """Where one more site helps most, of each service that surely misses its standard."""
        last = self.audit.scenarios[-1]
        verdicts = {key: self.audit.assessment(last, key).verdict for key in self.keys}
        missed = [key for key, verdict in verdicts.items() if verdict is Verdict.NOT_MET]
        return best_sites(self.audit, missed)

    @property
    def town(self) -> str:
        """The name of the town."""
        return self.of(self.audit.dataset.name)

    def say(self, key: str, **values: object) -> str:
        """Fill a text with values."""
        return self.texts.say(key, **values)

    def of(self, text: BilingualText) -> str:
        """Give a text in the language of the view."""
        return self.texts.of(text)

    def category(self, key: str) -> str:
        """Name a category."""
        return self.of(self.audit.dataset.categories[key].name)

    def circle(self, key: str) -> int:
        """Give the minutes of the circle that the standard of a category sets."""
        return self.audit.standards.by_category[key].minutes

    def area(self, area: int | None) -> str:
        """Name an area: a committee's number, `UNASSIGNED`, or None for the town."""
        if area is None:
            return self.say("areas_town")
        if area == UNASSIGNED:
            return self.say("areas_unassigned")
        return self.of(self.audit.committees.places[area].name)

    def amount(self, amount: float) -> str:
        """Write an amount of demand with its unit."""
        return say_amount(self.texts, amount, self.audit.demand.basis)

    def whom(self, amount: float) -> str:
        """Write an amount of demand as those who live there: people, or homes of some size."""
        return self.say(f"whom_{self.audit.demand.basis.value}", amount=self.amount(amount))

    def home_amount(self, row: int) -> str:
        """Write the demand of one point; an estimate with two figures alone, and said to be one."""
        weight = float(self.audit.demand.weight[row])
        if weight < 1 or not self.audit.demand.estimated[row]:
            return self.amount(weight)
        return self.say("find_about", weight=self.amount(float(f"{weight:.1e}")))

    def minutes(self, minutes: float, scenario: Scenario, category: str) -> str:
        """Write minutes rounded up, so that no walk is shown too short.

        Past the horizon the time is unknown, not long, while there are facilities that no source
        locates; and where there is no facility at all, that is said.
        """
        if math.isfinite(minutes):
            return self.say("minutes", minutes=max(1, math.ceil(minutes)))
        if scenario.supply.unlocated_count(category):
            return self.say("minutes_unknown")
        if all(one.category != category for one in scenario.supply.located):
            return self.say("minutes_none")
        return self.say("minutes_over", minutes=f"{AUDIT_LIMITS.horizon:.0f}")

    def state_shares(self, statistics: CoverageStatistics) -> tuple[str, ...]:
        """Write the shares of the states, which add up to 100 %; a dash where nobody lives."""
        if not statistics.demand:
            return (self.say("nobody"),) * len(CoverageState)
        return tuple(self.say("percent", share=percent) for percent in percents(statistics.states))

    def choice(self, statistics: CoverageStatistics, unlocated: int) -> str:
        """Write how many facilities there are to choose from; none known is not none."""
        if unlocated and not statistics.choice + statistics.perhaps:
            return self.say("minutes_unknown")
        return self.say("choice", sure=statistics.choice, perhaps=statistics.perhaps)

    def verdict(self, assessment: Assessment) -> str:
        """Write a verdict with its symbol, for readers who see no colours."""
        name = self.say(f"verdict_{assessment.verdict.value}")
        return f"{SYMBOLS[assessment.verdict]} {name}"

    def reason(self, reason: str, category: str) -> str:
        """Write why a category has its verdict, by the key of the reason."""
        standards = self.audit.standards
        minutes = standards.by_category[category].minutes
        return self.say(f"reason_{reason}", goal=round(standards.goal * 100), minutes=minutes)

    def today_and_after(self, texts: Sequence[str]) -> str:
        """Write the text of today beside that after the change; once, where they are the same."""
        before, after = texts[0], texts[-1]
        return before if before == after else self.say("arrow", before=before, after=after)

    def source(self, key: str) -> str:
        """Write the title of a source of the standards."""
        return self.of(self.audit.standards.sources[key])
