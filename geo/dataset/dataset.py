"""Opens a dataset folder as one frozen value; refuses it whole while it has a fault."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import data
from geo.dataset.dataset_files import read_features, read_tables
from geo.dataset.fields import suggestion
from geo.dataset.gazetteer import Gazetteer
from geo.dataset.geojson import read_shape
from geo.dataset.manifest import Hotline, read_manifest
from geo.dataset.plausible_area import check_plausible_area
from geo.dataset.streets_file import merge_streets, read_barrier, read_street
from geo.dataset.validate import (
    KnownKeys,
    check_inside,
    read_facility,
    read_place,
    with_host_positions,
)
from geo.errors import DatasetError, Fault, UnknownNameError
from geo.facility import Shape
from geo.user_folders import rebuilt_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from zoneinfo import ZoneInfo

    from geo.change_log.history import Values
    from geo.change_log.log_file import ChangeLog
    from geo.dataset.fields import Row
    from geo.dataset.manifest import Manifest
    from geo.dataset.place import Place
    from geo.facility import BilingualText, Category, Facility, Geometry, LonLat, Pace, Source
    from geo.raw_streets import Streets

__all__ = ["Dataset", "Hotline", "check", "open_dataset", "reread"]

MANIFEST = "dataset.toml"
LAYERS = ("facilities", "places", "streets", "barriers", "boundary")
IDENTIFIED = ("facilities", "places")
FACILITIES = "facilities.geojson"
NETWORK_FILES = (MANIFEST, FACILITIES, "streets.geojson", "barriers.geojson")


@dataclass(frozen=True, slots=True)
class Dataset:
    """A town: all positions in degrees, WGS-84.

    Attributes:
        folder: where the files are.
        categories: by key, in the order of every list.
        facilities: in the order of the file; one inside a located building has its position.
        streets: the drawn streets and barriers; no street at all when a town has only an extract.
        boundary: the outer ring of the town, closed, or None.
        calendar: whose holidays count, the country's; "none" where nobody knows them.
        boundary_note: what has to be said wherever the boundary is drawn.
        sources: by key; facilities and places name them.
        terms: what services and eligibility are called in English.
        wording: how texts speak of the town, by what is said (`geo.dataset.manifest.WORDING`).
        attribution: what has to be said wherever the data is shown.
        date: how old the data is.
        digest: see `fingerprint`.
        log: what was changed since the files were published, laid over them; None: only the files.
    """

    folder: Path
    id: str
    name: BilingualText
    country: str
    calendar: str
    zone: ZoneInfo
    default_pace: Pace
    categories: Mapping[str, Category]
    facilities: tuple[Facility, ...]
    places: Gazetteer
    streets: Streets
    boundary: tuple[LonLat, ...] | None
    boundary_note: BilingualText
    hotlines: tuple[Hotline, ...]
    sources: Mapping[str, Source]
    terms: Mapping[str, str]
    wording: Mapping[str, BilingualText]
    attribution: BilingualText
    date: date
    digest: str
    log: ChangeLog | None = None

    @property
    def work(self) -> Path:
        """Where things that can be rebuilt are kept: $YIKE_WORK, or `.yike` in the folder.

        Of the dataset in the box, as pip installs it: in the user's cache.
        """
        named = os.environ.get("YIKE_WORK")
        beside = self.folder / ".yike"
        if not named and self.folder == data.FOLDER:
            return rebuilt_folder(beside, "tables")
        return Path(named or beside)

    def facility(self, facility_id: str) -> Facility:
        """Give the facility with this id.

        Raises:
            UnknownNameError: There is none; the message tells the closest id.
        """
        for facility in self.facilities:
            if facility.id == facility_id:
                return facility
        hint = suggestion(facility_id, [facility.id for facility in self.facilities])
        raise UnknownNameError(f"no facility has the id {facility_id[:60]!r}; {hint}")

    def category_of(self, facility_id: str) -> str | None:
        """Give the key of a facility's category; None where no facility has this id."""
        known = (one.category for one in self.facilities if one.id == facility_id)
        return next(known, None)

    def located(self) -> tuple[Facility, ...]:
        """Give the facilities whose position is known, if only roughly."""
        return tuple(f for f in self.facilities if f.geometry is not None)

    def fingerprint(self) -> str:
        """Give a SHA-256 of the files that networks and tables are built from.

        Whatever was built from another fingerprint is out of date.
        """
        return self.digest


def open_dataset(
    folder: str | os.PathLike[str] = data.FOLDER, log: ChangeLog | None = None
) -> Dataset:
    """Open and validate a dataset folder, with what the log of changes says of it since.

    Raises:
        DatasetError: It has faults; all of them are listed.
        SettingsError: the log cannot be read.
    """
    dataset, faults = read_dataset(Path(folder), log)
    if dataset is None:
        raise DatasetError(folder, faults)
    return dataset


def check(
    folder: str | os.PathLike[str] = data.FOLDER, log: ChangeLog | None = None
) -> tuple[Fault, ...]:
    """List every fault of a dataset folder; when it can be opened, there are warnings at most."""
    return read_dataset(Path(folder), log)[1]


def reread(dataset: Dataset, changed: Values | None = None, file: Path | None = None) -> Dataset:
    """Give a dataset with the facilities that its file and its log hold now.

    Args:
        dataset: all but its facilities stays.
        changed: values to lay over the file in place of those of the log, to try them out.
        file: what to read in place of the dataset's own file, to try it out.

    Raises:
        DatasetError: the facilities have faults; all of them are listed.
        SettingsError: the log cannot be read.
    """
    if changed is None:
        changed = _overlay(dataset.log, dataset.id)
    digest = _digest(dataset.folder, changed)  # first: what is written meanwhile is read again
    faults: list[Fault] = []
    path = file or dataset.folder / FACILITIES
    rows = read_features(path, faults, named=True, changed=changed) or []
    places = {place.id for place in dataset.places}
    facilities = _facilities(rows, KnownKeys(dataset.categories, dataset.sources, places))
    shapes = [facility.geometry for facility in facilities]
    check_plausible_area(zip(rows, shapes, strict=True), dataset.boundary)
    if not all(fault.is_warning for fault in faults):
        raise DatasetError(dataset.folder, faults)
    return replace(dataset, facilities=with_host_positions(facilities), digest=digest)


def is_current(dataset: Dataset) -> bool:
    """Tell whether file and log hold what they held when a dataset was read.

    Raises:
        SettingsError: the log cannot be read.
    """
    return _digest(dataset.folder, _overlay(dataset.log, dataset.id)) == dataset.digest


def _overlay(log: ChangeLog | None, dataset_id: str) -> Values:
    return log.unpublished(dataset_id).overlay() if log else {}


def _facilities(rows: list[Row], keys: KnownKeys) -> list[Facility]:
    facilities = [read_facility(row, keys) for row in rows]
    check_inside(rows, facilities)
    return facilities


def read_dataset(
    folder: Path, log: ChangeLog | None = None
) -> tuple[Dataset | None, tuple[Fault, ...]]:
    """Give a dataset, None where it has faults, and every fault and warning.

    Raises:
        SettingsError: the log cannot be read.
    """
    if not folder.is_dir():
        return None, (Fault("", "", "", "is no folder; name the one that holds dataset.toml"),)
    faults: list[Fault] = []
    tables = read_tables(folder / MANIFEST, faults)
    manifest = None if tables is None else read_manifest(folder / MANIFEST, tables, faults)
    changed = _overlay(log, manifest.id) if manifest else {}
    digest = _digest(folder, changed)  # first: what is written meanwhile is read again
    layers = {
        name: read_features(
            folder / f"{name}.geojson",
            faults,
            named=name in IDENTIFIED,
            changed=changed if name == "facilities" else None,
        )
        for name in LAYERS
        if name != "boundary" or (folder / "boundary.geojson").exists()
    }
    known = KnownKeys.of(manifest, layers["places"])
    content = _Content.read({name: rows or [] for name, rows in layers.items()}, known)
    if manifest is None or not all(fault.is_warning for fault in faults):
        return None, tuple(faults)
    dataset = _dataset(folder, manifest, content)
    return replace(dataset, digest=digest, log=log), tuple(faults)


@dataclass(frozen=True, slots=True)
class _Content:
    """What the GeoJSON files hold, checked row by row and against each other."""

    rows: Mapping[str, list[Row]]
    facilities: list[Facility]
    places: list[Place]
    streets: list[Geometry | None]
    barriers: list[Geometry | None]
    boundary: tuple[LonLat, ...] | None

    @classmethod
    def read(cls, rows: Mapping[str, list[Row]], keys: KnownKeys) -> _Content:
        facilities = _facilities(rows["facilities"], keys)
        places = [read_place(row, keys) for row in rows["places"]]
        streets = [read_street(row, keys) for row in rows["streets"]]
        barriers = [read_barrier(row, keys) for row in rows["barriers"]]
        edges = [read_shape(row, [Shape.AREA]) for row in rows.get("boundary", [])]
        boundary = next((edge.vertices for edge in edges if edge is not None), None)
        shapes = [
            *(facility.geometry for facility in facilities),
            *(place.geometry for place in places),
            *streets,
            *barriers,
            *edges,
        ]
        every_row = [row for name in LAYERS for row in rows.get(name, [])]
        check_plausible_area(zip(every_row, shapes, strict=True), boundary)
        return cls(rows, facilities, places, streets, barriers, boundary)


def _dataset(folder: Path, manifest: Manifest, content: _Content) -> Dataset:
    return Dataset(
        folder=folder,
        id=manifest.id,
        name=manifest.name,
        country=manifest.country,
        calendar=manifest.calendar,
        zone=manifest.zone,
        default_pace=manifest.default_pace,
        categories=manifest.categories,
        facilities=with_host_positions(content.facilities),
        places=Gazetteer(tuple(content.places)),
        streets=merge_streets(
            content.rows["streets"],
            [line for line in content.streets if line is not None],
            [line for line in content.barriers if line is not None],
        ),
        boundary=content.boundary,
        boundary_note=manifest.boundary_note,
        hotlines=manifest.hotlines,
        sources=manifest.sources,
        terms=manifest.terms,
        wording=manifest.wording,
        attribution=manifest.attribution,
        date=manifest.date,
        digest="",
    )


def _digest(folder: Path, changed: Values) -> str:
    digest = hashlib.sha256()
    for name in NETWORK_FILES:
        path = folder / name
        digest.update(path.read_bytes() if path.is_file() else b"")  # missing ones are faults
    if changed:
        digest.update(json.dumps(changed, sort_keys=True).encode())
    return digest.hexdigest()
