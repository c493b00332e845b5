"""The profile of a drug on its overview: uses, and panels with what documents say most."""
