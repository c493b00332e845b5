"""``--reviewed-only``: claims that no person has reviewed are left out, wherever claims are shown."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from pyoxigraph import Store as Engine

from ontology.shapes import validate
from queries.claims.reviewed import REDUCED, ReviewedStore
from queries.comparison.disagreements import stored_disagreements
from queries.exports.kept_statements import kept_quads
from queries.runner import claims, find_paths, open_graph, run_saved
from queries.store.memory import MemoryStore
from tests.support.commands import run_command
from tests.support.other_graph import build_other_graph
from tests.support.shared import made_once

pytestmark = pytest.mark.slow

DISAGREEMENTS = """
@prefix c: <https://w3id.org/drugkg/claim/> . @prefix d: <https://w3id.org/drugkg/disagreement/> .
@prefix e: <https://w3id.org/drugkg/entity/> . @prefix g: <https://w3id.org/drugkg/graph/> .
@prefix o: <https://w3id.org/drugkg/ontology/> . @prefix p: <https://w3id.org/drugkg/proposition/> .
@prefix s: <https://w3id.org/drugkg/source/> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
GRAPH <https://w3id.org/drugkg/graph/claims/a> {
  c:a-1 o:source s:a ; o:reviewStatus o:reviewed ; o:proposition p:one .
  c:a-2 o:source s:a ; o:reviewStatus o:proposed ; o:proposition p:one .
  c:a-3 o:source s:a ; o:reviewStatus o:reviewed ; o:proposition p:one .
  c:a-4 o:source s:a ; o:reviewStatus o:rejected ; o:proposition p:two .
}
GRAPH g:entities { s:a a o:Document ; dcterms:identifier "a.txt" }
GRAPH g:propositions { p:one rdfs:label "one" . p:two rdfs:label "two" }
GRAPH g:disagreements {
  d:kept a o:Disagreement ; o:disagreementType o:valueDisagreement ; o:family o:dosing ; rdfs:label "kept" ;
    o:explanation "1, 2 and 3" ; o:rank 1 ; o:evidenceLines 3 ; o:commonRange "2" ;
    o:side <https://w3id.org/drugkg/disagreement/kept/side/1> , <https://w3id.org/drugkg/disagreement/kept/side/2> ,
      <https://w3id.org/drugkg/disagreement/kept/side/3> .
  <https://w3id.org/drugkg/disagreement/kept/side/1> rdfs:label "1" ; o:disagreeingClaim c:a-1 .
  <https://w3id.org/drugkg/disagreement/kept/side/2> rdfs:label "2" ; o:disagreeingClaim c:a-2 .
  <https://w3id.org/drugkg/disagreement/kept/side/3> rdfs:label "3" ; o:disagreeingClaim c:a-3 .
  d:gone a o:Disagreement ; o:disagreementType o:valueDisagreement ; o:family o:dosing ; rdfs:label "gone" ;
    o:explanation "1 and 4" ; o:rank 2 ; o:evidenceLines 2 ;
    o:side <https://w3id.org/drugkg/disagreement/gone/side/1> , <https://w3id.org/drugkg/disagreement/gone/side/2> .
  <https://w3id.org/drugkg/disagreement/gone/side/1> rdfs:label "1" ; o:disagreeingClaim c:a-1 .
  <https://w3id.org/drugkg/disagreement/gone/side/2> rdfs:label "4" ; o:disagreeingClaim c:a-4 .
}
"""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph in which the second claim, a step to calm, and the fourth, on itching, are proposed."""
    make = partial(build_other_graph, proposed=(2, 4))
    return made_once(tmp_path_factory, "velorine-proposed", make) / "graph"


def test_answers_say_what_is_proposed_and_leave_it_out_on_request(graph: Path) -> None:
    whole = run_command("query", "adverse-effects", "--store", graph)
    assert "yes [proposed]" in whole.stdout
    reviewed = run_command("query", "adverse-effects", "--reviewed-only", "--store", graph)
    assert (reviewed.returncode, "itching" in reviewed.stdout) == (0, False)
    assert "2 claims that no person has reviewed are left out" in reviewed.stderr
    assert "nothing reviewed in the graph fits" in reviewed.stdout


def test_a_query_that_only_counts_claims_is_refused(graph: Path) -> None:
    refused = run_command("query", "drug-overview", "--reviewed-only", "--store", graph)
    assert refused.returncode == 2
    assert "query drug-overview sums up claims, 2 of which no person has reviewed" in refused.stderr


@pytest.mark.parametrize(("words", "shown"), [(["show", "Velorine"], "itching"), (["search", "calm"], "claims (2)")])
def test_show_and_search_leave_them_out(graph: Path, words: list[str], shown: str) -> None:
    assert shown in run_command(*words, "--store", graph).stdout
    reviewed = run_command(*words, "--reviewed-only", "--store", graph).stdout
    assert shown not in reviewed
    assert "No source says" not in reviewed


def test_a_path_does_not_use_them(graph: Path) -> None:
    words = ["path", "Velorine", "calm", "--store", graph]
    assert "no document states a route" not in run_command(*words, "--proposed").stdout
    reviewed = run_command(*words, "--reviewed-only")
    assert "no document states a route" in reviewed.stdout
    assert "2 claims on effects that no person has reviewed are left out" in reviewed.stderr
    assert run_command(*words, "--reviewed-only", "--proposed").returncode == 2


@pytest.mark.parametrize("kind", ["claims", "claims-csv", "ttl", "nq", "nanopub"])
def test_exports_leave_them_out(graph: Path, kind: str) -> None:
    whole = run_command("export", kind, "--store", graph).stdout
    reviewed = run_command("export", kind, "--reviewed-only", "--store", graph).stdout
    assert "velorine-notes-004" in whole
    assert "velorine-notes-004" not in reviewed
    assert "velorine-notes-001" in reviewed


def test_an_export_of_reviewed_claims_passes_the_shapes(graph: Path) -> None:
    text = run_command("export", "nq", "--reviewed-only", "--store", graph).stdout
    inferred = "https://w3id.org/drugkg/graph/inferred"
    triples = [q.triple for q in parse(input=text, format=RdfFormat.N_QUADS) if inferred not in str(q.graph_name)]
    assert validate(triples) == []


def test_scripts_open_a_graph_without_them(graph: Path) -> None:
    with open_graph(graph, reviewed_only=True) as opened:
        assert [claim.id for claim in claims(opened)] == ["velorine-notes-001", "velorine-notes-003"]
        answer = run_saved(opened, "mechanism")
        assert {row["claim"]["value"][-3:] for row in answer.rows} == {"001", "003"}  # type: ignore[union-attr]
        assert not find_paths(opened, "Velorine", "calm").paths


def test_a_disagreement_keeps_its_reviewed_sides() -> None:
    engine = Engine()
    engine.bulk_load(input=DISAGREEMENTS.encode(), format=RdfFormat.TRIG)
    store = ReviewedStore(MemoryStore(engine))
    (row,) = stored_disagreements(store)
    assert [side["claims"] for side in row["sides"]] == [["a-1"], ["a-3"]]
    assert (row["explanation"], row["common_range"]) == (REDUCED, None)
    kept = [str(quad) for quad in kept_quads(store, engine)]
    assert not [line for line in kept if "a-2" in line or "a-4" in line or "gone" in line or "side/2" in line]
    assert any(REDUCED in line for line in kept)
    assert [json.loads(line.split()[2]) for line in kept if "propositions" in line] == ["one"]
