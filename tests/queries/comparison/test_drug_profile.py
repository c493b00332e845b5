"""A drug at a glance, against what the five documents say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ontology.namespaces import compact
from queries.claims.drug_claims import subject_counts, with_documents
from queries.claims.reader import Claim, read_claims
from queries.comparison.doses import NO_ROUTE, dose_groups
from queries.comparison.drug_profile import (
    agreed,
    claims_on,
    main_drugs,
    named_gaps,
    one_uncited_document,
    read_exposures,
    thin_evidence,
)
from queries.comparison.uses import uses
from queries.index.name_index import Index
from queries.index.opening import open_index
from queries.runner import OpenGraph, run_saved
from queries.store.embedded import EmbeddedStore
from queries.store.graph_versions import store_folder
from queries.store.interface import Solutions

BACLOFEN = "drugkg:baclofen"


@pytest.fixture(scope="module")
def graph(graph_folder: Path) -> Iterator[EmbeddedStore]:
    with EmbeddedStore(store_folder(graph_folder)) as opened:
        yield opened


@pytest.fixture(scope="module")
def names(graph_folder: Path) -> Index:
    return open_index(str(graph_folder))


@pytest.fixture(scope="module")
def rows(graph: EmbeddedStore) -> list[Claim]:
    return read_claims(graph)


@pytest.fixture(scope="module")
def exposures(graph: EmbeddedStore) -> dict[str, str]:
    return read_exposures(graph)[BACLOFEN]


@pytest.fixture(scope="module")
def on_baclofen(rows: list[Claim], exposures: dict[str, str]) -> list[Claim]:
    return claims_on(rows, BACLOFEN, exposures)


def test_drugs_that_are_only_compared_with_are_no_main_subject(graph: EmbeddedStore, names: Index) -> None:
    counts = subject_counts(graph, map(compact, names.names.of_class("Drug")))
    assert {"drugkg:acamprosate", "drugkg:clonidine"} < counts.keys()
    assert main_drugs(counts) == [BACLOFEN]
    assert with_documents(graph, sorted(counts)) == [BACLOFEN]


def test_a_second_drug_with_many_claims_is_a_main_subject() -> None:
    assert main_drugs({"drugkg:acamprosate": 100, BACLOFEN: 500, "drugkg:clonidine": 49}) == [
        BACLOFEN, "drugkg:acamprosate",
    ]  # fmt: skip
    assert main_drugs({}) == []


def test_exposures_say_which_condition_a_use_is_for(exposures: dict[str, str]) -> None:
    assert exposures["drugkg:baclofen-for-hiccups"] == "drugkg:intractable-hiccups"
    assert exposures["drugkg:abrupt-cessation-of-baclofen"] == ""


def test_what_all_five_documents_affirm(on_baclofen: list[Claim]) -> None:
    found = agreed(on_baclofen, documents=5)
    assert [item.proposition for item in found if item.documents == 5] == [
        "baclofen is an agonist of GABA-B receptor",
        "baclofen causes drowsiness",
        "abrupt cessation of baclofen causes seizure",
        "baclofen causes dizziness",
    ]
    assert min(item.documents for item in found) == 3
    craving = next(item for item in found if item.proposition == "baclofen decreases alcohol craving")
    assert (craving.documents, craving.reserved) == (3, 1)


def test_that_documents_give_a_quantity_is_no_agreement_on_it(on_baclofen: list[Claim]) -> None:
    assert {row.source for row in on_baclofen if row.predicate_id == "dkgo:hasHalfLife"} == {
        "alcohol-use-disorder", "encyclopaedia", "monograph"
    }  # fmt: skip
    assert not [item for item in agreed(on_baclofen, documents=5) if "half-life" in item.proposition]


def test_advice_against_a_use_and_open_questions_do_not_affirm(on_baclofen: list[Claim]) -> None:
    spasticity = next(
        item for item in agreed(on_baclofen, documents=5) if item.proposition == "baclofen is used for spasticity"
    )
    assert spasticity.documents == 4
    assert {"encyclopaedia-031", "encyclopaedia-032"}.isdisjoint(row.id for row in spasticity.claims)
    denied = [replace(row, polarity="denied") for row in on_baclofen if row.object == "dizziness"]
    others = [row for row in on_baclofen if row.object == "drowsiness"]
    assert [item.proposition for item in agreed([*denied, *others], documents=5)] == ["baclofen causes drowsiness"]


def test_gaps_that_the_documents_name(on_baclofen: list[Claim]) -> None:
    assert [tuple(row.id for row in claims) for claims in named_gaps(on_baclofen)] == [
        ("addiction-clinic-143",),
        ("encyclopaedia-006",),
        ("encyclopaedia-158", "encyclopaedia-159", "encyclopaedia-160"),
        ("monograph-056",),
        ("monograph-057",),
        ("psychiatric-use-066", "psychiatric-use-078"),
    ]


def test_gaps_and_thin_evidence_are_those_of_the_saved_query(
    on_baclofen: list[Claim], graph: EmbeddedStore, names: Index
) -> None:
    found = {row.id for claims in named_gaps(on_baclofen) for row in claims}
    found |= {row.id for row in thin_evidence(on_baclofen)}
    assert found == _column(
        run_saved(OpenGraph.of(graph, names), "knowledge-gaps"), "claim", "https://w3id.org/drugkg/claim/"
    )


def test_propositions_of_one_uncited_document_are_those_of_the_saved_query(
    on_baclofen: list[Claim], graph: EmbeddedStore, names: Index
) -> None:
    answer = run_saved(OpenGraph.of(graph, names), "uncited-single-source")
    assert one_uncited_document(on_baclofen) == len(_column(answer, "proposition_id")) == 293


def test_a_use_is_one_row_with_every_standing_where_and_since_when(
    on_baclofen: list[Claim], exposures: dict[str, str]
) -> None:
    own = [row for row in on_baclofen if row.subject_id == "drugkg:baclofen" or row.subject_id in exposures]
    found = uses(own, exposures)
    conditions = [use.condition for use in found]
    assert len(conditions) == len(set(conditions))
    assert conditions[0] == "spasticity", "the main use stands first"
    alcohol = next(use for use in found if use.condition == "alcohol use disorder")
    standings = {standing.name: standing for standing in alcohol.standings}
    assert list(standings) == ["approved", "not approved", "off label", "investigational", "used"]
    assert standings["approved"].places == ("ANSM", "France")
    assert standings["approved"].years == ("2014", "2018")
    assert standings["not approved"].sources == ("alcohol-use-disorder",)
    assert len(standings["off label"].sources) == 4
    drug = next(use for use in found if not use.condition)
    assert drug.standings[0].places == ("US Food and Drug Administration", "United States")
    assert drug.standings[0].years == ("1977",)
    spasticity = found[0]
    assert [s.limits for s in spasticity.standings if s.name == "not recommended"] == [
        ("Parkinson's disease", "stroke")
    ]


def test_doses_begin_with_uses_that_no_document_calls_off_label(
    on_baclofen: list[Claim], exposures: dict[str, str]
) -> None:
    own = [row for row in on_baclofen if row.subject_id == "drugkg:baclofen" or row.subject_id in exposures]
    groups = dose_groups(own, uses(own, exposures), exposures)
    assert [(group.use, group.route) for group in groups[:3]] == [
        ("spasticity", "oral route"), ("spasticity", "intrathecal route"), ("spasticity", NO_ROUTE),
    ]  # fmt: skip
    assert [row.phase for row in groups[0].claims] == [
        "starting dose", "titration", "maintenance dose", "maximum dose", "maximum dose",
    ]  # fmt: skip
    alcohol = next(group for group in groups if group.use == "alcohol use disorder")
    assert groups.index(alcohol) > 2
    assert "off label" in alcohol.standing
    assert alcohol.route == NO_ROUTE


def _column(answer: object, name: str, prefix: str = "") -> set[str]:
    assert isinstance(answer, Solutions)
    return {str(row[name]["value"]).removeprefix(prefix) for row in answer.rows}
