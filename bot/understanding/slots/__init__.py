"""Places, facilities, moments and picks in a sentence."""
