"""The Sources page: the documents, and one of them in detail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ingest.sources import read_sources
from queries.claims.reader import Claim, Place
from tests.support.explorer_pages import links_of_table, open_page, table_of, words_of
from ui.explorer.documents.text import Segment, document_html, segments


def test_every_document_has_its_kind_date_and_numbers(graph_folder: Path) -> None:
    page = open_page("sources", graph_folder)
    words = words_of(page)
    for item in read_sources():
        assert f"**{item.source.title}**" in words
        assert f"Short title: {item.source.short_title}" in words
        assert item.source.kind in words
        assert f"**{len(item.claims)}** claims" in words
    assert "2024-09-17" in words
    assert words.count("no date given") == 4
    assert "Leora B.H. Staff, Leora Behavioral Health" in words
    assert "**8** listed · **39** marked, but not in the list · **2** named in the text only" in words


def test_claims_by_topic_and_document(graph_folder: Path) -> None:
    page = open_page("sources", graph_folder)
    table = {row["Topic"]: row for row in table_of(page, "topic_matrix")}
    assert list(table["mechanism"].values())[1:] == ["28", "64", "37", "21", "10", "160"]
    assert table["overdose and toxicity"]["Monograph"] == "0"
    assert sum(int(row["All"]) for row in table.values()) == 922
    leads = dict(zip(table, links_of_table(page, "topic_matrix"), strict=True))
    assert leads["mechanism"]["Monograph"] == "evidence?family=mechanism&source=monograph"
    assert "Monograph" not in leads["overdose and toxicity"]


def test_one_document_with_its_works(graph_folder: Path) -> None:
    page = open_page("sources", graph_folder, document="encyclopaedia", work="ref:encyclopaedia-zvejniece-2015")
    assert page.title[0].value.replace("\\", "") == "Baclofen (encyclopaedia article, in part)"
    work = next(row for row in table_of(page, "works") if row["PubMed"] == "26234470")
    assert (work["DOI"], work["Claims"]) == ("10.1016/j.pbb.2015.07.014", "8")
    assert "https://pubmed.ncbi.nlm.nih.gov/26234470/" in [row.get("PubMed") for row in links_of_table(page, "works")]
    assert (work["Status"], work["Given in full"]) == ("in the reference list", "yes")
    words = words_of(page)
    assert "**Claims that cite Zvejniece 2015**" in words
    assert "Baclofen blocks voltage-gated calcium channels that contain the α2δ subunit." in words


def test_a_work_without_claims_says_so(graph_folder: Path) -> None:
    page = open_page("sources", graph_folder, document="monograph", work="ref:monograph-7")
    assert page.info[0].value.startswith("No claim cites Baclofen Withdrawal")


@pytest.mark.parametrize(
    ("parameters", "complaint"),
    [
        ({"document": "<img src=x>"}, "There is no document “<img src=x>”."),
        ({"document": "monograph", "work": "[x](javascript:1)"}, "This document has no work “[x](javascript:1)”."),
    ],
)
def test_a_wrong_address_is_told(graph_folder: Path, parameters: dict[str, str], complaint: str) -> None:
    page = open_page("sources", graph_folder, **parameters)
    assert page.error[0].value.replace("\\", "").startswith(complaint)


@pytest.fixture
def _opened_anew() -> Iterator[None]:
    """The graph is opened anew before and after, as the folder of originals is read once."""
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.mark.usefixtures("_opened_anew")
def test_the_text_is_shown_with_its_passages(
    graph_folder: Path, originals: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRUGKG_ORIGINALS", str(originals))
    plain = _text(open_page("sources", graph_folder, document="monograph"))
    assert plain.count("<mark") > 150
    assert "Do not dose anyone by them" in words_of(open_page("sources", graph_folder, document="monograph"))
    assert 'href="evidence?claim=monograph-001"' in plain
    assert "<u " not in plain
    with_bare = _text(open_page("sources", graph_folder, document="monograph", uncovered="true"))
    assert with_bare.count("<u ") == 4
    original = next(item for item in read_sources() if item.source.slug == "monograph").source
    assert len(_bare(with_bare)) == original.length


@pytest.mark.usefixtures("_opened_anew")
def test_without_originals_the_page_says_what_is_missing(graph_folder: Path) -> None:
    page = open_page("sources", graph_folder, document="psychiatric-use")
    assert "The original is not at hand" in page.info[0].value


def test_segments_cut_a_document_where_claims_begin_and_end() -> None:
    rows = [_claim("a", (2, 6)), _claim("b", (4, 8))]
    assert segments(10, rows) == [
        Segment(0, 2, ()), Segment(2, 4, ("a",)), Segment(4, 6, ("a", "b")), Segment(6, 8, ("b",)), Segment(8, 10, ()),
    ]  # fmt: skip


def test_words_of_a_document_are_never_markup() -> None:
    text = 'one <img src=x onerror=alert(1)> "two" & three'
    html = document_html(text, [_claim("a", (4, 32))], [(33, 38)])
    assert "<img" not in html
    assert html.count("<mark") == html.count("<u ") == 1
    assert _bare(html) == text


def _text(page: AppTest) -> str:
    bodies = [str(element.proto.body) for element in page.main if element.type == "html"]
    return next(body for body in bodies if "<mark" in body)


def _bare(html: str) -> str:
    """Return the words of HTML without tags."""
    text = re.sub(r"<[^>]*>", "", html)
    for name, sign in (("&lt;", "<"), ("&gt;", ">"), ("&#34;", '"'), ("&#39;", "'"), ("&amp;", "&")):
        text = text.replace(name, sign)
    return text


def _claim(name: str, *spans: tuple[int, int]) -> Claim:
    texts = {field: "" for field in Claim.__dataclass_fields__ if Claim.__annotations__.get(field) == "str"}
    places = tuple(Place("", start, end) for start, end in spans)
    return Claim(**(texts | {"id": name}), places=places)  # type: ignore[arg-type]
