"""Why a query found nothing: each cause has its own message and remedy, and only silence is called silence."""

from __future__ import annotations

import pytest

from ontology.namespaces import PREFIXES
from queries.index.name_index import Index
from queries.query_faults import faults
from queries.store.embedded import EmbeddedStore

CLAIMS_WITH_LABELS = """
SELECT ?claim ?label { GRAPH ?g { ?claim a dkgo:Claim ; dkgo:source ?source . ?source rdfs:label ?label } }
"""
QUOTES = "SELECT ?text { ?passage a dkgo:UncoveredPassage ; dkgo:line ?line }"


@pytest.mark.parametrize(
    ("query", "message", "remedy"),
    [
        ("SELECT ?c { GRAPH ?g { ?c a dkgo:Claimm } }", "dkgo:Claimm is not a class or property", "dkgo:Claim"),
        ("SELECT ?c { GRAPH ?g { ?c dkgo:polarty ?p } }", "dkgo:polarty is not a class or property", "dkgo:polarity"),
        ("SELECT ?c { ?c rdf:subject drugkg:baclofn }", "drugkg:baclofn is not an entity", "drugkg:baclofen"),
        ("SELECT ?x { GRAPH graph:external/uberon { ?x a owl:Class } }", "none is loaded", "drugkg link load"),
        ('SELECT ?x { ?x rdfs:label "baclofen"@en }', "asks for a language", "no language tag: leave out @en"),
        ('SELECT ?x { ?x rdfs:label ?l FILTER(LANG(?l) = "en") }', "asks for a language", "leave out @en, LANG"),
        (
            'SELECT ?c { ?c dkgo:family "adverse effects" }',
            'has "adverse effects" as dkgo:family',
            "dkgo:adverse_effect",
        ),
        ("SELECT ?c { ?c dkgo:reviewStatus dkgo:rejected }", "has dkgo:rejected as dkgo:reviewStatus", "dkgo:reviewed"),
        ("SELECT ?c FROM graph:entities { ?c a dkgo:Claim }", "graphs that FROM names", "leave FROM out"),
        ("SELECT * { ?s rdf:typ ?o }", "rdf:typ does not occur in the graph.", ""),
        ("SELECT ?d { GRAPH graph:entitys { ?d a dkgo:Drug } }", "graph:entitys does not occur in the graph.", ""),
        ("SELECT ?d FROM graph:entitys { ?d a dkgo:Drug }", "graph:entitys does not occur in the graph.", ""),
        (CLAIMS_WITH_LABELS, "must be in the same graph", "leave GRAPH out"),
    ],
)
def test_each_mistake_has_its_message_and_its_remedy(
    store: EmbeddedStore, index: Index, query: str, message: str, remedy: str
) -> None:
    found = faults(store, index, query)
    assert len(found) == 1
    assert message in found[0].message
    assert remedy in found[0].remedy


def test_a_sound_query_about_what_no_document_says_has_no_fault(store: EmbeddedStore, index: Index) -> None:
    query = "SELECT ?c { ?c rdf:subject drugkg:baclofen ; rdf:predicate dkgo:causes ; rdf:object drugkg:anhedonia }"
    known = index.label(PREFIXES["drugkg"] + "anhedonia")
    assert faults(store, index, query) == [] or not known
    for form in ("?c", "(COUNT(?c) AS ?n)", "(1/0 AS ?x)"):
        assert faults(store, index, f"SELECT {form} {{ ?c dkgo:polarity dkgo:denied ; dkgo:modality dkgo:aim }}") == []
