"""The turns after an alarm: help that comes, how it ends, and who cannot telephone."""
