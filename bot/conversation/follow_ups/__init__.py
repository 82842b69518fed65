"""What is asked of the last answer: how far, which of them, another one, more of its subject."""
