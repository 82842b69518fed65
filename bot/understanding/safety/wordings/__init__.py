"""Wordings of whole sentences that raise a doubt, or take one back: figures, cries, grief, calm.

The signs of `words/danger.toml` and `words/situation.toml` are words that stand anywhere; what is
here is read from a sentence as a whole, and a word more makes it another one.
"""
