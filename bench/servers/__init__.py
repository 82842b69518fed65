"""Servers that are measured, and the load upon them."""
