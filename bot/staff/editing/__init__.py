"""How staff change a facility: by commands, by drafts, by one tap."""
