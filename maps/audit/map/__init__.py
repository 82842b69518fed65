"""The maps of an audit: ground, cells, homes and markers."""
