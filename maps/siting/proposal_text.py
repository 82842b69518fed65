"""A proposal of sites in words: today, the sites, the proof, the gain of each number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.siting.proposal import Objective
from maps.audit.audit_texts import AUDIT_TABLE, say_amount, say_demand
from maps.drawing.texts import Texts

if TYPE_CHECKING:
    from geo.dataset.dataset import Dataset
    from geo.siting.optimise import Solution
    from geo.siting.proposal import Proposal

_SITING_TABLE = "siting/siting_texts.toml"


def siting_texts(language: str) -> Texts:
    """Give the texts of a proposal."""
    return Texts(language, AUDIT_TABLE, _SITING_TABLE)


def proposal_lines(proposal: Proposal, dataset: Dataset, texts: Texts) -> list[str]:
    """Tell a proposal line by line: today, the sites, the proof, the gain of each number."""
    basis = say_demand(texts, proposal.total, proposal.demand.basis)
    said = [*verify_first(proposal, texts), _heading(proposal, dataset, texts), basis]
    said.append(_today(proposal, texts))
    if not proposal.best.chosen:
        return [*said, texts.say("site_nobody")]
    said += [_site(proposal, place, texts) for place in range(len(proposal.best.chosen))]
    said.append(_proof(proposal.best, texts))
    if len(proposal.best.chosen) < proposal.request.count:
        said.append(texts.say("site_fewer", count=len(proposal.best.chosen)))
    said += _gains(proposal, texts)
    options = " ".join(
        f"--add {proposal.request.category}@{one.point.lon:.5f},{one.point.lat:.5f}"
        for one in (proposal.candidates[number] for number in proposal.best.chosen)
    )
    return [*said, texts.say("site_try", options=options)]


def verify_first(proposal: Proposal, texts: Texts) -> list[str]:
    """Say what to verify before anything is built: it may change the answer."""
    said = []
    if proposal.supply.unlocated:
        names = texts.separator.join(texts.of(one.name) for one in proposal.supply.unlocated)
        count = len(proposal.supply.unlocated)
        said.append(texts.say("site_unlocated", count=count, names=names))
    if proposal.doubtful:
        doubtful = say_amount(texts, proposal.doubtful, proposal.demand.basis)
        said.append(texts.say("site_doubtful", doubtful=doubtful))
    return said


def _heading(proposal: Proposal, dataset: Dataset, texts: Texts) -> str:
    request = proposal.request
    return texts.say(
        "site_heading",
        category=texts.of(dataset.categories[request.category].name),
        candidates=len(proposal.candidates),
        count=request.count,
        minutes=f"{request.minutes:.0f}",
        pace=texts.say(f"pace_{request.pace.value}"),
    )


def _today(proposal: Proposal, texts: Texts) -> str:
    total = say_amount(texts, proposal.total, proposal.demand.basis)
    if proposal.request.objective is Objective.MEDIAN:
        mean, horizon = proposal.today / proposal.total, 2 * proposal.request.minutes
        return texts.say("site_today_median", minutes=mean, horizon=horizon, total=total)
    covered = say_amount(texts, proposal.today, proposal.demand.basis)
    share = f"{100 * proposal.today / proposal.total:.0f}"
    return texts.say("site_today", covered=covered, total=total, share=share)


def _site(proposal: Proposal, place: int, texts: Texts) -> str:
    candidate = proposal.candidates[proposal.best.chosen[place]]
    lon, lat = candidate.point
    said = {"number": place + 1, "name": texts.of(candidate.name), "lon": lon, "lat": lat}
    gain = proposal.best.gains[place]
    if proposal.request.objective is Objective.MEDIAN:
        return texts.say("site_line_median", **said, gain=gain / proposal.total)
    return texts.say("site_line", **said, gain=say_amount(texts, gain, proposal.demand.basis))


def _proof(best: Solution, texts: Texts) -> str:
    if best.proven:
        return texts.say("site_proven", count=len(best.chosen))
    return texts.say("site_not_proven", gap=100 * (best.bound / best.value - 1))


def _gains(proposal: Proposal, texts: Texts) -> list[str]:
    """Tell what 1, 2, … sites give at best, and what greed gives."""
    if proposal.request.objective is Objective.MEDIAN:
        means = [one.value / proposal.total for one in (proposal.best, proposal.greedy[-1])]
        return [texts.say("site_median_total", saved=means[0], greedy=means[1])]
    rows = [texts.say("site_curve")]
    helpful = zip(proposal.exact, proposal.greedy, strict=True)
    for number, (exact, greedy) in enumerate(helpful, start=1):
        if number > len(proposal.best.chosen):
            break
        both = [proposal.today + one.value for one in (exact, greedy)]
        amounts = [say_amount(texts, one, proposal.demand.basis) for one in both]
        share = f"{100 * both[0] / proposal.total:.0f}"
        said = {"number": number, "exact": amounts[0], "share": share, "greedy": amounts[1]}
        rows.append(texts.say("site_curve_line", **said))
    return rows
