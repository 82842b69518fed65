"""A proposal of sites in words: today, the sites, the proof, the gain of each number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.facility import EXACT_POSITION_M
from geo.siting.siting_request import Objective
from maps.audit.audit_texts import AUDIT_TABLE, say_amount, say_demand
from maps.drawing.texts import Texts

if TYPE_CHECKING:
    from geo.dataset.dataset import Dataset
    from geo.siting.optimise import Solution
    from geo.siting.proposal import Proposal

_MOST_NAMES = 8
_SITING_TABLE = "siting/siting_texts.toml"


def siting_texts(language: str) -> Texts:
    """Give the texts of a proposal."""
    return Texts(language, AUDIT_TABLE, _SITING_TABLE)


def proposal_lines(proposal: Proposal, dataset: Dataset, texts: Texts) -> list[str]:
    """Tell a proposal line by line: today, the sites, the proof, the gain of each number."""
    basis = say_demand(texts, proposal.total, proposal.demand.basis)
    said = [*verify_first(proposal, texts), *_heading(proposal, dataset, texts), basis]
    said.append(_today(proposal, texts))
    if not proposal.best.chosen:
        return [*said, texts.say("site_nobody")]
    said += [texts.say("site_moved", name=texts.of(one.name)) for one in proposal.closed]
    said += [_site(proposal, place, texts) for place in range(len(proposal.best.chosen))]
    said.append(_proof(proposal.best, texts))
    if proposal.request.has_curve and len(proposal.best.chosen) < proposal.request.count:
        said.append(texts.say("site_fewer", count=len(proposal.best.chosen)))
    said += [*_afterwards(proposal, texts), *_gains(proposal, texts)]
    options = [f"--without {one.id}" for one in proposal.closed]
    options += [
        f"--add {proposal.request.category}@{one.point.lon:.5f},{one.point.lat:.5f}"
        for one in (proposal.candidates[number] for number in proposal.best.chosen)
    ]
    return [*said, texts.say("site_try", options=" ".join(options))]


def verify_first(proposal: Proposal, texts: Texts) -> list[str]:
    """Say what to verify before anything is built: it may change the answer."""
    said = []
    if proposal.supply.unlocated:
        names = texts.separator.join(texts.of(one.name) for one in proposal.supply.unlocated)
        count = len(proposal.supply.unlocated)
        said.append(texts.say("site_unlocated", count=count, names=names))
    rough = [
        texts.of(one.name)
        for one in proposal.supply.located
        if (one.position_error_m or 0) > EXACT_POSITION_M
    ]
    if proposal.doubtful and rough:
        doubtful = say_amount(texts, proposal.doubtful, proposal.demand.basis)
        names = texts.separator.join(rough[:_MOST_NAMES])
        if len(rough) > _MOST_NAMES:
            names = texts.say("site_names_more", names=names, count=len(rough) - _MOST_NAMES)
        said.append(texts.say("site_doubtful", doubtful=doubtful, names=names))
    if proposal.request.objective is Objective.WORST_CASE:
        count = sum(bool(one.position_error_m) for one in proposal.supply.located)
        said.append(texts.say("site_verify_worst", count=count))
    roughly = [one for one in proposal.closed if one.position_error_m]
    said += [texts.say("site_moved_roughly", name=texts.of(one.name)) for one in roughly]
    return said


def _heading(proposal: Proposal, dataset: Dataset, texts: Texts) -> list[str]:
    request, basis = proposal.request, proposal.demand.basis
    common = {
        "category": texts.of(dataset.categories[request.category].name),
        "candidates": len(proposal.candidates),
        "minutes": f"{request.minutes:.0f}",
        "pace": texts.say(f"pace_{request.pace.value}"),
    }
    if request.budget is not None:
        said = [texts.say("site_heading_budget", budget=f"{request.budget:,g}", **common)]
    elif not request.count:
        said = [texts.say("site_heading_only_moves", **common)]
    else:
        said = [texts.say("site_heading", count=request.count, **common)]
    if request.moves:
        said.append(texts.say("site_heading_moves", moves=request.moves))
    if request.capacity is not None:
        capacity = say_amount(texts, request.capacity, basis)
        said.append(texts.say("site_heading_capacity", capacity=capacity))
    return said


def _today(proposal: Proposal, texts: Texts) -> str:
    basis = proposal.demand.basis
    total = say_amount(texts, proposal.total, basis)
    if proposal.reach is not None:
        once, twice = (say_amount(texts, one, basis) for one in proposal.reach[0])
        return texts.say("site_today_backup", once=once, twice=twice, total=total)
    if proposal.request.objective is Objective.MEDIAN:
        mean, horizon = proposal.today / proposal.total, 2 * proposal.request.minutes
        return texts.say("site_today_median", minutes=mean, horizon=horizon, total=total)
    covered = say_amount(texts, proposal.today, basis)
    share = f"{100 * proposal.today / proposal.total:.0f}"
    key = "site_today" if proposal.mapped is None else "site_today_worst"
    return texts.say(key, covered=covered, total=total, share=share)


def _site(proposal: Proposal, place: int, texts: Texts) -> str:
    candidate = proposal.candidates[proposal.best.chosen[place]]
    lon, lat = candidate.point
    said = {"number": place + 1, "name": texts.of(candidate.name), "lon": lon, "lat": lat}
    gain, basis = proposal.best.gains[place], proposal.demand.basis
    if proposal.request.objective is Objective.MEDIAN:
        line = texts.say("site_line_median", **said, gain=gain / proposal.total)
    else:
        line = texts.say("site_line", **said, gain=say_amount(texts, gain, basis))
    if proposal.served:
        line += texts.say("site_serves", served=say_amount(texts, proposal.served[place], basis))
    if proposal.costs:
        line += texts.say("site_cost", cost=f"{proposal.costs[place]:,g}")
    return line


def _afterwards(proposal: Proposal, texts: Texts) -> list[str]:
    """Tell what a backup, a worst case and a budget come to."""
    said, basis = [], proposal.demand.basis
    if proposal.reach is not None:
        once, twice = (say_amount(texts, one, basis) for one in proposal.reach[1])
        said.append(texts.say("site_after_backup", once=once, twice=twice))
    if proposal.mapped is not None:
        both = proposal.today + proposal.best.value, proposal.mapped[1]
        covered, mapped = (say_amount(texts, one, basis) for one in both)
        said.append(texts.say("site_after_worst", covered=covered, mapped=mapped))
    if proposal.request.budget is not None:
        sums = {"spent": sum(proposal.costs), "budget": proposal.request.budget}
        said.append(texts.say("site_spent", **{key: f"{one:,g}" for key, one in sums.items()}))
    return said


def _proof(best: Solution, texts: Texts) -> str:
    if best.proven:
        return texts.say("site_proven", count=len(best.chosen))
    return texts.say("site_not_proven", gap=100 * best.gap)


def _gains(proposal: Proposal, texts: Texts) -> list[str]:
    """Tell what 1, 2, … sites give at best, and what greed gives."""
    if proposal.request.objective is Objective.MEDIAN:
        means = [one.value / proposal.total for one in (proposal.best, proposal.greedy[-1])]
        return [texts.say("site_median_total", saved=means[0], greedy=means[1])]
    if not proposal.request.has_curve:
        values = (proposal.best.value, proposal.greedy[-1].value)
        gain, quick = (say_amount(texts, one, proposal.demand.basis) for one in values)
        return [texts.say("site_total", gain=gain, greedy=quick)]
    twice = 2 if proposal.reach is not None else 1
    rows = [texts.say("site_curve" if proposal.reach is None else "site_curve_backup")]
    helpful = zip(proposal.exact, proposal.greedy, strict=True)
    for number, (exact, greedy) in enumerate(helpful, start=1):
        if number > len(proposal.best.chosen):
            break
        both = [proposal.today + one.value for one in (exact, greedy)]
        amounts = [say_amount(texts, one, proposal.demand.basis) for one in both]
        share = f"{100 * both[0] / (twice * proposal.total):.0f}"
        said = {"number": number, "exact": amounts[0], "share": share, "greedy": amounts[1]}
        rows.append(texts.say("site_curve_line", **said))
    return rows
