"""The switch to reviewed claims: claims that no person has reviewed are marked, and left out while it is on."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.explorer_pages import links_of, open_page, rows_of_table, table_of, words_of
from tests.support.other_graph import build_other_graph
from tests.support.shared import made_once


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph in which the second claim, a step to calm, and the fourth, on itching, are proposed."""
    make = partial(build_other_graph, proposed=(2, 4))
    return made_once(tmp_path_factory, "velorine-proposed", make) / "graph"


def test_proposed_claims_are_counted_and_marked(graph: Path) -> None:
    page = open_page("evidence", graph)
    assert "2 of 4 claims are not reviewed by a person and are marked" in words_of(page)
    standings = [row["Standing"] for row in table_of(page, "claim_rows")]
    assert [standing.endswith("proposed") for standing in standings] == [False, True, False, True]
    assert "proposed" in words_of(open_page("evidence", graph, claim="velorine-notes-004"))


def test_the_matrix_marks_them_and_calls_what_one_document_says_no_agreement(graph: Path) -> None:
    rows = table_of(open_page("agreement", graph, documents="1"), "matrix")
    assert {row["Matter"]: row["Velorine notes"] for row in rows} == {
        "calm decreases waking": "says",
        "Velorine causes itching": "says, proposed",
        "Velorine increases Zeta receptor activity": "says",
        "Zeta receptor activity increases calm": "says, proposed",
    }
    assert {row["Relation"] for row in rows} == {"one document"}


def test_the_switch_leaves_them_out_and_is_in_the_address(graph: Path) -> None:
    page = open_page("evidence", graph)
    page.toggle(key="reviewed switch").set_value(True).run()
    assert page.query_params["reviewed"] == "only"
    assert rows_of_table(page, "claim_rows") == ["velorine-notes-001", "velorine-notes-003"]
    assert "2 claims, from 1 document" in words_of(page)
    page.toggle(key="reviewed switch").set_value(False).run()
    assert "reviewed" not in page.query_params
    assert len(rows_of_table(page, "claim_rows")) == 4


@pytest.mark.parametrize(
    ("name", "state", "shown", "gone"),
    [
        ("overview", {}, "2 of 4 claims are not reviewed by a person and are left out", "itching"),
        ("mechanism", {"end": "drugkg:waking"}, "No route: Velorine → waking", "lowered by 1 route"),
        ("entity", {"entity": "drugkg:itching"}, "No person has reviewed the only claim on itching", "Under Velorine"),
        ("search", {"words": "itching"}, "Entities (1)", "Claims (1)"),
        ("query", {"query": "drug-overview"}, "This query sums up claims", "adverse effect"),
        ("query", {"query": "adverse-effects"}, "0 rows", "itching"),
        ("sources", {}, "**2** claims", "**4** claims"),
    ],
)
def test_every_page_leaves_them_out(graph: Path, name: str, state: dict[str, str], shown: str, gone: str) -> None:
    page = open_page(name, graph, reviewed="only", **state)
    assert not page.exception
    words = words_of(page)
    assert shown in words
    assert gone not in words
    menu = [link.proto.query_string for link in page.get("page_link") if link.proto.query_string]
    assert all("reviewed=only" in query for query in menu)


def test_a_graph_of_reviewed_claims_has_no_switch(other_graph: Path) -> None:
    assert not [item for item in open_page("evidence", other_graph).toggle if item.key == "reviewed switch"]


def _query_of(page: AppTest, label: str) -> str:
    """Return the parameters to which a link leads."""
    return str(next(link.proto for link in page.get("page_link") if link.proto.label == label).query_string)


def test_proposed_claims_make_steps_on_request(graph: Path) -> None:
    page = open_page("mechanism", graph, end="drugkg:waking")
    assert "1 proposed claim is left out" in words_of(page)
    assert "proposed=true" in _query_of(page, "Use it")
    used = words_of(open_page("mechanism", graph, end="drugkg:waking", proposed="true"))
    assert "Velorine → waking: lowered by 1 route" in used
    assert "Claims that nobody has reviewed make steps here too" in used


def test_a_drug_that_was_only_ingested_has_all_pages(tmp_path: Path) -> None:
    """One document, no reader yet: what it states is shown as proposed, and nothing as known or as compared."""
    graph = build_other_graph(tmp_path, proposed=(1, 2, 3, 4))
    overview = words_of(open_page("overview", graph))
    assert "Only one document is about it, so that no other affirms what it says." in overview
    assert "itching – proposed" in overview
    assert "Velorine → waking: lowered by 1 route" in words_of(open_page("mechanism", graph, end="drugkg:waking"))
    reviewed = open_page("overview", graph, reviewed="only")
    assert "No person has reviewed any of the 2 claims on Velorine" in words_of(reviewed)
    assert "No document says" not in words_of(reviewed)
    reviewed.button[-1].click().run()
    assert "reviewed" not in reviewed.query_params
    assert "itching – proposed" in words_of(reviewed)
    agreement = open_page("agreement", graph)
    assert "No two documents speak of the same matter." in words_of(agreement)
    assert "documents=1" in _query_of(agreement, "Show what one document speaks of")
    assert links_of(open_page("entity", graph, entity="drugkg:velorine"))["Mechanism from here"] == (
        "mechanism", {"start": ["drugkg:velorine"], "proposed": ["true"]},
    )  # fmt: skip
