"""External ontologies are read alike from every format, and what cannot be read is named."""

from __future__ import annotations

import gzip
import hashlib
import sys
from pathlib import Path

import pytest

from ontology.external.reading import read_ontology
from ontology.external.terms import ExternalOntology, ExternalOntologyError, Synonym, Term
from tests.support.real_ontologies import DOID, HPO, UBERON, Released

DATA = Path(__file__).parent.parent / "data"
FORMATS = ("toy.obo", "toy.owl", "toy.ttl", "toy.json")
OBO = "http://purl.obolibrary.org/obo/"


def toy(number: int) -> str:
    return f"{OBO}TOY_{number:07}"


EXPECTED = (
    Term(OBO + "OTHER_0000001", "imported thing"),
    Term(toy(1), "made-up finding"),
    Term(
        toy(2),
        "finding of the head",
        (
            Synonym("broad", "finding"),
            Synonym("exact", "cephalic finding"),
            Synonym("narrow", "finding of the forehead"),
            Synonym("related", "hat trouble"),
        ),
        'A finding of what is called "the head".',
        (toy(1),),
    ),
    Term(toy(3), "finding of the mind", parents=(toy(2),)),
    Term(toy(4), "finding of the belly", parents=(toy(1),)),
    Term(toy(5), "obsolete finding of the soul", obsolete=True, replaced_by=(toy(3),)),
    Term(toy(6), "", obsolete=True, replaced_by=(toy(2),)),
    Term(toy(7), "obsolete finding of nothing", obsolete=True, consider=(toy(1),)),
    Term(toy(10), "made-up body"),
    Term(toy(11), "made-up head", part_of=(toy(10),)),
    Term(toy(12), "front of the head", part_of=(toy(11),)),
    Term(toy(13), "left front of the head", parents=(toy(12),)),
)
"""The conditional part-of of term 13, the logical definition of term 3 and the German label of term 1 are left out."""


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_every_format_gives_the_same_terms(name: str, packed: bool, tmp_path: Path) -> None:
    data = (DATA / name).read_bytes()
    path = DATA / name
    if packed:
        path = tmp_path / f"{name}.gz"
        path.write_bytes(gzip.compress(data))
    found = read_ontology(path)
    assert found.terms == EXPECTED
    assert (found.version, found.name, found.namespace) == ("2026-01-01", "toy", OBO + "TOY_")
    assert found.term_count == 11
    assert (found.file, found.sha256) == (path.name, hashlib.sha256(path.read_bytes()).hexdigest())


def test_an_identifier_that_is_merged_but_lives_on_is_no_obsolete_term(tmp_path: Path) -> None:
    path = tmp_path / "a.obo"
    path.write_text("[Term]\nid: A:1\nname: one\nalt_id: A:2\n\n[Term]\nid: A:2\nname: two\n", encoding="utf-8")
    assert read_ontology(path).terms == (Term(OBO + "A_1", "one"), Term(OBO + "A_2", "two"))


def test_id_spaces_and_identifiers_without_prefix_follow_the_rules_of_obo(tmp_path: Path) -> None:
    text = """format-version: 1.2
ontology: mine
date: 31:12:2025 10:00
idspace: MY http://example.org/my/ "Mine"

[Term]
id: MY:1
name: one

[Term]
id: bare
name: two

[Term]
id: http://example.org/three
name: three
"""
    path = tmp_path / "a.obo"
    path.write_text(text, encoding="utf-8")
    found = read_ontology(path)
    iris = {"http://example.org/my/1", OBO + "mine#bare", "http://example.org/three"}
    assert {term.id for term in found.terms} == iris
    assert found.version == "2025-12-31"


def test_a_version_in_words_comes_before_that_of_the_release(tmp_path: Path) -> None:
    head = 'data-version: releases/old\nontology: mine\nproperty_value: owl:versionInfo "2.0" xsd:string\n\n'
    (tmp_path / "a.obo").write_text(f"{head}[Term]\nid: A:1\nname: one\n", encoding="utf-8")
    assert read_ontology(tmp_path / "a.obo").version == "2.0"


BROKEN = {
    "line.obo": ("[Term]\nid: A:1\nxref: dropped before parsing\nname: one\nis_a\n", ":5: not valid OBO: expected"),
    "words.obo": ("These are words.\n", ":1: not valid OBO: expected HeaderClause"),
    "quote.obo": ('[Term]\nid: A:1\ndef: "no end []\n', ":3: not valid OBO: expected"),
    "part.ttl": ("@prefix a: <http://a/> .\na:b a:c", ":2: not valid Turtle: "),
    "part.owl": ("<rdf:RDF>", ":1: not valid RDF/XML: "),
    "text.owl": ("Prefix(:=<http://a/>)", ":1: not valid OWL in functional syntax"),
    "part.json": ('{"graphs": [\n', ":2: not valid JSON: "),
    "other.json": ('{"rows": []}', ": not an OBO graph: there is no list `graphs`"),
    "list.json": ("[1]", ": not an OBO graph: there is no list `graphs`"),
    "nodes.json": ('{"graphs": [{"nodes": [{"lbl": "x"}]}]}', ": not an OBO graph: KeyError"),
    "numbers.json": ('{"graphs": [{"nodes": [{"id": "A:1", "lbl": 5}]}]}', ": not an OBO graph: "),
    "empty.obo": ("", ": the file is empty"),
    "empty.ttl": ("", ": the file is empty"),
    "page.owl": ("<!DOCTYPE html><html></html>", ": this is a web page: download the file of the ontology itself"),
    "lfs.obo": ("version https://git-lfs.github.com/spec/v1\noid sha256:0", ": this is a pointer of Git LFS"),
    "table.csv": ("a,b", ": a table holds no ontology: take the OWL, OBO or SKOS file of the release"),
    "imports.ttl": (
        "@prefix owl: <http://www.w3.org/2002/07/owl#> . <http://a/o> a owl:Ontology ; owl:imports <http://a/b> .",
        " contains no terms with labels; it imports other ontologies: load those, or merge them first",
    ),
    "deep.ofn": ("Ontology(" + "A(" * 200, ": nested more than 100 levels deep"),
    "deep.owx": ("<Ontology>" + "<a>" * 200, ":1: not valid OWL/XML: nested more than 100 levels deep"),
    "data.ttl": ("<http://a/b> <http://a/c> 1 .", " contains no terms with labels"),
    "known.obo.gz": ("[Term]\nid: A:1\n", " contains no terms with labels"),
    "long.obo": (
        f"[Term]\nid: A:1\nname: {'x' * 200_000}\n",
        ": the term http://purl.obolibrary.org/obo/A_1: a text of 2",
    ),
    "words.txt": ("x", ": the format is not recognised from the file name; supported: .obo, .owl,"),
    "zipped.zip": ("x", ": it is not a complete zip archive"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_read_is_named_with_its_line(name: str, tmp_path: Path) -> None:
    text, message = BROKEN[name]
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ExternalOntologyError) as caught:
        read_ontology(path)
    assert f"{path}{message}" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["a.obo", "a.owl", "a.ttl", "a.json"])
def test_bytes_that_are_no_text_are_an_error(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"[Term]\nid: A:1\nname: \xff\xfe\n")
    with pytest.raises(ExternalOntologyError, match=r"a\.\w+:.* not valid "):
        read_ontology(tmp_path / name)


def test_a_gzip_file_that_is_cut_off_is_an_error(tmp_path: Path) -> None:
    data = gzip.compress((DATA / "toy.obo").read_bytes())
    for length in (5, 40, len(data) - 4):
        (tmp_path / "a.obo.gz").write_bytes(data[:length])
        with pytest.raises(ExternalOntologyError, match="it is not a complete gzip file"):
            read_ontology(tmp_path / "a.obo.gz")


def test_a_missing_file_and_a_folder_are_errors(tmp_path: Path) -> None:
    with pytest.raises(ExternalOntologyError, match=r"cannot read .*none\.obo: No such file"):
        read_ontology(tmp_path / "none.obo")
    (tmp_path / "folder.obo").mkdir()
    with pytest.raises(ExternalOntologyError, match="Is a directory"):
        read_ontology(tmp_path / "folder.obo")


def test_without_the_parser_for_obo_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "ontology.external.obo", raising=False)
    monkeypatch.setitem(sys.modules, "fastobo", None)
    with pytest.raises(ExternalOntologyError, match=r"toy\.obo: an OBO file needs drugkg\[link\]: run `pip"):
        read_ontology(DATA / "toy.obo")
    assert read_ontology(DATA / "toy.ttl").terms == EXPECTED


def term(found: ExternalOntology, local: str) -> Term:
    return next(term for term in found.terms if term.id == OBO + local)


def test_the_phenotype_ontology_is_read_whole(released_ontology: Released) -> None:
    found = released_ontology(HPO)
    assert (found.name, found.version, found.term_count) == ("hp", "2025-01-16", 19_484)
    assert sum(term.obsolete and bool(term.label) for term in found.terms) == 450
    seizure = term(found, "HP_0001250")
    assert seizure.label == "Seizure"
    assert seizure.parents == (OBO + "HP_0012638",)
    assert Synonym("exact", "Epileptic seizure") in seizure.synonyms
    merged = term(found, "HP_0004715")
    assert (merged.label, merged.obsolete, merged.replaced_by) == ("", True, (OBO + "HP_0000003",))


def test_an_ontology_whose_cross_references_break_the_grammar_is_read(released_ontology: Released) -> None:
    found = released_ontology(UBERON)
    assert (found.name, found.version) == ("uberon", "")
    accumbens = term(found, "UBERON_0001882")
    assert accumbens.label == "nucleus accumbens"
    assert accumbens.part_of
    assert released_ontology("eco-2024-07-19.obo.gz").term_count == 2_233


def test_the_disease_ontology_is_read_whole(released_ontology: Released) -> None:
    found = released_ontology(DOID)
    assert (found.name, found.version, found.term_count) == ("doid", "2021-06-08", 13_295)
    assert term(found, "DOID_1574").label == "alcohol use disorder"
