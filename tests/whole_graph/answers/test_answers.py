"""What holds for each query whose answer was found by reading: defaults, names, other drugs, and any engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from queries.errors import UnknownNameError
from queries.index.name_index import Index
from queries.saved_queries.reading import read_catalog
from queries.store.embedded import EmbeddedStore
from queries.store.graph_versions import store_folder
from queries.store.remote import RemoteStore
from tests.support.answers import rows_of, solutions
from tests.support.servers import served

CATALOG = Path(__file__).parents[3] / "queries" / "catalog"
QUERIES = read_catalog(CATALOG)
GENERAL = {
    *("drug-overview", "targets", "brain-regions", "indications", "efficacy", "dosing", "pharmacokinetics"),
    *("adverse-effects", "withdrawal-effects", "interactions", "contraindications", "special-populations"),
    *("claims-of-source", "claims-citing", "uncited-single-source"),
}
CLINICAL = {
    *("abrupt-withdrawal", "abuse-and-dependence", "combinations-to-avoid", "common-effects"),
    *("dose-adjustment-reasons", "doses-by-condition", "effect-class-differences", "findings-in-several-roles"),
    *("half-life-by-document", "maximum-doses", "monitoring", "opposite-effects"),
    *("overdose-effects", "patient-advice", "serious-effects", "value-ranges"),
}
READ = sorted(GENERAL | CLINICAL)
"""The queries whose answers were found by reading the documents."""
OF_A_DRUG = [name for name in READ if QUERIES[name].parameter("drug")]
COUNTED = ("drug-overview",)
"""Queries that count over all drugs asked for, so that two drugs give other rows than each by itself."""
NEVER_CITED = ("claims-of-source", "half-life-by-document")
"""Neither the monograph nor any sentence on the half-life carries a mark."""


@pytest.fixture(scope="module")
def server(graph_folder: Path) -> Iterator[RemoteStore]:
    """The graph behind a real server."""
    with served(store_folder(graph_folder)) as address:
        store = RemoteStore(address)
        yield store
        store.close()


@pytest.mark.parametrize("name", READ)
def test_a_query_answers_with_its_defaults(store: EmbeddedStore, index: Index, name: str) -> None:
    answer = solutions(store, index, name)
    assert list(index.query(name).columns) == answer.variables
    assert answer.rows


@pytest.mark.parametrize("name", READ)
def test_no_column_is_empty_and_no_row_comes_twice(store: EmbeddedStore, index: Index, name: str) -> None:
    answer, rows = solutions(store, index, name), rows_of(store, index, name)
    empty = [column for column in answer.variables if not any(row[column] for row in rows)]
    assert empty == (["cites"] if name in NEVER_CITED else [])


@pytest.mark.parametrize("name", READ)
def test_a_server_gives_the_same_rows_as_the_folder(
    store: EmbeddedStore, server: RemoteStore, index: Index, name: str
) -> None:
    assert solutions(server, index, name) == solutions(store, index, name)


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
        *((name, "phenibut") for name in OF_A_DRUG if name not in COUNTED),
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
        *(("phenibut", name) for name in ("special-populations", "pharmacokinetics", "dosing", "efficacy")),
        ("phenibut", "indications"),
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
