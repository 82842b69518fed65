"""Bounds on what anybody may ask of the server: how fast, how large, how slow."""
