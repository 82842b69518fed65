"""The audit of a town as a folder of pages, charts and files."""
