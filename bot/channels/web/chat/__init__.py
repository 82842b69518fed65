"""The pages of the conversation: a form comes in, an answer goes out."""
