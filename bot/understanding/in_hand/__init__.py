"""What is told or asked beside what is in hand: a bare fact, a benefit, the same thing again."""
