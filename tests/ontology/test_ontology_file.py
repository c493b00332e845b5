"""The ontology file loads everywhere, and every term of it is described and mapped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import owlready2
import pytest
import rdflib
from pyoxigraph import RdfFormat, serialize
from rdflib import OWL, RDF, RDFS, SKOS

from ontology.namespaces import PREFIXES
from ontology.vocabulary import ONTOLOGY_FILE, UNITS_FILE, load_vocabulary, ontology_triples

DKGO = rdflib.Namespace(PREFIXES["dkgo"])
MATCHES = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)
ONTOLOGY = rdflib.URIRef("https://w3id.org/drugkg/ontology")


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    return rdflib.Graph().parse(ONTOLOGY_FILE)


def _terms(graph: rdflib.Graph) -> Iterator[rdflib.URIRef]:
    for subject in set(graph.subjects(RDF.type)):
        if isinstance(subject, rdflib.URIRef) and subject.startswith(DKGO):
            yield subject


def test_header_names_version_licence_creator_and_every_prefix(graph: rdflib.Graph) -> None:
    assert (ONTOLOGY, RDF.type, OWL.Ontology) in graph
    assert str(graph.value(ONTOLOGY, OWL.versionIRI)) == f"{ONTOLOGY}/0.1.0"
    assert str(graph.value(ONTOLOGY, rdflib.DCTERMS.license)) == "https://creativecommons.org/licenses/by/4.0/"
    assert str(graph.value(ONTOLOGY, rdflib.DCTERMS.creator)) == "drugkg developers"
    declared = {
        str(graph.value(node, rdflib.SH.prefix)): str(graph.value(node, rdflib.SH.namespace))
        for node in graph.objects(ONTOLOGY, rdflib.SH.declare)
    }
    assert declared == PREFIXES


def test_every_term_has_one_label_and_one_definition(graph: rdflib.Graph) -> None:
    for term in _terms(graph):
        assert len(list(graph.objects(term, RDFS.label))) == 1, term
        definitions = list(graph.objects(term, SKOS.definition))
        assert len(definitions) == 1, term
        assert str(definitions[0]).endswith("."), term


def test_every_term_is_mapped_or_says_that_no_standard_term_was_found(graph: rdflib.Graph) -> None:
    for term in _terms(graph):
        if (None, SKOS.notation, None) in graph and (term, SKOS.notation, None) in graph:
            continue  # a value of a closed list; the list is mapped
        mapped = any((term, match, None) in graph for match in MATCHES)
        noted = (term, DKGO.mappingNote, None) in graph
        assert mapped != noted, term


def test_labels_are_plain_literals(graph: rdflib.Graph) -> None:
    assert not [text for text in graph.objects(None, RDFS.label) if isinstance(text, rdflib.Literal) and text.language]


def test_every_term_of_ours_that_is_used_is_declared(graph: rdflib.Graph) -> None:
    declared = {*_terms(graph), graph.value(ONTOLOGY, OWL.versionIRI)}
    used = {term for triple in graph for term in triple if isinstance(term, rdflib.URIRef) and term.startswith(DKGO)}
    assert used <= declared


def test_owlready2_loads_it_as_n_triples(tmp_path: Path) -> None:
    path = tmp_path / "drugkg.nt"
    serialize(ontology_triples(), str(path), RdfFormat.N_TRIPLES)
    world = owlready2.World()
    world.get_ontology(path.as_uri()).load()
    assert {c.name for c in world.classes()} >= {"Drug", "Indication", "Claim"}
    assert len(list(world.object_properties())) > len(load_vocabulary().predicates) // 2
    world.close()


def test_no_term_of_data_is_functional_and_effects_are_not_disjoint(graph: rdflib.Graph) -> None:
    """Two sources may differ; the ontology must not turn that into an inconsistency or merge their values."""
    assert not list(graph.subjects(RDF.type, OWL.FunctionalProperty))
    assert not list(graph.subject_objects(OWL.propertyDisjointWith))
    assert not list(graph.subjects(RDF.type, OWL.AllDisjointProperties))


def test_causes_takes_exposures_as_well_as_drugs() -> None:
    domain = load_vocabulary().predicates["causes"].domain
    assert {"Exposure", "ChemicalSubstance"} <= set(domain)


def test_units_have_a_code_each_and_qudt_names_look_like_names() -> None:
    lines = UNITS_FILE.read_text(encoding="utf-8").splitlines()
    units = load_vocabulary().units
    assert len(units) == len(lines) - 1
    assert units["mg"].qudt == "MilliGM"
    assert units["ug/d"].qudt == ""
    assert all(unit.label and unit.dimension for unit in units.values())
