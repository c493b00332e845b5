"""No claim is cut before rows are made of claims; an answer that may not be whole is an error."""

from __future__ import annotations

import pytest

from queries.answers.completeness import InnerLimitError, check_complete, cut
from queries.store.interface import Solutions

TEXT = "SELECT ?claim WHERE {{ {{ SELECT ?claim WHERE {{ ?claim ?p ?o }} LIMIT {inner} }} }} LIMIT {outer}"


def rows(count: int) -> Solutions:
    return Solutions(["claim"], [{"claim": {"type": "literal", "value": str(number)}} for number in range(count)])


@pytest.mark.parametrize(("inner", "outer", "is_whole"), [(3, 100, False), (4, 3, True), (2, 100, False)])
def test_as_many_rows_as_a_subquery_may_have_are_an_error(inner: int, outer: int, is_whole: bool) -> None:
    text = TEXT.format(inner=inner, outer=outer)
    if is_whole:
        check_complete("effects", text, rows(3))
        return
    with pytest.raises(InnerLimitError, match=f"query effects reached its bound of {inner} claims"):
        check_complete("effects", text, rows(3))


def test_the_widest_subquery_counts() -> None:
    text = "SELECT ?c WHERE { { SELECT ?a WHERE { ?a ?b ?c } LIMIT 2 } { SELECT ?a WHERE { ?a ?b ?c } LIMIT 1,000 }"
    check_complete("effects", text.replace("1,000", "1000"), rows(3))


@pytest.mark.parametrize(("limit", "kept", "says_so"), [(0, 3, False), (3, 3, False), (2, 2, True)])
def test_a_cut_answer_says_so(limit: int, kept: int, says_so: bool) -> None:
    answer = cut(rows(3), limit)
    assert len(answer.rows) == kept
    assert (answer.notice is not None) == says_so
