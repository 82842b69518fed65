"""A proposal of sites as a page to look at and print: what to verify, a map, the sites."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from maps.audit.state_style import pattern_defs
from maps.drawing.bounds import Bounds
from maps.drawing.document import document
from maps.drawing.labels import find_labels
from maps.drawing.markers import shape_svg
from maps.drawing.static_map import StaticMap
from maps.drawing.style import style_of
from maps.siting.proposal_text import proposal_lines, verify_first

if TYPE_CHECKING:
    from markupsafe import Markup

    from geo.dataset.dataset import Dataset
    from geo.siting.proposal import Proposal
    from maps.drawing.texts import Texts

_SIZE = 1130, 800


def proposal_page(proposal: Proposal, dataset: Dataset, texts: Texts) -> str:
    """Write the page; like every page it loads nothing."""
    name = texts.of(dataset.categories[proposal.request.category].name)
    first = verify_first(proposal, texts)
    return document(
        "siting/templates/proposal.html",
        texts.language,
        [],
        ("audit/templates/audit.css", "audit/templates/paper.css"),
        texts=texts,
        title=texts.say("site_map_title", category=name),
        verify=first,
        lines=proposal_lines(proposal, dataset, texts)[len(first) :],
        map=_map(proposal, dataset, texts, texts.say("site_map_label", category=name)),
        patterns=pattern_defs(),
        keys=_keys(proposal, texts),
        dataset=dataset,
    )


def _keys(proposal: Proposal, texts: Texts) -> list[tuple[Markup, str]]:
    """Explain the marks: proposed sites full, existing ones hollow."""
    look = style_of(proposal.request.category)
    return [
        (shape_svg(look, "1"), texts.say("site_key_new")),
        (shape_svg(look, "", hollow=True), texts.say("site_key_known")),
    ]


def _map(proposal: Proposal, dataset: Dataset, texts: Texts, label: str) -> Markup:
    chosen = [proposal.candidates[number] for number in proposal.best.chosen]
    spots = np.vstack([proposal.demand.lonlat, *([one.point] for one in chosen)])
    bounds = Bounds(*spots.min(axis=0).tolist(), *spots.max(axis=0).tolist())
    drawing = StaticMap.of(bounds, *_SIZE)
    drawing.add_ground(dataset)
    look = style_of(proposal.request.category)
    for facility in proposal.supply.located:
        if facility.geometry is not None:
            drawing.add_mark(facility.geometry.middle, shape_svg(look, "", hollow=True))
    for number, candidate in enumerate(chosen, start=1):
        drawing.add_mark(candidate.point, shape_svg(look, str(number)))
    drawing.add_names(find_labels(dataset, bounds, texts))
    return drawing.render(label)
