"""`python -m tests.harvest --shared ../shared`: make the dataset again from the facts."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.harvest import barriers, east, facilities, files, homes, pairs, places, streets

LOCATED_TWICE = files.DATA.parent / "tests" / "geo" / "located_twice.geojson"


def main() -> None:
    """Write the files of the dataset; what is kept by hand in them stays."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=files.DATA.parents[1] / "shared")
    make(parser.parse_args().shared)


def make(shared: Path) -> None:
    """Make every file, those first that others read."""
    data = files.DATA
    ways = streets.network(shared)
    old = files.features(data / "places.geojson")
    english = {one.properties["name"]: one.properties["name_en"] for one in old}
    files.save(data / "streets.geojson", streets.features(ways, english))
    files.save(data / "boundary.geojson", [barriers.boundary(shared)])
    blocked = files.features(data / "barriers.geojson")
    files.save(data / "barriers.geojson", barriers.made(blocked, shared))
    town = files.area(streets.outline(shared))
    files.save(
        data / "places.geojson", places.made(old, shared, ways, east.junctions(shared), town)
    )
    files.save(data / "demand.geojson", homes.demand(shared))
    known = files.features(data / "facilities.geojson")
    files.save(data / "facilities.geojson", facilities.merged(known, shared))
    files.save(LOCATED_TWICE, pairs.made(shared))


if __name__ == "__main__":
    main()
