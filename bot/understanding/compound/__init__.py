"""A message of more than one thing: two wishes, two people, what is told beside a place."""
