"""The Evidence page as its address names it."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.explorer_pages import open_page, rows_of_table, table_of, words_of


def _shown(page: AppTest) -> list[str]:
    return rows_of_table(page, "claim_rows")


def test_without_filters_all_claims_are_listed(graph_folder: Path) -> None:
    page = open_page("evidence", graph_folder)
    assert "922 claims, from 5 documents" in words_of(page)
    assert len(_shown(page)) == 100, "a page of them"
    page.selectbox(key="choose_page").select("10").run()
    assert len(_shown(page)) == 22


def test_filters_of_the_address_choose_the_claims(graph_folder: Path) -> None:
    page = open_page("evidence", graph_folder, polarity="denied", source="monograph")
    assert _shown(page) == ["monograph-026", "monograph-160"]
    assert "2 claims of 922, from 1 document." in words_of(page)
    standings = [row["Standing"] for row in table_of(page, "claim_rows")]
    assert standings[0].startswith("denies: baclofen acts on skeletal muscle [")
    assert standings[1].startswith("advises against: ")


def test_a_claim_of_the_address_is_open_whatever_the_filters(graph_folder: Path) -> None:
    page = open_page("evidence", graph_folder, claim="monograph-050", family="history")
    words = words_of(page)
    assert "For intrathecal maintenance 300 to 800 micrograms of baclofen are infused a day." in words
    assert "route: intrathecal route; dose phase: maintenance dose; regimen: infusion" in words
    assert "Do not dose anyone by them" in words
    assert "monograph-050" not in _shown(page)


def test_an_open_claim_shows_who_else_speaks_of_its_proposition(graph_folder: Path) -> None:
    words = words_of(open_page("evidence", graph_folder, claim="encyclopaedia-129"))
    assert "Proposition: *baclofen has a half-life*" in words
    assert "Alcohol use disorder article, health article" in words
    assert "Monograph" in words


@pytest.mark.parametrize("name", ["claim:encyclopaedia-129", "https://w3id.org/drugkg/claim/encyclopaedia-129"])
def test_a_claim_is_opened_by_its_identifier_in_any_form(graph_folder: Path, name: str) -> None:
    page = open_page("evidence", graph_folder, claim=name)
    assert not page.error
    assert "Proposition: *baclofen has a half-life*" in words_of(page)


def test_an_unknown_claim_is_one_line_and_the_list_stays(graph_folder: Path) -> None:
    page = open_page("evidence", graph_folder, claim="monograph-999<b>")
    assert [error.value for error in page.error] == [
        "There is no claim “monograph\\-999\\<b\\>”. Choose one from the list."
    ]
    assert "922 claims, from" in words_of(page)


def test_an_entity_shows_what_it_is_and_what_no_document_says(graph_folder: Path) -> None:
    page = open_page("evidence", graph_folder, entity="drugkg:baclofen", source="monograph")
    words = words_of(page)
    assert "A muscle relaxant that acts in the central nervous system" in words
    assert "Not stated by any document (which is not a denial): antagonist of" in words
    assert all(name.startswith("monograph-") for name in _shown(page))


def test_an_entity_that_claims_name_as_a_qualifier_only_shows_them(graph_folder: Path) -> None:
    page = open_page("evidence", graph_folder, entity="drugkg:stroke")
    assert "The list includes 1 claim connected in another way: as a condition of a claim (1)." in words_of(page)
    assert "1 claim of 922" in words_of(page)
    assert not page.info


@pytest.mark.parametrize("name", ["CHEBI:2972", "lioresal", "https://go.drugbank.com/drugs/DB00181"])
def test_an_entity_in_the_address_may_be_any_name_or_identifier(graph_folder: Path, name: str) -> None:
    page = open_page("evidence", graph_folder, entity=name, source="monograph")
    assert page.query_params["entity"] in ("drugkg:baclofen", ["drugkg:baclofen"])
    assert "A muscle relaxant that acts in the central nervous system" in words_of(page)
    assert not page.warning


@pytest.mark.parametrize("name", ["family", "source", "polarity", "modality", "entity"])
def test_a_filter_value_that_is_none_is_told_and_left_out(graph_folder: Path, name: str) -> None:
    page = open_page("evidence", graph_folder, **{name: "nonsense[x](y)"})
    assert any("nonsense\\[x\\]\\(y\\)" in warning.value for warning in page.warning)
    assert "922 claims, from" in words_of(page)


def test_an_empty_answer_says_which_filter_to_loosen(graph_folder: Path) -> None:
    page = open_page("evidence", graph_folder, family="pharmacokinetics", source="monograph", polarity="denied")
    words = words_of(page)
    assert "That is silence, not denial." in words
    assert "Without affirmed or denied (“denied”): 12" in words
    assert "Without the topic (“pharmacokinetics”): 2" in words


def test_a_filter_chosen_on_the_page_stands_in_the_address_as_a_code(graph_folder: Path) -> None:
    page = open_page("evidence", graph_folder)
    page.selectbox(key="choose_family").select("adverse_effect").run()
    assert page.query_params["family"] == "adverse_effect"
    assert "110 claims of 922" in words_of(page)
    page.text_input(key="choose_words").input("hypotension").run()
    assert page.query_params["words"] == "hypotension"
    assert 0 < len(_shown(page)) < 100
    page.selectbox(key="choose_family").select("").run()
    assert "family" not in page.query_params


def test_an_answer_without_doses_has_no_warning_of_doses(graph_folder: Path) -> None:
    assert not open_page("evidence", graph_folder, family="history").warning
    assert open_page("evidence", graph_folder, family="dosing").warning


def test_a_list_of_all_topics_has_no_warning_of_doses_until_a_dose_is_opened(graph_folder: Path) -> None:
    assert not open_page("evidence", graph_folder).warning
    assert open_page("evidence", graph_folder, claim="monograph-050").warning


def test_a_claim_opened_by_a_link_stands_first_in_the_list(graph_folder: Path) -> None:
    assert _shown(open_page("evidence", graph_folder, claim="monograph-068"))[0] == "monograph-068"
    assert _shown(open_page("evidence", graph_folder))[0] != "monograph-068"


def test_an_empty_answer_says_where_words_were_looked_for(graph_folder: Path) -> None:
    assert "looked for in statement, proposition, value" in words_of(open_page("evidence", graph_folder, words="zzz"))


def test_a_claim_is_closed_by_its_button(graph_folder: Path) -> None:
    page = open_page("evidence", graph_folder, claim="monograph-068")
    next(button for button in page.button if button.label == "Close").click().run()
    assert "claim" not in page.query_params
    assert "Proposition:" not in words_of(page)


def test_an_entity_shows_what_hangs_on_combinations_grouped_by_connection(graph_folder: Path) -> None:
    page = open_page("evidence", graph_folder, entity="drugkg:opioid")
    table = table_of(page, "claim_rows")
    found = [row["Connection"] for row in table if "depression of breathing" in row["Statement"]]
    assert found == ["about what involves it: combination of baclofen and opioids"]
    kinds = [row["Connection"] for row in table]
    assert kinds == sorted(kinds, key=kinds.index), "the rows of one connection stand together"
    assert "The list includes 9 claims connected in another way" in words_of(page)
