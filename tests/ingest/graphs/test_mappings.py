"""The graph of mappings, and the checks of ``drugkg check`` that look at them."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, Store

from ingest.checks.mappings import mapping_checks
from ingest.graphs.mappings import mapping_quads
from ingest.graphs.writer import graph, node
from ontology.declared_terms import undeclared
from ontology.entities import load_entities
from ontology.mappings.prefixes import external_iri
from ontology.mappings.sssom import MAPPINGS_FILE, load_mapping_set
from ontology.namespaces import sparql_prologue

SET = load_mapping_set()
BACLOFEN = NamedNode("http://purl.obolibrary.org/obo/CHEBI_2972")


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return mapping_quads(SET)


@pytest.fixture(scope="module")
def store(quads: list[Quad]) -> Store:
    store = Store()
    store.extend(quads)
    return store


def rows(store: Store, query: str) -> list[tuple[str, ...]]:
    text = sparql_prologue("drugkg", "dkgo", "graph", "rdfs", "skos", "owl", "sh", "sssom", "dcterms") + query
    found = store.query(text)
    names = [variable.value for variable in found.variables]  # type: ignore[union-attr]
    return [tuple(getattr(row[name], "value", "") for name in names) for row in found]  # type: ignore[union-attr]


def test_all_is_in_one_graph_and_declared(quads: list[Quad]) -> None:
    assert {quad.graph_name for quad in quads} == {graph("mappings")}
    assert len(set(quads)) == len(quads)
    assert undeclared(quads) == []


def test_the_match_of_each_mapping_is_there(quads: list[Quad]) -> None:
    triples = {(quad.subject, quad.predicate, quad.object) for quad in quads}
    for mapping in SET.mappings:
        if mapping.found:
            counterpart = NamedNode(external_iri(mapping.object_id))
            assert (node(mapping.subject_id), node(mapping.predicate_id), counterpart) in triples
    assert (node("drugkg:baclofen"), node("skos:exactMatch"), BACLOFEN) in triples


def test_each_counterpart_has_one_label(store: Store) -> None:
    query = """SELECT ?term (COUNT(DISTINCT ?label) AS ?labels) WHERE {
      GRAPH graph:mappings { ?axiom owl:annotatedTarget ?term OPTIONAL { ?term rdfs:label ?label } }
    } GROUP BY ?term HAVING(COUNT(DISTINCT ?label) != 1)"""
    assert rows(store, query) == []


def test_a_mapping_carries_the_slots_of_sssom(store: Store) -> None:
    query = """SELECT ?kind ?label ?notation ?justification ?source ?version ?tool WHERE { GRAPH graph:mappings {
      ?axiom a owl:Axiom ; owl:annotatedSource drugkg:baclofen ; owl:annotatedProperty ?kind ;
        owl:annotatedTarget <http://purl.obolibrary.org/obo/CHEBI_2972> ; sssom:object_label ?label ;
        sssom:mapping_justification ?justification ; sssom:object_source ?source ;
        sssom:object_source_version ?version ; sssom:mapping_tool ?tool .
      <http://purl.obolibrary.org/obo/CHEBI_2972> skos:notation ?notation } }"""
    assert rows(store, query) == [
        (
            "http://www.w3.org/2004/02/skos/core#exactMatch", "baclofen", "CHEBI:2972",
            "https://w3id.org/semapv/vocab/LexicalMatching", "https://bioregistry.io/registry/chebi", "2026-05-01",
            "label look-up",
        )
    ]  # fmt: skip
    comment = "SELECT ?c { drugkg:baclofen ^owl:annotatedSource ?a . ?a owl:annotatedTarget ?t ; sssom:comment ?c }"
    found = rows(store, comment.replace("{", "{ GRAPH graph:mappings {", 1) + "}")
    assert ("the R enantiomer; baclofen is the racemate",) in found


def test_an_entity_without_counterpart_says_so_and_has_no_match(store: Store) -> None:
    found = rows(store, "SELECT ?text { GRAPH graph:mappings { drugkg:ghb-receptor ?any ?text } }")
    assert len(found) == 1
    assert found[0][0].startswith("no term found in GtoPdb targets, ChEMBL targets")
    query = "SELECT ?entity ?text { GRAPH graph:mappings { ?entity dkgo:noTermFound ?text } }"
    assert len(rows(store, query)) == sum(not mapping.found for mapping in SET.mappings)


def test_the_set_has_licence_version_and_prefixes(store: Store) -> None:
    query = """SELECT ?licence ?version WHERE { GRAPH graph:mappings {
      <https://w3id.org/drugkg/mappings> a sssom:MappingSet ; dcterms:license ?licence ; owl:versionInfo ?version } }"""
    assert rows(store, query) == [("https://creativecommons.org/licenses/by/4.0/", SET.metadata["mapping_set_version"])]
    query = """SELECT ?namespace WHERE { GRAPH graph:mappings {
      <https://w3id.org/drugkg/mappings> sh:declare ?d . ?d sh:prefix "DRUGBANK" ; sh:namespace ?namespace } }"""
    assert rows(store, query) == [("https://go.drugbank.com/drugs/",)]


def test_the_graph_can_be_made_again_the_same(quads: list[Quad]) -> None:
    assert mapping_quads(load_mapping_set()) == quads


def test_the_real_file_passes_and_says_that_nothing_was_verified() -> None:
    structure, tables = mapping_checks(load_entities(), None)
    assert (structure.name, structure.problems) == ("mappings", ())
    assert structure.checked.startswith(f"{sum(mapping.found for mapping in SET.mappings)} mappings, ")
    assert tables.name == "vocabularies"
    assert tables.checked.startswith("0 of ")
    assert "--vocabularies" in tables.notes[0]


def test_with_label_tables_all_are_verified(vocabularies: Path) -> None:
    structure, tables = mapping_checks(load_entities(), vocabularies)
    assert structure.passed
    assert tables.problems == ()
    verified, _, rest = tables.checked.partition(" of ")
    assert rest.startswith(f"{verified} identifiers, ")
    assert int(verified) > 1000


def test_no_check_passes_by_checking_nothing(tmp_path: Path) -> None:
    *_, tables = mapping_checks(load_entities(), tmp_path)
    assert not tables.passed
    assert "no label tables" in tables.problems[0]


def test_a_problem_is_named_with_file_and_line(tmp_path: Path) -> None:
    text = MAPPINGS_FILE.read_text(encoding="utf-8")
    line = next(i for i, row in enumerate(text.splitlines(), start=1) if "\tCHEBI:2972\t" in row)
    path = tmp_path / "mappings.sssom.tsv"
    path.write_text(text.replace("\tCHEBI:2972\t", "\tCHEBI:two\t"), encoding="utf-8")
    structure, _ = mapping_checks(load_entities(), None, path)
    assert [problem.partition(" ")[0] for problem in structure.problems] == [f"mappings.sssom.tsv:{line}:"]
    path.write_text(text.replace("\tCHEBI:2972\t", "\t"), encoding="utf-8")
    (broken,) = mapping_checks(load_entities(), None, path)
    assert broken.problems == (f"mappings.sssom.tsv:{line}: 9 cells, expected 10",)


def test_a_relabelled_term_fails_the_check(tmp_path: Path) -> None:
    header = "id\tlabel\tsynonyms\tparents\txrefs\tstatus\tsource\n"
    (tmp_path / "chebi.tsv").write_text(header + "CHEBI:2972\tBaclofen\t\t\t\tcurrent\t\n", encoding="utf-8")
    *_, tables = mapping_checks(load_entities(), tmp_path)
    assert any("relabelled: CHEBI:2972" in problem for problem in tables.problems)
    assert any("not checked: " in problem for problem in tables.problems)
