"""Every export of the whole graph, read back: nothing lost, nothing turned into its opposite."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx
import pytest
import rdflib
from pyoxigraph import CanonicalizationAlgorithm, Dataset, NamedNode, Quad, RdfFormat, parse

from ingest.build import BuildReport
from ontology.errors import UserError
from ontology.evidence import count_evidence
from ontology.namespaces import PREFIXES, expand, sparql_prologue
from queries.exports.biolink.mapping import predicates_taken
from queries.exports.nanopub import NANOPUB_PREFIXES, NANOPUBS
from queries.exports.registry import EXPORTS, FOLDERS, claim_records, export, export_folder
from queries.index.name_index import Index
from queries.runner import OpenGraph, claims, disagreements
from queries.store.embedded import EmbeddedStore
from tests.support.exporting import exported

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
ONLY_CYTOSCAPE = {
    "id", "source", "target", "key", "value", "name", "shared_name", "interaction", "shared_interaction",
}  # fmt: skip
"""Identifiers, which GraphML has as attributes of its elements, and what Cytoscape shows by default."""
Records = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def records(store: EmbeddedStore) -> Records:
    return {record["id"]: record for record in claim_records(store)}


@pytest.fixture(scope="module")
def edges(texts: dict[str, str]) -> list[dict[str, Any]]:
    """The edges of the KGX export, one per proposition."""
    return [row for row in map(json.loads, texts["kgx-jsonl"].splitlines()) if "subject" in row]


@pytest.fixture(scope="module")
def claim_edges(store: EmbeddedStore, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """The edges of the KGX export, one per claim."""
    place = tmp_path_factory.mktemp("kgx") / "per-claim"
    export_folder(store, "kgx-jsonl", place, per_claim=True)
    return [json.loads(line) for line in (place / "edges.jsonl").read_text(encoding="utf-8").splitlines()]


def test_every_edge_and_disagreement_counts_its_claims_by_one_function(
    store: EmbeddedStore, index: Index, edges: list[dict[str, Any]]
) -> None:
    graph = OpenGraph.of(store, index)
    made = {claim.id: (claim.source, claim.works) for claim in claims(graph)}
    counted = [(edge["drugkg_lines_of_evidence"], edge["drugkg_claims"]) for edge in edges]
    counted += [(row["evidence_lines"], row["claims"]) for row in disagreements(graph)]
    for lines, names in counted:
        assert lines == count_evidence(made[name.removeprefix("claim:")] for name in names).lines, names


def canonical(quads: Any) -> set[str]:
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return set(map(str, dataset))


def merged(text: str, form: RdfFormat) -> set[str]:
    return canonical(Quad(*quad.triple) for quad in parse(input=text, format=form))


IN_ORDER_OF_NQUADS = {"trig", "ttl", "rdfxml"}
"""Formats that write the statements in the order in which ``nq`` has them."""


@pytest.mark.parametrize("kind", sorted(set(EXPORTS) - IN_ORDER_OF_NQUADS))
def test_an_export_is_the_same_every_time(
    store: EmbeddedStore, texts: dict[str, str], kind: str, tmp_path: Path
) -> None:
    assert exported(store, kind, tmp_path)[1] == texts[kind]


def test_rdfxml_and_turtle_hold_the_same_triples(texts: dict[str, str], built: BuildReport) -> None:
    triples = merged(texts["rdfxml"], RdfFormat.RDF_XML)
    assert triples == merged(texts["ttl"], RdfFormat.TURTLE)
    claims = [triple for triple in triples if triple.endswith(f"<{expand('rdf:type')}> <{expand('dkgo:Claim')}>")]
    assert len(claims) == built.claims


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_jsonld_holds_the_same_quads_for_two_readers(texts: dict[str, str]) -> None:
    quads = canonical(parse(input=texts["nq"], format=RdfFormat.N_QUADS))
    assert canonical(parse(input=texts["jsonld"], format=RdfFormat.JSON_LD)) == quads
    dataset = rdflib.Dataset().parse(data=texts["jsonld"], format="json-ld")
    assert canonical(parse(input=dataset.serialize(format="nquads"), format=RdfFormat.N_QUADS)) == quads


def test_a_claim_in_jsonld_reads_like_plain_json(texts: dict[str, str], records: Records) -> None:
    graphs = json.loads(texts["jsonld"])["@graph"]
    nodes = {node["@id"]: node for graph in graphs for node in graph["@graph"] if node["@id"].startswith("claim:")}
    for name, record in records.items():
        node = nodes[f"claim:{name}"]
        assert (node["polarity"], node["modality"]) == (record["polarity"], record["modality"])
        assert node["subject"] == record["subject_id"]
        assert f"dkgo:{node['predicate']}" == record["predicate_id"]
        assert node["statement"] == record["statement"]


def test_csv_has_a_row_for_each_claim_with_the_values_of_its_record(texts: dict[str, str], records: Records) -> None:
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(texts["claims-csv"]))}
    assert list(rows) == list(records)
    for name, record in records.items():
        row = rows[name]
        for key in ("source", "family", "subject_id", "object", "polarity", "modality", "statement", "note", "sha256"):
            assert row[key] == record.get(key, "")
        given = [part for part in re.split(r"(?<!\\); ", row["qualifiers"]) if part]
        assert [part.partition("=")[0] for part in given] == list(record.get("qualifiers", {}))
        assert len(list(filter(None, row["cites"].split("; ")))) == len(record.get("cites", []))


def test_kgx_has_an_edge_for_each_claim_on_two_nodes(claim_edges: list[dict[str, Any]], records: Records) -> None:
    joining = {f"claim:{name}" for name, record in records.items() if "object_id" in record}
    assert [edge["id"] for edge in claim_edges] == sorted(joining)
    for edge in claim_edges:
        record = records[edge["id"].removeprefix("claim:")]
        assert (edge["subject"], edge["object"]) == (record["subject_id"], record["object_id"])
        assert edge["original_predicate"] == record["predicate_id"]
        assert edge["negated"] is (record["polarity"] == "denied")
        assert edge["drugkg_modality"] == record["modality"]
        assert edge["agent_type"] == "manual_agent"
    assert sum(edge["negated"] for edge in claim_edges) > 10


def test_no_two_edges_for_kgx_share_subject_predicate_and_object(edges: list[dict[str, Any]]) -> None:
    """The graph of KGX takes such edges for one, and mixes what they say."""
    ends = [(edge["subject"], edge["predicate"], edge["object"]) for edge in edges]
    assert len(ends) == len(set(ends))


def test_every_claim_is_on_one_edge_for_kgx_which_is_negated_only_if_all_deny(
    edges: list[dict[str, Any]], records: Records
) -> None:
    joining = sorted(f"claim:{name}" for name, record in records.items() if "object_id" in record)
    assert sorted(claim for edge in edges for claim in edge["drugkg_claims"]) == joining
    propositions = [name for edge in edges for name in edge["drugkg_propositions"]]
    assert len(propositions) == len(set(propositions))
    for edge in edges:
        said = [records[claim.removeprefix("claim:")] for claim in edge["drugkg_claims"]]
        denied = sum(record["polarity"] == "denied" for record in said)
        assert (edge["drugkg_affirmed"], edge["drugkg_denied"]) == (len(said) - denied, denied)
        assert edge["negated"] is (denied == len(said))
        assert {
            f"source:{name}" for name in {claim.split(":")[1].rsplit("-", 1)[0] for claim in edge["drugkg_claims"]}
        } <= set(edge["publications"])
        for key, value in (item.split("=", 1) for item in edge.get("drugkg_qualifiers", [])):
            assert all(key in record["qualifiers"] for record in said), value
    assert sum(edge["negated"] for edge in edges) == 11


def test_two_propositions_that_biolink_says_alike_do_not_lose_what_the_firmer_says(edges: list[dict[str, Any]]) -> None:
    at_receptor = {
        edge["original_predicate"]: edge
        for edge in edges
        if (edge["subject"], edge["object"]) == ("drugkg:baclofen", "drugkg:gaba-b-receptor")
    }
    agonism, modulation = at_receptor["dkgo:agonistOf"], at_receptor["dkgo:modulates"]
    assert (agonism["predicate"], agonism["causal_mechanism_qualifier"]) == ("biolink:affects", "agonism")
    assert modulation["predicate"] == "biolink:related_to"
    assert "causal_mechanism_qualifier" not in modulation


def test_the_prefixes_of_the_edges_for_kgx_are_declared(store: EmbeddedStore, tmp_path: Path) -> None:
    export_folder(store, "kgx-tsv", tmp_path / "kgx")
    declared = json.loads((tmp_path / "kgx" / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    head, *lines = (tmp_path / "kgx" / "nodes.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        row = dict(zip(head.split("\t"), line.split("\t"), strict=True))
        prefix, _, local = row["id"].partition(":")
        assert prefix == "MESH" or declared[prefix] + local == row["iri"], "Biolink declares MESH itself"


def test_kgx_names_only_nodes_that_it_holds(texts: dict[str, str], edges: list[dict[str, Any]]) -> None:
    nodes = {row["id"]: row for row in map(json.loads, texts["kgx-jsonl"].splitlines()) if "subject" not in row}
    assert {edge[end] for edge in edges for end in ("subject", "object")} <= set(nodes)
    contexts = {
        edge[key] for edge in edges for key in ("population_context_qualifier", "frequency_qualifier") if key in edge
    }
    assert contexts <= set(nodes)
    assert nodes["drugkg:baclofen"]["category"] == ["biolink:Drug"]
    assert {"sleepiness", "somnolence"} <= set(nodes["drugkg:drowsiness"]["synonym"])


def test_kgx_uses_a_predicate_only_where_biolink_takes_it(texts: dict[str, str], edges: list[dict[str, Any]]) -> None:
    rows = map(json.loads, texts["kgx-jsonl"].splitlines())
    category = {row["id"]: row["category"][0].removeprefix("biolink:") for row in rows if "subject" not in row}
    for edge in edges:
        takes = predicates_taken()[edge["predicate"].removeprefix("biolink:")]
        for taken, end in zip(takes, ("subject", "object"), strict=True):
            assert "*" in taken or category[edge[end]] in taken, edge["id"]


def test_kgx_makes_no_assertion_of_what_a_document_leaves_open(
    edges: list[dict[str, Any]], claim_edges: list[dict[str, Any]]
) -> None:
    for edge in edges:
        if edge["knowledge_level"] == "knowledge_assertion":
            assert edge["drugkg_standing"].startswith(("affirmed", "denied"))
    for edge in [*edges, *claim_edges]:
        if edge["knowledge_level"] == "knowledge_assertion":
            assert edge["drugkg_modality"] == "asserted"
            assert edge.get("drugkg_regulatory_status") != "notRecommended"
        if edge["drugkg_modality"] in ("unknown", "insufficientEvidence") and not edge["negated"]:
            assert edge["predicate"] == "biolink:related_to"


def test_kgx_publications_are_the_document_and_what_it_cites(edges: list[dict[str, Any]], records: Records) -> None:
    known = re.compile(r"(source|ref|drugkg):[\w.-]+|PMID:\d+|doi:10\.\S+")
    cited = set()
    for edge in edges:
        assert edge["publications"][0].startswith("source:")
        assert all(known.fullmatch(name) for name in edge["publications"])
        cited |= {name.partition(":")[0] for name in edge["publications"]}
    assert {"PMID", "ref"} <= cited


def test_kgx_tables_say_what_kgx_json_lines_say(texts: dict[str, str], edges: list[dict[str, Any]]) -> None:
    """Read as KGX reads: no quoting, bars between the items of a list, any text under ``negated`` is true."""
    head, *lines = texts["kgx-tsv"][texts["kgx-tsv"].index("id\tsubject") :].splitlines()
    rows = [dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in lines]
    assert [row["id"] for row in rows] == [edge["id"] for edge in edges]
    for row, edge in zip(rows, edges, strict=True):
        assert bool(row.pop("negated")) is edge["negated"]
        for key, text in row.items():
            value = edge.get(key, "")
            items = value if isinstance(value, list) else [value]
            assert text == "|".join(str(item).replace("|", "/") for item in items)


def test_every_claim_is_a_nanopublication_of_four_graphs(texts: dict[str, str], records: Records) -> None:
    graphs: dict[str, list[Any]] = defaultdict(list)
    for quad in parse(input=texts["nanopub"], format=RdfFormat.TRIG):
        assert isinstance(quad.graph_name, NamedNode)
        graphs[quad.graph_name.value].append(quad)
    np = NANOPUB_PREFIXES["np"]
    for name in records:
        base = f"{NANOPUBS}{name}/"
        head = {(q.subject.value, q.predicate.value, q.object.value) for q in graphs.pop(f"{base}head")}
        assert head == {
            (base, expand("rdf:type"), np + "Nanopublication"),
            (base, np + "hasAssertion", f"{base}assertion"),
            (base, np + "hasProvenance", f"{base}provenance"),
            (base, np + "hasPublicationInfo", f"{base}pubinfo"),
        }
        assert graphs.pop(f"{base}assertion")
        assert any(q.subject.value == f"{base}assertion" for q in graphs.pop(f"{base}provenance"))
        about = {q.predicate.value for q in graphs.pop(f"{base}pubinfo") if q.subject.value == base}
        assert about >= {expand("dcterms:creator"), expand("dcterms:license"), NANOPUB_PREFIXES["pav"] + "version"}
        assert expand("dcterms:created") not in about
    assert not graphs


def test_nanopublications_assert_the_plain_triple_only_of_a_fact(
    store: EmbeddedStore, texts: dict[str, str], records: Records
) -> None:
    facts = {
        tuple(row[key]["value"] for key in "spo")
        for row in store.select(
            "SELECT ?s ?p ?o { GRAPH <https://w3id.org/drugkg/graph/facts> { ?s ?p ?o FILTER(ISIRI(?s)) } }"
        ).rows
    }
    found = set()
    for quad in parse(input=texts["nanopub"], format=RdfFormat.TRIG):
        graph = str(quad.graph_name.value) if isinstance(quad.graph_name, NamedNode) else ""
        if graph.endswith("/assertion") and not quad.subject.value.startswith(PREFIXES["claim"]):
            record = records[graph.removeprefix(NANOPUBS).removesuffix("/assertion")]
            assert (record["polarity"], record["modality"]) == ("affirmed", "asserted")
            assert record.get("regulatory_status") != "notRecommended"
            found.add((quad.subject.value, quad.predicate.value, quad.object.value))
    assert found == facts


def test_assertion_and_provenance_together_say_all_that_the_graph_says_of_a_claim(texts: dict[str, str]) -> None:
    claims = PREFIXES["claim"]
    said = {q.triple for q in parse(input=texts["trig"], format=RdfFormat.TRIG)
            if q.subject.value.startswith(claims)}  # fmt: skip
    told = {q.triple for q in parse(input=texts["nanopub"], format=RdfFormat.TRIG)
            if q.subject.value.startswith(claims)}  # fmt: skip
    assert told == said


def test_nanopublications_bear_a_time_only_if_it_is_given(store: EmbeddedStore) -> None:
    out = io.StringIO()
    export(store, "nanopub", out, created="2026-11-30T12:00:00Z")
    assert '"2026-11-30T12:00:00Z"^^' in out.getvalue()
    with pytest.raises(UserError, match="is no time with a time zone"):
        export(store, "nanopub", io.StringIO(), created="yesterday")
    with pytest.raises(UserError, match="records no creation time"):
        export(store, "ttl", io.StringIO(), created="2026-11-30T12:00:00Z")


def propositions(records: Records) -> dict[tuple[str, str, str], list[dict[str, Any]]]:
    found: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for record in records.values():
        if "object_id" in record:
            found[record["subject_id"], record["predicate_id"], record["object_id"]].append(record)
    return found


def network_edges(kind: str, text: str) -> list[dict[str, Any]]:
    """The edges of a network as a desktop tool reads them."""
    if kind == "cytoscape":
        return [edge["data"] for edge in json.loads(text)["elements"]["edges"]]
    root = ElementTree.fromstring(text)  # noqa: S314 - our own text
    keys = {key.get("id"): key for key in root.iter(f"{GRAPHML}key")}
    read: dict[str, Callable[[str], Any]] = {"long": int, "string": str, "boolean": lambda word: word == "true"}
    found = []
    for edge in root.iter(f"{GRAPHML}edge"):
        data: dict[str, Any] = dict(edge.attrib)
        for item in edge:
            key = keys[item.get("key")]
            data[str(key.get("attr.name"))] = read[str(key.get("attr.type"))](item.text or "")
        found.append(data)
    return found


@pytest.mark.parametrize("kind", ["graphml", "cytoscape"])
def test_a_network_counts_every_claim_and_keeps_denials_apart(
    texts: dict[str, str], records: Records, kind: str
) -> None:
    claims = propositions(records)
    edges = network_edges(kind, texts[kind])
    assert {(edge["source"], edge["predicate_id"], edge["target"]) for edge in edges} == set(claims)
    assert len(edges) == len(claims)
    for edge in edges:
        said = claims[edge["source"], edge["predicate_id"], edge["target"]]
        assert edge["claims"] == len(said) == edge["affirmed"] + edge["denied"]
        assert edge["denied"] == sum(record["polarity"] == "denied" for record in said)
        assert edge["documents"] == len({record["source"] for record in said})
        assert not (edge["fact"] and not edge["affirmed"])
        assert edge.get("sign") in (1, -1, 0, None)
    assert sum(edge["conflict"] for edge in edges) > 0


@pytest.mark.parametrize("kind", ["graphml", "cytoscape"])
def test_an_edge_that_nothing_affirms_is_not_drawn_as_affirmed(texts: dict[str, str], kind: str) -> None:
    edges = {edge["id"]: edge for edge in network_edges(kind, texts[kind])}
    approval = edges["prop:baclofen-for-alcohol-use-disorder.approvedBy.fda"]
    assert approval["label"] == "is not approved by the US Food and Drug Administration in the United States"
    assert (approval["standing"], approval["line_style"], approval["arrow"]) == ("denied", "dotted", "none")
    for edge in edges.values():
        if not edge["affirmed"]:
            assert edge["standing"] == "denied"
            assert re.search(r"\bnot\b|denied", edge["label"])
        if edge["standing"] not in ("affirmed", "hedged", "disputed"):
            assert "sign" not in edge
        if edge["standing"] in ("denied", "open", "not recommended", "rejected"):
            assert (edge["line_style"], edge["arrow"]) == ("dotted", "none")
        if edge["standing"] == "hedged":
            assert edge["line_style"] == "dashed"
    assert sum(edge["standing"] == "denied" for edge in edges.values()) == 11
    assert sum(edge["standing"] == "open" for edge in edges.values()) == 3


def test_networkx_reads_back_the_same_network_from_both_formats(texts: dict[str, str]) -> None:
    graphml = networkx.parse_graphml(texts["graphml"], force_multigraph=True)
    cytoscape = networkx.cytoscape_graph(json.loads(texts["cytoscape"]))
    assert graphml.is_directed()
    assert cytoscape.is_directed()
    assert set(graphml.edges(keys=True)) == set(cytoscape.edges(keys=True))
    assert len(set(graphml.edges(keys=True))) == graphml.number_of_edges() > 0
    for one, other in ((graphml.nodes, cytoscape.nodes), (graphml.edges, cytoscape.edges)):
        for key in one:
            assert one[key].items() <= other[key].items()
            assert not {name for name, value in other[key].items() if value != ""} - set(one[key]) - ONLY_CYTOSCAPE
    assert graphml.nodes["drugkg:baclofen"]["label"] == "baclofen"
    assert graphml.nodes["drugkg:baclofen"]["class"] == "Drug"


def test_sssom_is_a_table_below_its_metadata(texts: dict[str, str]) -> None:
    lines = texts["sssom"].splitlines()
    table = [line.split("\t") for line in lines if not line.startswith("#")]
    assert table[0][:4] == ["subject_id", "subject_label", "predicate_id", "object_id"]
    assert all(len(row) == len(table[0]) for row in table)
    assert "#license: https://creativecommons.org/licenses/by/4.0/" in lines


def test_an_export_of_several_files_needs_a_folder(store: EmbeddedStore) -> None:
    for kind in FOLDERS:
        with pytest.raises(UserError, match="is several files, nodes"):
            export(store, kind, io.StringIO())
    with pytest.raises(UserError, match="no export 'pdf'; there are: claims"):
        export(store, "pdf", io.StringIO())


def test_no_export_holds_the_words_of_the_documents(
    store: EmbeddedStore, originals: Path, texts: dict[str, str]
) -> None:
    """Titles of works may stand; so the passages of claims on references are left out."""
    query = sparql_prologue("dkgo", "graph", "oa") + (
        """SELECT ?x { GRAPH ?g { ?c a dkgo:Claim ; dkgo:family ?family ; oa:hasTarget ?anchor }
           GRAPH graph:quotes { ?anchor oa:hasSelector/oa:exact ?x } FILTER(?family != dkgo:reference) }"""
    )
    quotes = [row["x"]["value"] for row in store.select(query).rows]
    long_quotes = [quote for quote in quotes if len(quote) > 60]
    assert len(long_quotes) > 100
    for kind, text in texts.items():
        assert len(text) > 1000, kind
        assert "graph/quotes" not in text
        assert not [quote for quote in long_quotes if quote in text]
