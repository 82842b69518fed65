"""Cited answers to questions that are not about a place."""
