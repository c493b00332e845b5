"""The explorer on a graph of another drug: it shows what that graph holds, and knows no drug of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.support.explorer_pages import links_of, open_page, table_of, words_of
from tests.support.other_graph import FILE, SHORT_TITLE, TEXT, TITLE, build_other_graph, write_originals

KNOWN_DRUG = "baclofen"
PAGES = ("overview", "mechanism", "evidence", "agreement", "query", "links", "sources", "search")


@pytest.fixture(autouse=True)
def _opened_anew() -> Iterator[None]:
    """Originals are read once per graph that is opened."""
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def _all_of(page: AppTest) -> str:
    """Return everything that a page shows, offers or links to, folded."""
    parts = [str(element.proto) for element in page.main]
    return f"{words_of(page)} {' '.join(parts)}".casefold()


@pytest.mark.parametrize("name", PAGES)
def test_no_page_names_a_drug_that_the_graph_does_not_hold(other_graph: Path, name: str) -> None:
    page = open_page(name, other_graph)
    assert not page.error
    assert KNOWN_DRUG not in _all_of(page)
    assert KNOWN_DRUG not in str(page.query_params)


def test_sources_shows_the_document_of_the_graph(other_graph: Path) -> None:
    words = words_of(open_page("sources", other_graph))
    assert f"**{TITLE}**" in words
    assert f"Short title: {SHORT_TITLE}" in words
    assert "**4** claims" in words
    detail = words_of(open_page("sources", other_graph, document="velorine-notes"))
    assert "House of Tests" in detail
    assert "**Rights**: free for tests" in detail
    assert FILE in detail
    assert "The original is not at hand" in detail


def test_the_original_of_the_graph_is_shown_and_quoted(
    other_graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRUGKG_ORIGINALS", str(write_originals(tmp_path / "originals")))
    page = open_page("sources", other_graph, document="velorine-notes")
    assert any("Calm shortens waking</mark>" in str(element.proto) for element in page.main)
    claim = open_page("evidence", other_graph, claim="velorine-notes-004")
    assert "“Under Velorine some feel itching”" in words_of(claim)
    rows = table_of(open_page("evidence", other_graph, words="itching"), "claim_rows")
    assert "Under Velorine some feel itching" in [row["Quote"] for row in rows]
    found = words_of(open_page("search", other_graph, words="stimulates"))
    assert "Claims (1)" in found
    assert "4 of 4 passages verified and quoted" in words_of(open_page("overview", other_graph))


STATES: tuple[tuple[str, dict[str, str], str], ...] = (
    ("overview", {}, "4 of 4 passages verified and quoted"),
    ("evidence", {"claim": "velorine-notes-004"}, "“Under Velorine some feel itching”"),
    ("entity", {"entity": "drugkg:velorine"}, "“Under Velorine some feel itching”"),
    ("entity", {"entity": "drugkg:velorine", "edge": "drugkg:velorine + drugkg:itching"}, "“Under Velorine some"),
    ("mechanism", {"chosen": "drugkg:calm - drugkg:waking", "end": "drugkg:waking"}, "“Calm shortens waking”"),
    ("mechanism", {"chosen": "drugkg:calm", "end": "drugkg:waking"}, "“Calm shortens waking”"),
    ("search", {"words": "stimulates"}, " the Zeta receptor”"),
    ("sources", {}, "characters; **1** stretch of three words or more carries no claim"),
    ("sources", {"document": "velorine-notes", "uncovered": "true"}, "Under Velorine some feel itching"),
)
"""Each page that has words of documents, and words that must be on it."""


def test_a_query_for_words_that_the_graph_lacks_says_how_to_get_them(other_graph: Path) -> None:
    page = open_page("query", other_graph, query="uncovered-passages")
    assert "built without them. Build it with the originals" in page.warning[0].value.replace("\\", "")


def test_words_are_the_same_whether_the_build_or_the_explorer_has_the_originals(
    other_graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    originals = write_originals(tmp_path / "originals")
    quoting = build_other_graph(tmp_path, originals=originals)
    monkeypatch.setenv("DRUGKG_ORIGINALS", str(originals))
    for page, state, expected in STATES:
        words = [words_of(open_page(page, graph, **state)) for graph in (quoting, other_graph)]
        assert expected in words[0], (page, state)
        assert words[0] == words[1], (page, state)


def test_another_document_of_the_same_file_name_is_not_shown(
    other_graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = write_originals(tmp_path / "originals", TEXT.replace("calm", "rage"))
    monkeypatch.setenv("DRUGKG_ORIGINALS", str(changed))
    page = open_page("sources", other_graph, document="velorine-notes")
    assert "The original is not at hand" in page.info[0].value
    claim = words_of(open_page("evidence", other_graph, claim="velorine-notes-002"))
    assert "It is said that zeta-receptor-activity increases calm." in claim
    assert "rage" not in claim
    assert "“Stimulation" not in claim


def test_overview_is_of_the_drug_with_most_claims(other_graph: Path) -> None:
    page = open_page("overview", other_graph)
    assert page.title[0].value == "Velorine"
    links = links_of(page)
    assert links["What Velorine changes, step by step"] == ("mechanism", {"start": ["drugkg:velorine"]})
    assert not any("addictive" in label or "stopping" in label for label in links)


def test_mechanism_opens_with_a_route_of_the_graph(other_graph: Path) -> None:
    page = open_page("mechanism", other_graph)
    assert page.multiselect(key="choose_start").value == ["drugkg:velorine"]
    assert page.multiselect(key="choose_end").value == ["drugkg:calm"]
    assert "Velorine → calm: raised by 1 route" in words_of(page)


def test_search_offers_names_that_it_finds(other_graph: Path) -> None:
    examples = [
        link.proto.label for link in open_page("search", other_graph).get("page_link") if link.proto.query_string
    ]
    assert {"Velorine", "calm", "itching"} <= set(examples)
    for words in examples:
        if words.startswith("About"):
            continue
        assert "Nothing has" not in words_of(open_page("search", other_graph, words=words))


def test_a_saved_query_starts_from_what_the_graph_has_and_says_so(other_graph: Path) -> None:
    page = open_page("query", other_graph, query="adverse-effects")
    assert page.selectbox(key="adverse-effects.drug").value == "drugkg:velorine"
    assert any("Drug is Velorine by default" in caption.value for caption in page.caption)
    assert "itching" in str(table_of(page, "answer_table"))
    assert KNOWN_DRUG not in _all_of(page)


def test_examples_of_the_editor_are_about_the_graph(other_graph: Path) -> None:
    page = open_page("query", other_graph, mode="sparql")
    assert "Claims on calm" in [link.proto.label for link in page.get("page_link")]
    assert not page.error
    assert KNOWN_DRUG not in _all_of(page)
