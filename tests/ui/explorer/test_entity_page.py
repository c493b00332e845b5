"""The Entity page: what an entity is, its neighbours and its claims, as its address names them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.explorer_pages import links_of, open_page, words_of


def test_an_entity_has_its_role_its_identifiers_and_its_few_claims(graph_folder: Path) -> None:
    words = words_of(open_page("entity", graph_folder, entity="drugkg:drowsiness"))
    assert "Being abnormally sleepy." in words
    assert "Roles, derived from claims: :blue-badge[adverse effect]" in words
    assert "Identifiers: = HP:0002329" in words
    assert "Claims on it (9)" in words
    assert "\nDrowsiness is common under baclofen.\n" in words


@pytest.mark.parametrize("name", ["CHEBI:2972", "lioresal"])
def test_the_address_may_have_any_name(graph_folder: Path, name: str) -> None:
    page = open_page("entity", graph_folder, entity=name)
    assert page.query_params["entity"] in ("drugkg:baclofen", ["drugkg:baclofen"])
    links = links_of(page)
    assert links["Compare with …"] == ("compare", {"of": ["drugkg:baclofen"]})
    label = next(label for label in links if label.startswith("All") and label.endswith("adverse effect"))
    assert links[label] == ("entity", {"entity": ["drugkg:baclofen"], "family": ["adverse_effect"]})
    assert words_of(page).count("Open this claim") == 8


def test_a_topic_of_the_address_is_open_by_document(graph_folder: Path) -> None:
    page = open_page("entity", graph_folder, entity="drugkg:baclofen", family="contraindication")
    words = words_of(page)
    assert "**Monograph** (" in words
    assert words.count("Open this claim") == 6
    topics = str(page.get("html")[1].proto)
    assert topics.rpartition("data-stay aria-current")[2].partition("<")[0].endswith(">contraindication (6)")


def test_an_unknown_topic_line_or_connection_is_reported(graph_folder: Path) -> None:
    page = open_page("entity", graph_folder, entity="drugkg:baclofen", family="no", edge="no", connection="no")
    assert [item.value for item in page.warning] == [
        "No claim on it has the topic “no”.",
        "Nothing is connected with it by “no”.",
    ]
    assert [item.value for item in page.info] == ["The line that the address names is not in the picture."]


def test_a_line_of_the_picture_opens_its_claims(graph_folder: Path) -> None:
    page = open_page("entity", graph_folder, entity="drugkg:ghb-receptor", edge="drugkg:baclofen x drugkg:ghb-receptor")
    assert words_of(page).count("denies: baclofen binds to GHB receptor") == 2  # among its claims, and at the picture


def test_claims_on_what_belongs_to_it_open_by_connection(graph_folder: Path) -> None:
    page = open_page(
        "entity", graph_folder, entity="drugkg:alcohol-use-disorder",
        connection="about-what-it-is-a-kind-of.substance-use-disorder",
    )  # fmt: skip
    words = words_of(page)
    assert "About a use for it" in words
    assert "use of baclofen in alcohol use disorder (" in words
    assert "This is wider, so that its claims need not hold here." in words


def test_disagreements_that_involve_it_lead_to_the_agreement_page(graph_folder: Path) -> None:
    words = words_of(open_page("entity", graph_folder, entity="drugkg:anxiety"))
    assert "baclofen on anxiety" in words


def test_an_unknown_entity_is_one_line(graph_folder: Path) -> None:
    page = open_page("entity", graph_folder, entity="no such thing <b>")
    assert len(page.error) == 1
    assert "no such thing \\<b\\>" in page.error[0].value


@pytest.mark.parametrize("name", ["monograph-068", "https://w3id.org/drugkg/claim/monograph-068"])
@pytest.mark.parametrize("page", ["entity", "evidence", "mechanism"])
def test_a_claim_in_place_of_an_entity_leads_to_the_claim(graph_folder: Path, page: str, name: str) -> None:
    opened = open_page(page, graph_folder, **{"start" if page == "mechanism" else "entity": name})
    assert "is the identifier of a claim, not of an entity" in words_of(opened)
    leads = [link.proto.query_string for link in opened.get("page_link")]
    assert "claim=monograph-068" in leads
    assert not opened.error


def test_without_an_entity_the_page_offers_some(graph_folder: Path) -> None:
    assert "phenibut" in words_of(open_page("entity", graph_folder))
