"""What the rules ask of a claim and a therapeutic use: whether it reports a benefit, and in which words."""

from __future__ import annotations

from ingest.claims import ClaimRecord
from ingest.disagreements.claims import object_of, qualifier, sign, thing, verb
from ingest.disagreements.model import Background
from ingest.wording.phrases import claim_words
from ontology.modalities import SAID
from ontology.vocabulary import load_vocabulary


def same_place(one: ClaimRecord, other: ClaimRecord) -> bool:
    """Return whether two claims are made by words that overlap.

    :param one: a claim
    :param other: a claim
    :returns: true if a passage of the one overlaps with a passage of the other in the same document
    """
    return one.source == other.source and any(
        a.start < b.end and b.start < a.end for a in one.places for b in other.places
    )


def drug_and_condition(use: str, background: Background) -> tuple[str, str]:
    """Return the drug and the condition of a therapeutic use.

    :param use: the CURIE of the use
    :param background: the relations of uses
    :returns: two CURIEs; empty texts if the node is not a use of one drug in one condition
    """
    conditions, drugs = background.related("forCondition", use), background.related("involves", use)
    return (drugs[0], conditions[0]) if len(conditions) == 1 and len(drugs) == 1 else ("", "")


def concerns(record: ClaimRecord, condition: str, background: Background) -> bool:
    """Return whether the object of a claim, or the people it is about, have to do with a condition.

    :param record: a claim about an effect
    :param condition: a disease or symptom
    :param background: the relations of findings, outcomes and populations
    :returns: true for the condition itself, for what involves the same substance, and for people who have it
    """
    found = object_of(record)
    if found and (background.akin(found, condition) or condition == qualifier(record, "condition")):
        return True
    shared = set(background.related("involves", condition))
    if shared and shared & {node for kind in background.above(found) for node in background.related("involves", kind)}:
        return True
    people = background.above(str(qualifier(record, "population") or ""))
    return any(condition in background.related("involves", group) for group in people)


def is_of_benefit(record: ClaimRecord, use: str, background: Background) -> bool:
    """Return whether a claim reports a benefit in people of the drug of a use.

    :param record: a claim
    :param use: the CURIE of a therapeutic use
    :param background: the relations of uses
    :returns: true for an affirmed effect, asserted or hedged, that concerns the condition of the use
    """
    drug, condition = drug_and_condition(use, background)
    return bool(drug) and is_benefit_in(record, drug, condition, background)


def is_benefit_in(record: ClaimRecord, drug: str, condition: str, background: Background) -> bool:
    """Return whether a claim reports a benefit of a drug in people with a condition.

    :param record: a claim
    :param drug: the CURIE of the drug
    :param condition: the CURIE of the condition
    :param background: the relations of findings and populations
    :returns: true for an affirmed effect, asserted or hedged, of the family efficacy
    """
    return (
        record.family == "efficacy"
        and record.subject_id == drug
        and record.polarity == "affirmed"
        and record.modality in SAID
        and sign(record) != 0
        and qualifier(record, "species") in (None, "drugkg:human")
        and concerns(record, condition, background)
    )


def phrase(record: ClaimRecord, background: Background) -> str:
    """Return a claim without its subject in plain English.

    :param record: the claim
    :param background: the labels
    :returns: the phrase that tables and pages show; what the reader did is said elsewhere
    """
    stated = record.model_copy(update={"reading": "stated"})
    return claim_words(stated, load_vocabulary(), background.label).phrase


def phrase_of_effect(record: ClaimRecord, background: Background) -> str:
    """Return verb and object of a claim about an effect, without its qualifiers.

    :param record: the claim
    :param background: the labels
    :returns: such as ``increases abstinence``
    """
    return f"{verb(record, background)} {thing(record, background)}"


def phrase_without(record: ClaimRecord, keys: tuple[str, ...], background: Background) -> str:
    """Return a claim without its subject and some of its qualifiers in plain English.

    :param record: the claim
    :param keys: the keys of qualifiers that are said elsewhere
    :param background: the labels
    :returns: the phrase
    """
    left = {key: value for key, value in record.qualifiers.items() if key not in keys}
    return phrase(record.model_copy(update={"qualifiers": left, "essential_qualifiers": None}), background)
