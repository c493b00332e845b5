"""Terms that the ontology does not declare are found in every position."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Quad

from ontology.declared_terms import undeclared
from ontology.vocabulary import ontology_triples
from tests.ontology.examples import VALID, triple, triples


def test_the_ontology_and_a_whole_claim_use_declared_terms_only() -> None:
    assert undeclared(ontology_triples()) == []
    assert undeclared(triples(VALID)) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("drugkg:x dkgo:curses drugkg:y", "curses"),
        ("drugkg:x rdf:type dkgo:Unicorn", "Unicorn"),
        ("claim:x rdf:predicate dkgo:curses", "curses"),
        ("dkgo:nowhere rdf:type owl:Class", "nowhere"),
    ],
)
def test_an_undeclared_term_is_named(text: str, name: str) -> None:
    assert undeclared([triple(text)]) == [name]


def test_quads_are_taken_as_well() -> None:
    term = triple("drugkg:x dkgo:curses drugkg:y")
    quad = Quad(term.subject, term.predicate, term.object, NamedNode("https://w3id.org/drugkg/graph/facts"))
    assert undeclared([quad]) == ["curses"]
