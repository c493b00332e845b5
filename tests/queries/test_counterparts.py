"""Counterparts in other vocabularies, and the terms above them."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ontology.mappings.sssom import load_mappings
from queries.counterparts import EntityLink, chosen_links, links_csv, parts, read_links, terms_above, terms_held
from queries.loaded_ontologies import loaded
from queries.store.embedded import EmbeddedStore
from queries.store.graph_versions import store_folder
from ui.command_line import main

HP = """format-version: 1.2
ontology: hp
[Term]
id: HP:0000001
name: All
[Term]
id: HP:0000707
name: Abnormality of the nervous system
is_a: HP:0000001
[Term]
id: HP:0000500
name: made-up whole
[Term]
id: HP:0001250
name: Seizure
is_a: HP:0000707
relationship: part_of HP:0000500
"""


@pytest.fixture(scope="module")
def graph(graph_folder: Path) -> Iterator[EmbeddedStore]:
    with EmbeddedStore(store_folder(graph_folder)) as opened:
        yield opened


@pytest.fixture(scope="module")
def links(graph: EmbeddedStore) -> list[EntityLink]:
    return read_links(graph)


def test_all_mappings_with_a_counterpart_are_there(links: list[EntityLink]) -> None:
    expected = {(row.subject_id, row.object_id) for row in load_mappings() if row.found}
    assert {(link.entity_id, link.identifier) for link in links} == expected
    assert len(links) == len(expected)


@pytest.mark.parametrize(
    ("entity", "expected"),
    [
        ("people-with-liver-cirrhosis", {"liver-cirrhosis", "liver-impairment", "liver"}),
        ("baclofen-for-trigeminal-neuralgia", {"baclofen", "trigeminal-neuralgia"}),
        ("glutamate-release-amygdala", {"glutamate", "amygdala"}),
        ("intravenous-baclofen", {"baclofen", "intravenous-route"}),
        ("spasticity", set()),
        ("no-such-entity", set()),
    ],
)
def test_the_parts_of_an_entity_are_found_by_its_relations(
    graph: EmbeddedStore, entity: str, expected: set[str]
) -> None:
    assert set(parts(graph, f"drugkg:{entity}")) == {f"drugkg:{slug}" for slug in expected}


def test_a_link_has_label_address_and_the_table_it_was_looked_up_in(links: list[EntityLink]) -> None:
    assert chosen_links(links, entity="drugkg:baclofen", vocabulary="CHEBI", match="exactMatch") == [
        EntityLink(
            "baclofen", "drugkg:baclofen", "exactMatch", "CHEBI:2972", "baclofen", "CHEBI",
            "http://purl.obolibrary.org/obo/CHEBI_2972", "2026-05-01", "label look-up", "LexicalMatching",
        )
    ]  # fmt: skip
    cas = chosen_links(links, entity="drugkg:baclofen", vocabulary="CAS")[0]
    assert (cas.justification, cas.comment) == ("MappingChaining", "by cross-reference of DRUGBANK:DB00181")


def test_links_are_chosen_by_words_vocabulary_and_match(links: list[EntityLink]) -> None:
    assert [link.identifier for link in chosen_links(links, words="ARBACLOFEN r enantiomer", vocabulary="CHEBI")] == [
        "CHEBI:190735"
    ]
    narrower = chosen_links(links, entity="drugkg:baclofen", match="narrowMatch")
    assert len(narrower) == 5
    assert chosen_links(links, words="no such words") == []


def test_a_spreadsheet_takes_the_table_for_text(links: list[EntityLink]) -> None:
    table = list(csv.DictReader(io.StringIO(links_csv([replace(links[0], label="=1+1")]))))
    assert (table[0]["entity_id"], table[0]["label"]) == (links[0].entity_id, "'=1+1")


def test_no_term_lies_above_where_no_ontology_is_loaded(graph: EmbeddedStore) -> None:
    assert terms_held(graph) == frozenset()


def test_terms_above_form_a_tree_with_each_term_once(graph_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(graph_folder, tmp_path / "graph")
    (tmp_path / "hp.obo").write_text(HP, encoding="utf-8")
    assert main(["link", "load", str(tmp_path / "hp.obo"), "--store", str(tmp_path / "graph")]) == 0
    with EmbeddedStore(store_folder(tmp_path / "graph")) as opened:
        address = "http://purl.obolibrary.org/obo/HP_0001250"
        assert terms_held(opened) == {address}
        names = [str(row["name"]["value"]) for row in loaded(opened).rows]
        found = terms_above(opened, address, names)
    assert [(term.depth, term.identifier, term.part) for term in found] == [
        (0, "HP:0001250", False),
        (1, "HP:0000707", False),
        (2, "HP:0000001", False),
        (1, "HP:0000500", True),
    ]
    assert found[1].label == "Abnormality of the nervous system"
