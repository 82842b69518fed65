"""The nearest facilities of an OpenStreetMap extract, on foot: EXTRACT LON,LAT [KEY=VALUE]."""

from __future__ import annotations

import sys

import geo
from geo.osm.tagged_places import read_tagged

COUNT, MINUTES = 5, 30


def nearest(extract: str, origin: geo.LonLat, tag: tuple[str, str]) -> list[str]:
    """Tell the nearest facilities with a tag, one a line."""
    walker = geo.Walker(geo.WalkNetwork.from_osm(extract), geo.Pace.ELDER)
    found = read_tagged(extract, {"=".join(tag): [tag]})
    shapes = [
        (str(row), kind, geo.Geometry(geo.Shape.POINT, (geo.LonLat(*found.lonlat[row]),)))
        for row, kind in enumerate(found.kind)
    ]
    sites = geo.Sites.of(walker.network, shapes)
    entries = geo.Entries.of(walker, sites)
    best = walker.nearest(walker.start(origin), sites, entries, k=COUNT, minutes=MINUTES)
    return [
        f"{geo.minutes_of(label):5.1f} min {geo.metres_of(label):5.0f} m  "
        + (found.name[int(sites.keys[site])] or "(no name)")
        for site, label in zip(best.site.ravel().tolist(), best.label.ravel().tolist(), strict=True)
        if site >= 0  # -1: there are not so many
    ]


def main() -> None:
    """Read the command line, and print."""
    if len(sys.argv) not in {3, 4}:
        sys.exit(f"usage: {sys.argv[0]} EXTRACT LON,LAT [KEY=VALUE]")
    extract, position, *rest = sys.argv[1:]
    lon, _, lat = position.partition(",")
    key, _, value = (rest[0] if rest else "amenity=pharmacy").partition("=")
    try:
        lines = nearest(extract, geo.LonLat(float(lon), float(lat)), (key, value))
    except geo.YikeError as error:
        sys.exit(str(error))
    print("\n".join(lines) or f"none within {MINUTES} minutes")


if __name__ == "__main__":
    main()
