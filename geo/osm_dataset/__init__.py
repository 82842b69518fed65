"""Makes a dataset folder for any town from an OpenStreetMap extract."""
