"""The conversation in the browser of any phone, and the HTTP API beside it."""
