"""The dataset tells of itself what can be counted, whose it is, and what it was made from."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Store

from ingest.assembly import read_inputs
from ingest.graphs.writer import node
from ingest.progress import Progress
from ontology.namespaces import BASE, expand, sparql_prologue
from tests.support.assembled import assemble
from tests.support.records import AGONIST, claim, write_original, write_source

pytestmark = pytest.mark.slow

DATASET = NamedNode(BASE + "dataset")


def made(folder: Path, originals: Path | None = None) -> Store:
    inputs = read_inputs(originals, Progress(), write_source(folder, [claim(), AGONIST]))
    store = Store()
    store.extend(assemble(inputs))
    return store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The graph of two claims, made without the original."""
    return made(tmp_path_factory.mktemp("two-claims"))


def column(store: Store, pattern: str) -> list[str]:
    rows = store.query(sparql_prologue() + f"SELECT ?x {{ GRAPH graph:metadata {{ {pattern} }} }} ORDER BY ?x")
    return [row["x"].value for row in rows]  # type: ignore[union-attr]


def test_classes_and_properties_are_counted(store: Store) -> None:
    assert column(store, "?p void:class dkgo:Claim ; void:entities ?x") == ["2"]
    assert column(store, "?p void:property dkgo:polarity ; void:triples ?x") == ["2"]
    assert column(store, "?p void:property cito:citesAsEvidence ; void:triples ?x") == []


def test_every_graph_is_a_subset_with_its_size(store: Store) -> None:
    size = sum(1 for _ in store.quads_for_pattern(None, None, None, NamedNode(expand("graph:claims/leaflet"))))
    graph = "<https://w3id.org/drugkg/graph/claims/leaflet>"
    assert column(store, f"{graph} void:triples ?x") == [str(size)]
    assert column(store, f"?d void:subset {graph} ; dcterms:title ?x") == ["drugkg"]


def test_licence_and_rights_are_told_of_each_source(store: Store) -> None:
    graph = "<https://w3id.org/drugkg/graph/claims/leaflet>"
    assert column(store, f"{graph} dcterms:license ?x") == ["https://creativecommons.org/licenses/by/4.0/"]
    assert column(store, f"{graph} dcterms:source ?x") == [expand("source:leaflet")]
    assert "under the terms of its publisher" in column(store, "source:leaflet dcterms:rights ?x")[0]


def test_inputs_have_checksums_and_the_program_a_version(store: Store) -> None:
    inputs = column(store, "?b prov:used ?i . ?i rdfs:label ?x")
    assert {"ontology/drugkg.ttl", "ingest/sources/leaflet/claims.jsonl"} <= set(inputs)
    assert all(len(checksum) == 64 for checksum in column(store, "?b prov:used ?i . ?i dkgo:sha256 ?x"))
    assert column(store, "?a a prov:SoftwareAgent ; rdfs:label ?x")[0].startswith("drugkg ")


def test_the_dataset_says_that_it_is_no_advice_and_holds_no_clock_time(store: Store) -> None:
    assert "not medical advice" in column(store, "?d a void:Dataset ; rdfs:comment ?x")[0]
    for term in ("prov:startedAtTime", "prov:endedAtTime", "dcterms:created", "dcterms:modified"):
        assert not list(store.quads_for_pattern(None, node(term), None))


def test_the_words_of_the_documents_leave_no_trace_in_the_metadata(store: Store, tmp_path: Path) -> None:
    """With or without originals the metadata are the same: the graph of quotes is a local matter."""
    with_words = made(tmp_path, write_original(tmp_path / "originals"))
    metadata = NamedNode(expand("graph:metadata"))
    assert set(store.quads_for_pattern(None, None, None, metadata)) == set(
        with_words.quads_for_pattern(None, None, None, metadata)
    )
