"""A proposal of sites in words, as a chart, and for GIS and programs."""

from __future__ import annotations

import itertools
import json
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from geo.siting.proposal import Objective
from maps.drawing.style import style_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.dataset.dataset import Dataset
    from geo.siting.optimise import Solution
    from geo.siting.proposal import Proposal
    from maps.audit.audit_words import StaffSpeaker

_WIDE, _HIGH, _LEFT, _LOW = 760, 420, 90, 370


def lines(found: Proposal, dataset: Dataset, speaker: StaffSpeaker) -> list[str]:
    """Tell a proposal line by line: today, the sites, the proof, the gain of each number."""
    basis = speaker.demand(found.total, found.demand.basis)
    said = [_heading(found, dataset, speaker), basis, _today(found, speaker)]
    if found.doubtful:
        doubtful = speaker.amount(found.doubtful, found.demand.basis)
        said.append(speaker.say("site_doubtful", doubtful=doubtful))
    if found.supply.unlocated:
        said.append(speaker.say("site_unlocated", count=len(found.supply.unlocated)))
    if not found.best.chosen:
        return [*said, speaker.say("site_nobody")]
    said += [_site(found, place, speaker) for place in range(len(found.best.chosen))]
    said.append(_proof(found.best, speaker))
    if len(found.best.chosen) < found.request.count:
        said.append(speaker.say("site_fewer", count=len(found.best.chosen)))
    said += _gains(found, speaker)
    options = " ".join(
        f"--add {found.request.category}@{one.point.lon:.5f},{one.point.lat:.5f}"
        for one in (found.candidates[number] for number in found.best.chosen)
    )
    return [*said, speaker.say("site_try", options=options)]


def _heading(found: Proposal, dataset: Dataset, speaker: StaffSpeaker) -> str:
    request = found.request
    return speaker.say(
        "site_heading",
        category=speaker.of(dataset.categories[request.category].name),
        candidates=len(found.candidates),
        count=request.count,
        minutes=f"{request.minutes:.0f}",
        pace=speaker.say(f"pace_{request.pace.value}"),
    )


def _today(found: Proposal, speaker: StaffSpeaker) -> str:
    total = speaker.amount(found.total, found.demand.basis)
    if found.request.objective is Objective.MEDIAN:
        mean, horizon = found.today / found.total, 2 * found.request.minutes
        return speaker.say("site_today_median", minutes=mean, horizon=horizon, total=total)
    covered = speaker.amount(found.today, found.demand.basis)
    share = f"{100 * found.today / found.total:.0f}"
    return speaker.say("site_today", covered=covered, total=total, share=share)


def _site(found: Proposal, place: int, speaker: StaffSpeaker) -> str:
    candidate = found.candidates[found.best.chosen[place]]
    lon, lat = candidate.point
    said = {"number": place + 1, "name": speaker.of(candidate.name), "lon": lon, "lat": lat}
    gain = found.best.gains[place]
    if found.request.objective is Objective.MEDIAN:
        return speaker.say("site_line_median", **said, gain=gain / found.total)
    return speaker.say("site_line", **said, gain=speaker.amount(gain, found.demand.basis))


def _proof(best: Solution, speaker: StaffSpeaker) -> str:
    if best.proven:
        return speaker.say("site_proven", count=len(best.chosen))
    return speaker.say("site_not_proven", gap=100 * (best.bound / best.value - 1))


def _gains(found: Proposal, speaker: StaffSpeaker) -> list[str]:
    """Tell what 1, 2, … sites give at best, and what greed gives."""
    if found.request.objective is Objective.MEDIAN:
        means = [one.value / found.total for one in (found.best, found.greedy[-1])]
        return [speaker.say("site_median_total", saved=means[0], greedy=means[1])]
    rows = [speaker.say("site_curve")]
    helpful = zip(found.exact, found.greedy, strict=True)
    for number, (exact, greedy) in enumerate(helpful, start=1):
        if number > len(found.best.chosen):
            break
        both = [found.today + one.value for one in (exact, greedy)]
        amounts = [speaker.amount(one, found.demand.basis) for one in both]
        share = f"{100 * both[0] / found.total:.0f}"
        said = {"number": number, "exact": amounts[0], "share": share, "greedy": amounts[1]}
        rows.append(speaker.say("site_curve_line", **said))
    return rows


def as_json(found: Proposal, dataset: Dataset, speaker: StaffSpeaker) -> str:
    """Write a proposal for programs."""
    request = found.request
    about = {
        "dataset": dataset.id,
        "category": request.category,
        "minutes": request.minutes,
        "pace": request.pace.value,
        "objective": request.objective.value,
        "demand": {"basis": found.demand.basis.value, "total": round(found.total, 4)},
        "today": round(found.today, 4),
        "doubtful": round(found.doubtful, 4),
        "not_located": len(found.supply.unlocated),
        "candidates": len(found.candidates),
        "proven": found.best.proven,
        "bound": round(found.best.bound, 4),
        "sites": [_place(found, place, speaker) for place in range(len(found.best.chosen))],
        "exact": [round(choice.value, 4) for choice in found.exact],
        "greedy": [round(choice.value, 4) for choice in found.greedy],
    }
    return json.dumps(about, ensure_ascii=False, indent=1) + "\n"


def as_geojson(found: Proposal, dataset: Dataset, speaker: StaffSpeaker) -> str:
    """Write the proposed sites for GIS."""
    features = []
    for place in range(len(found.best.chosen)):
        about = _place(found, place, speaker)
        spot = [about.pop("lon"), about.pop("lat")]
        about |= {"category": found.request.category, "dataset": dataset.id}
        geometry = {"type": "Point", "coordinates": spot}
        features.append({"type": "Feature", "properties": about, "geometry": geometry})
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, indent=1) + "\n"


def _place(found: Proposal, place: int, speaker: StaffSpeaker) -> dict[str, Any]:
    candidate = found.candidates[found.best.chosen[place]]
    return {
        "number": place + 1,
        "name": speaker.of(candidate.name),
        "lon": round(candidate.point.lon, 6),
        "lat": round(candidate.point.lat, 6),
        "gain": round(found.best.gains[place], 4),
    }


_SHEET = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" role="img"'
    ' aria-label="{title}" font-family="PingFang SC, Noto Sans SC, Noto Sans CJK SC, sans-serif"'
    ' font-size="18" fill="#1d2b33"><rect width="{wide}" height="{high}" fill="#fffdf8"/>'
    '<text x="20" y="30" font-size="20">{title}</text>{drawn}</svg>\n'
)
_TEXT = Markup('<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{text}</text>')
_RULE = Markup('<line x1="{left}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd5c5"/>')
_CURVE = Markup(
    '<polyline points="{points}" fill="none" stroke="{ink}" stroke-width="3"'
    ' stroke-dasharray="{dash}"/>'
)
_DOT = Markup(
    '<circle cx="{x:.1f}" cy="{y:.1f}" r="6" fill="{fill}" stroke="{ink}" stroke-width="3"/>'
)


def as_svg(found: Proposal, dataset: Dataset, speaker: StaffSpeaker) -> str:
    """Draw what more and more sites give: the best choice as dots, the greedy one as rings."""
    ink = style_of(found.request.category).colour
    exact, greedy = (_shares(found, one) for one in (found.exact, found.greedy))
    drawn = []
    for percent in range(0, 101, 25):
        y = _up(percent / 100)
        drawn.append(_RULE.format(left=_LEFT, right=_WIDE - 20, y=y))
        drawn.append(_TEXT.format(x=_LEFT - 14, y=y + 6, anchor="end", text=f"{percent} %"))
    drawn += _curve(greedy, ink, "3 6", "#fffdf8") + _curve(exact, ink, "", ink)
    for number in range(len(exact)):
        x = _across(number, len(exact))
        drawn.append(_TEXT.format(x=x, y=_LOW + 30, anchor="middle", text=number))
    names = f"● {speaker.say('site_chart_exact')}  ○ {speaker.say('site_chart_greedy')}"
    drawn.append(_TEXT.format(x=_WIDE - 20, y=60, anchor="end", text=names))
    key = "site_chart" if found.request.objective is Objective.COVERING else "site_chart_median"
    name = speaker.of(dataset.categories[found.request.category].name)
    title = f"{name} · {speaker.say(key)}"
    return _SHEET.format(wide=_WIDE, high=_HIGH, title=title, drawn=Markup("").join(drawn))


def _shares(found: Proposal, choices: Sequence[Solution]) -> list[float]:
    """Give the share covered, or of today's minutes saved, with 0, 1, 2, … more sites."""
    if found.request.objective is Objective.MEDIAN:
        steps = [0.0, *itertools.accumulate(choices[-1].gains)]
        return [step / found.today if found.today else 0.0 for step in steps]
    return [(found.today + value) / found.total for value in (0.0, *(c.value for c in choices))]


def _curve(shares: list[float], ink: str, dash: str, fill: str) -> list[Markup]:
    spots = [(_across(n, len(shares)), _up(share)) for n, share in enumerate(shares)]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
    dots = [_DOT.format(x=x, y=y, fill=fill, ink=ink) for x, y in spots]
    return [_CURVE.format(points=points, ink=ink, dash=dash), *dots]


def _across(number: int, count: int) -> float:
    return _LEFT + 20 + number * (_WIDE - _LEFT - 60) / max(1, count - 1)


def _up(share: float) -> float:
    return _LOW - share * (_LOW - 80)
