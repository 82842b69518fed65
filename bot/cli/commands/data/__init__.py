"""`yike data …`: what looks after a dataset, one module for each kind of work."""
