"""The graph of disagreements: every one as a typed node with its sides, and only terms that the ontology declares."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, Quad, Store

from ingest.assembly import read_inputs
from ingest.graphs.disagreements import disagreement_quads
from ingest.graphs.writer import graph, node
from ingest.progress import Progress
from ontology.declared_terms import undeclared
from tests.support.records import HALF_LIFE, claim, write_source


def quads_of(folder: Path, records: list[dict[str, Any]], **metadata: Any) -> list[Quad]:
    inputs = read_inputs(None, Progress(), write_source(folder, records, **metadata))
    return disagreement_quads(inputs.sources, inputs.entities, inputs.labels)


@pytest.fixture
def quads(tmp_path: Path) -> list[Quad]:
    return quads_of(tmp_path, [HALF_LIFE, HALF_LIFE | {"id": "leaflet-004", "value_min": 3, "value_max": 6}])


def test_a_disagreement_is_a_typed_node_with_its_sides(quads: list[Quad]) -> None:
    store = Store()
    store.extend(quads)
    subject = node("dis:value.baclofen.hasHalfLife")

    def values(predicate: str) -> list[Any]:
        return [quad.object for quad in store.quads_for_pattern(subject, node(predicate), None, graph("disagreements"))]

    assert set(values("rdf:type")) == {node("dkgo:Disagreement"), node("dkgo:Difference")}
    assert values("dkgo:disagreementType") == [node("dkgo:valueDisagreement")]
    assert values("dkgo:rangeRelation") == [Literal("overlapping")]
    assert values("dkgo:commonRange") == [Literal("3–4 h")]
    assert values("dkgo:rank") == [Literal(1)]
    assert values("dkgo:disagreeingProposition") == [node("prop:baclofen.hasHalfLife")]
    assert set(values("dkgo:disagreeingClaim")) == {node("claim:leaflet-002"), node("claim:leaflet-004")}
    assert len(values("dkgo:side")) == 2


def test_all_terms_are_declared(quads: list[Quad]) -> None:
    assert undeclared(quads) == []


def test_a_graph_without_disagreements_is_empty(tmp_path: Path) -> None:
    assert quads_of(tmp_path, [claim()]) == []


def test_the_same_claims_give_the_same_graph(tmp_path: Path, quads: list[Quad]) -> None:
    again = [HALF_LIFE | {"id": "leaflet-004", "value_min": 3, "value_max": 6}, HALF_LIFE]
    assert quads_of(tmp_path / "again", again) == quads
