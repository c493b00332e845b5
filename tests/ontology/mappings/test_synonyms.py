"""The names of other vocabularies for our entities."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontology.entities import Entity, load_entities
from ontology.mappings.label_tables import LabelTableError, name_key, read_names
from ontology.mappings.name_tables import write_rows
from ontology.mappings.sssom import EXACT, Mapping, load_mappings
from ontology.mappings.synonyms import LICENCES, Synonym, is_a_name, load_synonyms, make_synonyms

HEADER = "id\tlabel\tsynonyms\tstatus\n"


def mapping(slug: str, term: str, predicate: str = EXACT) -> Mapping:
    return Mapping(f"drugkg:{slug}", slug, predicate, term, "", "", "", "2026", "")


def entity(slug: str, *synonyms: str) -> Entity:
    return Entity(slug, slug, "ClinicalFinding", "", synonyms)


@pytest.fixture
def rows(tmp_path: Path) -> list[Synonym]:
    table = (
        "HP:0000001\tseizure\tfit|fits|Na|D12.3|Seizure, Febrile|other|convulsion|shared|OTH\tcurrent\n"
        "HP:0000002\tother\t\tcurrent\n"
        "HP:0000003\tstroke\tshared|apoplexy\tcurrent\n"
        "HP:0000004\told\tforgotten\tobsolete\n"
        "HP:0000005\tbroader\ttoo wide\tcurrent\n"
    )
    (tmp_path / "hp.tsv").write_text(HEADER + table, encoding="utf-8")
    (tmp_path / "icd.tsv").write_text(HEADER + "ICD10CM:R56\tconvulsions\tnot to ship\tcurrent\n", encoding="utf-8")
    mappings = [
        mapping("seizure", "HP:0000001"), mapping("seizure", "ICD10CM:R56"), mapping("stroke", "HP:0000003"),
        mapping("stroke", "HP:0000004"), mapping("stroke", "HP:0000005", "skos:broadMatch"),
    ]  # fmt: skip
    names = read_names(tmp_path, ["hp", "icd"], {row.object_id for row in mappings})
    return make_synonyms(mappings, {"seizure": entity("seizure", "convulsion"), "stroke": entity("stroke")}, names)


def test_only_names_that_mean_one_thing_are_taken_from_exact_terms_that_may_be_shipped(rows: list[Synonym]) -> None:
    assert [(row.entity, row.name, row.source) for row in rows] == [
        ("drugkg:seizure", "fit", "HP:0000001"),
        ("drugkg:seizure", "OTH", "HP:0000001"),
        ("drugkg:stroke", "apoplexy", "HP:0000003"),
    ]
    assert {(row.vocabulary, row.version, row.licence) for row in rows} == {("HP", "2026", "HPO licence")}


def test_the_table_survives_its_file(rows: list[Synonym], tmp_path: Path) -> None:
    write_rows(Synonym, rows, tmp_path / "synonyms.tsv")
    assert load_synonyms(tmp_path / "synonyms.tsv") == rows


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(LabelTableError, match=r"the table hp.tsv or hp.tsv.gz is missing"):
        read_names(tmp_path, ["hp"], ())


@pytest.mark.parametrize("text", ["Na", "M03BX01", "Ba 34647", "Pain, Neuropathic", "C10H12ClNO2", "x" * 61, "G_1_AB"])
def test_codes_formulas_and_inverted_headings_are_no_names(text: str) -> None:
    assert not is_a_name(text)


def test_the_shipped_table_fits_the_shipped_mappings() -> None:
    entities = {entity.curie: entity for entity in load_entities().values()}
    exact = {(row.subject_id, row.object_id) for row in load_mappings() if row.predicate_id == EXACT}
    own = {name_key(name) for entity in entities.values() for name in (entity.label, *entity.synonyms)}
    shipped = load_synonyms()
    assert len(shipped) > 400
    for row in shipped:
        assert row.entity in entities
        assert (row.entity, row.source) in exact
        assert row.licence == LICENCES[row.vocabulary]
        assert name_key(row.name) not in own, row.name
    names = [name_key(row.name) for row in shipped]
    assert len(names) == len(set(names))
