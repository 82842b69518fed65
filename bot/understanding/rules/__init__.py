"""The first reader: rules over the words of a sentence, in the order in which they are asked."""
