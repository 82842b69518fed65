"""Isochrones: the travel-time raster of one origin and its rings."""
