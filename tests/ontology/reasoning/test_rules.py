"""What follows by rule: roles, chains, inverses; the same as owlrl finds; and clashes that name their nodes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import owlrl
import pytest
import rdflib
from pyoxigraph import RdfFormat, Triple, parse

from ontology.rdflib_terms import to_rdflib
from ontology.reasoning.rules import Clash, clashes, closure
from ontology.vocabulary import ontology_triples
from tests.ontology.examples import label, triple, triples

ENTITIES = """
drugkg:demodrug a dkgo:Drug .
drugkg:combination a dkgo:DrugCombination .
drugkg:stopping a dkgo:Cessation .
drugkg:too-much a dkgo:Overdose .
drugkg:use a dkgo:TherapeuticUse .
drugkg:receptor-b a dkgo:Receptor ; dkgo:kindOf drugkg:receptor .
drugkg:receptor a dkgo:Receptor .
drugkg:receptor-b-activity a dkgo:BiologicalActivity ; dkgo:activityOf drugkg:receptor-b .
drugkg:nucleus a dkgo:BrainRegion ; dkgo:partOf drugkg:midbrain .
drugkg:midbrain a dkgo:BrainRegion ; dkgo:partOf drugkg:brain .
drugkg:brain a dkgo:AnatomicalStructure .
drugkg:firing a dkgo:BiologicalActivity ; dkgo:occursIn drugkg:nucleus .
drugkg:fast-firing a dkgo:BiologicalActivity ; dkgo:kindOf drugkg:firing .
drugkg:spasm a dkgo:ClinicalFinding .
drugkg:seizure a dkgo:ClinicalFinding .
drugkg:sleep a dkgo:ClinicalFinding .
"""
ROLES = [
    ("drugkg:demodrug dkgo:usedFor drugkg:spasm", "drugkg:spasm", {"Indication"}),
    ("drugkg:demodrug dkgo:causes drugkg:sleep", "drugkg:sleep", {"AdverseEffect"}),
    ("drugkg:use dkgo:causes drugkg:sleep", "drugkg:sleep", {"AdverseEffect"}),
    ("drugkg:stopping dkgo:causes drugkg:seizure", "drugkg:seizure", {"WithdrawalEffect"}),
    ("drugkg:too-much dkgo:causes drugkg:seizure", "drugkg:seizure", {"OverdoseEffect"}),
    ("drugkg:combination dkgo:causes drugkg:sleep", "drugkg:sleep", {"InteractionEffect"}),
    ("drugkg:spasm dkgo:causes drugkg:sleep", "drugkg:sleep", set()),
]
CHAINS = [
    (
        "drugkg:demodrug dkgo:agonistOf drugkg:receptor-b",
        "drugkg:demodrug dkgo:raisesActivity drugkg:receptor-b-activity",
    ),
    ("drugkg:demodrug dkgo:blocks drugkg:receptor-b", "drugkg:demodrug dkgo:lowersActivity drugkg:receptor-b-activity"),
    ("drugkg:demodrug dkgo:agonistOf drugkg:receptor-b", "drugkg:demodrug dkgo:bindsTo drugkg:receptor"),
    ("drugkg:receptor-b dkgo:expressedIn drugkg:nucleus", "drugkg:receptor-b dkgo:expressedIn drugkg:brain"),
    ("drugkg:demodrug rdf:type dkgo:Drug", "drugkg:firing dkgo:occursIn drugkg:brain"),
    ("drugkg:demodrug rdf:type dkgo:Drug", "drugkg:fast-firing dkgo:occursIn drugkg:midbrain"),
    ("drugkg:demodrug rdf:type dkgo:Drug", "drugkg:brain dkgo:siteOf drugkg:fast-firing"),
]


@cache
def _closure(*facts: str) -> list[Triple]:
    """Return what follows from the facts, once for all tests that ask it of the same facts."""
    return closure(ontology_triples(), [*triples(ENTITIES), *map(triple, facts)])


@pytest.mark.parametrize(("fact", "finding", "roles"), ROLES)
def test_a_finding_has_the_roles_that_its_facts_give_it_and_no_other(fact: str, finding: str, roles: set[str]) -> None:
    all_roles = ("Indication", "AdverseEffect", "WithdrawalEffect", "OverdoseEffect", "InteractionEffect")
    found = set(_closure(fact))
    assert {role for role in all_roles if triple(f"{finding} rdf:type dkgo:{role}") in found} == roles


def test_one_finding_can_have_several_roles() -> None:
    found = _closure("drugkg:demodrug dkgo:usedFor drugkg:seizure", "drugkg:stopping dkgo:causes drugkg:seizure")
    assert triple("drugkg:seizure rdf:type dkgo:Indication") in found
    assert triple("drugkg:seizure rdf:type dkgo:WithdrawalEffect") in found


@pytest.mark.parametrize(("fact", "conclusion"), CHAINS)
def test_chains_of_the_ontology_are_followed(fact: str, conclusion: str) -> None:
    assert triple(conclusion) in _closure(fact)


def test_opposite_effects_on_one_thing_make_no_clash() -> None:
    facts = ["drugkg:demodrug dkgo:increases drugkg:firing", "drugkg:demodrug dkgo:decreases drugkg:firing"]
    assert clashes(ontology_triples(), [*triples(ENTITIES), *map(triple, facts)]) == []


def test_only_new_triples_between_named_nodes_come_out_sorted_and_without_noise() -> None:
    data = [*triples(ENTITIES), label("drugkg:demodrug", "demodrug")]
    found = closure(ontology_triples(), data)
    assert found == sorted(set(found), key=str)
    assert not set(found) & set(data)
    text = "\n".join(map(str, found))
    assert "owl#" not in text
    assert "_:" not in text
    assert "<https://w3id.org/drugkg/ontology/Drug> <" not in text


def test_axiom_annotations_with_blank_nodes_change_nothing() -> None:
    fact = "drugkg:demodrug dkgo:causes drugkg:sleep"
    axiom = """[] a owl:Axiom ; owl:annotatedSource drugkg:demodrug ; owl:annotatedProperty dkgo:causes ;
        owl:annotatedTarget drugkg:sleep ; prov:wasDerivedFrom prop:p1 ."""
    data = [*triples(ENTITIES), triple(fact)]
    assert closure(ontology_triples(), [*data, *triples(axiom)]) == closure(ontology_triples(), data)


def test_a_second_run_gives_the_same() -> None:
    fact = "drugkg:demodrug dkgo:causes drugkg:sleep"
    assert _closure.__wrapped__(fact) == _closure.__wrapped__(fact)


def test_agrees_with_owlrl_on_rules_and_chains() -> None:
    ontology = """
        @prefix e: <http://e/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        e:A rdfs:subClassOf e:B . e:A a owl:Class . e:B a owl:Class .
        e:part a owl:ObjectProperty , owl:TransitiveProperty ; owl:inverseOf e:whole . e:whole a owl:ObjectProperty .
        e:near a owl:ObjectProperty , owl:SymmetricProperty . e:next a owl:ObjectProperty ; rdfs:subPropertyOf e:near .
        e:in a owl:ObjectProperty ; rdfs:domain e:A ; rdfs:range e:B ; owl:propertyChainAxiom ( e:in e:part ) .
        e:far a owl:ObjectProperty ; owl:propertyChainAxiom ( e:in e:part e:near ) .
        e:R a owl:Class ; owl:equivalentClass [ a owl:Class ; owl:intersectionOf ( e:B
            [ a owl:Restriction ; owl:onProperty e:whole ;
              owl:someValuesFrom [ a owl:Class ; owl:unionOf ( e:A e:R ) ] ] ) ] .
    """
    data = """
        @prefix e: <http://e/> .
        e:x e:in e:y . e:y e:part e:z . e:z e:part e:w . e:w e:next e:v . e:z a e:B . e:y a e:A . e:u e:in e:y .
    """
    rules, facts = ([q.triple for q in parse(text, format=RdfFormat.TURTLE)] for text in (ontology, data))
    ours = set(_rows(to_rdflib(closure(rules, facts))))
    oracle = to_rdflib([*rules, *facts])
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(oracle)
    given = set(_rows(to_rdflib(facts)))
    assert ours == {row for row in _rows(oracle) if _of_individuals(*row)} - given
    assert ("http://e/x", "http://e/far", "http://e/v") in ours


def _rows(graph: rdflib.Graph) -> Iterator[tuple[str, str, str]]:
    for s, p, o in graph:
        if isinstance(s, rdflib.URIRef) and isinstance(o, rdflib.URIRef):
            yield str(s), str(p), str(o)


def _of_individuals(subject: str, predicate: str, object_: str) -> bool:
    """Tell a conclusion about the example's nodes from what owlrl adds for every term there is."""
    return subject in {f"http://e/{name}" for name in "xyzwvu"} and (
        predicate.startswith("http://e/") or (predicate == str(rdflib.RDF.type) and object_.startswith("http://e/"))
    )


def test_a_chain_may_go_through_an_inverse() -> None:
    rule = triples(
        "dkgo:isRivalOf a owl:ObjectProperty ; owl:propertyChainAxiom ( dkgo:bindsTo [ owl:inverseOf dkgo:bindsTo ] ) ."
    )
    facts = map(triple, ["drugkg:demodrug dkgo:bindsTo drugkg:receptor", "drugkg:other dkgo:bindsTo drugkg:receptor"])
    found = closure([*ontology_triples(), *rule], [*triples(ENTITIES), *facts])
    assert triple("drugkg:demodrug dkgo:isRivalOf drugkg:other") in found


CLASHES = [
    (
        "drugkg:spasm rdf:type dkgo:Receptor",
        "disjointClasses",
        ("drugkg:spasm", "dkgo:ClinicalFinding", "dkgo:Receptor"),
    ),
    ("drugkg:demodrug dkgo:causes drugkg:brain", "disjointClasses", ("drugkg:brain",)),
    ("drugkg:brain dkgo:causes drugkg:spasm", "domain", ("drugkg:brain", "dkgo:causes")),
    ("drugkg:demodrug dkgo:increases drugkg:brain", "range", ("drugkg:brain", "dkgo:increases")),
    ("drugkg:brain rdf:type owl:Nothing", "nothing", ("drugkg:brain",)),
]


@pytest.mark.parametrize(("fact", "kind", "nodes"), CLASHES)
def test_a_clash_names_its_kind_its_nodes_and_the_reason(fact: str, kind: str, nodes: tuple[str, ...]) -> None:
    found = clashes(ontology_triples(), [*triples(ENTITIES), triple(fact)])
    assert [c for c in found if c.kind == kind and set(nodes) <= set(c.nodes)], found
    assert all(nodes[0] in c.reason for c in found)


def test_same_and_different_clash() -> None:
    facts = map(triple, ["drugkg:spasm owl:sameAs drugkg:sleep", "drugkg:spasm owl:differentFrom drugkg:sleep"])
    assert "sameAndDifferent" in {c.kind for c in clashes(ontology_triples(), [*triples(ENTITIES), *facts])}


def test_disjoint_properties_clash() -> None:
    rule = triple("dkgo:usedFor owl:propertyDisjointWith dkgo:developedFor")
    facts = map(triple, ["drugkg:demodrug dkgo:usedFor drugkg:spasm", "drugkg:demodrug dkgo:developedFor drugkg:spasm"])
    found = clashes([*ontology_triples(), rule], [*triples(ENTITIES), *facts])
    assert found == [
        Clash(
            "disjointProperties",
            ("drugkg:demodrug", "drugkg:spasm", "dkgo:usedFor", "dkgo:developedFor"),
            "drugkg:demodrug is related to drugkg:spasm by dkgo:usedFor and by dkgo:developedFor, which are disjoint",
        )
    ]


def test_sound_data_have_no_clash() -> None:
    assert clashes(ontology_triples(), triples(ENTITIES)) == []
