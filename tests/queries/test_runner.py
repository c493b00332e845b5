"""Saved queries from their name to their answer, on every store."""

from __future__ import annotations

import pytest

from queries.errors import AmbiguousNameError, ParameterError, UnknownNameError
from queries.index.name_index import Index
from queries.runner import OpenGraph, prepare, run_saved, run_text
from queries.store.interface import Graph, Solutions, Store

ENTITY = "https://w3id.org/drugkg/entity/"


def rows(answer: Solutions | Graph | bool) -> list[tuple[str, ...]]:
    assert isinstance(answer, Solutions)
    return [tuple(row[name]["value"].rpartition("/")[2] for name in answer.variables) for row in answer.rows]


def test_defaults(store: Store, index: Index) -> None:
    answer = run_saved(OpenGraph.of(store, index), "effects-of")
    assert rows(answer) == [
        ("drowsiness", "drowsiness", "affirmed", "first", "not said"),
        ("nausea", "nausea", "denied", "first", "not said"),
    ]


@pytest.mark.parametrize(
    "params",
    [
        ["drug=Valium"],
        ["drug=drugkg:diazepam"],
        {"drug": "diazepam"},
        {"drug": ["diazepam"]},
        ["drug=baclofen", "drug=diazepam", "source=second"],
        ["drug=baclofen", "drug=diazepam", "source=The Second Page"],
    ],
)
def test_one_drug_by_any_name(store: Store, index: Index, params: list[str] | dict[str, str]) -> None:
    answer = run_saved(OpenGraph.of(store, index), "effects-of", params)
    assert rows(answer) == [("drowsiness", "drowsiness", "affirmed", "second", "not said")]


@pytest.mark.parametrize("value", ["denied", "DENIED", "dkgo:denied"])
def test_choices(store: Store, index: Index, value: str) -> None:
    answer = run_saved(OpenGraph.of(store, index), "effects-of", {"polarity": value})
    assert rows(answer) == [("nausea", "nausea", "denied", "first", "not said")]


def test_numbers_and_texts_in_sub_selects(store: Store, index: Index) -> None:
    assert rows(run_saved(OpenGraph.of(store, index), "counts")) == [("baclofen", "1", "not said")]
    assert rows(run_saved(OpenGraph.of(store, index), "counts", ["least=10.5"])) == []
    assert rows(run_saved(OpenGraph.of(store, index), "counts", ["word=baclofen"])) == []


def test_other_forms(store: Store, index: Index) -> None:
    assert run_saved(OpenGraph.of(store, index), "is-denied") is True
    assert run_saved(OpenGraph.of(store, index), "is-denied", ["drug=diazepam"]) is False
    graph = run_saved(OpenGraph.of(store, index), "as-graph", format="ntriples")
    assert isinstance(graph, Graph)
    assert graph.data.count(b" .\n") == 5


def test_any_text(store: Store, index: Index) -> None:
    assert run_text(OpenGraph.of(store, index), "# a comment\nask {}") is True
    assert rows(run_text(OpenGraph.of(store, index), "PREFIX ask: <http://x/> SELECT (1 AS ?x) {}")) == [("1",)]
    assert isinstance(run_text(OpenGraph.of(store, index), "DESCRIBE <http://x/>"), Graph)


def test_what_the_user_got_wrong(index: Index) -> None:
    with pytest.raises(UnknownNameError, match="no saved query 'effect-of'; did you mean: effects-of"):
        prepare(index, "effect-of")
    with pytest.raises(ParameterError, match="has no parameter 'drgu'; did you mean: drug"):
        prepare(index, "effects-of", ["drgu=baclofen"])
    with pytest.raises(UnknownNameError, match="no Drug has the name 'baclofn'; did you mean: baclofen"):
        prepare(index, "effects-of", ["drug=baclofn"])
    with pytest.raises(UnknownNameError, match="it names a thing of class ClinicalFinding"):
        prepare(index, "effects-of", ["drug=nausea"])
    with pytest.raises(ParameterError, match="parameter polarity cannot be 'perhaps'; its choices: dkgo:affirmed, "):
        prepare(index, "effects-of", ["polarity=perhaps"])
    with pytest.raises(AmbiguousNameError, match="'stopping' may mean"):
        prepare(index, "counts", ["drug=stopping"])
    with pytest.raises(ParameterError, match="parameter least must be a number of type decimal, not 'few'"):
        prepare(index, "counts", ["least=few"])
