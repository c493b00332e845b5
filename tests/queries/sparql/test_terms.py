"""Terms of an answer as the engine's terms and as text."""

from __future__ import annotations

from typing import Any

import pyoxigraph
import pytest

from queries.errors import StoreError
from queries.sparql.terms import engine_term, term_text

XSD = "http://www.w3.org/2001/XMLSchema#"
DRUG = {"type": "uri", "value": "http://example.org/baclofen"}
TRIPLE = {"type": "triple", "value": {"subject": DRUG, "predicate": DRUG, "object": {"type": "literal", "value": "x"}}}


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (DRUG, "<http://example.org/baclofen>"),
        ({"type": "bnode", "value": "b0"}, "_:b0"),
        ({"type": "literal", "value": 'a "b"\n\tc\\'}, r'"a \"b\"\n\tc\\"'),
        ({"type": "literal", "value": "fatigue", "xml:lang": "fr"}, '"fatigue"@fr'),
        ({"type": "literal", "value": "07", "datatype": XSD + "integer"}, f'"07"^^<{XSD}integer>'),
        (TRIPLE, '<<( <http://example.org/baclofen> <http://example.org/baclofen> "x" )>>'),
        (
            {"type": "triple", "value": {"subject": DRUG, "predicate": DRUG, "object": TRIPLE}},
            "<<( <http://example.org/baclofen> <http://example.org/baclofen> "
            '<<( <http://example.org/baclofen> <http://example.org/baclofen> "x" )>> )>>',
        ),
    ],
)
def test_a_term_is_written_as_turtle_has_it_and_read_back_by_the_engine(found: dict[str, Any], text: str) -> None:
    assert term_text(found) == text
    data = f"<http://example.org/s> <http://example.org/p> {text} ."
    if found["type"] != "bnode":
        quads = list(pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.TURTLE))
        assert [quad.object for quad in quads] == [engine_term(found)]


@pytest.mark.parametrize(
    "found",
    [
        {"type": "uri", "value": "http://example.org/with space"},
        {"type": "literal", "value": "x", "xml:lang": "no tag"},
        {"type": "literal", "value": "x", "datatype": "not an IRI"},
        {"type": "triple", "value": {"subject": {"type": "literal", "value": "x"}, "predicate": DRUG, "object": DRUG}},
    ],
)
def test_a_term_that_is_not_rdf_is_a_message_and_not_a_traceback(found: dict[str, Any]) -> None:
    with pytest.raises(StoreError, match="not valid RDF"):
        engine_term(found)
