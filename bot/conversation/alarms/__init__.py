"""Danger: the first advice, and the turns after it until the alarm is over."""
