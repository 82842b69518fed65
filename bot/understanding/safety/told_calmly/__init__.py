"""What sounds like danger and is told calmly: each is read as a whole, by its kind."""
