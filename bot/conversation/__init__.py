"""What a resident did and what is remembered → the reply; knows no channel."""
