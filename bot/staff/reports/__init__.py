"""What staff read: changes, demand, faults, and what to verify first."""
