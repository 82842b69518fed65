"""What is told after an alarm, and means nothing where none was raised."""
