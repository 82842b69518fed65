"""The ground of a map: water, green, railways and streets."""
