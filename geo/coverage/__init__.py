"""Who is covered: demand, supply, standards, and the audit of a town."""
