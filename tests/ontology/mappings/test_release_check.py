"""Each way in which a mapping can fail in a release of an ontology is found and named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ontology.external.reading import read_ontology
from ontology.external.terms import ExternalOntology, Term
from ontology.mappings.release_check import KINDS, check_pointers, pointers_into, successors
from ontology.mappings.sssom import Mapping, MappingSet, load_mapping_set
from tests.support.real_ontologies import HPO, Released

TOY = Path(__file__).parent.parent / "data" / "toy.obo"
OBO = "http://purl.obolibrary.org/obo/"


@pytest.fixture(scope="module")
def toy() -> ExternalOntology:
    return read_ontology(TOY)


def mapping(number: int, identifier: str, label: str = "", subject: str = "drugkg:thing") -> Mapping:
    return Mapping(subject, "thing", "skos:exactMatch", identifier, label, "", "", "", "", place=f"m.tsv:{number}")


def mapping_set(*mappings: Mapping, **prefixes: str) -> MappingSet:
    return MappingSet({"curie_map": prefixes}, mappings)


@pytest.mark.parametrize(
    ("identifier", "label", "expected"),
    [
        ("TOY:0000002", "finding of the head", None),
        ("TOY:0000002", "", None),
        ("TOY:0000099", "x", "missing: {}: TOY:0000099 is not in toy.obo"),
        ("TOY:0000005", "x", "obsolete: {}: TOY:0000005 is replaced by TOY:0000003 (finding of the mind)"),
        ("TOY:0000006", "x", "obsolete: {}: TOY:0000006 is replaced by TOY:0000002 (finding of the head)"),
        (
            "TOY:0000007",
            "obsolete finding of nothing",
            "obsolete: {}: TOY:0000007 has no replacement; consider TOY:0000001 (made-up finding)",
        ),
        (
            "TOY:0000004",
            "belly",
            "relabelled: {}: TOY:0000004 is named 'finding of the belly', the mapping has 'belly'",
        ),
        (
            *("TOY:0000002", "cephalic finding"),
            "relabelled: {}: TOY:0000002 is named 'finding of the head', the mapping has 'cephalic finding', "
            "which is a synonym",
        ),
        (
            *("TOY:0000002", "hat trouble"),
            "relabelled: {}: TOY:0000002 is named 'finding of the head', the mapping has 'hat trouble'",
        ),
    ],
)
def test_a_mapping_that_does_not_hold_is_named(
    identifier: str, label: str, expected: str | None, toy: ExternalOntology
) -> None:
    pointers = pointers_into(toy, mapping_set(mapping(7, identifier, label)))
    assert len(pointers) == 1
    found = [str(finding) for finding in check_pointers(toy, pointers)]
    stated = f"drugkg:thing skos:exactMatch {identifier}"
    assert found == ([f"m.tsv:7: {expected.format(stated)}"] if expected else [])


def test_a_finding_tells_the_replacement_apart(toy: ExternalOntology) -> None:
    (finding,) = check_pointers(toy, pointers_into(toy, mapping_set(mapping(1, "TOY:0000005"))))
    assert finding.kind in KINDS
    assert (finding.kind, finding.label, finding.replaced_by) == (
        *("obsolete", "obsolete finding of the soul"),
        ("TOY:0000003",),
    )


def test_only_the_own_terms_of_an_ontology_are_its_business(toy: ExternalOntology) -> None:
    rows = mapping_set(mapping(1, "OTHER:0000001"), mapping(2, "sssom:NoTermFound"), mapping(3, "HP:0001250"))
    assert pointers_into(toy, rows) == []


def test_prefixes_mean_what_the_head_of_the_mappings_says(toy: ExternalOntology) -> None:
    rows = mapping_set(mapping(1, "T:0000001"), mapping(2, "TOY:1"), T=OBO + "TOY_", TOY="http://example.org/")
    assert [pointer.iri for pointer in pointers_into(toy, rows)] == [OBO + "TOY_0000001"]


def test_a_mapped_term_of_the_ontology_is_looked_at_once(toy: ExternalOntology) -> None:
    rows = mapping_set(*(mapping(n, f"MESH:{n}", subject="TOY:0000007") for n in (1, 2)))
    assert [str(finding) for finding in check_pointers(toy, pointers_into(toy, rows))] == [
        "m.tsv:1: obsolete: TOY:0000007 skos:exactMatch MESH:1: TOY:0000007 has no replacement; "
        "consider TOY:0000001 (made-up finding)"
    ]


def test_chains_of_replacements_are_followed_to_a_term_in_use() -> None:
    terms = {
        term.id: term
        for term in (
            Term("a", "a", obsolete=True, replaced_by=("b", "d")),
            Term("b", "b", obsolete=True, replaced_by=("c", "a")),
            Term("c", "c"),
            Term("d", "d", obsolete=True),
        )
    }
    assert successors(terms["a"], terms) == ["c", "d"]


def test_what_an_obsolete_replacement_names_is_considered(toy: ExternalOntology) -> None:
    old, middle, end = (f"{OBO}TOY_000010{number}" for number in range(3))
    terms = (
        Term(old, "old", obsolete=True, replaced_by=(middle,)),
        Term(middle, "middle", obsolete=True, consider=(end,)),
        Term(end, "end"),
    )
    rows = mapping_set(mapping(1, "TOY:0000100", label="old"))
    found = replace(toy, terms=terms)
    [finding] = check_pointers(found, pointers_into(found, rows))
    assert finding.message == "TOY:0000100 has no replacement; consider TOY:0000102 (end)"


def test_our_mappings_hold_in_the_phenotype_ontology(released_ontology: Released) -> None:
    found = released_ontology(HPO)
    pointers = pointers_into(found, load_mapping_set())
    assert len(pointers) > 50
    assert check_pointers(found, pointers) == []
