"""Sessions, tickets, demand and staff changes in SQLite."""
