"""Which drugs a claim is about."""

from __future__ import annotations

import pytest

from ingest.about_drugs import AboutDrugs
from ingest.claims import ClaimRecord
from ontology.entities import Entity
from ontology.vocabulary import load_vocabulary
from tests.support.records import claim

_KNOWN: tuple[tuple[str, str, dict[str, tuple[str, ...]]], ...] = (
    ("one", "Drug", {}),
    ("two", "Drug", {}),
    ("both", "DrugCombination", {"involves": ("one", "two", "a-class")}),
    ("a-class", "DrugClass", {}),
    ("users", "Population", {"involves": ("one",)}),
    ("old-users", "Population", {"kindOf": ("users",)}),
    ("use", "TherapeuticUse", {"involves": ("two",), "forCondition": ("craving",)}),
    ("breakdown", "BiologicalActivity", {"involves": ("one",)}),
    ("craving", "ClinicalFinding", {"involves": ("two",)}),
    ("rash", "ClinicalFinding", {}),
)
ENTITIES = {
    slug: Entity(slug, slug, class_name, "A thing.", relations=relations) for slug, class_name, relations in _KNOWN
}


@pytest.mark.parametrize(
    ("subject", "object_", "drugs"),
    [
        ("one", "rash", "one"),
        ("one", "two", "one two"),
        ("both", "rash", "one two"),
        ("rash", "users", "one"),
        ("old-users", "rash", "one"),
        ("use", "rash", "two"),
        ("rash", "breakdown", "one"),
        ("one", "craving", "one"),
        ("craving", "rash", "two"),
        ("a-class", "rash", ""),
    ],
)
def test_a_claim_is_about_the_drugs_of_what_it_names(subject: str, object_: str, drugs: str) -> None:
    record = ClaimRecord.model_validate(claim(subject_id=f"drugkg:{subject}", object_id=f"drugkg:{object_}"))
    assert AboutDrugs(ENTITIES, load_vocabulary()).drugs(record) == [f"drugkg:{name}" for name in drugs.split()]


def test_a_claim_on_a_document_is_about_no_drug() -> None:
    record = ClaimRecord.model_validate(claim(subject_id="source:leaflet", object_id=None, object="2024"))
    assert AboutDrugs(ENTITIES, load_vocabulary()).drugs(record) == []
