"""Claims in words: the phrase and the answer of a claim, and its qualifiers in one line."""
