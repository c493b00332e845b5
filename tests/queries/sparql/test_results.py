"""SPARQL results in JSON as the engine reads them."""

from __future__ import annotations

import pytest

from queries.sparql.results import read_results

XSD = "http://www.w3.org/2001/XMLSchema#"


def bindings(term: str) -> bytes:
    return f'{{"head": {{"vars": ["x"], "link": []}}, "results": {{"bindings": [{{"x": {term}}}]}}}}'.encode()


def test_rows_come_back_in_their_order_with_unbound_variables_left_out() -> None:
    data = b"""{"head": {"vars": ["b", "a"]}, "results": {"ordered": true, "bindings": [
      {"a": {"type": "uri", "value": "http://example.org/2"}}, {"b": {"type": "bnode", "value": "n"}}]}}"""
    assert read_results(data) == {
        "head": {"vars": ["b", "a"]},
        "results": {
            "bindings": [
                {"a": {"type": "uri", "value": "http://example.org/2"}},
                {"b": {"type": "bnode", "value": "n"}},
            ]
        },
    }


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        (
            f'{{"type": "typed-literal", "value": "5", "datatype": "{XSD}decimal"}}',
            {"type": "literal", "value": "5", "datatype": XSD + "decimal"},
        ),
        (f'{{"type": "literal", "value": "é", "datatype": "{XSD}string"}}', {"type": "literal", "value": "é"}),
        (
            '{"type": "literal", "value": "x", "xml:lang": "en"}',
            {"type": "literal", "value": "x", "xml:lang": "en"},
        ),
    ],
)
def test_dialects_of_older_servers_become_standard(sent: str, read: dict[str, str]) -> None:
    assert read_results(bindings(sent))["results"]["bindings"] == [{"x": read}]


def test_yes_and_no() -> None:
    assert read_results(b'{"head": {}, "boolean": true}')["boolean"] is True
    assert read_results(b'{"boolean": false, "head": {}}')["boolean"] is False


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html>busy</html>",
        b"[1]",
        b'{"head": {"vars": ["x"]}}',
        bindings('{"type": "uri", "value": "http://example.org/with space"}'),
        bindings('{"type": "uri", "value": "http://example.org/1"}')[:-4],
        b'{"head": {}, "boolean": "yes"}',
        b"\xff\xfe{}",
    ],
)
def test_what_is_no_whole_answer_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"^.+$"):
        read_results(data)
