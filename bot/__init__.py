"""Understanding residents and answering them, on any channel."""
