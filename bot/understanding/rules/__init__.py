"""What a sentence asks for: the rules, in the order in which they are asked."""
