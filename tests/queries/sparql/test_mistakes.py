"""Whether a text is SPARQL is told without running it."""

from __future__ import annotations

import pytest

from queries.errors import QueryRefusedError, QuerySyntaxError
from queries.sparql.mistakes import marked_line, reason
from queries.store.query_check import check_query


@pytest.mark.parametrize(
    "text",
    ["SELECT * { ?s a dkgo:Claim }", "ASK {}", "DESCRIBE drugkg:baclofen", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"],
)
def test_good_query_passes_without_prefixes(text: str) -> None:
    check_query(text)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("SELECT ?x\nWHERE ?x a ?y", 2, 7), ("ASK { ?s nobody:knows ?o }", 1, 10), ("SELECT * {\n\n", 1, 10)],
)
def test_error_has_the_place_in_the_text_as_it_was_written(text: str, line: int, column: int) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        check_query(text)
    assert (caught.value.line, caught.value.column) == (line, column)


def test_caret_stands_below_the_column_behind_tabs_too() -> None:
    shown = marked_line("ASK {\n\t?a ]", QuerySyntaxError("…", 2, 5))
    assert shown.splitlines() == ["1 | ASK {", "2 | \t?a ]", "    \t   ^"]


def test_lists_of_characters_are_not_told() -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        check_query("ASK { ?s nobody:knows ?o }")
    assert "[" not in reason(caught.value)


@pytest.mark.parametrize("text", ["", "INSERT DATA { <a:b> <a:b> <a:b> }", "ASK { SERVICE <http://127.0.0.1/> {} }"])
def test_more_than_reading_is_refused(text: str) -> None:
    with pytest.raises(QueryRefusedError):
        check_query(text)
