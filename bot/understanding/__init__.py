"""How a sentence is understood: one module for each step from its letters to a query."""
