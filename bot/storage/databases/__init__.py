"""The databases that the working store may live in: a SQLite file, or a PostgreSQL server."""
