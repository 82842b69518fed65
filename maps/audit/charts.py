"""Charts of an audit as SVG: they print sharply, need no font file and carry their own words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from markupsafe import Markup

from geo.coverage.audit import CIRCLE_MIN
from geo.coverage.committee_statistics import percents
from geo.coverage.coverage import CoverageState
from maps.audit.state_style import pattern_defs, state_style

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from geo.coverage.audit import Audit, Scenario
    from maps.audit.audit_words import AuditSpeaker

_WIDE, _LEFT, _ROW, _TOP = 900, 240, 40, 44
_STEP_MIN, _LAST_MIN = 3, 30
_INK, _LINE = "#1d2b33", "#8a8577"

_SHEET = Markup(
    '<svg class="chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" role="img"'
    ' aria-label="{label}" font-family="PingFang SC, Noto Sans SC, Noto Sans CJK SC, '
    'Microsoft YaHei, sans-serif" font-size="18" fill="{ink}">{drawn}</svg>'
)
_TEXT = Markup('<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{text}</text>')
_BAR = Markup(
    '<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}"'
    ' fill="url(#state-{state})" stroke="{edge}" stroke-width="1"/>'
)
_NUMBER = Markup(
    '<rect x="{left:.1f}" y="{top:.1f}" width="{wide}" height="22" rx="4" fill="#fffdf8"/>'
    '<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle" font-size="17">{text}</text>'
)
_RULE = Markup('<line x1="{x:.1f}" x2="{x:.1f}" y1="{top}" y2="{low}" stroke="{ink}"{dash}/>')
_DASHED = Markup(' stroke-dasharray="6 4"')
_FAINT = Markup(' stroke-opacity=".35"')
_LINK = Markup(
    '<line x1="{first:.1f}" x2="{last:.1f}" y1="{y}" y2="{y}" stroke="{ink}" stroke-width="4"/>'
    '<circle cx="{first:.1f}" cy="{y}" r="8" fill="{ink}"/>'
    '<circle cx="{last:.1f}" cy="{y}" r="7" fill="#fffdf8" stroke="{ink}" stroke-width="3"/>'
)
_END = Markup('<circle cx="{x:.1f}" cy="{y}" r="8" fill="{ink}"/>')


class _Row(NamedTuple):
    """One bar: its name and whole percents by state."""

    name: str
    shares: tuple[int, ...]


def as_file(chart: Markup) -> str:
    """Give a chart the patterns that it finds on a page, so that it can stand alone."""
    return str(chart).replace(">", f">{pattern_defs()}", 1)


def coverage_chart(audit: Audit, speaker: AuditSpeaker) -> Markup:
    """Draw the coverage of every category as a bar of 100 %, today above what would be."""
    rows = [
        _Row(
            _name(category, scenario, audit, speaker),
            percents(scenario.statistics(category).states),
        )
        for category in audit.dataset.categories
        for scenario in audit.scenarios
    ]
    drawn = [_legend(speaker), *(_bar(row, number) for number, row in enumerate(rows))]
    label = speaker.say("chart_coverage")
    return _sheet(_TOP + _ROW * len(rows) + 8, label, drawn)


def minutes_chart(audit: Audit, category: str, speaker: AuditSpeaker) -> Markup:
    """Draw the demand by the minutes to the nearest facility, each bar parted by state.

    Of the last scenario. Minutes are those to where a facility is thought to be; the state says
    how sure that is. The last bar holds all that is farther or of which nobody can tell.
    """
    scenario = audit.scenarios[-1]
    shares = _by_minutes(scenario, category)
    high, base, most = 300, 250, float(shares.sum(axis=1).max(initial=0.0)) or 1.0
    gap = (_WIDE - 60) / len(shares)
    drawn = []
    for number, parts in enumerate(shares):
        x, y = 40 + number * gap, float(base)
        for state in CoverageState:
            tall = 190 * float(parts[state]) / most
            if tall:
                drawn.append(_box(x, y - tall, gap - 8, tall, state))
            y -= tall
        share = float(parts.sum())
        text = f"{100 * share:.0f} %" if share >= 0.005 else ""
        drawn.append(_TEXT.format(x=x + gap / 2 - 4, y=y - 8, anchor="middle", text=text))
        name = _bin(number, len(shares), scenario, category, speaker)
        drawn.append(_TEXT.format(x=x + gap / 2 - 4, y=base + 24, anchor="middle", text=name))
    limit = 40 + CIRCLE_MIN / _STEP_MIN * gap - 4
    drawn.append(_RULE.format(x=limit, top=20, low=base, ink=_INK, dash=_DASHED))
    circle = speaker.say("minutes", minutes=CIRCLE_MIN)
    drawn.append(_TEXT.format(x=limit + 8, y=34, anchor="start", text=circle))
    label = speaker.say("minutes_label_chart", name=speaker.category(category))
    return _sheet(high, label, drawn)


def _bin(number: int, count: int, scenario: Scenario, category: str, speaker: AuditSpeaker) -> str:
    """Name a bar by its minutes; beyond all it is unknown while something is not located."""
    first = number * _STEP_MIN
    if number < count - 1:
        return f"{first}–{first + _STEP_MIN}"
    unlocated = scenario.supply.unlocated_count(category)
    return speaker.say("minutes_unknown") if unlocated else f"> {first}"


def nearest_chart(audit: Audit, speaker: AuditSpeaker) -> Markup:
    """Draw, for every category, how far half and nine tenths of the demand walk to the nearest."""
    drawn = []
    wide = _WIDE - _LEFT - 60
    keys = list(audit.dataset.categories)
    low = _TOP + _ROW * len(keys)
    for minute in range(0, _LAST_MIN + 1, 5):
        x = _LEFT + wide * minute / _LAST_MIN
        dash = Markup("") if minute == CIRCLE_MIN else _FAINT
        drawn.append(_RULE.format(x=x, top=_TOP - 8, low=low, ink=_LINE, dash=dash))
        drawn.append(_TEXT.format(x=x, y=_TOP - 16, anchor="middle", text=minute))
    ink = state_style(CoverageState.COVERED).colour
    for number, key in enumerate(keys):
        y = _TOP + _ROW * number + 20
        drawn.append(_TEXT.format(x=_LEFT - 14, y=y + 6, anchor="end", text=speaker.category(key)))
        drawn += _link(audit.scenarios[-1], key, y, ink, speaker)
    drawn.append(_TEXT.format(x=_LEFT, y=low + 20, anchor="start", text=_key(speaker)))
    return _sheet(low + 32, speaker.say("minutes_heading"), drawn)


def _link(
    scenario: Scenario, category: str, y: int, ink: str, speaker: AuditSpeaker
) -> list[Markup]:
    """Draw the two ends of a category; a word where nobody can tell how far it is."""
    statistics, wide = scenario.statistics(category), _WIDE - _LEFT - 60
    known = [
        minutes for minutes in (statistics.median, statistics.ninetieth) if math.isfinite(minutes)
    ]
    unlocated = scenario.supply.unlocated_count(category)
    if not unlocated:
        known = [statistics.median, statistics.ninetieth]
    if not known:
        text = speaker.say("minutes_unknown")
        return [_TEXT.format(x=_LEFT + 10, y=y + 6, anchor="start", text=text)]
    spots = [_LEFT + wide * min(minutes, _LAST_MIN + 1.5) / _LAST_MIN for minutes in known]
    if len(spots) == 1:
        text = f"○ {speaker.say('minutes_unknown')}"
        return [
            _END.format(x=spots[0], y=y, ink=ink),
            _TEXT.format(x=spots[0] + 16, y=y + 6, anchor="start", text=text),
        ]
    return [_LINK.format(first=spots[0], last=spots[1], y=y, ink=ink)]


def _key(speaker: AuditSpeaker) -> str:
    """Say what the marks and the numbers above mean, for a chart that stands alone."""
    marks = f"● {speaker.say('col_median')}　○ {speaker.say('col_ninetieth')}"
    return f"{marks}　{speaker.say('chart_unit')}"


def _name(category: str, scenario: Scenario, audit: Audit, speaker: AuditSpeaker) -> str:
    if audit.after is None:
        return speaker.category(category)
    return (
        speaker.say("after")
        if scenario is audit.after
        else (f"{speaker.category(category)} · {speaker.say('before')}")
    )


def _legend(speaker: AuditSpeaker) -> Markup:
    drawn, gap = [], (_WIDE - 20) / len(CoverageState)
    for state in CoverageState:
        x = 10 + state.value * gap
        drawn.append(_box(x, 8, 34, 22, state))
        name = speaker.say(f"state_{state.value}")
        drawn.append(_TEXT.format(x=x + 44, y=25, anchor="start", text=name))
    return Markup("").join(drawn)


def _bar(row: _Row, number: int) -> Markup:
    y, x = _TOP + _ROW * number, float(_LEFT)
    drawn = [_TEXT.format(x=_LEFT - 12, y=y + 25, anchor="end", text=row.name)]
    for state, share in zip(CoverageState, row.shares, strict=True):
        wide = (_WIDE - _LEFT - 10) * share / 100
        if share:
            drawn.append(_box(x, y + 4, wide, _ROW - 10, state))
        if wide >= 50:
            middle = x + wide / 2
            drawn.append(_NUMBER.format(
                left=middle - 25, top=y + 8, wide=50, x=middle, y=y + 25, text=f"{share} %"
            ))  # fmt: skip
        x += wide
    return Markup("").join(drawn)


def _box(x: float, y: float, wide: float, high: float, state: CoverageState) -> Markup:
    edge = state_style(state).colour
    return _BAR.format(x=x, y=y, wide=wide, high=high, state=state.value, edge=edge)


def _sheet(high: int, label: str, drawn: Iterable[Markup]) -> Markup:
    shapes = Markup("").join(drawn)
    return _SHEET.format(wide=_WIDE, high=high, label=label, ink=_INK, drawn=shapes)


def _by_minutes(scenario: Scenario, category: str) -> NDArray[np.float64]:
    """Share the demand out, (bars, states): by minutes to the nearest, the last bar all beyond."""
    joined = scenario.coverage.joined
    column = scenario.categories.index(category)
    minutes = scenario.coverage.measures.minutes[joined, column]
    bars = math.ceil(_LAST_MIN / _STEP_MIN) + 1
    bar = np.minimum(np.floor(minutes / _STEP_MIN), bars - 1).astype(np.int64)
    weight = scenario.demand.weight[joined]
    place = bar * len(CoverageState) + scenario.states[CIRCLE_MIN][joined, column]
    shares = np.bincount(place, weight, bars * len(CoverageState)) / (weight.sum() or 1.0)
    return shares.reshape(bars, len(CoverageState))
