"""A round of verification: a page with the way, and a list to print and tick off."""
