"""Opens a dataset folder, validates it, reports every fault at once; the gazetteer."""
