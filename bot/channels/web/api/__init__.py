"""The HTTP API: the same answers for programs, as GeoJSON where a map wants it."""
