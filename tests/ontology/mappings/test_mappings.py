"""Mappings: the real file holds together and agrees with the label tables and the prefixes."""

from __future__ import annotations

import csv
import gzip
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ontology.entities import load_entities, load_evidence_terms
from ontology.mappings.checks import mapping_problems, verify
from ontology.mappings.coverage_page import PAGE, with_coverage
from ontology.mappings.prefixes import (
    curie_problem,
    external_iri,
    load_external_prefixes,
    prefix_converter,
    prefix_map,
)
from ontology.mappings.sssom import (
    EXACT,
    MAPPINGS_FILE,
    PREDICATES,
    load_mapping_set,
    load_mappings,
)
from ontology.namespaces import PREFIXES
from ontology.vocabulary import load_vocabulary

MAPPINGS = load_mappings()


def of(subject: str, predicate: str = EXACT) -> set[str]:
    return {
        row.object_id for row in MAPPINGS if row.subject_id == f"drugkg:{subject}" and row.predicate_id == predicate
    }


def test_the_file_holds_together() -> None:
    assert mapping_problems(MAPPINGS, load_entities()) == []
    assert sum(row.found for row in MAPPINGS) > 1000
    keys = [(row.subject_id, row.predicate_id, row.object_id) for row in MAPPINGS]
    assert keys == sorted(set(keys))


def test_every_entity_and_term_of_evidence_has_counterparts_or_says_that_none_was_found() -> None:
    found = {row.subject_id for row in MAPPINGS if row.found}
    without = {row.subject_id for row in MAPPINGS if not row.found}
    wanted = {entity.curie for entity in load_entities().values()} | set(load_evidence_terms())
    assert found | without == wanted
    assert not found & without
    assert all("no term found in " in row.comment for row in MAPPINGS if not row.found)


def behind(slug: str) -> set[str]:
    entities = load_entities()
    found: set[str] = set()
    waiting = [slug]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            relations = entities[name].relations
            for relation in ("kindOf", "involves", "occursIn", "activityOf", "forCondition", "byRoute"):
                waiting += relations.get(relation, ())
    return found


def test_what_is_behind_a_population_an_exposure_or_an_activity_leads_to_other_vocabularies() -> None:
    vocabulary = load_vocabulary()
    found = {row.subject_id.partition(":")[2] for row in MAPPINGS if row.found}
    compound = [
        slug
        for slug, entity in load_entities().items()
        if any(vocabulary.is_a(entity.class_name, name) for name in ("Population", "Exposure", "BiologicalActivity"))
    ]
    assert len(compound) > 130
    assert [slug for slug in compound if not behind(slug) & found] == ["author-himself"]


@pytest.mark.parametrize(
    ("compound", "part", "counterpart"),
    [
        ("people-with-liver-cirrhosis", "liver-cirrhosis", "MONDO:0005155"),
        ("people-with-liver-cirrhosis", "liver-cirrhosis", "HP:0001394"),
        ("people-with-creatinine-clearance-below-30", "kidney-impairment", "MESH:D051437"),
        ("people-with-psychiatric-comorbidity", "psychiatric-disorder", "MONDO:0002025"),
        ("people-with-spinal-cord-injury", "spinal-cord-injury", "MONDO:0043797"),
        ("abstinent-people-with-alcoholic-liver-disease", "alcoholic-liver-disease", "DOID:0070658"),
        ("people-with-failed-aud-treatments", "alcohol-use-disorder", "DOID:1574"),
        ("people-refractory-to-oral-antispasmodics", "antispasmodic", "CHEBI:53784"),
        ("glutamate-release-amygdala", "glutamate", "MESH:D018698"),
        ("gaba-b-receptor-activity-limbic-system", "gaba-b-receptor", "iuphar.receptor:242"),
        ("baclofen-for-trigeminal-neuralgia", "trigeminal-neuralgia", "MESH:D014277"),
        ("combination-baclofen-mao-inhibitors", "mao-inhibitor", "MESH:D008996"),
        ("intravenous-baclofen", "baclofen", "CHEBI:2972"),
    ],
)
def test_the_part_of_a_compound_entity_has_its_own_counterparts(compound: str, part: str, counterpart: str) -> None:
    assert part in behind(compound)
    assert counterpart in of(part)


def test_an_enantiomer_that_a_document_names_is_an_entity_below_its_racemate() -> None:
    assert "phenibut" in behind("r-phenibut")
    assert of("r-phenibut") == set()
    assert of("r-phenibut", "skos:broadMatch") == {"CHEBI:136039", "MESH:C008842"}


def test_study_designs_are_terms_of_mesh_and_evidence_of_eco() -> None:
    prefixes = {"StudyDesign": "MESH", "EvidenceType": "ECO"}
    for curie, term in load_evidence_terms().items():
        assert curie.partition(":")[0] == prefixes[term.class_name]
    assert of("amsterdam-baclofen-trial", "skos:broadMatch") == {"MESH:D016430"}
    assert of("cochrane-review-2023", "skos:broadMatch") == {"MESH:D000078182"}


@pytest.mark.parametrize(
    ("entity", "homonym"),
    [
        ("frequency-very-rare", "HP:0040284"),  # 1 to 4 percent of patients
        ("frequency-rare", "MONDO:0021136"),  # a rare disease
        ("frequency-very-common", "HP:0040281"),
        ("severity-severe", "HP:0012828"),
    ],
)
def test_a_word_of_the_same_sound_for_another_scale_is_no_exact_match(entity: str, homonym: str) -> None:
    assert of(entity) == set()
    assert homonym in of(entity, "skos:relatedMatch") | of(entity, "skos:closeMatch")


def test_all_identifiers_stand_in_the_label_tables_with_the_same_label(vocabularies: Path) -> None:
    result = verify(MAPPINGS, vocabularies)
    assert result.problems == ()
    external = {row.subject_id for row in MAPPINGS if not row.subject_id.startswith("drugkg:")}
    assert result.verified == result.total == sum(row.found for row in MAPPINGS) + len(external)
    assert result.absent == sum(not row.found for row in MAPPINGS)


def test_baclofen_is_the_racemate_everywhere(vocabularies: Path) -> None:
    assert of("baclofen") == {
        "ATC:M03BX01", "CAS:1134-47-0", "CHEBI:2972", "CHEMBL.COMPOUND:CHEMBL701", "DRUGBANK:DB00181",
        "DrugCentral:282", "GTOPDB:1084", "INCHIKEY:KPYSYYIEGFHWSV-UHFFFAOYSA-N", "KEGG.DRUG:D00241", "MESH:D001418",
        "PHARMGKB.DRUG:PA448533", "PUBCHEM.COMPOUND:2284", "RXCUI:1292", "UNII:H789N3FKE8",
    }  # fmt: skip
    rows: dict[str, dict[str, str]] = {}
    for name in ("drugbank_vocabulary", "gtopdb_ligands", "chebi_drugs_roles"):
        with gzip.open(vocabularies / f"{name}.tsv.gz", "rt", encoding="utf-8") as file:
            rows |= {row["id"]: row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    structure = "INCHIKEY:KPYSYYIEGFHWSV-UHFFFAOYSA-N"
    assert structure in rows["DRUGBANK:DB00181"]["xrefs"].split("|")
    assert structure in rows["GTOPDB:1084"]["xrefs"].split("|")
    assert structure not in rows["GTOPDB:1064"]["xrefs"].split("|")
    assert {"DRUGBANK:DB00181", "MESH:D001418"} <= set(rows["CHEBI:2972"]["xrefs"].split("|"))
    assert {"CHEBI:190735", "GTOPDB:1064"} <= of("baclofen", "skos:narrowMatch")


def test_receptor_gene_protein_family_and_activity_are_told_apart() -> None:
    assert {"ComplexPortal:CPX-2955", "CHEMBL.TARGET:CHEMBL2111463", "iuphar.receptor:242"} <= of("gaba-b-receptor")
    parts = of("gaba-b-receptor", "skos:relatedMatch")
    assert {"HGNC:4070", "HGNC:4507", "UniProtKB:Q9UBS5", "UniProtKB:O75899", "NCBIGene:2550"} <= parts
    assert of("gaba-b-receptor-activity") == {"GO:0004965"}


@pytest.mark.parametrize(
    ("entity", "trap"),
    [
        ("stupor", "HP:0001259"),  # coma, which has stupor as a synonym
        ("epilepsy", "HP:0001250"),  # seizure
        ("dizziness", "HP:0002321"),  # vertigo
        ("sedation", "EFO:0009868"),  # the medical procedure
        ("anxiety", "MONDO:0011918"),  # a hereditary trait
        ("gamma-hydroxybutyric-acid", "CHEBI:16724"),  # the anion
        ("levodopa", "CHEBI:49168"),  # of either hand
        ("acamprosate", "CAS:77337-73-6"),  # the calcium salt
        ("gabapentin", "ATC:N03AX12"),  # withdrawn from the index
        ("skeletal-muscle-relaxant", "ATC:C05AE"),  # of smooth muscle
    ],
)
def test_a_synonym_of_a_neighbour_is_no_exact_match(entity: str, trap: str) -> None:
    assert trap not in of(entity)


def test_a_part_or_a_kind_has_a_broader_term() -> None:
    assert of("right-dorsolateral-prefrontal-cortex") == set()
    assert "UBERON:0009834" in of("right-dorsolateral-prefrontal-cortex", "skos:broadMatch")
    assert "MONDO:0700046" in of("baclofen-withdrawal-syndrome")
    assert "MESH:D013375" in of("baclofen-withdrawal-syndrome", "skos:broadMatch")


def test_the_head_names_licence_and_version() -> None:
    metadata = load_mapping_set().metadata
    assert metadata["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert metadata["mapping_set_id"] == "https://w3id.org/drugkg/mappings"
    used = {row.vocabulary for row in MAPPINGS if row.found} | {"drugkg", "skos", "semapv", "sssom", "bioregistry"}
    assert used == set(metadata["curie_map"])
    assert MAPPINGS_FILE.name.endswith(".sssom.tsv")


def test_prefixes_agree_with_the_namespaces_of_the_graph() -> None:
    for prefix, entry in load_external_prefixes().items():
        assert entry.prefix == prefix
        assert PREFIXES.get(prefix, entry.namespace) == entry.namespace
        re.compile(entry.pattern)
    assert {row.vocabulary for row in MAPPINGS if row.found} <= set(load_external_prefixes())


def test_prefixes_are_those_of_bioregistry(vocabularies: Path) -> None:
    with (vocabularies / "prefixes.tsv").open(encoding="utf-8", newline="") as file:
        registry = {row["prefix"]: row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    for entry in load_external_prefixes().values():
        assert entry.pattern == registry[entry.registry]["pattern"]
        if entry.prefix != "MESH":  # its addresses are those of the linked data
            assert f"{entry.namespace}$1" == registry[entry.registry]["uri_format"]


def test_addresses_come_from_the_table() -> None:
    assert external_iri("DRUGBANK:DB00181") == "https://go.drugbank.com/drugs/DB00181"
    assert external_iri("MESH:D001418") == "http://id.nlm.nih.gov/mesh/D001418"
    assert curie_problem("UniProtKB:Q9UBS5") is None
    for curie in ("CHEBI", "wikidata:Q1", "HP:1"):
        with pytest.raises(ValueError, match=r"unknown prefix|malformed"):
            external_iri(curie)


def test_each_predicate_is_one_of_skos() -> None:
    assert {row.predicate_id for row in MAPPINGS} == set(PREDICATES)


def test_one_converter_knows_the_prefixes_of_the_graph_and_of_other_vocabularies() -> None:
    converter = prefix_converter()
    for prefix, namespace in prefix_map().items():
        assert converter.expand(f"{prefix}:1") == f"{namespace}1"
        assert converter.compress(f"{namespace}1") == f"{prefix}:1"
    for row in MAPPINGS:
        if row.found:
            assert converter.compress(external_iri(row.object_id)) == row.object_id


@pytest.mark.slow
def test_reading_mappings_leaves_nothing_in_the_home_and_needs_none(tmp_path: Path) -> None:
    program = "from ontology.mappings.sssom import load_mappings; print(len(load_mappings()))"
    for home in (tmp_path, tmp_path / "absent" / "home"):
        environment = {**os.environ, "HOME": str(home)}
        environment.pop("PYSTOW_HOME", None)
        run = subprocess.run(
            [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
        )
        assert int(run.stdout) == len(MAPPINGS)
    assert list(tmp_path.iterdir()) == []


def test_the_page_on_linking_shows_the_current_coverage() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert with_coverage(page) == page
