"""Sees that an answer is whole, and whether it says anything: what is cut is reported, and so is what is empty."""

from __future__ import annotations

from queries.errors import StoreError
from queries.store.interface import Graph, Solutions, row_notice


class InnerLimitError(StoreError):
    """A saved query selected as many claims as its own bound allows, so there may be more."""


def check_complete(name: str, text: str, answer: Solutions) -> None:
    """Check that no subquery of a saved query can have been cut.

    :param name: the name of the query
    :param text: its SPARQL
    :param answer: all rows that it gave
    :raises InnerLimitError: if there are as many rows as the widest subquery may have
    """
    bound = max(_inner_limits(text), default=0)
    if bound and len(answer.rows) >= bound:
        raise InnerLimitError(
            f"query {name} reached its bound of {bound:,} claims, so its answer would not be whole: "
            "narrow it by its parameters (drugkg query --describe), or select claims with drugkg sparql"
        )


def _inner_limits(text: str) -> list[int]:
    """Return the limits of the subqueries of a saved query. They are bounds for engines, not a wish of the reader.

    >>> _inner_limits("SELECT ?a WHERE { { SELECT ?a WHERE { ?a ?b ?c } LIMIT 20 } } limit 3")
    [20]
    """
    words = text.replace("}", " } ").split()
    return [
        int(number)
        for word, number, end in zip(words, words[1:], words[2:], strict=False)
        if word.upper() == "LIMIT" and number.isdecimal() and end == "}"
    ]


def cut(answer: Solutions, limit: int) -> Solutions:
    """Return the first rows of an answer, with a notice if there are more.

    :param answer: all rows
    :param limit: rows to keep; 0 for all
    :returns: the rows
    """
    if not limit or len(answer.rows) <= limit:
        return answer
    return answer._replace(rows=answer.rows[:limit], notice=row_notice(limit))


def says_nothing(answer: Solutions | Graph | bool) -> bool:
    """Return whether an answer is empty: no rows, only zeros and blanks, no triples, or no.

    :param answer: the answer of a query
    :returns: true if it is empty
    """
    if isinstance(answer, bool):
        return not answer
    if isinstance(answer, Graph):
        lines = answer.data.decode("utf-8", "replace").splitlines()
        return not any(line.strip(" []{}") and not line.startswith("@prefix") for line in lines)
    return all(not term["value"] or term["value"] == "0" for row in answer.rows for term in row.values())
