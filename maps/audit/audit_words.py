"""The words on the pages of an audit, in the reader's language."""

from __future__ import annotations

import math
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from geo.coverage.audit import AUDIT_LIMITS
from geo.coverage.committee_assignment import UNASSIGNED
from geo.coverage.committee_statistics import percents
from geo.coverage.standards import Verdict
from maps.drawing.words import Speaker

if TYPE_CHECKING:
    from geo.coverage.audit import Audit
    from geo.coverage.committee_statistics import CoverageStatistics
    from geo.coverage.demand import DemandBasis
    from geo.coverage.standards import Assessment

SYMBOLS = {Verdict.MET: "✓", Verdict.NOT_MET: "✕", Verdict.UNKNOWN: "?"}


class StaffSpeaker(Speaker):
    """Says what staff read: the words of maps and those of audits."""

    def __init__(self, language: str) -> None:
        """Choose the language."""
        super().__init__(language)
        self._texts = {**self._texts, **_audit_texts()[self.language]}
        self.join = "、" if self.language == "zh" else ", "

    def amount(self, amount: float, basis: DemandBasis) -> str:
        """Write a weight with its unit."""
        return self.say(f"unit_{basis.value}", count=f"{amount:,.0f}")

    def demand(self, total: float, basis: DemandBasis) -> str:
        """Say what stands in for residents, and how much of it there is."""
        return self.say(f"basis_{basis.value}", total=self.amount(total, basis))


class AuditSpeaker(StaffSpeaker):
    """Says what an audit found; weights in the unit of its demand."""

    def __init__(self, audit: Audit, language: str) -> None:
        """Choose the language."""
        super().__init__(language)
        self.audit = audit

    def category(self, key: str) -> str:
        """Name a category."""
        return self.of(self.audit.dataset.categories[key].name)

    def area(self, area: int | None) -> str:
        """Name an area: a committee's number, `UNASSIGNED`, or None for the town."""
        if area is None:
            return self.say("areas_town")
        if area == UNASSIGNED:
            return self.say("areas_unassigned")
        return self.of(self.audit.committees.places[area].name)

    def weight(self, amount: float) -> str:
        """Write a weight with the unit of the audit's demand."""
        return self.amount(amount, self.audit.demand.basis)

    def minutes(self, minutes: float, unlocated: int) -> str:
        """Write minutes rounded up, as nobody is promised too little.

        Past the horizon it is unknown, not long, while there are facilities that nobody has
        located.
        """
        if math.isinf(minutes) and unlocated:
            return self.say("minutes_unknown")
        if math.isinf(minutes):
            return self.say("minutes_over", minutes=f"{AUDIT_LIMITS.horizon:.0f}")
        return self.say("minutes", minutes=math.ceil(minutes))

    def share(self, percent: int) -> str:
        """Write a whole percentage."""
        return self.say("percent", share=percent)

    def states(self, statistics: CoverageStatistics) -> tuple[str, ...]:
        """Write the shares of the states, which add up to 100 %; a dash where nobody lives."""
        if not statistics.demand:
            return (self.say("nobody"),) * 4
        return tuple(self.share(percent) for percent in percents(statistics.states))

    def choice(self, statistics: CoverageStatistics, unlocated: int) -> str:
        """Write how many facilities there are to choose from; none known is not none."""
        if unlocated and not statistics.choice + statistics.perhaps:
            return self.say("minutes_unknown")
        return self.say("choice", sure=statistics.choice, perhaps=statistics.perhaps)

    def verdict(self, assessment: Assessment) -> str:
        """Write a verdict with its sign, for those who see no colours."""
        told = self.say(f"verdict_{assessment.verdict.value}")
        return f"{SYMBOLS[assessment.verdict]} {told}"

    def reason(self, reason: str, category: str) -> str:
        """Write why a category is judged as it is, by the key of the reason."""
        standards = self.audit.standards
        minutes = standards.by_category[category].minutes
        return self.say(f"reason_{reason}", goal=round(standards.goal * 100), minutes=minutes)

    def both(self, before: str, after: str) -> str:
        """Write what is today beside what would be; once, where it is the same."""
        return before if before == after else self.say("arrow", before=before, after=after)

    def source(self, key: str) -> str:
        """Write the title of a source of the standards."""
        return self.of(self.audit.standards.sources[key])


@cache
def _audit_texts() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("maps.audit") / "texts.toml").read_text("utf-8"))
