"""Ontologies in the forms in which the field ships them: own small files of each form, and real releases."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pyhornedowl
import pytest

from ontology.external.apart import read_apart
from ontology.external.reading import read_ontology
from ontology.external.terms import ExternalOntology, ExternalOntologyError, Synonym, Term
from tests.ontology.external.test_reading import DATA
from tests.support.real_ontologies import HPO, UBERON, Released, real_ontology

OBO = "http://purl.obolibrary.org/obo/"
TOY = "http://example.org/onto/toy#"
FUNCTIONAL = """# made by hand
Prefix(:=<http://example.org/onto/toy#>)
Prefix(owl:=<http://www.w3.org/2002/07/owl#>)
Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)
Ontology(<http://example.org/onto/toy.owl> <http://example.org/onto/releases/2026-01-01/toy.owl>
Declaration(Class(:A))
Declaration(Class(:B))
AnnotationAssertion(rdfs:label :A "thing (a")
AnnotationAssertion(rdfs:label :B "thing b")
SubClassOf(:A :B)
SubClassOf(:A ObjectSomeValuesFrom(<http://purl.obolibrary.org/obo/BFO_0000050> :B))
)
"""
OWL_TERMS = (
    Term(TOY + "A", "thing (a", parents=(TOY + "B",), part_of=(TOY + "B",)),
    Term(TOY + "B", "thing b"),
)
SKOS = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix : <http://example.org/drugs/> .
:scheme a skos:ConceptScheme .
:relaxants a skos:Concept ; skos:prefLabel "muscle relaxants"@en, "Muskelrelaxanzien"@de ; skos:narrower :baclofen .
:baclofen a skos:Concept ; skos:prefLabel "baclofen"@en ; skos:altLabel "Lioresal" ; skos:definition "A relaxant."@en .
:old a skos:Concept ; skos:prefLabel "Alt"@de ; skos:broader :relaxants ; dct:isReplacedBy :baclofen .
:untyped skos:prefLabel "antispastics" ; skos:broader :relaxants .
"""


def written(folder: Path, name: str, text: str) -> ExternalOntology:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_ontology(path)


@pytest.mark.parametrize("name", ["toy.ofn", "toy.owl"])
def test_functional_syntax_by_name_and_by_content(name: str, tmp_path: Path) -> None:
    found = written(tmp_path, name, FUNCTIONAL)
    assert found.terms == OWL_TERMS
    assert (found.iri, found.name, found.version) == ("http://example.org/onto/toy.owl", "toy", "2026-01-01")


@pytest.mark.parametrize(("name", "syntax"), [("toy.owx", "owx"), ("toy.owl", "owx"), ("toy.omn", "omn")])
def test_owl_xml_and_manchester_syntax(name: str, syntax: str, tmp_path: Path) -> None:
    text = pyhornedowl.open_ontology_from_string(FUNCTIONAL, "ofn").save_to_string(syntax)  # type: ignore[arg-type]
    assert {term.label for term in written(tmp_path, name, text).terms} == {"thing (a", "thing b"}


def test_turtle_with_the_name_of_an_owl_file(tmp_path: Path) -> None:
    assert written(tmp_path, "toy.owl", (DATA / "toy.ttl").read_text()).terms == read_ontology(DATA / "toy.ttl").terms


def test_skos_vocabulary(tmp_path: Path) -> None:
    base = "http://example.org/drugs/"
    found = written(tmp_path, "drugs.ttl", SKOS)
    assert found.terms == (
        Term(base + "baclofen", "baclofen", (Synonym("exact", "Lioresal"),), "A relaxant.", (base + "relaxants",)),
        Term(base + "old", "Alt", parents=(base + "relaxants",), replaced_by=(base + "baclofen",)),
        Term(base + "relaxants", "muscle relaxants"),
        Term(base + "untyped", "antispastics", parents=(base + "relaxants",)),
    )
    assert found.iri == base + "scheme"


def test_nodes_without_a_type_are_no_terms_where_others_have_one(tmp_path: Path) -> None:
    nodes = [
        {"id": OBO + "A_1", "lbl": "one", "type": "CLASS",
         "meta": {"basicPropertyValues": [{"pred": "http://www.geneontology.org/formats/oboInOwl#hasAlternativeId",
                                           "val": "A:9"}]}},
        {"id": "http://orcid.org/0", "lbl": "a person"},
        {"id": OBO + "RO_1", "lbl": "a relation", "type": "PROPERTY"},
    ]  # fmt: skip
    found = written(tmp_path, "a.json", json.dumps({"graphs": [{"id": OBO + "a.json", "nodes": nodes}]}))
    assert found.terms == (
        Term(OBO + "A_1", "one"), Term(OBO + "A_9", "", obsolete=True, replaced_by=(OBO + "A_1",))
    )  # fmt: skip
    assert found.name == "a"
    untyped = [{"id": OBO + "A_1", "lbl": "one"}]
    assert written(tmp_path, "b.json", json.dumps({"graphs": [{"nodes": untyped}]})).term_count == 1


def test_ontology_is_named_by_its_own_iri_not_by_the_majority_of_its_terms(tmp_path: Path) -> None:
    classes = "".join(
        f"<{OBO}{curie}> a owl:Class ; rdfs:label '{curie}' .\n" for curie in ("GO_1", "GO_2", "GO_3", "RO_1")
    )
    prefixes = (
        "@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    )
    found = written(tmp_path, "ro.ttl", f"{prefixes}<{OBO}ro.owl> a owl:Ontology .\n{classes}")
    assert (found.name, found.namespace) == ("ro", OBO + "RO_")
    text = "ontology: go/subsets/goslim\n\n[Term]\nid: CL:1\nname: one\n\n[Term]\nid: CL:2\nname: two\n"
    assert written(tmp_path, "slim.obo", text).name == "go"


@pytest.mark.parametrize(
    ("iri", "name"),
    [
        ("http://purl.obolibrary.org/obo/ro.owl", "ro"),
        ("http://purl.obolibrary.org/obo/uberon/subsets/nervous-minimal.owl", "uberon"),
        ("http://www.ebi.ac.uk/efo/efo.owl", "efo"),
        ("http://purl.bioontology.org/ontology/ATC/", "atc"),
        ("http://example.org/interneuron#", "interneuron"),
        ("http://example.org/anatomy/releases/2026-01-01", "anatomy"),
        ("http://www.skosmos.skos/cycle/conceptscheme", "cycle"), ("https://example.org/vocabulary/skos/", "a"),
        ("", "a"),
    ],
)  # fmt: skip
def test_name_by_iri(iri: str, name: str) -> None:
    assert ExternalOntology("file.owl", "", "", (Term(OBO + "A_1", "one"),), iri).name == name


def test_zip_archive_with_one_ontology(tmp_path: Path) -> None:
    path = tmp_path / "toy.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(DATA / "toy.obo", "release/toy.obo")
        archive.writestr("release/readme.txt", "no ontology")
    assert read_ontology(path).terms == read_ontology(DATA / "toy.obo").terms
    with zipfile.ZipFile(path, "a") as archive:
        archive.write(DATA / "toy.ttl", "toy.ttl")
    with pytest.raises(ExternalOntologyError, match=r"must hold one ontology, and holds release/toy\.obo, toy\.ttl"):
        read_ontology(path)


def test_reader_apart_gives_the_same(tmp_path: Path) -> None:
    assert read_apart(DATA / "toy.obo") == read_ontology(DATA / "toy.obo")
    (tmp_path / "a.obo").write_bytes(b"")
    with pytest.raises(ExternalOntologyError, match=r"a.obo: the file is empty: download it again$"):
        read_apart(tmp_path / "a.obo")


def test_reader_apart_ends_at_its_limits() -> None:
    with pytest.raises(ExternalOntologyError, match=r"took longer than the limit of 0\.01 s and was stopped"):
        read_apart(DATA / "toy.obo", seconds=0.01)
    with pytest.raises(ExternalOntologyError, match="its reader ended unexpectedly"):
        read_apart(DATA / "toy.obo", memory=30 * 2**20)


@pytest.mark.originals
def test_released_ontologies_have_their_own_names(released_ontology: Released) -> None:
    assert [released_ontology(name).name for name in (HPO, UBERON)] == ["hp", "uberon"]
    assert read_apart(real_ontology("symp-2026-07-30.obo.gz")).name == "symp"
    assert read_apart(real_ontology("eco-2024-07-19.obo.gz")).name == "eco"
