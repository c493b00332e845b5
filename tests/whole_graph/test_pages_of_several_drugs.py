"""Pages on a graph of several drugs: which one they are about until the reader chooses another."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.explorer_pages import open_page, words_of

NAMES = ["baclofen", "begacefen", "zuxofixil"]


@pytest.mark.parametrize("name", ["overview", "mechanism", "evidence", "agreement", "sources"])
def test_a_page_is_about_the_first_drug_until_another_is_chosen(larger_graph_folder: Path, name: str) -> None:
    page = open_page(name, larger_graph_folder)
    box = page.selectbox(key="choose_drug")
    assert (box.value, list(box.options)) == ("drugkg:baclofen", NAMES)
    assert "drug" not in page.query_params, "nothing is chosen"
    shown = words_of(page)
    assert "begacefen" not in shown.replace(", ".join(NAMES), "")
    box.set_value("drugkg:begacefen").run()
    assert page.query_params["drug"] == "drugkg:begacefen"
    assert page.selectbox(key="choose_drug").value == "drugkg:begacefen"
    assert not page.exception


def test_the_evidence_of_an_entity_is_of_all_drugs_until_one_is_chosen(larger_graph_folder: Path) -> None:
    page = open_page("evidence", larger_graph_folder, entity="drugkg:drowsiness")
    box = page.selectbox(key="choose_drug")
    assert (box.value, len(box.options)) == ("", 4)


def test_a_question_is_about_all_drugs_until_one_is_named(larger_graph_folder: Path) -> None:
    shown = words_of(open_page("query", larger_graph_folder, query="targets"))
    assert "No drug is named: all 3 drugs that documents are about (baclofen, begacefen, zuxofixil)." in shown
