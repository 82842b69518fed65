"""Makes the files of the Tangqiao dataset again from the facts that were gathered for it."""
