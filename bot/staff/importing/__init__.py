"""Tables that staff bring in: read, understood, previewed, and only then taken."""
