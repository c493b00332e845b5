"""What holds for every saved query: where its answer is checked, how it is stored, its defaults, names and drugs."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from ontology.namespaces import sparql_prologue
from queries.errors import UnknownNameError
from queries.index.name_index import Index
from queries.runner import OpenGraph, run_saved
from queries.store.embedded import EmbeddedStore
from tests.support.answers import rows_of, solutions
from tests.support.catalogue import answerable, catalogue

ANSWERS = Path(__file__).with_name("answers")
TOPICS = {
    "test_advice_answers": {"monitoring", "patient"},
    "test_care_answers": {"abuse", "interaction", "population", "safety"},
    "test_climbing": {"links"},
    "test_dose_answers": {"dosing", "pharmacokinetics"},
    "test_evidence_answers": {"evidence"},
    "test_study_answers": {"evidence"},
    "test_identity_answers": {"identity"},
    "test_mechanism_answers": {"mechanism", "brain"},
    "test_overview_answers": {"overview", "links", "evidence"},
    "test_regulatory_answers": {"indication", "regulatory"},
    "test_safety_answers": {"safety"},
    "test_use_answers": {"indication", "efficacy"},
    "test_withdrawal_answers": {"withdrawal"},
}
"""The tags of the queries whose answers a file checks."""
EXECUTABLES = (
    sparql_prologue("sh", "schema", "rdfs", "graph")
    + """
SELECT ?name ?question ?text (COUNT(DISTINCT ?tag) AS ?tags) WHERE {
  GRAPH graph:catalogue {
    ?query a sh:SPARQLExecutable, sh:SPARQLSelectExecutable ; rdfs:label ?name ; rdfs:comment ?question ;
      sh:select ?text .
    OPTIONAL { ?query schema:keywords ?tag }
  }
}
GROUP BY ?name ?question ?text
"""
)


QUERIES = catalogue()
GENERAL = {
    *("drug-overview", "targets", "brain-regions", "indications", "efficacy", "dosing", "pharmacokinetics"),
    *("adverse-effects", "withdrawal-effects", "interactions", "contraindications", "special-populations"),
    *("claims-of-source", "claims-citing", "uncited-single-source"),
}
CLINICAL = {
    *("abrupt-withdrawal", "abuse-and-dependence", "clinician-advice", "combinations-to-avoid", "common-effects"),
    *("dose-adjustment-reasons", "doses-by-condition", "effect-class-differences", "findings-in-several-roles"),
    *("half-life-by-document", "maximum-doses", "monitoring", "opposite-effects"),
    *("overdose-effects", "patient-advice", "serious-effects", "severity-circumstances", "tolerability"),
    "value-ranges",
}
READ = sorted(GENERAL | CLINICAL)
"""The queries whose answers were found by reading the documents."""
OF_A_DRUG = [name for name in READ if QUERIES[name].parameter("drug")]
SELDOM = {"status", "note", "cites", "works", "min_excluded", "max_excluded"}
"""Columns that lists of claims or numbers have, although none may have a standing, a note, a work or an open bound."""


def asked_in(path: Path) -> set[str]:
    """Return the saved queries that a test file names."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return {str(node.value) for node in nodes if isinstance(node, ast.Constant)} & set(QUERIES)


def test_every_file_of_answers_has_a_topic() -> None:
    assert {path.stem for path in ANSWERS.glob("test_*.py")} == set(TOPICS)


@pytest.mark.parametrize("name", [query.name for query in QUERIES.values() if not query.endpoints])
def test_the_answer_of_a_saved_query_is_checked_in_a_file_of_its_topic(name: str) -> None:
    files = [stem for stem, tags in TOPICS.items() if tags & set(QUERIES[name].tags)]
    assert any(name in asked_in(ANSWERS / f"{stem}.py") for stem in files)


def test_every_saved_query_is_an_executable_that_gives_its_answer(store: EmbeddedStore, index: Index) -> None:
    rows = store.select(EXECUTABLES).rows
    assert {row["name"]["value"] for row in rows} == set(QUERIES)
    for row in rows:
        query = QUERIES[row["name"]["value"]]
        assert row["question"]["value"] == query.summary
        assert int(row["tags"]["value"]) == len(query.tags)
        if answerable(query):
            assert store.select(row["text"]["value"]) == run_saved(OpenGraph.of(store, index), query.name)


def test_the_prefixes_of_the_executables_are_declared_in_the_ontology(store: EmbeddedStore) -> None:
    query = sparql_prologue("sh", "graph") + (
        "SELECT DISTINCT ?prefix ?namespace { GRAPH graph:catalogue { ?query sh:prefixes ?ontology } "
        "GRAPH graph:ontology { ?ontology sh:declare ?d . ?d sh:prefix ?prefix ; sh:namespace ?namespace } }"
    )
    declared = {row["prefix"]["value"]: row["namespace"]["value"] for row in store.select(query).rows}
    assert declared["dkgo"] == "https://w3id.org/drugkg/ontology/"
    assert declared["drugkg"] == "https://w3id.org/drugkg/entity/"


@pytest.mark.parametrize("name", READ)
def test_a_query_answers_with_its_defaults(store: EmbeddedStore, index: Index, name: str) -> None:
    answer = solutions(store, index, name)
    assert list(index.query(name).columns) == answer.variables
    assert answer.rows


@pytest.mark.parametrize("name", READ)
def test_no_column_is_empty_and_no_row_comes_twice(store: EmbeddedStore, index: Index, name: str) -> None:
    answer, rows = solutions(store, index, name), rows_of(store, index, name)
    empty = {column for column in answer.variables if not any(row[column] for row in rows)}
    assert empty <= SELDOM


@pytest.mark.parametrize("name", OF_A_DRUG)
def test_a_brand_a_synonym_and_an_identifier_mean_the_same_drug(store: EmbeddedStore, index: Index, name: str) -> None:
    answers = [
        solutions(store, index, name, [f"drug={drug}"])
        for drug in ("drugkg:baclofen", "Lioresal", "chlorophenibut", "BACLOFEN")
    ]
    assert all(answer == answers[0] for answer in answers)
    assert answers[0] == solutions(store, index, name)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        *((name, "phenibut") for name in OF_A_DRUG),
        *((name, other) for name in sorted(CLINICAL) for other in ("gamma-hydroxybutyric acid", "levodopa")),
    ],
)
def test_two_drugs_at_once_give_the_rows_of_both(store: EmbeddedStore, index: Index, name: str, other: str) -> None:
    apart = [rows_of(store, index, name, {"drug": drug}) for drug in ("baclofen", other)]
    together = rows_of(store, index, name, {"drug": ["baclofen", other]})
    assert {tuple(row.values()) for row in together} == {tuple(row.values()) for rows in apart for row in rows}


@pytest.mark.parametrize(
    ("drug", "name"),
    [
        *(
            ("phenibut", name)
            for name in ("adverse-effects", "withdrawal-effects", "interactions", "contraindications")
        ),
        *(("phenibut", name) for name in ("special-populations", "pharmacokinetics", "efficacy")),
        ("phenibut", "indications"),
        ("naltrexone", "dosing"),
        *(("naltrexone", name) for name in ("targets", "brain-regions", "interactions", "pharmacokinetics")),
        *(("acamprosate", name) for name in ("targets", "contraindications", "uncited-single-source", "efficacy")),
    ],
)
def test_a_drug_of_which_nothing_of_the_kind_is_said_gives_no_rows(
    store: EmbeddedStore, index: Index, drug: str, name: str
) -> None:
    assert rows_of(store, index, name, {"drug": drug}) == []


@pytest.mark.parametrize("name", OF_A_DRUG)
def test_an_unknown_drug_is_refused(store: EmbeddedStore, index: Index, name: str) -> None:
    with pytest.raises(UnknownNameError):
        rows_of(store, index, name, {"drug": "baclofan"})
