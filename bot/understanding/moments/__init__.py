"""Days, hours and durations in a sentence."""
