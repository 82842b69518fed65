"""Places in a sentence: where she is, where she goes, and what is only spoken of."""
