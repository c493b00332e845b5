"""The vocabulary gives the ontology's terms as plain objects."""

from __future__ import annotations

import subprocess
import sys

import pytest

from ontology.vocabulary import load_vocabulary, local_name, ontology_triples
from tests.ontology.examples import roles, triple

SIGNS = [
    ("agonistOf", 1),
    ("antagonistOf", -1),
    ("positiveModulatorOf", 1),
    ("blocks", -1),
    ("increases", 1),
    ("decreases", -1),
    ("modulates", None),
    ("contributesTo", 1),
    ("causes", 1),
    ("prevents", -1),
    ("increasesRiskOf", 1),
    ("decreasesRiskOf", -1),
    ("correlatesNegativelyWith", -1),
    ("expressedIn", 0),
    ("usedFor", 0),
    ("hasHalfLife", 0),
    ("bindsTo", 0),
]


@pytest.mark.parametrize(("name", "sign"), SIGNS)
def test_sign_of_a_predicate(name: str, sign: int | None) -> None:
    assert load_vocabulary().predicates[name].sign == sign


def test_every_predicate_and_relation_gives_the_reason_of_its_sign() -> None:
    vocabulary = load_vocabulary()
    for predicate in (*vocabulary.predicates.values(), *vocabulary.relations.values()):
        assert predicate.sign_reason.endswith("."), predicate.name


def test_an_inverse_has_the_sign_of_its_predicate() -> None:
    vocabulary = load_vocabulary()
    both = {**vocabulary.predicates, **vocabulary.relations}
    for predicate in both.values():
        if predicate.inverse:
            assert both[predicate.inverse].sign == predicate.sign
            assert both[predicate.inverse].inverse == predicate.name


def test_domain_and_range_are_class_names_also_from_unions() -> None:
    vocabulary = load_vocabulary()
    assert vocabulary.predicates["agonistOf"].domain == ("ChemicalSubstance",)
    assert vocabulary.predicates["usedFor"].domain == ("Drug", "DrugClass", "Exposure")
    for predicate in vocabulary.predicates.values():
        assert set(predicate.domain) | set(predicate.range) <= set(vocabulary.classes), predicate.name


@pytest.mark.parametrize(
    ("name", "kind"),
    [("causes", "entity"), ("hasBrandName", "literal"), ("hasHalfLife", "quantity"), ("hasDose", "entity")],
)
def test_kind_of_value_of_a_predicate(name: str, kind: str) -> None:
    assert load_vocabulary().predicates[name].value_kind == kind


def test_only_entity_predicates_have_a_range_of_classes() -> None:
    for predicate in load_vocabulary().predicates.values():
        assert bool(predicate.range) == (predicate.value_kind == "entity"), predicate.name


def test_structural_relations_are_no_predicates_of_claims() -> None:
    vocabulary = load_vocabulary()
    structural = {"kindOf", "partOf", "subunitOf", "occursIn", "involves", "activityOf", "forCondition", "oppositeOf"}
    assert structural <= set(vocabulary.relations)
    assert not structural & set(vocabulary.predicates)


def test_symmetric_predicates_are_declared_so() -> None:
    assert triple("dkgo:interactsWith rdf:type owl:SymmetricProperty") in ontology_triples()
    assert triple("dkgo:causes rdf:type owl:SymmetricProperty") not in ontology_triples()


def test_classes_know_what_lies_above_them() -> None:
    vocabulary = load_vocabulary()
    assert vocabulary.ancestors("Agency") == ("Organisation", "Agent", "Entity")
    assert vocabulary.is_a("BrainRegion", "AnatomicalStructure")
    assert vocabulary.is_a("Drug", "Drug")
    assert not vocabulary.is_a("AnatomicalStructure", "BrainRegion")
    with pytest.raises(KeyError):
        vocabulary.is_a("Unicorn", "Drug")


def test_roles_are_told_from_classes_that_are_typed_by_hand() -> None:
    assert roles() == {"Indication", "AdverseEffect", "WithdrawalEffect", "OverdoseEffect", "InteractionEffect"}


def test_qualifiers_have_a_property_and_a_kind() -> None:
    qualifiers = load_vocabulary().qualifiers
    assert qualifiers["dose_level"].name == "doseLevelQualifier"
    assert (qualifiers["dose"].kind, qualifiers["route"].kind) == ("quantity", "term")
    assert (qualifiers["regimen"].kind, qualifiers["method"].kind) == ("text", "any")


def test_controlled_values_are_found_by_the_code_of_a_record() -> None:
    vocabulary = load_vocabulary()
    assert len(vocabulary.terms("family")) == 20
    assert vocabulary.terms("modality")["insufficientEvidence"].label == "insufficient evidence"
    assert vocabulary.terms("disagreement_type")["polarity"].name == "polarityDisagreement"
    with pytest.raises(KeyError):
        vocabulary.terms("weather")


def test_local_name_is_none_outside_the_ontology() -> None:
    assert local_name("no term at all") is None


def test_loading_needs_no_slow_library() -> None:
    code = (
        "import sys; from ontology.vocabulary import load_vocabulary; load_vocabulary();"
        "print(sorted({'rdflib', 'owlready2', 'pyshacl', 'yaml', 'pandas'} & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
