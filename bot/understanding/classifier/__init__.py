"""A learned second reader of sentences, and how its reading and the rules' are combined."""
