"""Formatted text: parse modes, explicit entities, and what is found by itself."""
