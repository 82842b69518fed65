"""The charts of an audit as SVG: they print sharply and carry their own words."""
