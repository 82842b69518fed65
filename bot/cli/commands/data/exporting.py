"""`yike data export`: the facilities in the formats that others work with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.cli.option_types import FILE, dataset_option, locale_option
from bot.cli.output import echo, write_output

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.cli.dataset_source import DatasetSource
    from geo.dataset.dataset import Dataset

_LAYERS = (".gpkg", ".parquet", ".kml")
_OF_GDAL = "the disk may be full, or the layer cannot be written"
_NAMED = (".xlsx", ".csv", ".hsds.json", ".osm.geojson", ".geojson")


@click.command()
@click.argument("out", type=FILE)
@locale_option
@dataset_option
def export(source: DatasetSource, out: Path, language: str) -> None:
    """Write the facilities into OUT, in the format that its name ends in.

    .xlsx and .csv (to work on and import back), .geojson, .gpkg, .parquet, .kml,
    .hsds.json (Open Referral HSDS 3), .osm.geojson (candidates for OpenStreetMap, to review).
    """
    from bot.texts import say
    from geo.errors import SettingsError

    name = out.name.lower()
    ending = next((one for one in (*_NAMED, *_LAYERS) if name.endswith(one)), None)
    if ending is None:
        raise SettingsError(
            f"{out.name}: name a file that ends in {', '.join((*_NAMED, *_LAYERS))}"
        )
    dataset = source.open()
    if ending in _LAYERS:
        _write_layer(dataset, out)
    else:
        write_output(out, _writer(ending, language)(dataset))
    echo(say(language, "data.exported", count=len(dataset.facilities), file=out))


def _writer(ending: str, language: str) -> Callable[[Dataset], bytes]:
    from bot.staff.exporting.geographic import as_geojson
    from bot.staff.exporting.hsds import as_hsds
    from bot.staff.exporting.osm_candidates import as_osm_candidates
    from bot.staff.exporting.table import as_csv, as_workbook

    writers: dict[str, Callable[[Dataset], bytes]] = {
        ".xlsx": lambda dataset: as_workbook(dataset, language),
        ".csv": lambda dataset: as_csv(dataset, language),
        ".geojson": as_geojson,
        ".hsds.json": as_hsds,
        ".osm.geojson": as_osm_candidates,
    }
    return writers[ending]


def _write_layer(dataset: Dataset, out: Path) -> None:
    from bot.staff.exporting.geographic import write_layer
    from geo.compute.atomic_file import atomic_path
    from geo.errors import SettingsError

    try:
        with atomic_path(out) as part:
            named = part.with_suffix(out.suffix)  # GDAL goes by the ending
            try:
                write_layer(dataset, named)
                part.write_bytes(named.read_bytes())
            finally:
                named.unlink(missing_ok=True)
    except SettingsError:
        raise
    except (OSError, RuntimeError) as error:  # GDAL's errors are of the second kind
        reason = getattr(error, "strerror", None) or _OF_GDAL
        raise SettingsError(f"cannot write {out}: {reason}; name another file") from error
