"""A proposal of sites as JSON and GeoJSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.dataset.dataset import Dataset
    from geo.siting.proposal import Proposal
    from maps.drawing.texts import Texts


def proposal_json(proposal: Proposal, dataset: Dataset, texts: Texts) -> str:
    """Write a proposal for programs."""
    request = proposal.request
    about = {
        "dataset": dataset.id,
        "category": request.category,
        "minutes": request.minutes,
        "pace": request.pace.value,
        "objective": request.objective.value,
        "demand": {"basis": proposal.demand.basis.value, "total": round(proposal.total, 4)},
        "today": round(proposal.today, 4),
        "doubtful": round(proposal.doubtful, 4),
        "not_located": len(proposal.supply.unlocated),
        "candidates": len(proposal.candidates),
        "proven": proposal.best.proven,
        "bound": round(proposal.best.bound, 4),
        "sites": [_place(proposal, place, texts) for place in range(len(proposal.best.chosen))],
        "exact": [round(choice.value, 4) for choice in proposal.exact],
        "greedy": [round(choice.value, 4) for choice in proposal.greedy],
        "gap": round(proposal.best.gap, 6),
        "budget": request.budget,
        "spent": round(sum(proposal.costs), 4) if request.budget is not None else None,
        "capacity": request.capacity,
        "moves": request.moves,
        "moved": [{"id": one.id, "name": texts.of(one.name)} for one in proposal.closed],
        "reach": _before_and_after(proposal.reach and [one._asdict() for one in proposal.reach]),
        "mapped": _before_and_after(proposal.mapped),
    }
    return json.dumps(about, ensure_ascii=False, indent=1) + "\n"


def proposal_geojson(proposal: Proposal, dataset: Dataset, texts: Texts) -> str:
    """Write the proposed sites for GIS."""
    features = []
    for place in range(len(proposal.best.chosen)):
        about = _place(proposal, place, texts)
        spot = [about.pop("lon"), about.pop("lat")]
        about |= {"category": proposal.request.category, "dataset": dataset.id}
        geometry = {"type": "Point", "coordinates": spot}
        features.append({"type": "Feature", "properties": about, "geometry": geometry})
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, indent=1) + "\n"


def _before_and_after(pair: Sequence[object] | None) -> dict[str, object] | None:
    return {"today": pair[0], "after": pair[1]} if pair else None


def _place(proposal: Proposal, place: int, texts: Texts) -> dict[str, Any]:
    candidate = proposal.candidates[proposal.best.chosen[place]]
    more = {}
    if proposal.costs:
        more["cost"] = proposal.costs[place]
    if proposal.served:
        more["serves"] = round(proposal.served[place], 4)
    return {
        "number": place + 1,
        "name": texts.of(candidate.name),
        "lon": round(candidate.point.lon, 6),
        "lat": round(candidate.point.lat, 6),
        "gain": round(proposal.best.gains[place], 4),
        **more,
    }
