"""The rule that no saved query hides what reverses or limits a claim: its columns, and the properties it filters on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ontology.namespaces import PREFIXES
from queries.sparql.tokenizer import Token

SHOWN_BY = {
    "dkgo:regulatoryStatus": "status",
    "dkgo:polarity": "polarity",
    "dkgo:modality": "modality",
    "dkgo:reading": "reading",
    "dkgo:reviewStatus": "review",
}
"""Properties that reverse or limit a claim, and the column that shows each."""

_ON_CLAIMS = {"rdf:subject", "rdf:predicate", "rdf:object", "dkgo:proposition", "dkgo:statement", "dkgo:aboutDrug",
              "dkgo:phrase", "dkgo:answer", *SHOWN_BY}  # fmt: skip
"""Properties of claims; propositions have the first three too, in a graph of their own."""

_SUMMARIES = (("certainty",), ("denied", "uncertain", "not_recommended", "proposed"))
"""Columns that say how sure all claims of a row are, where a row counts or joins claims and shows none of them."""


def hidden_limits(
    tokens: Sequence[Token], variables: Sequence[str], rows: Sequence[str]
) -> Iterator[tuple[Token | None, str]]:
    """Yield what a query hides of its claims.

    :param tokens: the tokens of the query
    :param variables: the columns of its answer
    :param rows: the columns that name the thing asked for, if it is rolled up
    :yields: the place, or ``None`` for the SELECT clause, and a message
    """
    wording = "answer" if rows else "phrase"
    shown = {f"dkgo:{wording}": wording, **SHOWN_BY}
    read = {_name(token) for token in _of_rows(tokens)}
    if "claim" in variables:
        missing = [name for name in shown.values() if name not in variables]
        if missing:
            yield (
                None,
                "a query that selects claims must show what reverses or limits them; missing: " + ", ".join(missing),
            )
        for term, column in shown.items():
            if column in variables and term not in read:
                yield None, f"the column {column} must show {term}, which the query does not read"
    elif read & _ON_CLAIMS and not any(set(columns) <= set(variables) for columns in _SUMMARIES):
        yield (
            None,
            "a query that reads claims must show them in the column claim; one that counts or joins them needs the "
            f"columns {' or '.join(', '.join(columns) for columns in _SUMMARIES)}",
        )
    for token, column in _filtered(tokens):
        if column not in variables:
            yield token, f"the query filters on {_name(token)}, which reverses or limits a claim: project ?{column}"


def unread_limits(tokens: Sequence[Token]) -> str:
    """Return what a query that makes triples of claims does not read of them.

    :param tokens: the tokens of a CONSTRUCT or DESCRIBE query
    :returns: a message; empty if the query reads no claims, or all that reverses or limits them
    """
    read = {_name(token) for token in _of_rows(tokens)}
    missing = [term for term in SHOWN_BY if term not in read]
    if not read & _ON_CLAIMS or not missing:
        return ""
    return "a query that reads claims must read what reverses or limits them; missing: " + ", ".join(missing)


def _name(token: Token) -> str:
    """Return a name with its prefix, also where the query has the whole address."""
    if token.kind == "iri":
        for prefix in ("dkgo", "rdf"):
            if token.text[1:].startswith(PREFIXES[prefix]):
                return f"{prefix}:{token.text[1:-1].removeprefix(PREFIXES[prefix])}"
    return token.text


def _filtered(tokens: Sequence[Token]) -> Iterator[tuple[Token, str]]:
    """Yield each property that selects claims by its value, once, and the column that would show it."""
    tokens = list(_of_rows(tokens))
    tested = _tested_variables(tokens)
    seen = set()
    for token, value in pairwise(tokens):
        column = SHOWN_BY.get(_name(token)) if token.kind in ("name", "iri") else None
        if column is None or column in seen:
            continue
        if value.kind in ("name", "iri") or (value.kind == "variable" and value.text[1:] in tested):
            seen.add(column)
            yield token, column


def _of_rows(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens that give the rows.

    Those inside ``EXISTS { … }`` ask about other claims, and those inside the graph of propositions about none.
    """
    depth = 0
    for at, token in enumerate(tokens):
        before = tokens[max(at - 1, 0)]
        named = before.text == "graph:propositions" or before.text == f"<{PREFIXES['graph']}propositions>"
        if depth or (token.text == "{" and (before.is_word("EXISTS") or named)):
            depth += {"{": 1, "}": -1}.get(token.text, 0) if token.kind == "mark" else 0
        else:
            yield token


def _tested_variables(tokens: Sequence[Token]) -> set[str]:
    """Return the variables that occur in a FILTER or get their values from a VALUES block."""
    found: set[str] = set()
    for at, token in enumerate(tokens):
        if token.is_word("FILTER"):
            found |= _variables_until_closed(tokens[at + 1 :])
        elif token.is_word("VALUES") and at + 1 < len(tokens):
            named = tokens[at + 1]
            found |= {named.text[1:]} if named.kind == "variable" else _variables_until_closed(tokens[at + 1 :])
    return found


def _variables_until_closed(tokens: Sequence[Token]) -> set[str]:
    """Return the variables in the first brackets, whatever precedes them; a pattern in braces tests nothing."""
    found: set[str] = set()
    depth = 0
    for token in tokens:
        if token.text == "{" and depth == 0:
            break
        depth += {"(": 1, ")": -1}.get(token.text, 0) if token.kind == "mark" else 0
        if token.kind == "variable":
            found.add(token.text[1:])
        if token.text == ")" and depth == 0:
            break
    return found
