"""The chart of a proposal: what more and more sites give, exactly and greedily."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from markupsafe import Markup

from geo.siting.siting_request import Objective
from maps.drawing.style import style_of
from maps.drawing.svg import svg_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.dataset.dataset import Dataset
    from geo.siting.optimise import Solution
    from geo.siting.proposal import Proposal
    from maps.drawing.texts import Texts

_WIDE, _HIGH, _LEFT, _LOW = 760, 420, 90, 370

_SHEET = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" role="img"'
    ' aria-label="{title}" font-family="PingFang SC, Noto Sans SC, Noto Sans CJK SC, sans-serif"'
    ' font-size="18" fill="#1d2b33"><rect width="{wide}" height="{high}" fill="#fffdf8"/>'
    '<text x="20" y="30" font-size="20">{title}</text>{drawn}</svg>\n'
)
_RULE = Markup('<line x1="{left}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd5c5"/>')
_CURVE = Markup(
    '<polyline points="{points}" fill="none" stroke="{ink}" stroke-width="3"'
    ' stroke-dasharray="{dash}"/>'
)
_DOT = Markup(
    '<circle cx="{x:.1f}" cy="{y:.1f}" r="6" fill="{fill}" stroke="{ink}" stroke-width="3"/>'
)


def proposal_chart(proposal: Proposal, dataset: Dataset, texts: Texts) -> str:
    """Draw what more and more sites give: the best choice as dots, the greedy one as rings."""
    ink = style_of(proposal.request.category).colour
    exact, greedy = (_shares(proposal, one) for one in (proposal.exact, proposal.greedy))
    drawn = []
    for percent in range(0, 101, 25):
        y = _up(percent / 100)
        drawn.append(_RULE.format(left=_LEFT, right=_WIDE - 20, y=y))
        drawn.append(svg_text(_LEFT - 14, y + 6, f"{percent} %", "end"))
    drawn += _curve(greedy, ink, "3 6", "#fffdf8") + _curve(exact, ink, "", ink)
    for number in range(len(exact)):
        x = _across(number, len(exact))
        drawn.append(svg_text(x, _LOW + 30, number, "middle"))
    names = f"● {texts.say('site_chart_exact')}  ○ {texts.say('site_chart_greedy')}"
    drawn.append(svg_text(_WIDE - 20, 60, names, "end"))
    key = "site_chart_median" if proposal.request.objective is Objective.MEDIAN else "site_chart"
    name = texts.of(dataset.categories[proposal.request.category].name)
    title = f"{name} · {texts.say(key)}"
    return _SHEET.format(wide=_WIDE, high=_HIGH, title=title, drawn=Markup("").join(drawn))


def _shares(proposal: Proposal, choices: Sequence[Solution]) -> list[float]:
    """Give the share covered, or of today's minutes saved, with 0, 1, 2, … more sites."""
    total = proposal.total * (2 if proposal.request.objective is Objective.BACKUP else 1)
    if not proposal.request.has_curve and proposal.request.objective is not Objective.MEDIAN:
        lost = choices[-1].value - sum(choices[-1].gains)  # what gives way to a move
        steps = [0.0, *(lost + step for step in itertools.accumulate(choices[-1].gains))]
        return [(proposal.today + step) / total for step in steps]
    if proposal.request.objective is Objective.MEDIAN:
        steps = [0.0, *itertools.accumulate(choices[-1].gains)]
        return [step / proposal.today if proposal.today else 0.0 for step in steps]
    return [(proposal.today + value) / total for value in (0.0, *(c.value for c in choices))]


def _curve(shares: list[float], ink: str, dash: str, fill: str) -> list[Markup]:
    spots = [(_across(n, len(shares)), _up(share)) for n, share in enumerate(shares)]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
    dots = [_DOT.format(x=x, y=y, fill=fill, ink=ink) for x, y in spots]
    return [_CURVE.format(points=points, ink=ink, dash=dash), *dots]


def _across(number: int, count: int) -> float:
    return _LEFT + 20 + number * (_WIDE - _LEFT - 60) / max(1, count - 1)


def _up(share: float) -> float:
    return _LOW - share * (_LOW - 80)
