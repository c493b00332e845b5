"""What must hold over the whole graph of the five real sources."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from ingest.build import BuildReport
from ingest.claims import ClaimRecord, Family, slim
from ingest.essentials import fact_carriers, fact_rule
from ingest.sources import SourceFolder
from ontology.declared_terms import undeclared
from ontology.entities import load_entities
from ontology.namespaces import PREFIXES, expand, sparql_prologue
from ontology.vocabulary import load_vocabulary
from queries.exports.registry import claim_records
from queries.store.embedded import EmbeddedStore

PROLOGUE = sparql_prologue()
DOCUMENTS = {
    "000_729840909b2adbfc.txt",
    "001_0e32e7ff747342d8.txt",
    "002_a718493ccbbc5c6a.txt",
    "003_d71a25ea900d7dbd.txt",
    "004_fd114b47376eaaee.txt",
}


def column(store: EmbeddedStore, query: str, name: str = "x") -> list[str]:
    return [row[name]["value"] for row in store.select(PROLOGUE + query).rows]


@pytest.fixture(scope="session")
def records(store: EmbeddedStore) -> list[dict[str, Any]]:
    return list(claim_records(store))


def test_every_family_and_all_five_documents_have_claims(records: list[dict[str, Any]]) -> None:
    assert {record["family"] for record in records} == set(get_args(Family))
    assert {record["source"] for record in records} == DOCUMENTS


def test_every_anchor_verifies_against_the_originals(originals: Path, built: BuildReport) -> None:
    assert built.anchors_verified == built.anchors > 900


def test_the_facts_are_those_that_the_rule_makes_of_the_claims(
    store: EmbeddedStore, sources: tuple[SourceFolder, ...]
) -> None:
    """Counted from the records' side: no fact without its rule, and none left out."""
    carriers, vocabulary = fact_carriers(load_entities()), load_vocabulary()
    expected = set()
    for record in (claim.record for item in sources for claim in item.claims):
        rule = fact_rule(record, vocabulary, carriers)
        if rule.subject is not None:
            object_ = expand(record.object_id) if record.object_id else record.object
            expected.add((expand(rule.subject), expand(record.predicate_id), object_))
    facts = store.select(PROLOGUE + "SELECT ?s ?p ?o { GRAPH graph:facts { ?s ?p ?o FILTER(ISIRI(?s)) } }")
    assert {tuple(row[v]["value"] for v in "spo") for row in facts.rows} == expected
    assert len(expected) == len(facts.rows) > 300


def test_no_fact_is_about_animals_or_from_a_limited_claim(store: EmbeddedStore) -> None:
    limited = store.select(
        PROLOGUE
        + """SELECT DISTINCT ?s ?p ?o { GRAPH graph:facts { ?s ?p ?o FILTER(ISIRI(?s)) }
          FILTER NOT EXISTS { GRAPH ?g { ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; dkgo:reading ?reading ;
             dkgo:modality dkgo:asserted ; dkgo:polarity dkgo:affirmed .
             FILTER NOT EXISTS { ?c dkgo:limitedBy ?k } } } }"""
    )
    about = {row["s"]["value"].rsplit("/", 1)[-1] for row in limited.rows}
    assert about == {"intravenous-baclofen", "intrathecal-baclofen-therapy"}  # they carry the route themselves


def test_no_fact_is_denied_by_every_document_that_speaks_of_it(store: EmbeddedStore) -> None:
    denied_only = column(
        store,
        """SELECT ?x { { SELECT ?x (SUM(IF(?p = dkgo:affirmed, 1, 0)) AS ?yes) {
             GRAPH ?g { ?c a dkgo:Claim ; dkgo:proposition ?x ; dkgo:polarity ?p } } GROUP BY ?x }
           FILTER(?yes = 0)
           GRAPH graph:facts { ?axiom prov:wasDerivedFrom ?x } }""",
    )
    assert denied_only == []


def test_every_claim_has_a_statement_a_place_and_a_source(store: EmbeddedStore, built: BuildReport) -> None:
    whole = column(
        store,
        """SELECT (COUNT(DISTINCT ?c) AS ?x) { GRAPH ?g { ?c a dkgo:Claim ; dkgo:statement ?s ; dkgo:source ?d ;
             dkgo:family ?f ; oa:hasTarget/oa:hasSelector/oa:start ?o ; dkgo:evidenceType ?e } }""",
    )
    assert whole == [str(built.claims)]


def test_a_proposition_says_how_many_claims_and_documents_speak_of_it(store: EmbeddedStore) -> None:
    counted = """SELECT ?proposition (COUNT(DISTINCT ?claim) AS ?claims) (COUNT(DISTINCT ?source) AS ?documents) WHERE {
        GRAPH ?g { ?claim dkgo:proposition ?proposition ; dkgo:source ?source } } GROUP BY ?proposition"""
    stated = """SELECT ?proposition ?claims ?documents WHERE {
        GRAPH graph:propositions { ?proposition dkgo:claimCount ?claims ; dkgo:documentCount ?documents } }"""
    found = [
        {
            tuple(row[name]["value"] for name in ("proposition", "claims", "documents"))
            for row in store.select(query).rows
        }
        for query in (sparql_prologue("dkgo") + counted, sparql_prologue("dkgo", "graph") + stated)
    ]
    assert found[0] == found[1]
    agonism = f"{PREFIXES['prop']}baclofen.agonistOf.gaba-b-receptor"
    assert (agonism, "5") in {(name, documents) for name, _, documents in found[1]}


def test_every_node_of_a_claim_has_a_label(store: EmbeddedStore) -> None:
    unlabelled = column(
        store,
        """SELECT DISTINCT ?x { GRAPH ?g { ?c a dkgo:Claim ; rdf:subject|rdf:object ?x FILTER(ISIRI(?x)) }
           MINUS { GRAPH graph:entities { ?x rdfs:label ?label } } }""",
    )
    assert unlabelled == []


def test_every_entity_has_a_definition(store: EmbeddedStore) -> None:
    undefined = column(
        store,
        """SELECT DISTINCT ?x { GRAPH graph:entities { ?x a ?class FILTER(STRSTARTS(STR(?x), STR(drugkg:))) }
           MINUS { GRAPH graph:entities { ?x skos:definition ?d } } }""",
    )
    assert undefined == []


def test_inferred_statements_stand_in_no_other_graph(store: EmbeddedStore) -> None:
    twice = column(
        store,
        """SELECT (COUNT(*) AS ?x) { GRAPH graph:inferred { ?s ?p ?o } GRAPH ?g { ?s ?p ?o }
           FILTER(?g != graph:inferred) }""",
    )
    assert twice == ["0"]


def test_a_finding_can_be_adverse_withdrawal_and_indication_at_once(store: EmbeddedStore) -> None:
    roles = column(
        store,
        "SELECT ?x { GRAPH graph:inferred { drugkg:seizure a ?x } } ORDER BY ?x",
    )
    assert {f"{PREFIXES['dkgo']}{name}" for name in ("AdverseEffect", "WithdrawalEffect")} <= set(roles)
    assert f"{PREFIXES['dkgo']}Indication" not in roles


def test_what_is_advised_against_is_no_indication_by_that_claim(records: list[dict[str, Any]]) -> None:
    advised_against = [r for r in records if r.get("regulatory_status") == "notRecommended"]
    assert advised_against
    assert all(record["modality"] == "recommendation" for record in advised_against)


def test_everything_used_is_declared_in_the_ontology(texts: dict[str, str]) -> None:
    assert undeclared(parse(input=texts["nq"], format=RdfFormat.N_QUADS)) == []


def test_exported_claims_are_the_claims_of_the_sources(
    records: list[dict[str, Any]], sources: tuple[SourceFolder, ...]
) -> None:
    """A round trip: what is read back from the graph is what stands in the files."""
    labels = {"subject", "predicate", "object_synonyms"}
    back = {}
    for record in records:
        plain = {key: value for key, value in record.items() if key not in labels}
        if "object_id" in plain:
            del plain["object"]
        back[record["id"]] = slim(ClaimRecord.model_validate(plain))
    written = {claim.record.id: slim(claim.record) for item in sources for claim in item.claims}
    assert back == written


def test_an_exported_record_names_things_in_words(records: list[dict[str, Any]]) -> None:
    record = next(
        r for r in records if r["subject_id"] == "drugkg:baclofen" and r.get("object_id") == "drugkg:drowsiness"
    )
    assert (record["subject"], record["predicate"], record["object"]) == ("baclofen", "causes", "drowsiness")
    assert {"sleepiness", "somnolence"} <= set(record["object_synonyms"])


@pytest.mark.parametrize(("kind", "form"), [("ttl", RdfFormat.TURTLE), ("trig", RdfFormat.TRIG),
                                            ("nq", RdfFormat.N_QUADS), ("jsonld", RdfFormat.JSON_LD)])  # fmt: skip
def test_an_export_reads_back_with_all_claims(
    exports: dict[str, tuple[int, str]], built: BuildReport, kind: str, form: RdfFormat
) -> None:
    count, text = exports[kind]
    quads = list(parse(input=text, format=form))
    a, claim = NamedNode(PREFIXES["rdf"] + "type"), NamedNode(PREFIXES["dkgo"] + "Claim")
    assert len(quads) == count
    assert sum(quad.predicate == a and quad.object == claim for quad in quads) == built.claims


def test_nquads_are_sorted(texts: dict[str, str]) -> None:
    lines = texts["nq"].splitlines()
    assert lines == sorted(lines)
