"""The Compare page: drugs or documents side by side, as its address names them."""

from __future__ import annotations

from pathlib import Path

from tests.support.explorer_pages import links_of, open_page, table_of, words_of

CHANNEL = "α2δ subunit-containing voltage-gated calcium channel"


def test_drugs_are_compared_by_matter_with_their_documents(graph_folder: Path) -> None:
    page = open_page("compare", graph_folder, of=["baclofen", "DRUGBANK:DB13455"], only="shared")
    rows = table_of(page, "comparison")
    assert [row["Verdict"] for row in rows] == ["not alike", "alike", "not alike"]
    assert rows[1] == {
        "Matter": f"blocks {CHANNEL}",
        "baclofen": f"blocks {CHANNEL} [Encyclopaedia article]",
        "phenibut": f"blocks {CHANNEL} [Encyclopaedia article]",
        "Verdict": "alike",
    }


def test_a_row_of_the_address_opens_the_claims_of_each(graph_folder: Path) -> None:
    page = open_page("compare", graph_folder, of=["baclofen", "phenibut"], row=f"mechanism.blocks {CHANNEL}")
    words = words_of(page)
    assert words.count("Open this claim") == 2


def test_an_unknown_row_is_one_line_and_the_table_stays(graph_folder: Path) -> None:
    page = open_page("compare", graph_folder, of=["baclofen", "phenibut"], only="same", row="<b>")
    assert [item.value for item in page.error] == ["There is no row “\\<b\\>” here. Choose one from the table."]
    assert len(table_of(page, "comparison")) == 1


def test_numbers_share_an_axis_and_lead_to_their_claims(graph_folder: Path) -> None:
    page = open_page("compare", graph_folder, of=["baclofen", "phenibut"], family="mechanism")
    assert "Numbers on one axis" in words_of(page)
    links = links_of(page)
    path, asked = links["156 µmol/L — Encyclopaedia article; baclofen; measure: Ki"]
    assert (path, list(asked)) == ("evidence", ["claim"])
    assert "23 µmol/L — Encyclopaedia article; phenibut; measure: Ki; enantiomer: R" in links


def test_documents_are_compared_by_proposition(graph_folder: Path) -> None:
    page = open_page(
        "compare", graph_folder, of=["source:monograph", "source:encyclopaedia"], family="interaction", only="same"
    )
    rows = {row["Matter"]: row for row in table_of(page, "comparison")}
    assert rows["baclofen interacts with ethanol"]["Encyclopaedia article"].startswith("interacts with ethanol")


def test_what_is_chosen_goes_when_the_kind_is_switched(graph_folder: Path) -> None:
    page = open_page("compare", graph_folder, of=["drugkg:baclofen", "drugkg:phenibut"], kind="documents")
    assert not any("ignored" in item.value for item in page.warning)
    assert "of" not in page.query_params


def test_one_thing_alone_is_not_compared(graph_folder: Path) -> None:
    page = open_page("compare", graph_folder, of="drugkg:baclofen")
    assert [item.value for item in page.info] == ["Choose at least two to compare."]
