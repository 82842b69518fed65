"""The audit on paper: A3 sheets, the brief, handouts and the list to verify."""
