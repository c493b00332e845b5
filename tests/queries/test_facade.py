"""The functions that scripts and notebooks call, on the graph of the five sources."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ontology.errors import UserError
from queries.answers.frames import Records, Rows
from queries.api_page import PAGE, api_page
from queries.errors import ParameterError, StoreError, UnknownNameError
from queries.mechanism.routes import PathOptions
from queries.runner import OpenGraph, claims, disagreements, find_paths, open_graph, run_saved, run_text


@pytest.fixture(scope="module")
def graph(graph_folder: Path) -> Iterator[OpenGraph]:
    with open_graph(graph_folder) as opened:
        yield opened


def test_a_place_without_a_graph_is_reported_at_once(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="drugkg build"):
        open_graph(tmp_path)


def test_parameters_are_keywords_and_names_are_as_people_write_them(graph: OpenGraph) -> None:
    by_brand = run_saved(graph, "half-life-by-document", drug="Lioresal")
    assert by_brand == run_saved(graph, "half-life-by-document", ["drug=baclofen"])
    assert isinstance(by_brand, Rows)
    assert {str(row["source"]["value"]).rpartition("/")[2] for row in by_brand.rows} == {
        "alcohol-use-disorder", "encyclopaedia", "monograph",
    }  # fmt: skip
    with pytest.raises(ParameterError, match="has no parameter 'drgu'; did you mean: drug"):
        run_saved(graph, "half-life-by-document", drgu="baclofen")


def test_prefixes_are_filled_in(graph: OpenGraph) -> None:
    assert run_text(graph, "ASK { GRAPH graph:entities { drugkg:baclofen a dkgo:Drug } }") is True


@pytest.mark.parametrize(
    "source", ["monograph", "source:monograph", "002_a718493ccbbc5c6a.txt", "Baclofen drug monograph"]
)
def test_a_document_goes_by_any_of_its_names(graph: OpenGraph, source: str) -> None:
    found = claims(graph, about="abrupt cessation of baclofen", source=source)
    assert [claim.object for claim in found if claim.predicate == "causes"] == [
        "baclofen withdrawal syndrome", "hallucination", "seizure", "rebound spasticity",
    ]  # fmt: skip


def test_several_names_choose_any_of_them(graph: OpenGraph) -> None:
    one, other = claims(graph, about="relapse"), claims(graph, about="alcohol craving")
    both = claims(graph, about=["relapse", "alcohol craving"])
    assert {claim.id for claim in both} == {claim.id for claim in [*one, *other]}
    assert len(both) > len(other) > 0
    with pytest.raises(UnknownNameError, match="no entity has the name 'relapsse'; did you mean: relapse"):
        claims(graph, about="relapsse")


def test_paths_and_their_documents(graph: OpenGraph) -> None:
    found = find_paths(graph, "Lioresal", "relapse").paths
    assert found == find_paths(graph, "drugkg:baclofen", "relapse").paths
    assert {path["start_id"] for path in found} == {"drugkg:baclofen"}
    assert all("relapse" in path["outcome"] for path in found)
    chosen = find_paths(graph, "baclofen", "relapse", sources="addiction-clinic").paths
    assert all(step["sources"] for path in chosen for step in path["steps"] if not step["definitional"])
    joined = find_paths(graph, "baclofen", "relapse", options=PathOptions(joined=True)).paths
    assert len(joined) > len(found)
    with pytest.raises(UserError, match="start and end are the same"):
        find_paths(graph, "baclofen", "Lioresal")


def test_disagreements_by_entity_type_and_document(graph: OpenGraph) -> None:
    every = disagreements(graph)
    assert [row["rank"] for row in every] == sorted(row["rank"] for row in every)
    found = disagreements(graph, about="Lioresal", type="value", source="monograph")
    assert found == [
        row for row in every
        if "drugkg:baclofen" in row["about"] and row["type"] == "value" and "002_a718493ccbbc5c6a.txt" in row["sources"]
    ]  # fmt: skip
    assert found


def test_rows_become_data_frames_with_plain_values(graph: OpenGraph) -> None:
    answer = run_text(
        graph,
        'SELECT * { VALUES (?drug ?many ?share ?yes ?word ?none) { (drugkg:baclofen 5 0.5 true "a" UNDEF) } }',
    )
    assert isinstance(answer, Rows)
    first = {"drug": "drugkg:baclofen", "many": 5, "share": 0.5, "yes": True, "word": "a", "none": None}
    assert answer.to_pandas().to_dict("records") == [first]
    assert answer.to_polars().to_dicts() == [first]


def test_claims_disagreements_and_paths_become_data_frames(graph: OpenGraph) -> None:
    found = claims(graph, source="monograph")
    for frame, ids in (
        (found.to_pandas(), [claim.id for claim in found]),
        (found.to_polars(), [claim.id for claim in found]),
        (disagreements(graph).to_polars(), [row["id"] for row in disagreements(graph)]),
    ):
        assert list(frame["id"]) == ids
    dose = next(row for row in found.to_polars().to_dicts() if row["id"] == "monograph-050")
    assert (dose["minimum"], dose["maximum"], dose["unit"]) == (300, 800, "ug/d")
    assert dose["places"][0]["section"] == "Dosage and Administration"
    paths = find_paths(graph, "baclofen", "relapse").paths
    assert isinstance(paths, Records)
    assert list(paths.to_polars()["net_sign"]) == [path["net_sign"] for path in paths]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_missing_library_is_one_line_that_names_it(monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(
        UserError, match=f"^a {library} data frame needs {library}: install it with `pip install {library}`$"
    ):
        getattr(Rows(["x"], []), f"to_{library}")()


def test_a_closed_graph_opens_again_when_it_is_needed(graph_folder: Path) -> None:
    with open_graph(graph_folder) as graph:
        assert run_text(graph, "ASK {}") is True
    assert run_text(graph, "ASK {}") is True
    graph.close()


def test_the_page_of_the_functions_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == api_page()


def test_an_answer_can_be_rolled_up(graph: OpenGraph) -> None:
    claims_ = run_saved(graph, "adverse-effects")
    rolled = run_saved(graph, "adverse-effects", rolled_up=True)
    assert isinstance(claims_, Rows)
    assert isinstance(rolled, Rows)
    assert rolled.variables[-2:] == ["Psychiatric use page", "independent_sources"]
    assert len(rolled.rows) < len(claims_.rows)
    rows = {row["effect"]: row for row in rolled.to_polars().to_dicts()}
    drowsiness = rows["drowsiness"]
    assert drowsiness["Alcohol use disorder article"] == "common"
    assert drowsiness["independent_sources"] == rolled.to_pandas()["independent_sources"].max()


def test_an_answer_without_rows_for_things_stays_as_it_is(graph: OpenGraph) -> None:
    assert graph.index.query("signed-paths").rows == ()
    assert run_saved(graph, "signed-paths", rolled_up=True) == run_saved(graph, "signed-paths")


def test_the_row_limit_is_on_the_rows_that_are_shown_and_not_on_the_claims_behind_them(graph: OpenGraph) -> None:
    whole = run_saved(graph, "adverse-effects", rolled_up=True)
    with open_graph(graph.location, row_limit=3) as narrow:
        three = run_saved(narrow, "adverse-effects", rolled_up=True)
        assert isinstance(three, Rows)
        assert isinstance(whole, Rows)
        assert three.rows == whole.rows[:3]
        assert three.notice is not None
