"""The rule that no saved query hides what reverses or limits a claim: its columns, and the properties it filters on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from queries.sparql.tokenizer import Token

SHOWN_BY = {
    "dkgo:regulatoryStatus": "status",
    "dkgo:polarity": "polarity",
    "dkgo:modality": "modality",
    "dkgo:reading": "reading",
    "dkgo:reviewStatus": "review",
}
"""Properties that reverse or limit a claim, and the column that shows each."""


def hidden_limits(
    tokens: Sequence[Token], variables: Sequence[str], rows: Sequence[str]
) -> Iterator[tuple[Token | None, str]]:
    """Yield what a query hides of its claims.

    :param tokens: the tokens of the query
    :param variables: the columns of its answer
    :param rows: the columns that name the thing asked for, if it is rolled up
    :yields: the place, or ``None`` for the SELECT clause, and a message
    """
    if "claim" in variables:
        wanted = ("answer" if rows else "phrase", *SHOWN_BY.values())
        missing = [name for name in wanted if name not in variables]
        if missing:
            yield (
                None,
                "a query that selects claims must show what reverses or limits them; missing: " + ", ".join(missing),
            )
    for token, column in _filtered(tokens):
        if column not in variables:
            yield token, f"the query filters on {token.text}, which reverses or limits a claim: project ?{column}"


def _filtered(tokens: Sequence[Token]) -> Iterator[tuple[Token, str]]:
    """Yield each property that selects claims by its value, once, and the column that would show it."""
    tokens = list(_outside_exists(tokens))
    tested = _tested_variables(tokens)
    seen = set()
    for token, value in pairwise(tokens):
        column = SHOWN_BY.get(token.text) if token.kind == "name" else None
        if column is None or column in seen:
            continue
        if value.kind in ("name", "iri") or (value.kind == "variable" and value.text[1:] in tested):
            seen.add(column)
            yield token, column


def _outside_exists(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens outside ``EXISTS { … }``, which asks about other claims than those that give the rows."""
    depth = 0
    for before, token in zip([None, *tokens], tokens, strict=False):
        if depth or (token.text == "{" and before is not None and before.is_word("EXISTS")):
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
