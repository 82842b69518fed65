"""What is told or asked beside the wish, the place or the answer in hand."""
