"""Defaults of saved queries: kept where the graph has claims on them, else chosen from what it has claims on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from queries.index.opening import open_index
from queries.saved_queries.binding import bind
from queries.saved_queries.fitting import MOST_DRUGS, Mentions, fitted
from queries.saved_queries.model import SavedQuery
from tests.support.catalogue import catalogue

CLASSES = {
    "drugkg:velorine": "Drug", "drugkg:other": "Drug", "drugkg:itching": "ClinicalFinding", "source:notes": "Document",
}  # fmt: skip
LABELS = {"drugkg:velorine": "Velorine", "source:notes": "Notes"}


def _query(name: str) -> SavedQuery:
    return catalogue()[name]


def _mentions(claims: dict[str, int], related: dict[str, list[str]] | None = None) -> Mentions:
    return Mentions(claims, related or {}, CLASSES | {"drugkg:baclofen": "Drug"}, {}, LABELS)


def test_the_queries_of_our_own_graph_are_those_of_the_catalogue(graph_folder: Path) -> None:
    index = open_index(str(graph_folder))
    assert {name: index.query(name) for name in index.query_names} == dict(catalogue())


def test_a_default_without_claims_gives_way_to_the_entity_of_its_class_with_most() -> None:
    claims = {"drugkg:itching": 9, "drugkg:velorine": 5, "drugkg:other": 2, "source:notes": 20}
    query = fitted([_query("targets")], _mentions(claims))[0]
    assert query.parameters[0].default == ("drugkg:velorine",)
    assert query.notices == (
        ("drug", "drug is Velorine by default: the graph has no claims on the usual default"),
    )  # fmt: skip
    assert "baclofen" not in query.text
    assert "VALUES ?drug { <https://w3id.org/drugkg/entity/velorine> }" in query.text


def test_a_fitted_query_takes_other_values_in_every_block() -> None:
    original = _query("shared-path-nodes")
    query = fitted([original], _mentions({"drugkg:velorine": 5}))[0]
    assert len(query.blocks) == len(original.blocks)
    for value in ("drugkg:other", "drugkg:velorine-with-a-long-name"):
        assert bind(query, {"drug": [value]}) == bind(original, {"drug": [value]})


def test_a_default_that_a_related_entity_has_claims_on_is_kept() -> None:
    mentions = _mentions({"drugkg:use": 1, "drugkg:velorine": 5}, {"drugkg:use": ["drugkg:baclofen"]})
    assert fitted([_query("targets")], mentions) == [_query("targets")]


def test_a_document_that_the_graph_lacks_gives_way_to_one_that_it_has() -> None:
    query = fitted([_query("claims-of-source")], _mentions({"source:notes": 3, "drugkg:velorine": 9}))[0]
    assert query.parameters[0].default == ("source:notes",)


def test_a_graph_with_nothing_of_that_class_leaves_the_default() -> None:
    assert fitted([_query("targets")], _mentions({"drugkg:itching": 9})) == [_query("targets")]


def test_notices_are_kept_in_the_index() -> None:
    query = fitted([_query("targets")], _mentions({"drugkg:velorine": 5}))[0]
    data = query.to_json()
    data["notices"] = [list(pair) for pair in data["notices"]]
    assert SavedQuery.from_json(data) == query


def test_a_graph_of_several_drugs_asks_about_all_of_them_where_none_is_named() -> None:
    claims = {"drugkg:velorine": 5, "drugkg:other": 9}
    subjects = {"source:notes": "drugkg:velorine", "source:more": "drugkg:other", "source:most": "drugkg:other"}
    query = fitted([_query("targets")], replace(_mentions(claims), subjects=subjects))[0]
    assert query.parameters[0].default == ("drugkg:other", "drugkg:velorine")
    both = "VALUES ?drug { <https://w3id.org/drugkg/entity/other> <https://w3id.org/drugkg/entity/velorine> }"
    assert both in query.text
    assert query.notices == (
        ("drug", "no drug is named: all 2 drugs that documents are about (drugkg:other, Velorine)"),
    )  # fmt: skip


def test_one_of_very_many_drugs_is_the_default_and_the_notice_says_so() -> None:
    subjects = {f"source:{n}": f"drugkg:drug-{n}" for n in range(MOST_DRUGS)} | {"source:notes": "drugkg:velorine"}
    query = fitted([_query("targets")], replace(_mentions({"drugkg:velorine": 5}), subjects=subjects))[0]
    assert query.parameters[0].default == ("drugkg:velorine",)
    assert query.notices == (("drug", "no drug is named: Velorine, one of 26 drugs that documents are about"),)


def test_a_query_that_compares_two_drugs_keeps_them() -> None:
    subjects = {"source:notes": "drugkg:velorine", "source:more": "drugkg:baclofen"}
    mentions = replace(_mentions({"drugkg:velorine": 5, "drugkg:baclofen": 2, "drugkg:phenibut": 1}), subjects=subjects)
    assert fitted([_query("compare-drugs")], mentions) == [_query("compare-drugs")]
