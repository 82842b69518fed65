"""Positions before and after a change of many: which points move, and which are new."""
