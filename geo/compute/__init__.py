"""Compiled kernels, the bucket priority queue, grids, array files."""
