"""The words of an answer: lists, details, ways, minutes, hours, and how old a fact is."""
