"""The HTTP server that every channel with an address shares."""
