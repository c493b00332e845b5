"""How a disagreement is explained and named, on records of our own."""

from __future__ import annotations

from ingest.disagreements.explanations import LONGEST
from ingest.disagreements.finding import TYPES
from ingest.disagreements.model import identifier
from ontology.vocabulary import load_vocabulary
from tests.support.claims import claim, found, small_record
from tests.support.disagreeing import (
    MAXIMUM,
    STARTING,
    dose,
    half_life,
)


def test_a_doubtful_layout_or_reading_is_named_with_its_side() -> None:
    doubtful = {"reading": "doubtfulLayout", "note": "a heading was lost"}
    inferred = {"reading": "inferred", "note": "from the sentence before"}
    denied = [claim("one-1", "x causes rash", polarity="denied", **doubtful)]
    affirmed = [claim("two-1", "x causes rash", **inferred), claim("three-1", "x causes rash")]
    [disagreement] = found(*denied, *affirmed)
    assert disagreement.explanation == (
        "x causes rash: denied, page layout in doubt (one) | affirmed, partly inferred by the reader (three, two)"
    )
    assert disagreement.sides[0].label == "denied, page layout in doubt"


def test_what_is_inferred_from_words_that_state_another_claim_of_the_side_is_not_named() -> None:
    inferred = {"reading": "inferred", "note": "the class is named"}
    stated = claim("two-1", "x shouldNotBeCombinedWith sedatives")
    [disagreement] = found(
        claim("one-1", "x cautionIn sedatives"), stated, claim("two-2", "x shouldNotBeCombinedWith y", **inferred)
    )
    assert disagreement.claims == ("one-1", "two-1", "two-2")
    assert disagreement.explanation == "x with sedatives: with caution (one) | advised against (two); said of y too"


def test_of_many_documents_a_side_names_the_first_few() -> None:
    names = [f"d{number:03}" for number in range(300)]
    [disagreement] = found(
        claim("one-1", "x causes rash", polarity="denied"), *(claim(f"{name}-1", "x causes rash") for name in names)
    )
    assert disagreement.explanation == (
        "x causes rash: denied (one) | affirmed (300 documents: d000.txt, d001.txt, d002.txt, d003.txt, d004.txt, …)"
    )
    assert len(disagreement.documents) == 301


def test_of_many_documents_those_with_most_claims_are_named_first() -> None:
    once = [claim(f"d{number}-1", "x causes rash") for number in range(6)]
    twice = [claim(f"more-{number}", "x causes rash") for number in (1, 2)]
    [disagreement] = found(claim("one-1", "x causes rash", polarity="denied"), *once, *twice)
    assert disagreement.explanation == (
        "x causes rash: denied (one) | affirmed (7 documents: more.txt, d0.txt, d1.txt, d2.txt, d3.txt, …)"
    )


def test_an_explanation_of_many_sides_stays_short() -> None:
    [disagreement] = found(*(half_life(f"a-very-long-name-of-a-document-{n}-1", n, n) for n in range(1, 60)))
    assert len(disagreement.explanation) < LONGEST
    assert len(disagreement.sides) == 59
    assert "more sides; no range is common to all" in disagreement.explanation


def test_a_word_that_it_is_unknown_stands_as_a_side_of_its_own() -> None:
    claims = [
        claim("one-1", "x hasAbusePotential"),
        claim("two-1", "x hasAbusePotential", polarity="denied"),
        claim("three-1", "x hasAbusePotential", modality="insufficientEvidence"),
    ]
    [disagreement] = found(*claims)
    assert [side.label for side in disagreement.sides] == ["denied", "affirmed", "unknown"]


def test_like_propositions_are_told_in_one_line() -> None:
    claims = [
        claim(f"{document}-{n}", f"x decreases {what}", family="mechanism", modality=modality)
        for n, what in enumerate(("one-reflex", "other-reflex"))
        for document, modality in (("one", "asserted"), ("two", "hedged"))
    ]
    [disagreement] = found(*claims)
    assert disagreement.matter == "x decreases one reflex and other reflex"
    assert disagreement.id == "strength.x.decreases.one-reflex~other-reflex"
    assert len(disagreement.claims) == 4


def test_two_disagreements_on_one_proposition_have_names_of_their_own() -> None:
    claims = [
        dose(f"one-{n}", None, 10 + n, phase=phase) for n, phase in enumerate([STARTING, STARTING, MAXIMUM, MAXIMUM])
    ]
    assert len({disagreement.id for disagreement in found(*claims)}) == 2


def test_the_name_of_a_disagreement_stays_short() -> None:
    name = identifier("value", [f"x.causes.{'long-' * 10}{n}" for n in range(10)])
    assert len(name) < 200
    assert name != identifier("value", [f"x.causes.{'long-' * 10}{n}" for n in range(11)])


def test_a_dose_up_to_a_bound_and_one_over_it_have_nothing_in_common() -> None:
    over = {"min": 300, "min_excluded": True, "unit": "mg/d"}
    up_to = {"max": 300, "unit": "mg/d"}
    [apart] = found(claim("one-1", "x causes rash", dose=over), claim("two-1", "x causes rash", dose=up_to))
    assert apart.range_relation == "disjoint"
    assert [side.label for side in apart.sides] == ["up to 300 mg/day", "more than 300 mg/day"]
    at_least = {"min": 300, "unit": "mg/d"}
    assert found(claim("one-1", "x causes rash", dose=at_least), claim("two-1", "x causes rash", dose=up_to)) == []


def test_types_are_those_of_the_ontology() -> None:
    assert sorted(TYPES) == sorted(load_vocabulary().terms("disagreement_type"))


def test_a_literal_object_is_part_of_the_proposition() -> None:
    record = claim("one-1", "x hasPregnancyCategory", object="C")
    assert small_record(record).proposition == "x.hasPregnancyCategory.c-6b23c0d5"
