"""Names of terms that are mapped to entities, but not exactly."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontology.entities import load_entities
from ontology.mappings.label_tables import name_key, read_names
from ontology.mappings.name_tables import read_rows, write_rows
from ontology.mappings.related_names import (
    RelatedName,
    load_nearby_names,
    load_related_names,
    make_related_names,
    names_of_members,
    terms_named,
)
from ontology.mappings.sssom import EXACT, Mapping, load_mappings
from ontology.mappings.synonyms import EVERYDAY_FILE, EverydayName, names_to_find_by
from queries.index.names import fold

HEADER = "id\tlabel\tsynonyms\tstatus\n"


def mapping(term: str, label: str, predicate: str) -> Mapping:
    return Mapping("drugkg:receptor", "receptor", predicate, term, label, "", "", "2026", "")


@pytest.fixture
def rows(tmp_path: Path) -> list[RelatedName]:
    (tmp_path / "hgnc.tsv").write_text(
        HEADER + "HGNC:1\tGABBR9\tHG99|subunit nine\tcurrent\nHGNC:2\tEXACT1\texactly it\tcurrent\n",
        encoding="utf-8",
    )
    mappings = [
        mapping("HGNC:1", "GABBR9", "skos:relatedMatch"),
        mapping("HGNC:2", "EXACT1", EXACT),
        mapping("iuphar.receptor:1", "GABAB9", "skos:narrowMatch"),
        mapping("HGNC:3", "the receptor", "skos:broadMatch"),
    ]
    names = read_names(tmp_path, ["hgnc"], {row.object_id for row in mappings})
    return make_related_names(mappings, ["the receptors"], names)


def test_names_of_terms_that_are_not_the_same_are_taken_symbols_included(rows: list[RelatedName]) -> None:
    assert [(row.term, row.name, row.licence) for row in rows] == [
        ("HGNC:1", "GABBR9", "CC0 1.0"),
        ("HGNC:1", "HG99", "CC0 1.0"),
        ("HGNC:1", "subunit nine", "CC0 1.0"),
        ("iuphar.receptor:1", "GABAB9", "label of a mapping"),
    ]


def test_the_table_survives_its_file_and_is_asked_however_a_symbol_is_written(
    rows: list[RelatedName], tmp_path: Path
) -> None:
    table = tmp_path / "related_names.tsv"
    write_rows(RelatedName, rows, table)
    assert load_related_names(table) == rows
    assert terms_named("Gaba-B9", table) == ["iuphar.receptor:1"]
    assert terms_named("gabbr9", table) == ["HGNC:1"]
    assert terms_named("GABBR", table) == terms_named("–", table) == []


def test_the_shipped_table_names_mapped_terms_only() -> None:
    mapped = {row.object_id for row in load_mappings() if row.predicate_id != EXACT}
    others = {row.term for row in load_related_names()} - mapped
    classes = tuple(row.object_id for row in load_mappings() if row.vocabulary == "ATC")
    assert {term for term in others if not term.startswith(classes)} == set()
    assert "ATC:N02AA01" in others


def test_drugs_of_a_class_are_named_with_their_brands(tmp_path: Path) -> None:
    header = "id\tlabel\tsynonyms\txrefs\tstatus\n"
    tables = {
        "atc_by_pharmgkb": "ATC:N05BA01\tone\t\t\tlisted\nATC:N05BA99\ttwo\t\t\tNOT listed\n",
        "pharmgkb_drugs": "P:1\tone\t\tATC:N05BA01|DRUGBANK:DB1|RXCUI:1\t\nP:2\ttwo\t\tATC:N05BA99|RXCUI:2\t\n",
        "drugbank_vocabulary": "DRUGBANK:DB1\tOnepam\tOnepamum\t\t\n",
        "rxnorm_ingredients": "RXCUI:1\tonepam\tOnebrand|Mixture\t\t\nRXCUI:2\ttwopam\tMixture\t\t\n",
    }
    for name, lines in tables.items():
        (tmp_path / f"{name}.tsv").write_text(header + lines, encoding="utf-8")
    mapped = Mapping("drugkg:class", "class", "skos:narrowMatch", "ATC:N05BA", "class", "", "", "2026", "")
    found = names_of_members([mapped], ["the class"], tmp_path)
    assert [(row.name, row.term) for row in found] == [("Onebrand", "ATC:N05BA01"), ("Onepam", "ATC:N05BA01")]


def test_nearby_names_lead_to_entities_and_are_the_name_of_none() -> None:
    entities = load_entities()
    own = {name_key(name) for entity in entities.values() for name in (entity.label, *entity.synonyms)}
    own |= {name_key(name) for _, name in names_to_find_by()}
    rows = load_nearby_names()
    assert {row.entity for row in rows} <= {entity.curie for entity in entities.values()}
    assert {row.match for row in rows} == {"broader", "narrower", "related"}
    assert [row.name for row in rows if name_key(row.name) in own or terms_named(row.name)] == []


def test_everyday_names_are_of_entities_and_none_is_the_name_of_another() -> None:
    entities = {entity.curie: entity for entity in load_entities().values()}
    own = {fold(name): curie for curie, entity in entities.items() for name in (entity.label, *entity.synonyms)}
    rows = read_rows(EverydayName, EVERYDAY_FILE, "everyday names")
    assert {row.entity for row in rows} <= set(entities)
    assert {row.name for row in rows if own.get(fold(row.name), row.entity) != row.entity} == set()
