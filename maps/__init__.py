"""Results as Folium pages and pictures."""
