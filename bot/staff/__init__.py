"""What staff verify, correct and read."""
