"""Audits and siting of one synthetic city, each in a process of its own."""
