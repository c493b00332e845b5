"""The default graph of a query without FROM: the union of the graphs that state something about drugs.

These graphs have no triple in common, so that a union counts every triple once. Quoted passages, the closure of class
hierarchies and external ontologies are not part of it; a query reaches them with GRAPH or FROM.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from ontology.namespaces import BASE, PREFIXES, sparql_prologue
from queries.sparql.tokenizer import FORMS, MOST_CHECKED, Token, declared_prefixes, tokenize, tokens

GRAPHS = (
    sparql_prologue("graph", "void")
    + f"SELECT ?graph WHERE {{ GRAPH graph:metadata {{ <{BASE}dataset> void:subset ?graph }} }}"
)
"""Lists the graphs of a graph of drugkg by its own metadata, which do not list themselves."""

METADATA = PREFIXES["graph"] + "metadata"

_NO_PATTERN = ("SELECT", "ORDER", "GROUP", "HAVING", "LIMIT", "OFFSET", "VALUES")
"""Words after which variables are no pattern until a group begins."""


def chooses_graphs(query: str) -> bool:
    """Return whether a query says with FROM which graphs it is asked of.

    :param query: SPARQL text
    :returns: true if it has a FROM clause
    """
    return "FROM" in query.upper() and any(token.is_word("FROM") for token in islice(tokens(query), MOST_CHECKED))


def asks_default_graph(query: str) -> bool:
    """Return whether a query has, or may have, a pattern outside GRAPH.

    :param query: SPARQL text
    :returns: false only if all its patterns are inside GRAPH
    """
    return any(_outside(tokenize(query)))


def named_graphs(query: str, known: Iterable[str]) -> list[str]:
    """Return the graphs that GRAPH may range over: those that are known and those that the query names.

    :param query: SPARQL text
    :param known: IRIs of the known graphs
    :returns: their IRIs, each once; empty if the query has no GRAPH
    """
    found = tokenize(query)
    prefixes = {prefix: iri for prefix, (iri, _) in declared_prefixes(found).items()}
    if not any(token.is_word("GRAPH") for token in found):
        return []
    named = dict.fromkeys(known)
    for token in found:
        prefix, _, local = token.text.partition(":")
        iri = token.text[1:-1] if token.kind == "iri" else prefixes.get(prefix, "") + local
        if token.kind in ("iri", "name") and iri.startswith(PREFIXES["graph"]) and iri != PREFIXES["graph"]:
            named[iri] = None
    return list(named)


def _outside(found: list[Token]) -> Iterator[bool]:
    """Yield for each token that may begin a pattern whether it is outside GRAPH; for DESCRIBE once more."""
    groups: list[str] = []
    before: list[Token] = []
    silent = True
    for at, token in enumerate(found):
        if token.is_word("DESCRIBE"):
            yield True
        if token.text in ("{", "(", "["):
            groups.append(_kind_of_group(token, before, groups))
            silent = silent and token.text != "{"
            if token.text == "[":
                yield "named" not in groups and "(" not in groups
        elif token.text in ("}", ")", "]"):
            del groups[-1:]
            silent = silent and token.text != "}"
        elif token.is_word(*_NO_PATTERN, *FORMS, "PREFIX", "BASE"):
            silent = True
        elif token.is_word("WHERE"):
            silent = False
        elif token.kind in ("variable", "iri", "name", "blank") and groups and groups[-1] == "group" and not silent:
            after_keyword = bool(before) and before[-1].is_word("GRAPH", "SERVICE", "SILENT", "FILTER", "HAVING")
            calls = at + 1 < len(found) and found[at + 1].text == "("
            yield not after_keyword and not (calls and token.kind in ("iri", "name"))
        before.append(token)


def _kind_of_group(token: Token, before: list[Token], groups: list[str]) -> str:
    """Return what a bracket opens: a group inside GRAPH or SERVICE, data, a template, an expression, or a group."""
    if "named" in groups:
        return "named"
    if token.text != "{":
        return token.text
    last = before[-1] if before else token
    earlier = before[-2] if len(before) > 1 else token
    if last.kind in ("iri", "name", "variable") and earlier.is_word("GRAPH", "SERVICE", "SILENT"):
        return "named"
    if last.is_word("CONSTRUCT") or (last.kind == "variable" and earlier.is_word("VALUES")):
        return "data"
    if last.text == ")" and _is_values(before):
        return "data"
    return "group"


def _is_values(before: list[Token]) -> bool:
    """Return whether the list of variables that ends here belongs to VALUES."""
    at = len(before) - 2
    while at > 0 and before[at].kind == "variable":
        at -= 1
    return at > 0 and before[at].text == "(" and before[at - 1].is_word("VALUES")
