"""A whole town in one process: one seed drives clock, network, disk and residents."""
