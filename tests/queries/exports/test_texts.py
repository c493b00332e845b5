"""Labels are data: tabs, bars, quotes, markup and control characters survive, or are made harmless, in every export."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph
import pytest

from ontology.namespaces import sparql_prologue
from queries.exports.registry import export, export_folder
from queries.store.embedded import EmbeddedStore

LABEL = 'a "b" <i>c</i> & d\te|f\nγ 😀 =1+1'
SENTENCE = "It is said; so; with \\ and, comma.\nNext."


def turtle(text: str) -> str:
    """Return a text as a string of Turtle."""
    return json.dumps(text, ensure_ascii=False)


GRAPH = f"""
GRAPH graph:ontology {{
  [] sh:prefix "CHEBI" ; sh:namespace "http://purl.obolibrary.org/obo/CHEBI_" .
  dkgo:causes rdfs:label "causes" ; dkgo:sign "+1" .
  dkgo:mechanismQualifier dkgo:qualifierKey "mechanism" .
}}
GRAPH graph:entities {{
  drugkg:odd a dkgo:Drug ; rdfs:label {turtle(LABEL)} ; skos:altLabel {turtle(LABEL + "2")} , "bell \\u0007" .
  drugkg:end a dkgo:ClinicalFinding ; rdfs:label "end" .
  source:leaf a dkgo:Document ; rdfs:label "leaf" ; dcterms:identifier "leaf.txt" .
}}
GRAPH <https://w3id.org/drugkg/graph/claims/leaf> {{
  claim:leaf-1 a dkgo:Claim , rdf:Statement ; dkgo:source source:leaf ; dkgo:family dkgo:adverse_effect ;
    rdf:subject drugkg:odd ; rdf:predicate dkgo:causes ; rdf:object drugkg:end ; dkgo:polarity dkgo:denied ;
    dkgo:modality dkgo:asserted ; dkgo:quoteRole dkgo:ownStatement ; dkgo:statement {turtle(SENTENCE)} ;
    dkgo:agent dkgo:curated ; dkgo:reviewStatus dkgo:reviewed ; dkgo:proposition prop:one ;
    dkgo:mechanismQualifier <https://w3id.org/drugkg/claim/leaf-1/qualifier/mechanism> ;
    dkgo:firstAnchor <https://w3id.org/drugkg/claim/leaf-1/anchor/1> ;
    oa:hasTarget <https://w3id.org/drugkg/claim/leaf-1/anchor/1> .
  <https://w3id.org/drugkg/claim/leaf-1/qualifier/mechanism> a dkgo:QualifierText ; rdfs:label "x; y=\\\\z|w" .
  <https://w3id.org/drugkg/claim/leaf-1/anchor/1> dkgo:section "s" ; oa:hasSelector <https://w3id.org/drugkg/p> .
  <https://w3id.org/drugkg/p> oa:start 1 ; oa:end 5 ; dkgo:sha256 "00" .
}}
GRAPH graph:propositions {{
  prop:one rdf:subject drugkg:odd ; rdf:predicate dkgo:causes ; rdf:object drugkg:end ; rdfs:label {turtle(LABEL)} .
}}
GRAPH graph:mappings {{
  drugkg:odd skos:exactMatch <http://purl.obolibrary.org/obo/CHEBI_2972> ;
    skos:closeMatch <http://purl.obolibrary.org/obo/MONDO_0000001> , <http://elsewhere.example/x> .
  [] a owl:Axiom ; owl:annotatedSource drugkg:odd ; owl:annotatedProperty skos:exactMatch ;
    owl:annotatedTarget <http://purl.obolibrary.org/obo/CHEBI_2972> ;
    <https://w3id.org/sssom/mapping_justification> <https://w3id.org/semapv/vocab/ManualMappingCuration> ;
    <https://w3id.org/sssom/object_label> "tab\\there" .
}}
"""


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    """A graph with one denied claim on things with odd names."""
    folder = tmp_path_factory.mktemp("odd") / "store"
    made = pyoxigraph.Store(str(folder))
    made.load(input=sparql_prologue() + GRAPH, format=pyoxigraph.RdfFormat.TRIG)
    made.flush()
    del made
    with EmbeddedStore(folder) as opened:
        yield opened


def text_of(store: EmbeddedStore, kind: str) -> str:
    out = io.StringIO()
    assert export(store, kind, out) > 0
    return out.getvalue()


def test_csv_keeps_texts_and_marks_what_separates(odd: EmbeddedStore) -> None:
    (row,) = csv.DictReader(io.StringIO(text_of(odd, "claims-csv")))
    assert (row["subject"], row["statement"]) == (LABEL, SENTENCE)
    assert row["qualifiers"] == "mechanism=x\\; y=\\\\z|w"
    assert row["polarity"] == "denied"


def test_tables_for_kgx_have_no_stray_tab_bar_or_newline(odd: EmbeddedStore, tmp_path: Path) -> None:
    assert export_folder(odd, "kgx-tsv", tmp_path / "kgx") == 1
    nodes = [line.split("\t") for line in (tmp_path / "kgx" / "nodes.tsv").read_text(encoding="utf-8").split("\n")[:-1]]
    assert {len(row) for row in nodes} == {8}
    by_id = {row[0]: dict(zip(nodes[0], row, strict=True)) for row in nodes}
    assert by_id["drugkg:odd"]["name"] == 'a "b" <i>c</i> & d e/f γ 😀 =1+1'
    assert len(by_id["drugkg:odd"]["synonym"].split("|")) == 2
    edges = (tmp_path / "kgx" / "edges.tsv").read_text(encoding="utf-8").split("\n")[:-1]
    edge = dict(zip(edges[0].split("\t"), edges[1].split("\t"), strict=True))
    assert edge["negated"] == "True"
    assert edge["drugkg_qualifiers"] == "mechanism=x; y=\\z/w"


def test_json_lines_for_kgx_keep_texts(odd: EmbeddedStore, tmp_path: Path) -> None:
    export_folder(odd, "kgx-jsonl", tmp_path / "kgx")
    nodes = {n["id"]: n for n in map(json.loads, (tmp_path / "kgx" / "nodes.jsonl").read_text("utf-8").splitlines())}
    assert nodes["drugkg:odd"]["name"] == LABEL
    assert nodes["drugkg:odd"]["equivalent_identifiers"] == ["CHEBI:2972"]
    assert nodes["drugkg:odd"]["xref"] == ["MONDO:0000001", "http://elsewhere.example/x"]


def test_networks_keep_texts_and_drop_what_xml_cannot_hold(odd: EmbeddedStore) -> None:
    root = ElementTree.fromstring(text_of(odd, "graphml"))  # noqa: S314 - our own text
    texts = {data.text for data in root.iter("{http://graphml.graphdrawing.org/xmlns}data")}
    assert LABEL in texts
    assert f"{LABEL}2; bell " in texts
    (edge,) = json.loads(text_of(odd, "cytoscape"))["elements"]["edges"]
    assert (edge["data"]["label"], edge["data"]["denied"], edge["data"]["fact"]) == (f"denied: {LABEL}", 1, False)


def test_rdf_exports_keep_texts(odd: EmbeddedStore) -> None:
    forms = {"jsonld": pyoxigraph.RdfFormat.JSON_LD, "trig": pyoxigraph.RdfFormat.TRIG}
    for kind, form in forms.items():
        literals = {quad.object.value for quad in pyoxigraph.parse(input=text_of(odd, kind), format=form)
                    if isinstance(quad.object, pyoxigraph.Literal)}  # fmt: skip
        assert {LABEL, SENTENCE, "bell \x07"} <= literals


def test_a_nanopublication_of_a_denial_asserts_no_plain_triple(odd: EmbeddedStore) -> None:
    quads = list(pyoxigraph.parse(input=text_of(odd, "nanopub"), format=pyoxigraph.RdfFormat.TRIG))
    assert not [quad for quad in quads if quad.predicate.value.endswith("/ontology/causes")]
    assert [quad for quad in quads if quad.object.value.endswith("/ontology/denied")]


def test_sssom_has_the_justification_of_each_mapping(odd: EmbeddedStore) -> None:
    lines = text_of(odd, "sssom").splitlines()
    assert "#  CHEBI: http://purl.obolibrary.org/obo/CHEBI_" in lines
    head, *rows = (line.split("\t") for line in lines if not line.startswith("#"))
    found = {row["object_id"]: row for row in (dict(zip(head, row, strict=True)) for row in rows)}
    assert set(found) == {"CHEBI:2972", "MONDO:0000001", "http://elsewhere.example/x"}
    assert found["CHEBI:2972"]["mapping_justification"] == "semapv:ManualMappingCuration"
    assert found["CHEBI:2972"]["object_label"] == "tab here"
    assert found["CHEBI:2972"]["predicate_id"] == "skos:exactMatch"
    assert found["MONDO:0000001"]["mapping_justification"] == "semapv:UnspecifiedMatching"
