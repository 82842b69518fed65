"""Facilities around an origin: which are looked up, for which moment, in which order."""
