"""The append-only log of what was changed of a dataset's facilities since they were published."""
