"""The grid of committees by services: a tile of patterns and its words for each pair."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from maps.audit.charts.tile import tile
from maps.audit.coverage_table import areas_of

if TYPE_CHECKING:
    from markupsafe import Markup

    from maps.audit.audit_view import AuditView


class TileCell(NamedTuple):
    """One pair: its tile, and the same in words for those who cannot see it."""

    tile: Markup | str
    said: str


class TileRow(NamedTuple):
    """One area and its cells, in the order of the services."""

    name: str
    link: str
    cells: list[TileCell]


def tile_grid(view: AuditView) -> list[TileRow]:
    """Give the whole town first, then each located committee; of the last scenario."""
    areas = list(areas_of(view.audit))
    return [
        TileRow(view.area(area), link, [tile_cell(view, key, area) for key in view.keys])
        for area, link in [*areas[-1:], *areas[:-1]]
        if view.audit.is_located(area)
    ]


def not_in_grid(view: AuditView) -> list[tuple[str, str]]:
    """Give the names and pages of the committees that no source locates."""
    return [
        (view.area(area), link)
        for area, link in areas_of(view.audit)
        if not view.audit.is_located(area)
    ]


def tile_cell(view: AuditView, key: str, area: int | None) -> TileCell:
    """Draw the four states of a service in an area, and say them."""
    audit = view.audit
    statistics = audit.scenarios[-1].statistics(key, area)
    if not statistics.demand:
        return TileCell(view.say("nobody"), view.say("reason_nobody"))
    shares = zip(view.states, view.state_shares(statistics), strict=True)
    said = view.texts.separator.join(
        f"{view.say(f'state_{state.value}')} {share}"
        for state, share in shares
        if statistics.states[state]
    )
    return TileCell(tile(statistics), said)
