"""What a step rests on: in whom it was seen, by what kind of study, and whether it is more than an association."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from ontology.namespaces import PREFIXES
from queries.mechanism.claims import HUMAN, MechanismClaim

ASSOCIATIONS = frozenset(PREFIXES["dkgo"] + name for name in ("correlatesPositivelyWith", "correlatesNegativelyWith"))
"""Predicates that report things going together, with no cause stated."""

ANIMALS, PEOPLE, BOTH = "animals", "people", "animals and people"

STUDIES: Mapping[str, str] = {
    "ECO:0000180": "clinical study",
    "ECO:0001097": "imaging study",
    "ECO:0000179": "animal study",
    "ECO:0001091": "knockout study",
    "ECO:0000181": "in vitro study",
}
"""Types of evidence that name a study → the words for it, studies in people first."""

STATEMENT = "statement"
"""The type of evidence of what a document states without naming the kind of study."""

_IN_PEOPLE, _IN_ANIMALS = "ECO:0000180", ("ECO:0000179", "ECO:0001091")

LEFT_OUT: Mapping[str, str] = {
    "animals": "what was seen only in animals",
    "people": "what was seen only in people",
    "unspecified": "what names neither animals nor people",
    "associations": "associations, for which no cause is stated",
    "statements": "statements that name no kind of study",
}
"""What a reader may leave out of all steps → its words."""

SEEN_IN: Mapping[str, tuple[str, frozenset[str]]] = {
    "people-or-not-said": ("People, or not said", frozenset({"animals"})),
    "people": ("People only", frozenset({"animals", "unspecified"})),
    "animals": ("Animals only", frozenset({"people", "unspecified"})),
    "animals-or-not-said": ("Animals, or not said", frozenset({"people"})),
}
"""Choice of the species → its words, and what it leaves out; what was seen in both stays in each."""

_SPECIES = {"animals": ANIMALS, "people": PEOPLE, "unspecified": ""}


def left_out(claim: MechanismClaim, without: Collection[str]) -> bool:
    """Return whether a claim is among what a reader leaves out.

    :param claim: the claim
    :param without: keys of :data:`LEFT_OUT`
    :returns: true if it makes no step then
    """
    return (
        any(name in without and species_of([claim]) == seen for name, seen in _SPECIES.items())
        or ("associations" in without and is_association(claim.predicate))
        or ("statements" in without and claim.evidence not in STUDIES)
    )


def is_association(predicate: str) -> bool:
    """Return whether a predicate reports that things go together, and no cause.

    :param predicate: its IRI
    :returns: true for a correlation
    """
    return predicate in ASSOCIATIONS


def species_of(claims: Sequence[MechanismClaim]) -> str:
    """Return in whom something was seen, as far as every claim says so.

    :param claims: the claims behind a step
    :returns: :data:`ANIMALS`, :data:`PEOPLE` or :data:`BOTH`; empty if a claim names neither, or without claims

    >>> species_of([])
    ''
    """
    found = {_species(claim) for claim in claims}
    if found == {ANIMALS}:
        return ANIMALS
    if found == {PEOPLE}:
        return PEOPLE
    return BOTH if found and "" not in found else ""


def _species(claim: MechanismClaim) -> str:
    if claim.species:
        both = HUMAN in claim.species and len(claim.species) > 1
        return BOTH if both else ANIMALS if claim.animal_only else PEOPLE
    if claim.evidence == _IN_PEOPLE:
        return PEOPLE
    return ANIMALS if claim.evidence in _IN_ANIMALS else ""


def studies_of(claims: Sequence[MechanismClaim]) -> list[str]:
    """Return the kinds of evidence behind a step.

    :param claims: the claims behind it
    :returns: words of :data:`STUDIES` in their order, then :data:`STATEMENT` if a claim names no kind of study
    """
    types = {claim.evidence for claim in claims}
    found = [words for curie, words in STUDIES.items() if curie in types]
    return [*found, STATEMENT] if types - STUDIES.keys() else found
