"""OpenStreetMap extracts: streets, facilities and homes."""
