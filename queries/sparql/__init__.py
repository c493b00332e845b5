"""SPARQL text: tokens, prefixes, terms, syntax, and the guard that lets only reading pass."""
