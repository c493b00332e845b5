"""What is asked about one drug has the same answer when the graph holds other drugs too.

The larger graph has the five documents three times: about baclofen, and about two made-up drugs that share half of all
other entities with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from ontology.namespaces import PREFIXES
from queries.claims.reader import Attribute, read_claims
from queries.comparison.disagreements import chosen, stored_disagreements
from queries.mechanism.paths import PathOptions, paths_between, read_mechanisms
from queries.runner import OpenGraph, run_saved
from queries.saved_queries.model import SavedQuery
from queries.store.interface import Solutions
from tests.support.catalogue import answerable, catalogue

pytestmark = [pytest.mark.whole_graph, pytest.mark.slow]

DRUG = "drugkg:baclofen"
DOCUMENTS = ("addiction-clinic", "alcohol-use-disorder", "encyclopaedia", "monograph", "psychiatric-use")
ON_TWO_DRUGS = ("compare-drugs",)
"""The second drug of the default, phenibut, is shared: the other documents speak of it too."""
NOT_OF_ONE_DOCUMENT = ("uncovered-passages", "single-document-propositions")
"""The one needs the originals; the other lists what no other document states, and other documents state more."""
COMPARED: tuple[Attribute, ...] = ("statement", "phrase", "qualifiers", "cites", "value", "scope")
CATALOGUE = [query for query in catalogue().values() if answerable(query)]


def on_a_drug(query: SavedQuery) -> bool:
    return any(DRUG in parameter.default for parameter in query.parameters) and query.name not in ON_TWO_DRUGS


def named_drug(query: SavedQuery) -> dict[str, str]:
    return {parameter.name: DRUG for parameter in query.parameters if DRUG in parameter.default}


def on_a_document(query: SavedQuery) -> bool:
    return any(p.type == "source" for p in query.parameters) and query.name not in NOT_OF_ONE_DOCUMENT


def rows(graph: OpenGraph, name: str, params: Mapping[str, str] | None = None) -> list[Any]:
    answer = run_saved(graph, name, params or {})
    return answer.rows if isinstance(answer, Solutions) else [answer]


def test_the_larger_graph_has_three_times_the_claims(small: OpenGraph, large: OpenGraph) -> None:
    assert len(read_claims(large.store, only=())) == 3 * len(read_claims(small.store, only=()))


@pytest.mark.parametrize("query", [query for query in CATALOGUE if on_a_drug(query)], ids=lambda query: query.name)
def test_a_question_about_a_drug_has_the_same_rows(query: SavedQuery, small: OpenGraph, large: OpenGraph) -> None:
    found = rows(small, query.name)
    assert rows(large, query.name, named_drug(query)) == found
    assert found


def test_without_a_drug_a_question_is_about_all_drugs_of_the_documents(small: OpenGraph, large: OpenGraph) -> None:
    labels = {name: {row["drug"]["value"] for row in rows(large, name)} for name in ("targets", "adverse-effects")}
    assert {len(found) for found in labels.values()} == {3}
    assert {row["drug"]["value"] for row in rows(small, "targets")} == {"baclofen"}
    ((parameter, notice),) = large.index.query("targets").notices
    assert parameter == "drug"
    assert all(label in notice for label in labels["targets"])


def test_two_drugs_are_compared_by_the_same_rows_of_their_documents(small: OpenGraph, large: OpenGraph) -> None:
    own = {PREFIXES["source"] + name for name in DOCUMENTS}
    found = rows(small, "compare-drugs")
    assert [row for row in rows(large, "compare-drugs") if row["source"]["value"] in own] == found != []


@pytest.mark.parametrize("name", [query.name for query in CATALOGUE if on_a_document(query)])
def test_a_question_about_a_document_has_the_same_rows(name: str, small: OpenGraph, large: OpenGraph) -> None:
    parameter = next(p.name for p in small.index.query(name).parameters if p.type == "source")
    assert rows(large, name, {parameter: "monograph"}) == rows(small, name, {parameter: "monograph"})


def test_the_claims_on_a_drug_and_of_a_document_are_the_same(small: OpenGraph, large: OpenGraph) -> None:
    for choice in ({"about": [DRUG]}, {"sources": ["source:monograph"]}):
        found = read_claims(small.store, **choice, only=COMPARED)
        assert read_claims(large.store, **choice, only=COMPARED) == found != []


def test_disagreements_about_a_drug_are_the_same_but_for_their_rank(small: OpenGraph, large: OpenGraph) -> None:
    def about(graph: OpenGraph) -> list[dict[str, Any]]:
        found = stored_disagreements(graph.store, about=DRUG)
        assert found == chosen(stored_disagreements(graph.store), about=DRUG)
        return [{key: value for key, value in row.items() if key != "rank"} for row in found]

    assert about(large) == about(small) != []


@pytest.mark.parametrize("end", ["relapse", "spasticity", "anxiety"])
@pytest.mark.parametrize("joined", [False, True])
def test_a_drug_has_the_same_paths(end: str, joined: bool, small: OpenGraph, large: OpenGraph) -> None:
    """What passages on other drugs state on shared nodes adds neither routes nor evidence."""

    def routes(graph: OpenGraph) -> list[dict[str, Any]]:
        start, target = graph.index.names.find("baclofen"), graph.index.names.find(end)
        return paths_between(read_mechanisms(graph.store), start, target, PathOptions(joined=joined)).paths

    assert routes(large) == routes(small) != []
