"""Bounded Dijkstra, k-nearest tables, access legs, directions, the OD matrix."""
