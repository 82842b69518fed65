"""What maps inside a page share: the ground, and marks and names that keep their size."""
