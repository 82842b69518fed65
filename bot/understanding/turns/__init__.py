"""What the words of one turn say by themselves, whatever was told before them."""
