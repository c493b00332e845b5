"""What holds for each query a clinician asks: defaults, names, other drugs, speed, and any engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from queries.embedded import EmbeddedStore
from queries.folders import store_folder
from queries.index import Index
from queries.remote import RemoteStore
from tests.graph.answers import rows_of, solutions
from tests.servers import served

CLINICAL = [
    *("abrupt-withdrawal", "abuse-and-dependence", "combinations-to-avoid", "common-effects"),
    *("dose-adjustment-reasons", "doses-by-condition", "effect-class-differences", "findings-in-several-roles"),
    *("half-life-by-document", "maximum-doses", "monitoring", "opposite-effects"),
    *("overdose-effects", "patient-advice", "serious-effects", "value-ranges"),
]
NEVER_CITED = {"half-life-by-document"}
"""None of the sentences on it carries a mark."""


@pytest.fixture(scope="module")
def server(graph_folder: Path) -> Iterator[RemoteStore]:
    """The graph behind a real server."""
    with served(store_folder(graph_folder)) as address:
        store = RemoteStore(address)
        yield store
        store.close()


@pytest.mark.parametrize("name", CLINICAL)
def test_a_query_answers_with_its_defaults(store: EmbeddedStore, index: Index, name: str) -> None:
    answer, rows = solutions(store, index, name), rows_of(store, index, name)
    assert list(index.query(name).columns) == answer.variables
    empty = {column for column in answer.variables if not any(row[column] for row in rows)}
    assert rows
    assert empty == ({"cites"} if name in NEVER_CITED else set())


@pytest.mark.parametrize("name", CLINICAL)
def test_a_server_gives_the_same_rows_as_the_folder(
    store: EmbeddedStore, server: RemoteStore, index: Index, name: str
) -> None:
    assert solutions(server, index, name) == solutions(store, index, name)


@pytest.mark.parametrize("name", CLINICAL)
def test_a_brand_name_means_the_drug(store: EmbeddedStore, index: Index, name: str) -> None:
    assert solutions(store, index, name, {"drug": "Lioresal"}) == solutions(store, index, name)


@pytest.mark.parametrize("name", CLINICAL)
@pytest.mark.parametrize("other", ["phenibut", "gamma-hydroxybutyric acid", "levodopa"])
def test_two_drugs_at_once_give_the_rows_of_both(store: EmbeddedStore, index: Index, name: str, other: str) -> None:
    apart = [rows_of(store, index, name, {"drug": drug}) for drug in ("baclofen", other)]
    together = rows_of(store, index, name, {"drug": ["baclofen", other]})
    assert {tuple(row.values()) for row in together} == {tuple(row.values()) for rows in apart for row in rows}
