"""A query that climbs an ontology says when the term is in none that is loaded; a filter that nobody uses is named."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.external_ontologies import load
from ontology.external.reading import read_ontology
from queries.errors import ParameterError, UnanswerableError
from queries.runner import OpenGraph, explain_empty, open_graph, run_saved

TOY = Path(__file__).parents[1] / "ontology" / "data" / "toy.obo"


@pytest.fixture(scope="module")
def graph(graph_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenGraph]:
    folder = tmp_path_factory.mktemp("climbing") / "graph"
    shutil.copytree(graph_folder, folder)
    load(folder, read_ontology(TOY))
    with open_graph(folder) as opened:
        yield opened


def test_term_of_no_loaded_ontology_is_an_error(graph: OpenGraph) -> None:
    query = graph.index.query("adverse-effects-under")
    (reason,) = explain_empty(graph, query, {"branch": "HP:0000707"})
    assert reason.could_not_run
    assert reason.text == "HP:0000707 is not a term of an ontology that is loaded (toy), nor mapped to one"
    known = "http://purl.obolibrary.org/obo/TOY_0000001"
    assert explain_empty(graph, query, {"branch": known}) == []


def test_a_script_gets_the_error_in_place_of_an_empty_answer(graph: OpenGraph, graph_folder: Path) -> None:
    with pytest.raises(UnanswerableError, match="HP:0000707 is not a term of an ontology that is loaded"):
        run_saved(graph, "adverse-effects-under", branch="HP:0000707")
    with open_graph(graph_folder) as bare, pytest.raises(UnanswerableError, match="none is loaded"):
        run_saved(bare, "regions-within")


def test_value_without_which_there_would_be_rows_is_named(graph: OpenGraph) -> None:
    query = graph.index.query("compare-drugs")
    (reason,) = explain_empty(graph, query, {"other": "levodopa"})
    assert not reason.could_not_run
    assert reason.text.startswith("nothing in the graph has other = drugkg:levodopa here; with the default")


def test_values_of_two_parameters_given_to_one_are_refused(graph: OpenGraph) -> None:
    with pytest.raises(ParameterError, match=r"sets drug against other: give one of them as other=levodopa$"):
        run_saved(graph, "compare-drugs", drug=["baclofen", "levodopa"])
