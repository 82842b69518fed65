"""What is asked of the last answer, as far as the sentence says it."""
