"""Barriers, fences and gates of a network as a GeoDataFrame and back, and hours as a column."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from geo.crs import WGS84_CRS
from geo.errors import NetworkError
from geo.hours.timetable import find_problem
from geo.network.network_layout import SHUT
from geo.raw_streets import AccessHours

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geopandas import GeoDataFrame, GeoSeries
    from numpy.typing import NDArray

    from geo.crs import LocalMetres

FIELDS = "barriers", "fences", "gates", "gate_hours", "shut_gates", "closing", "closing_hours"

KINDS = "barrier", "fence", "closing", "gate", "shut_gate"

_CLAUSES = re.compile(r";(?![^()]*\))")


def barrier_frame(
    named: Mapping[str, NDArray[Any]], metres: LocalMetres, timetable: Sequence[AccessHours]
) -> GeoDataFrame:
    """Give what `WalkNetwork.barriers_to_geodataframe` tells; `named` are the `FIELDS` of it."""
    import shapely  # noqa: PLC0415 - with geopandas 1.5 s, and answers need neither
    from geopandas import GeoDataFrame  # noqa: PLC0415

    shut = named["gate_hours"] == SHUT
    lines = named["barriers"], named["fences"], named["closing"]
    gates = named["gates"][~shut], named["shut_gates"], named["gates"][shut]
    lonlat = metres.to_lonlat(np.concatenate(lines).reshape(-1, 2)).reshape(-1, 2, 2)
    spots = metres.to_lonlat(np.concatenate(gates))
    sizes = [len(of) for of in (*lines, *gates)]
    hours = np.full(sum(sizes), -1)
    timed = np.append(named["closing_hours"], named["gate_hours"][~shut])
    hours[sum(sizes[:2]) : sum(sizes[:4])] = timed
    columns = {"kind": np.repeat((*KINDS, KINDS[-1]), sizes), "hours": hours_text(hours, timetable)}
    shapes: list[Any] = [shapely.linestrings(lonlat), shapely.points(spots)]
    return GeoDataFrame(columns, geometry=np.concatenate(shapes), crs=WGS84_CRS)


class Barriers(NamedTuple):
    """Barriers of a frame, named as in `geo.raw_streets.Streets`."""

    barriers: tuple[NDArray[np.float64], ...] = ()
    fences: tuple[NDArray[np.float64], ...] = ()
    gates: NDArray[np.float64] = np.empty((0, 2))
    gate_hours: NDArray[np.int16] = np.empty(0, np.int16)
    shut_gates: NDArray[np.float64] = np.empty((0, 2))
    closing: tuple[NDArray[np.float64], ...] = ()
    closing_hours: NDArray[np.int16] = np.empty(0, np.int16)


def read_barriers(frame: GeoDataFrame | GeoSeries, timetable: dict[AccessHours, int]) -> Barriers:
    """Read what `barrier_frame` gives, or lines and areas that are all barriers.

    Raises:
        NetworkError: the frame has no CRS, or a kind or hours that nobody knows.
    """
    shapes = degrees(frame)
    kind = np.full(len(frame), KINDS[0])
    hours = np.full(len(frame), -1, np.int16)
    if getattr(frame, "columns", None) is not None:
        kind = frame["kind"].to_numpy(str) if "kind" in frame.columns else kind
        hours = rows_of_hours(frame["hours"], timetable) if "hours" in frame.columns else hours
    if not np.isin(kind, KINDS).all():
        raise NetworkError(f"the kind of a barrier must be one of {', '.join(KINDS)}")
    barriers, fences, closing = (_lines(shapes[kind == one]) for one in KINDS[:3])
    return Barriers(
        barriers[0],
        fences[0],
        _spots(shapes[kind == "gate"]),
        hours[kind == "gate"],
        _spots(shapes[kind == "shut_gate"]),
        closing[0],
        hours[kind == "closing"][closing[1]],
    )


def degrees(frame: GeoDataFrame | GeoSeries) -> NDArray[np.object_]:
    """Give the geometries of a frame in degrees, WGS-84.

    Raises:
        NetworkError: it has no CRS.
    """
    if frame.crs is None:
        raise NetworkError("a frame has no CRS: set the one that its coordinates are in")
    return np.asarray(frame.geometry.to_crs(WGS84_CRS).array, np.object_)


def hours_text(rows: NDArray[Any], timetable: Sequence[AccessHours]) -> list[str | None]:
    """Write rows of a timetable: hours, or access and conditions as OpenStreetMap has them."""
    texts = {row: _text(hours) for row, hours in enumerate(timetable)}
    return [texts.get(row) for row in rows.tolist()]


def rows_of_hours(texts: Iterable[object], timetable: dict[AccessHours, int]) -> NDArray[np.int16]:
    """Read what `hours_text` writes, into a timetable that grows; what is no text is -1.

    Raises:
        NetworkError: a text is neither hours nor conditions.
    """
    rows = [
        timetable.setdefault(_parsed(text), len(timetable)) if isinstance(text, str) else -1
        for text in texts
    ]
    return np.array(rows, np.int16)


def _text(hours: AccessHours) -> str:
    if not hours.usual and len(hours.clauses) == 1 and hours.clauses[0][1]:
        return hours.clauses[0][0]
    said = ("no", "yes")
    return "; ".join(
        [said[hours.usual], *(f"{said[yes]} @ ({text})" for text, yes in hours.clauses)]
    )


def _parsed(text: str) -> AccessHours:
    if "@" not in text:
        return AccessHours(usual=False, clauses=((_known(text), True),))
    usual, *conditions = (part.strip() for part in _CLAUSES.split(text))
    clauses = [one.partition("@")[::2] for one in conditions]
    if usual not in {"yes", "no"} or any(said.strip() not in {"yes", "no"} for said, _ in clauses):
        raise NetworkError(_not_hours(text))
    times = [_known(hours.strip().removeprefix("(").removesuffix(")")) for _, hours in clauses]
    said = [one.strip() == "yes" for one, _ in clauses]
    return AccessHours(usual == "yes", tuple(zip(times, said, strict=True)))


def _known(hours: str) -> str:
    if find_problem(hours) is not None:
        raise NetworkError(_not_hours(hours))
    return hours


def _not_hours(text: str) -> str:
    return f"{text[:40]!r} are no hours: write 06:00-22:00, or yes; no @ (22:00-06:00)"


def _spots(shapes: NDArray[np.object_]) -> NDArray[np.float64]:
    import shapely  # noqa: PLC0415 - likewise

    return shapely.get_coordinates(shapes)


def _lines(
    shapes: NDArray[np.object_],
) -> tuple[tuple[NDArray[np.float64], ...], NDArray[np.int64]]:
    """Give lines, and the outlines of areas; and which of the shapes each is of."""
    import shapely  # noqa: PLC0415 - likewise

    parts, of = shapely.get_parts(shapes, return_index=True)
    areas = shapely.get_dimensions(parts) == 2
    rings, of_ring = shapely.get_rings(parts[areas], return_index=True)
    lines = (*parts[~areas], *rings)
    whole = np.concatenate((of[~areas], of[areas][of_ring])).astype(np.int64)
    return tuple(shapely.get_coordinates(line) for line in lines), whole
