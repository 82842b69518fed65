"""What the rules look at: the words, the service, the questions and moments of a sentence."""
