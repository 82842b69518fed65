"""Matters that are none of Yike: shops, breakdowns, lost things, cries of alarm."""
