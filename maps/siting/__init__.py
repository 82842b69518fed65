"""A proposal of sites in words, as a chart, and as files."""
