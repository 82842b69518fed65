"""Pure geography: places, streets, walking times; no chat, no page, no network access."""
