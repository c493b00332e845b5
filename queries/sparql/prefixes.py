"""Fills in the PREFIX lines that a query leaves out, of drugkg and of other vocabularies in any spelling."""

from __future__ import annotations

from ontology.namespaces import PREFIXES
from queries.errors import near
from queries.sparql.plain import plain_prologue
from queries.sparql.tokenizer import declared_prefixes, few_tokens

OBO = "http://purl.obolibrary.org/obo/"
_CLOSENESS = 0.7


def with_prefixes(query: str) -> str:
    """Return a query with the PREFIX lines that it uses and does not declare.

    :param query: SPARQL text
    :returns: the same text behind the missing prefixes, which are on one line of their own
    """
    return prologue(query) + query


def prologue(query: str) -> str:
    r"""Return the prefixes that a query uses and does not declare, on one line.

    :param query: SPARQL text
    :returns: the line with its end; empty if nothing is missing

    >>> prologue("ASK { chebi:2972 ?p ?o }")
    'PREFIX chebi: <http://purl.obolibrary.org/obo/CHEBI_>\n'
    """
    missing = missing_prefixes(query)
    if missing is None:
        return plain_prologue(query)
    line = " ".join(f"PREFIX {prefix}: <{namespace}>" for prefix, namespace in missing.items() if namespace)
    return f"{line}\n" if line else ""


def missing_prefixes(query: str) -> dict[str, str] | None:
    """Return the prefixes that a query uses and does not declare.

    :param query: SPARQL text
    :returns: prefix as it is written → its namespace, empty if nobody knows it; ``None`` for a query that is too long
        to be looked at
    """
    tokens = few_tokens(query)
    if tokens is None:
        return None
    declared = declared_prefixes(tokens)
    used = dict.fromkeys(token.text.partition(":")[0] for token in tokens if token.kind == "name")
    return {prefix: namespace_of(prefix) for prefix in used if prefix not in declared}


def namespace_of(prefix: str) -> str:
    """Return the namespace of a prefix.

    :param prefix: a prefix of drugkg, or of a vocabulary that entities are mapped to, in any registered spelling
    :returns: the namespace; empty if nobody knows the prefix

    >>> namespace_of("Uberon")
    'http://purl.obolibrary.org/obo/UBERON_'
    """
    if prefix in PREFIXES or not prefix:
        return PREFIXES.get(prefix, "")
    from ontology.mappings.identifiers import load_spellings  # noqa: PLC0415 - few queries use other vocabularies
    from ontology.mappings.prefixes import prefix_map  # noqa: PLC0415 - as above

    known = load_spellings().prefix(prefix)
    if known:
        return prefix_map()[known]
    if prefix.casefold() == "obo":
        return OBO
    return next((PREFIXES[name] for name in PREFIXES if name.casefold() == prefix.casefold()), "")


def similar_prefixes(prefix: str) -> list[str]:
    """Return the prefixes that need no declaration and are spelt like an unknown one.

    :param prefix: the unknown prefix
    :returns: at most three, the nearest first

    >>> similar_prefixes("dgko")
    ['dkgo']
    """
    return near(prefix.lower(), list(PREFIXES), cutoff=_CLOSENESS)
