"""Why a point has no snap candidate, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.network.barriers_around import without_barriers
from geo.network.snap_candidates import snap_candidates
from geo.network.snapping import no_edge_within
from geo.walking_model import MAX_SNAP_M

if TYPE_CHECKING:
    from geo.network.snap_candidates import SnapBuffers
    from geo.network.snapping import NetworkArrays


def why_unsnapped(arrays: NetworkArrays, x: float, y: float, buffers: SnapBuffers) -> str:
    """Tell it of a point in metres: what follows its position in the message of an error."""
    candidates, _ = snap_candidates(without_barriers(arrays), x, y, buffers)
    if len(candidates.edge):
        return (
            "is cut off: water, a railway, a wall, a shut park or a road closed to people on foot "
            "lies between it and every street; name a place on a street"
        )
    if not no_edge_within(arrays, x, y, MAX_SNAP_M):
        return (
            "is not on the bridge or in the tunnel that passes there, and no other street lies "
            f"within {MAX_SNAP_M:.0f} m; name a place on a street"
        )
    return (
        "is outside the area: no street that is known lies within "
        f"{MAX_SNAP_M:.0f} m; name another place"
    )
