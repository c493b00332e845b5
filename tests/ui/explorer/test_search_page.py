"""The search page, opened by its address."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from queries.claims.reader import read_claims
from queries.claims.search import SEARCHED, quote_that_matched, search
from queries.index.name_index import Index
from queries.store.interface import Store
from tests.support.explorer_pages import open_page, words_of


def _addresses(page: AppTest) -> set[str]:
    """Return the parameters of all links."""
    return {link.proto.query_string for link in page.get("page_link")}


def test_word_is_found_in_entities_claims_and_queries(graph_folder: Path, store: Store, index: Index) -> None:
    page = open_page("search", graph_folder, words="craving")
    found = search(index, read_claims(store, only=SEARCHED), "craving")
    counts = {"Entities": len(found.entities), "Claims": len(found.claims), "Saved queries": len(found.queries)}
    for title, count in counts.items():
        assert int(re.findall(rf"^{title} \((\d+)\)", words_of(page), re.MULTILINE)[0]) == count > 0
    addresses = _addresses(page)
    assert "entity=drugkg%3Aalcohol-craving" in addresses
    assert "query=abuse-and-dependence" in addresses
    assert {f"claim={claim.id}" for claim in found.claims} <= addresses


def test_brand_name_leads_to_the_drug_and_says_what_matched(graph_folder: Path) -> None:
    page = open_page("search", graph_folder, words="LIORESAL")
    assert "named :orange[**lioresal**]" in words_of(page)
    assert {"entity=drugkg%3Abaclofen", "start=drugkg%3Abaclofen"} <= _addresses(page)


def test_all_words_must_occur(graph_folder: Path) -> None:
    page = open_page("search", graph_folder, words="phenibut agonist")
    assert "claim=encyclopaedia-111" in _addresses(page)
    assert "claim=monograph-004" not in _addresses(page)


def test_words_of_a_quote_find_its_claim_and_are_shown(store: Store, index: Index) -> None:
    row = next(row for row in read_claims(store) if row.id == "monograph-052")
    told = replace(row, places=(replace(row.places[0], quote="renal: give less if CrCl is low"),))
    assert [hit.id for hit in search(index, [told], "crcl").claims] == ["monograph-052"]
    assert quote_that_matched(told, "crcl") == "renal: give less if CrCl is low"
    assert quote_that_matched(told, "baclofen") == ""


def test_a_long_quote_is_cut_to_what_was_looked_for(store: Store) -> None:
    row = next(row for row in read_claims(store) if row.id == "monograph-052")
    long = f"{'before ' * 40}CrCl{' after' * 40}"
    shown = quote_that_matched(replace(row, places=(replace(row.places[0], quote=long),)), "crcl")
    assert shown.startswith("… before")
    assert "CrCl" in shown
    assert shown.endswith("after …")
    assert len(shown) < 170


def test_what_our_words_say_stands_before_what_only_quotes_say(store: Store, index: Index) -> None:
    ours = next(row for row in read_claims(store) if "craving" in row.statement)
    other = next(row for row in read_claims(store) if row.id == "monograph-052")
    quoted = replace(other, places=(replace(other.places[0], quote="less craving"),))
    assert search(index, [quoted, ours], "craving").claims == [ours, quoted]


def test_an_answer_of_many_topics_has_no_warning_of_doses(graph_folder: Path) -> None:
    assert not open_page("search", graph_folder, words="craving").warning
    assert open_page("search", graph_folder, words="mg").warning


def test_first_are_shown_and_more_on_demand(graph_folder: Path) -> None:
    few = open_page("search", graph_folder, words="withdrawal")
    claims = [address for address in _addresses(few) if address.startswith("claim=")]
    assert len(claims) == 25
    every = open_page("search", graph_folder, words="withdrawal", **{"all-claim": "true"})
    count = len([address for address in _addresses(every) if address.startswith("claim=")])
    assert f"Claims ({count})" in words_of(every)
    assert count > 25


def test_nothing_found_offers_near_names(graph_folder: Path) -> None:
    page = open_page("search", graph_folder, words="lioresall")
    assert "Nothing has “lioresall” in it." in words_of(page)
    assert "Looked in: names and synonyms of entities; statement, proposition and" in words_of(page)
    assert "words=lioresal" in _addresses(page)


def test_the_identifier_of_a_claim_leads_to_it(graph_folder: Path) -> None:
    page = open_page("search", graph_folder, words="https://w3id.org/drugkg/claim/monograph-068")
    assert "claim=monograph-068" in [link.proto.query_string for link in page.get("page_link")]
    assert "Nothing has" not in words_of(page)


def test_empty_search_offers_examples_that_find_something(graph_folder: Path) -> None:
    page = open_page("search", graph_folder)
    examples = [link.proto.label.replace("\\", "") for link in page.get("page_link") if link.proto.query_string]
    assert {"relapse", "baclofen"} <= set(examples)
    for words in examples:
        assert "Nothing has" not in words_of(open_page("search", graph_folder, words=words))


@pytest.mark.parametrize("words", ["<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "*", "(", "\\"])
def test_words_are_text(graph_folder: Path, words: str) -> None:
    page = open_page("search", graph_folder, words=words)
    said = [element.value for element in [*page.markdown, *page.info]]
    assert not any(re.search(r"(?<!\\)<img|(?<!\\)\]\(javascript", text) for text in said)
    assert f"Results for “**{words}**”" in words_of(page) or f"Nothing has “{words}” in it." in words_of(page)
