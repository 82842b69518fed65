"""Sessions, tickets and demand in SQLite."""
