"""Fills in the PREFIX lines that a query leaves out."""

from __future__ import annotations

from ontology.namespaces import PREFIXES
from queries.sparql.tokenizer import declared_prefixes, tokenize


def with_prefixes(query: str) -> str:
    """Return a query with the PREFIX lines of drugkg that it uses and does not declare.

    :param query: SPARQL text
    :returns: the same text behind the missing lines, on one line so that line numbers of errors shift by one only
    """
    tokens = tokenize(query)
    declared = declared_prefixes(tokens)
    used = dict.fromkeys(token.text.partition(":")[0] for token in tokens if token.kind == "name")
    missing = [prefix for prefix in used if prefix not in declared and prefix in PREFIXES]
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}> " for prefix in missing) + query
