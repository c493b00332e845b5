"""What a record becomes in the graph: claim, proposition, fact, qualifiers, anchors and citations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from ingest.assembly import base_quads, read_inputs
from ingest.claims import ClaimRecord
from ingest.graphs.facts import unsupported_facts
from ingest.graphs.quotes import quote_quads
from ingest.graphs.writer import graph, node
from ingest.progress import Progress
from ontology.namespaces import expand, sparql_prologue
from tests.support.records import AGONIST, HALF_LIFE, claim, write_original, write_source

XSD = "http://www.w3.org/2001/XMLSchema#"


def graph_of(folder: Path, *records: dict[str, Any]) -> Store:
    inputs = read_inputs(None, Progress(), write_source(folder, list(records)))
    store = Store()
    store.extend(base_quads(inputs))
    return store


def values(store: Store, subject: str, predicate: str) -> list[str]:
    quads = store.quads_for_pattern(NamedNode(expand(subject)), node(predicate), None)
    return sorted(str(quad.object.value) for quad in quads)  # type: ignore[union-attr]


def facts(store: Store) -> list[tuple[str, str, str]]:
    query = (
        sparql_prologue("graph", "owl")
        + """
        SELECT ?s ?p ?o { GRAPH graph:facts {
          ?axiom owl:annotatedSource ?s ; owl:annotatedProperty ?p ; owl:annotatedTarget ?o . ?s ?p ?o } }"""
    )
    rows = store.query(query)
    return sorted((row["s"].value, row["p"].value, row["o"].value) for row in rows)  # type: ignore[union-attr]


def test_a_claim_is_a_statement_with_its_axes_apart(tmp_path: Path) -> None:
    store = graph_of(tmp_path, claim(polarity="denied", modality="hedged", regulatory_status="offLabel"))
    assert values(store, "claim:leaflet-001", "rdf:subject") == [expand("drugkg:baclofen")]
    assert values(store, "claim:leaflet-001", "rdf:object") == [expand("drugkg:drowsiness")]
    assert values(store, "claim:leaflet-001", "dkgo:polarity") == [expand("dkgo:denied")]
    assert values(store, "claim:leaflet-001", "dkgo:modality") == [expand("dkgo:hedged")]
    assert values(store, "claim:leaflet-001", "dkgo:regulatoryStatus") == [expand("dkgo:offLabel")]


def test_a_claim_stands_in_the_graph_of_its_source(tmp_path: Path) -> None:
    store = graph_of(tmp_path, claim())
    quads = list(store.quads_for_pattern(node("claim:leaflet-001"), None, None))
    assert {quad.graph_name for quad in quads} == {graph("claims/leaflet")}


def test_an_anchor_is_a_web_annotation_selector(tmp_path: Path) -> None:
    store = graph_of(tmp_path, claim())
    assert values(store, "claim:leaflet-001/anchor/1/position", "oa:start") == ["76"]
    assert values(store, "claim:leaflet-001/anchor/1/position", "oa:end") == ["86"]
    assert values(store, "claim:leaflet-001/anchor/1", "oa:hasSource") == [expand("source:leaflet")]


def test_a_quantity_is_the_value_of_the_claim_and_no_object(tmp_path: Path) -> None:
    store = graph_of(tmp_path, HALF_LIFE)
    assert values(store, "claim:leaflet-002", "rdf:object") == []
    assert values(store, "claim:leaflet-002/value", "rdfs:label") == ["2–4 h"]
    assert values(store, "claim:leaflet-002/value", "qudt:hasUnit") == ["http://qudt.org/vocab/unit/HR"]
    minimum = next(store.quads_for_pattern(NamedNode(expand("claim:leaflet-002/value")), node("dkgo:minimum"), None))
    assert minimum.object == Literal("2", datatype=NamedNode(XSD + "decimal"))


@pytest.mark.parametrize(
    ("quantity", "label"),
    [
        ({"min": 2, "max": 6, "unit": "h", "approximate": True}, "about 2–6 h"),
        ({"max": 80, "unit": "mg/d"}, "up to 80 mg/day"),
        ({"min": 100, "unit": "mg/d"}, "at least 100 mg/day"),
        ({"min": 100, "min_excluded": True, "unit": "mg/d"}, "more than 100 mg/day"),
        ({"max": 12, "max_excluded": True, "unit": "%"}, "under 12 %"),
        ({"min": 156, "max": 156, "unit": "umol/L"}, "156 µmol/L"),
        ({"min": 2.5, "max": 2.5, "unit": "1"}, "2.5"),
    ],
)
def test_quantities_read_as_people_write_them(tmp_path: Path, quantity: dict[str, Any], label: str) -> None:
    store = graph_of(tmp_path, claim(qualifiers={"dose": quantity}))
    assert values(store, "claim:leaflet-001/qualifier/dose", "rdfs:label") == [label]
    assert values(store, "claim:leaflet-001", "dkgo:qualifierSummary") == [f"dose: {label}"]


def test_a_bound_that_excludes_is_marked_and_one_that_includes_is_not(tmp_path: Path) -> None:
    store = graph_of(tmp_path, HALF_LIFE | {"min_excluded": True})
    assert values(store, "claim:leaflet-002/value", "dkgo:minExcluded") == ["true"]
    assert values(store, "claim:leaflet-002/value", "dkgo:maxExcluded") == []
    assert values(store, "claim:leaflet-002/value", "rdfs:label") == ["more than 2 and up to 4 h"]


def test_qualifiers_are_nodes_entities_among_them(tmp_path: Path) -> None:
    qualifiers = {"population": "drugkg:older-people", "regimen": "three times daily"}
    store = graph_of(tmp_path, claim(qualifiers=qualifiers))
    assert values(store, "claim:leaflet-001", "dkgo:populationQualifier") == [expand("drugkg:older-people")]
    assert values(store, "claim:leaflet-001/qualifier/regimen", "rdfs:label") == ["three times daily"]
    summary = values(store, "claim:leaflet-001", "dkgo:qualifierSummary")[0]
    assert set(summary.split("; ")) == {"population: older people", "regimen: three times daily"}


def test_a_citation_keeps_its_mark_and_how_it_was_resolved(tmp_path: Path) -> None:
    store = graph_of(tmp_path, HALF_LIFE)
    assert values(store, "claim:leaflet-002", "cito:citesAsEvidence") == [expand("ref:leaflet-1")]
    assert values(store, "claim:leaflet-002/citation/1", "dkgo:mark") == ["1"]
    assert values(store, "claim:leaflet-002/citation/1", "dkgo:resolution") == [expand("dkgo:byNumber")]
    assert values(store, "claim:leaflet-002", "dkgo:citationSummary") == ["[1] a reference"]


def test_claims_on_the_same_terms_share_a_proposition_whatever_their_qualifiers(tmp_path: Path) -> None:
    other = claim(4, "may cause drowsiness", polarity="denied", qualifiers={"dose": {"min": 1, "unit": "mg"}})
    store = graph_of(tmp_path, claim(), other)
    assert values(store, "claim:leaflet-001", "dkgo:proposition") == values(
        store, "claim:leaflet-004", "dkgo:proposition"
    )
    assert values(store, "prop:baclofen.causes.drowsiness", "rdfs:label") == ["baclofen causes drowsiness"]


def test_the_proposition_of_a_literal_is_told_from_its_look_alikes() -> None:
    record = claim(predicate_id="dkgo:hasBrandName", object_id=None, object="Lioresal")
    first, second = (ClaimRecord.model_validate(record | {"object": name}) for name in ("Lioresal", "lioresal"))
    assert first.proposition.startswith("baclofen.hasBrandName.lioresal-")
    assert first.proposition != second.proposition


def test_an_affirmed_asserted_reviewed_claim_makes_a_fact(tmp_path: Path) -> None:
    expected = (expand("drugkg:baclofen"), expand("dkgo:causes"), expand("drugkg:drowsiness"))
    assert facts(graph_of(tmp_path, claim())) == [expected]


@pytest.mark.parametrize(
    "change",
    [
        {"polarity": "denied"},
        {"modality": "hedged"},
        {"modality": "hypothesis"},
        {"modality": "recommendation"},
        {"modality": "insufficientEvidence"},
        {"modality": "unknown"},
        {"review_status": "rejected"},
        {"review_status": "proposed"},
        {"regulatory_status": "notRecommended"},
    ],
    ids=lambda change: next(iter(change.values())),
)
def test_any_other_claim_makes_no_fact(tmp_path: Path, change: dict[str, Any]) -> None:
    assert facts(graph_of(tmp_path, claim(**change))) == []


def test_a_quantity_makes_no_fact(tmp_path: Path) -> None:
    assert facts(graph_of(tmp_path, HALF_LIFE)) == []


def test_a_predicate_that_states_a_quantity_of_something_makes_no_fact(tmp_path: Path) -> None:
    dose = HALF_LIFE | {"predicate_id": "dkgo:hasDose", "object_id": "drugkg:spasticity", "unit": "mg"}
    assert facts(graph_of(tmp_path, dose)) == []


def test_a_fact_leads_back_to_its_proposition(tmp_path: Path) -> None:
    store = graph_of(tmp_path, AGONIST)
    derived = list(store.quads_for_pattern(None, node("prov:wasDerivedFrom"), None, graph("facts")))
    assert [str(quad.object) for quad in derived] == [str(node("prop:baclofen.agonistOf.gaba-b-receptor"))]


def test_a_fact_without_support_is_found(tmp_path: Path) -> None:
    store = graph_of(tmp_path, claim(modality="hedged"))
    assert unsupported_facts(store) == []
    triple = (node("drugkg:baclofen"), node("dkgo:causes"), node("drugkg:drowsiness"))
    store.add(Quad(*triple, graph("facts")))
    assert [tuple(found) for found in unsupported_facts(store)] == [triple]


def test_quotes_stand_in_their_own_graph_and_only_with_the_text(tmp_path: Path) -> None:
    folder = write_source(tmp_path, [claim()])
    inputs = read_inputs(write_original(tmp_path / "originals"), Progress(), folder)
    quads = quote_quads(inputs.sources, inputs.texts)
    assert {quad.graph_name for quad in quads} == {graph("quotes")}
    exact = [quad.object for quad in quads if quad.predicate == node("oa:exact")]
    assert exact[0] == Literal("drowsiness")
    assert Literal("Baclofen activates the GABA-B receptor") in exact[1:]
    assert quote_quads(inputs.sources, {}) == []


def test_text_from_a_document_stays_text(tmp_path: Path) -> None:
    hostile = 'x" . <http://evil.example/> <http://evil.example/> "y\n<img src=x onerror=alert(1)>'
    store = graph_of(tmp_path, claim(statement=hostile))
    assert values(store, "claim:leaflet-001", "dkgo:statement") == [hostile]
    assert not list(store.quads_for_pattern(NamedNode("http://evil.example/"), None, None))


@pytest.mark.parametrize(
    ("review", "phrase"),
    [("reviewed", "causes drowsiness"), ("proposed", "causes drowsiness (proposed)"),
     ("rejected", "causes drowsiness (rejected)")],
)  # fmt: skip
def test_the_phrase_of_a_claim_says_that_no_reviewer_has_accepted_it(tmp_path: Path, review: str, phrase: str) -> None:
    store = graph_of(tmp_path, claim(review_status=review))
    assert values(store, "claim:leaflet-001", "dkgo:phrase") == [phrase]
