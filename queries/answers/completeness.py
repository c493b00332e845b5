"""Sees that an answer is whole: no claim is cut before rows are made of claims, and what is cut is reported."""

from __future__ import annotations

import re

from queries.errors import StoreError
from queries.store.interface import Solutions, row_notice

_INNER_LIMIT = re.compile(r"\bLIMIT\s+(\d+)\s*\}", re.IGNORECASE)
"""The limit of a subquery. It is a bound for engines, not a wish of the reader."""


class InnerLimitError(StoreError):
    """A saved query selected as many claims as its own bound allows, so there may be more."""


def check_complete(name: str, text: str, answer: Solutions) -> None:
    """Check that no subquery of a saved query can have been cut.

    :param name: the name of the query
    :param text: its SPARQL
    :param answer: all rows that it gave
    :raises InnerLimitError: if there are as many rows as the widest subquery may have
    """
    bound = max((int(number) for number in _INNER_LIMIT.findall(text)), default=0)
    if bound and len(answer.rows) >= bound:
        raise InnerLimitError(
            f"query {name} reached its bound of {bound:,} claims, so its answer would not be whole: "
            "narrow it by its parameters (drugkg query --describe), or select claims with drugkg sparql"
        )


def cut(answer: Solutions, limit: int) -> Solutions:
    """Return the first rows of an answer, with a notice if there are more.

    :param answer: all rows
    :param limit: rows to keep; 0 for all
    :returns: the rows
    """
    if not limit or len(answer.rows) <= limit:
        return answer
    return answer._replace(rows=answer.rows[:limit], notice=row_notice(limit))
