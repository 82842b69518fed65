"""Paper at the door: posters and cards whose code carries the place."""
