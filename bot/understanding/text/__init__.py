"""Letters, sounds and numbers, brought to one spelling."""
