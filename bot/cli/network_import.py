"""The commands about street networks: read one from an extract, tell what is in one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bot.cli.output import echo
from geo.errors import NetworkError
from geo.network.snapping import STEPS
from geo.network.walk_network import WalkNetwork
from geo.osm.streets import read_streets
from geo.town import NETWORK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.osm.streets import Counts


def import_extract(extract: Path, folder: Path | None, heights: Sequence[Path] = ()) -> Path:
    """Read an extract into a network: into a dataset's folder, or beside where we are.

    Raises:
        ExtractError: the file cannot be read, or holds no street to walk on.
        HeightsError: a file of heights cannot be read, or is of another place.
        NetworkError: the dataset lies somewhere else, or the network cannot be written.
    """
    from rich.console import Console  # noqa: PLC0415 - only here is there anything to wait for
    from rich.progress import Progress  # noqa: PLC0415

    known: list[float] = []
    with Progress(console=Console(stderr=True)) as bar:
        task = bar.add_task(extract.name, total=1.0)
        read = read_streets(
            extract,
            lambda stage, share: bar.update(task, description=stage, completed=share),
        )
        network = WalkNetwork.from_streets(read.streets).with_heights(heights, known.append)
    if folder:
        _check_place(network, folder)
    out = folder / NETWORK if folder else Path(f"{extract.name.partition('.')[0]}.network")
    try:
        network.save(out)
    except OSError as error:
        raise NetworkError(
            f"cannot write {out}: {error.strerror}; choose another folder"
        ) from error
    echo(_counted(read.counts, network, known))
    return out


def _check_place(network: WalkNetwork, folder: Path) -> None:
    """Refuse a network of another town than the dataset's."""
    from geo.dataset.dataset import open_dataset  # noqa: PLC0415 - without --data there is none

    dataset = open_dataset(folder)
    points = [f.geometry.middle for f in dataset.facilities if f.geometry is not None]
    if not points:
        return
    at = network.metres.to_metres(points)
    near = (at >= network.xy.min(axis=0)) & (at <= network.xy.max(axis=0))
    if near.all(axis=1).mean() < 0.5:
        raise NetworkError(
            f"most facilities of {folder} lie outside this network: import the extract of its town"
        )


def _counted(counts: Counts, network: WalkNetwork, known: Sequence[float]) -> str:
    """Write the summary of an import; the network has gates at signals beside the nodes counted."""
    strays = [f"strays left out  {counts.strays:>12,} (too far away)"] if counts.strays else []
    hills = [f"heights of nodes {share:>12.1%}" for share in known]
    timed = [f"shut at times    {counts.timed:>12,} edges"] if counts.timed else []
    return "\n".join(
        (
            f"nodes            {network.nodes:>12,}",
            f"edges            {len(network.ends):>12,}",
            f"km               {counts.km:>12,.1f}",
            f"dropped islands  {counts.dropped_islands:>12,} ({counts.dropped_km:,.1f} km)",
            f"signals          {counts.signals:>12,}",
            f"stairs           {counts.steps:>12,}",
            f"barriers         {counts.barriers:>12,}",
            *timed,
            *hills,
            *strays,
        )
    )


def describe_network(path: Path) -> str:
    """Tell what a saved network holds.

    Raises:
        NetworkError: it is missing, damaged or of another version.
    """
    network = WalkNetwork.open(path)
    lon, lat = network.centre
    wide, high = np.ptp(network.xy, axis=0) / 1000
    return "\n".join(
        (
            f"nodes     {network.nodes:>12,}",
            f"edges     {len(network.ends):>12,}",
            f"km        {network.kilometres:>12,.1f}",
            f"waits at  {int(np.count_nonzero(network.half_waits)):>12,}",
            f"stairs    {int((network.flags & STEPS > 0).sum()):>12,}",
            f"hills     {'counted' if len(network.slope_factor) else 'level':>12}",
            f"around    {lon:.4f},{lat:.4f} ({wide:.1f} by {high:.1f} km)",
        )
    )
