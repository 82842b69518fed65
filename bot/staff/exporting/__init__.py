"""A dataset's facilities in the formats that others work with."""
