"""An extract → the files of a dataset: streets, base map, facilities, homes, names."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.base_map import FILE as BASE_MAP
from geo.crs import LocalMetres, middle_of
from geo.facility import BilingualText, LonLat
from geo.network.clip import clip
from geo.network.walk_network import WalkNetwork
from geo.osm.streets import read_streets
from geo.osm_dataset.address_places import addresses_of
from geo.osm_dataset.country import country_of
from geo.osm_dataset.drawn_ground import base_map_of
from geo.osm_dataset.facility_features import FacilityReader
from geo.osm_dataset.home_features import homes_of
from geo.osm_dataset.manifest_text import About, id_of, manifest_text
from geo.osm_dataset.mapped import read_content
from geo.osm_dataset.named_places import areas_of, central_first, named_places
from geo.osm_dataset.outline import find_outline
from geo.osm_dataset.street_places import junctions_of, streets_of
from geo.osm_dataset.tag_table import TagTable
from geo.osm_dataset.written import SOURCE, feature, names_of, write_features

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geo.osm_dataset.country import Country
    from geo.osm_dataset.facility_features import MappedFacilities
    from geo.osm_dataset.home_features import MappedHomes
    from geo.osm_dataset.mapped import MapContent, Mapped
    from geo.osm_dataset.outline import TownOutline
    from geo.osm_dataset.written import Feature

NETWORK = "network.bin"
_WITH_STANDARDS = "CN"
"""The country whose standards every dataset without its own is held to."""

AROUND_M = 2000.0
"""Streets this far outside the boundary are kept: a walk may leave the town and come back."""

MOST_ADDRESSES = 30_000
"""More house numbers than these make every start slow; then none is listed."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; what is empty is found out.

    Attributes:
        extract: the OpenStreetMap file.
        boundary: a file, the number of a relation, or a name; empty: all of the extract.
        name: of the town.
        country: ISO 3166-1 alpha-2.
        tags: a table of tags of the town's own.
        heights: files of heights; none: all ground is level.
    """

    extract: Path
    boundary: str = ""
    name: str = ""
    country: str = ""
    tags: Path | None = None
    heights: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """What was made, for a report.

    Attributes:
        places: how many there are of each kind.
        empty: names of the categories that the map has nothing of.
        km: kilometres of street.
        heights: the share of nodes whose height is known, None if nobody gave any.
        addresses_left_out: house numbers that are not listed, as they are too many.
    """

    about: About
    facilities: MappedFacilities
    homes: MappedHomes
    places: Counter[str]
    empty: tuple[BilingualText, ...]
    km: float
    heights: float | None
    addresses_left_out: int


def write_dataset(wanted: Wanted, folder: Path, tell: Callable[[str, float], None]) -> Made:
    """Write all files of a dataset into an empty folder; `tell` hears stages and shares.

    Raises:
        ExtractError: the extract, the boundary or the table of tags cannot be used.
        HeightsError: a file of heights cannot be read, or is of another place.
        OSError: the folder cannot be written.
    """
    table = TagTable.read(wanted.tags)
    streets = read_streets(wanted.extract, lambda _, share: tell("streets", share)).streets
    network = WalkNetwork.from_streets(streets)
    content = read_content(wanted.extract, table.keys, lambda share: tell("objects", share))
    tell("objects", 1.0)
    outline = find_outline(content, wanted.boundary) if wanted.boundary else None
    town = _NewTown(wanted, table, content, outline, network)
    made = town.write(folder, lambda share: tell("files", share))
    tell("files", 1.0)
    return made


@dataclass
class _NewTown:
    """A town while its files are written."""

    wanted: Wanted
    table: TagTable
    content: MapContent
    outline: TownOutline | None
    network: WalkNetwork

    @cached_property
    def metres(self) -> LocalMetres:
        if self.outline is None:
            return self.network.metres
        return LocalMetres(middle_of(np.array(self.outline.polygon.exterior.coords)))

    @cached_property
    def objects(self) -> list[Mapped]:
        """What lies in the town, lines that only touch it among them."""
        if self.outline is None:
            return list(self.content.objects)
        import shapely  # noqa: PLC0415 - heavy, and an answer never needs it

        shapely.prepare(self.outline.polygon)
        return [
            one
            for one in self.content.objects
            if (one.shape.intersects(self.outline.polygon) if one.is_line else self._holds(one))
        ]

    def _holds(self, one: Mapped) -> bool:
        return self.outline is None or self.outline.holds(one.shape)

    @cached_property
    def name(self) -> BilingualText:
        """The name that is asked for, that of the boundary, or that of the file."""
        names = names_of(self.outline.tags if self.outline else {})
        if self.wanted.name or not names["name"]:
            name = self.wanted.name or self.wanted.extract.name.partition(".")[0].capitalize()
            return BilingualText(name, name)
        return BilingualText(names["name"], names["name_en"])

    def write(self, folder: Path, tell: Callable[[float], None]) -> Made:
        day = self.content.day.isoformat()
        streets = streets_of(self.objects, self.metres)
        tell(0.2)
        middle = LonLat(*self.metres.to_lonlat([(0.0, 0.0)])[0].tolist())
        country = country_of(middle, self.content.objects, self.wanted.country.upper())
        reader = FacilityReader(self.table, self.metres, streets, country.code, day)
        facilities = reader.read(self.objects)
        tell(0.4)
        homes = homes_of(self.objects, self.metres, self._population())
        about = self._about(country, facilities, day)
        tell(0.6)
        addresses = addresses_of(self.objects, self.metres, country.code)
        left_out = len(addresses) if len(addresses) > MOST_ADDRESSES else 0
        listed = {one["properties"]["id"].removeprefix("osm-") for one in facilities.features}
        named = list(named_places(self.objects, self.metres, listed))
        others = [
            *(street.place() for street in streets),
            *junctions_of(streets),
            *([] if left_out else addresses),
        ]
        places = [
            self._own_place(about),
            *areas_of(self.objects, self.metres, self._boundary_id(), self.name),
            *central_first(named, [*facilities.features, *named, *others], self.metres),
            *others,
        ]
        tell(0.8)
        self._save(folder, about, {"facilities": facilities.features, "places": places}, homes)
        kept = about.categories
        empty = [one.name for key, one in self.table.categories.items() if key not in kept]
        kinds = Counter(place["properties"]["kind"] for place in places)
        km, known = self._walked.kilometres, next(iter(self._known), None)
        return Made(about, facilities, homes, kinds, tuple(empty), km, known, left_out)

    def _save(
        self, folder: Path, about: About, layers: dict[str, list[Feature]], homes: MappedHomes
    ) -> None:
        layers |= {"streets": [], "barriers": []}
        if homes.features:
            layers["demand"] = homes.features
        if self.outline:
            names = {"name": about.name.zh, "name_en": about.name.en}
            layers["boundary"] = [feature(self.outline.polygon, **names, source=SOURCE)]
        for name, features in layers.items():
            write_features(folder / f"{name}.geojson", features)
        (folder / "dataset.toml").write_text(manifest_text(about), "utf-8")
        if about.country.code != _WITH_STANDARDS:
            start = files("geo.osm_dataset") / "standards.toml"
            (folder / "standards.toml").write_text(start.read_text("utf-8"), "utf-8")
        self._walked.save(folder / NETWORK)
        base_map_of(self._drawn()).save(folder / BASE_MAP)

    def _about(self, country: Country, facilities: MappedFacilities, day: str) -> About:
        used = {one["properties"]["category"] for one in facilities.features}
        known = {key: one for key, one in self.table.categories.items() if key in used}
        categories = known or self.table.categories
        has_boundary = self.outline is not None
        return About(id_of(self.name.en), self.name, country, categories, day, has_boundary)

    def _own_place(self, about: About) -> Feature:
        """The town as a place: a name that is said of all of it."""
        import shapely  # noqa: PLC0415 - heavy, and an answer never needs it

        hull = shapely.MultiPoint(self.metres.to_lonlat(self._box())).convex_hull
        shape = self.outline.polygon if self.outline else hull
        flat = shapely.transform(shape, self.metres.to_metres)
        return feature(
            shape,
            id="town",
            name=about.name.zh,
            name_en=about.name.en,
            aliases=[],
            kind="subdistrict",
            position_error_m=round(float((flat.area / np.pi) ** 0.5)),
            position_basis="OpenStreetMap",
            source=SOURCE,
        )

    def _box(self) -> Any:  # noqa: ANN401 - (4, 2) metres
        shift = self.metres.to_metres([self.network.centre])[0]
        (west, south), (east, north) = (
            self.network.xy.min(axis=0) + shift,
            self.network.xy.max(axis=0) + shift,
        )
        return np.array([(west, south), (east, south), (east, north), (west, north)])

    def _boundary_id(self) -> str:
        if self.outline is None:
            return ""
        tags = self.outline.tags
        return next(
            (one.id for one in self.content.objects if one.is_area and one.tags is tags), ""
        )

    def _population(self) -> int | None:
        """The people of the boundary, where the map tells them."""
        written = (self.outline.tags if self.outline else {}).get("population", "")
        return int(written) if written.isascii() and written.isdigit() and int(written) else None

    @cached_property
    def _around(self) -> Any:  # noqa: ANN401 - shapely
        """The box of the boundary and `AROUND_M` around it, metres of the network."""
        assert self.outline is not None  # noqa: S101
        corners = self.network.metres.to_metres(np.array(self.outline.polygon.exterior.coords))
        return corners.min(axis=0) - AROUND_M, corners.max(axis=0) + AROUND_M

    @cached_property
    def _walked(self) -> WalkNetwork:
        """The streets around the town, with their heights."""
        whole = self.network
        clipped = whole if self.outline is None else clip(whole, *self._around) or whole
        return clipped.with_heights(self.wanted.heights, self._known.append)

    @cached_property
    def _known(self) -> list[float]:
        """The share of nodes whose height is known, once there are heights."""
        return []

    def _drawn(self) -> list[Mapped]:
        """What the base map shows: the town and what lies `AROUND_M` around it."""
        if self.outline is None:
            return list(self.content.objects)
        import shapely  # noqa: PLC0415 - heavy, and an answer never needs it

        low, high = (self.network.metres.to_lonlat([one])[0] for one in self._around)
        box = shapely.box(*low, *high)
        return [one for one in self.content.objects if one.shape.intersects(box)]
