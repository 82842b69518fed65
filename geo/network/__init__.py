"""The walking network: arrays, saved and loaded; snapping points to edges."""
