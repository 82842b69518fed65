"""What an audit finds, in sentences: who is left out, what to verify, where to build."""
