"""Our vocabulary in the words of the Biolink Model: categories of nodes, predicates and qualifiers of edges.

The terms of the model that stand here are listed in ``biolink_terms.tsv`` with the version of the model in which they
were found, and with the categories that each predicate takes; ``python -m queries.exports.biolink.terms``
makes that table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from ontology.modalities import OPEN
from ontology.vocabulary import load_vocabulary

TERMS_FILE = Path(__file__).with_name("biolink_terms.tsv")

ANY = "*"
"""In the table of terms: every category fits."""

CATEGORIES: dict[str, str] = {
    "Entity": "NamedThing",
    "ChemicalSubstance": "ChemicalEntity",
    "Drug": "Drug",
    "Neurotransmitter": "MolecularEntity",
    "DrugClass": "ChemicalEntity",
    "Receptor": "MacromolecularComplex",
    "AnatomicalStructure": "AnatomicalEntity",
    "BrainRegion": "GrossAnatomicalStructure",
    "BiologicalActivity": "BiologicalProcessOrActivity",
    "ClinicalFinding": "DiseaseOrPhenotypicFeature",
    "Outcome": "Phenomenon",
    "Measurement": "ClinicalMeasurement",
    "Exposure": "DrugExposure",
    "TherapeuticUse": "Treatment",
    "Cessation": "Event",
    "DoseReduction": "Event",
    "Procedure": "Procedure",
    "Device": "Device",
    "Behaviour": "Behavior",
    "Population": "PopulationOfIndividualOrganisms",
    "Jurisdiction": "GeographicLocation",
    "Agent": "Agent",
    "EvidenceSource": "Publication",
    "Study": "Study",
    "Species": "OrganismTaxon",
    "EvidenceType": "EvidenceType",
}
"""Our classes and their Biolink classes; a class that is not named has that of the nearest class above it."""

RELATED = "related_to"
"""The predicate that says least; it stands where Biolink has no nearer one."""

_CAUSES = "biolink:causes"


@dataclass(frozen=True)
class Statement:
    """How Biolink says what one of our predicates says.

    :param predicates: Biolink predicates, the best first; the first that takes the categories at hand is used
    :param qualifiers: Biolink qualifiers that belong to the predicate
    :param wider: whether even the best predicate says less than ours, so that its denial would say more
    """

    predicates: tuple[str, ...]
    qualifiers: Mapping[str, str] = field(default_factory=dict)
    wider: bool = False


def _effect(direction: str, aspect: str = "", mechanism: str = "") -> Statement:
    """Return the statement that the subject raises or lowers the object."""
    qualifiers = {"qualified_predicate": _CAUSES, "object_direction_qualifier": direction}
    if aspect:
        qualifiers["object_aspect_qualifier"] = aspect
    if mechanism:
        qualifiers["causal_mechanism_qualifier"] = mechanism
    return Statement(("affects",), qualifiers)


_RELATED = Statement((RELATED,), wider=True)
_BINDING = Statement(("directly_physically_interacts_with",), {"causal_mechanism_qualifier": "binding"})

STATEMENTS: dict[str, Statement] = {
    "memberOfDrugClass": Statement(("member_of",)),
    "derivativeOf": Statement(("derives_from",)),
    "analogueOf": Statement(("chemically_similar_to",)),
    "combinedWith": Statement(("coexists_with",), wider=True),
    "agonistOf": _effect("increased", "activity", "agonism"),
    "antagonistOf": _effect("decreased", "activity", "antagonism"),
    "positiveModulatorOf": _effect("increased", "activity", "positive_modulation"),
    "blocks": _effect("decreased", "activity", "inhibition"),
    "bindsTo": _BINDING,
    "hasAffinityFor": _BINDING,
    "increases": _effect("increased"),
    "decreases": _effect("decreased"),
    "modulates": Statement(("affects",)),
    "actsOn": Statement(("affects",), wider=True),
    "contributesTo": Statement(("contributes_to",)),
    "correlatesPositivelyWith": Statement(("positively_correlated_with",)),
    "correlatesNegativelyWith": Statement(("negatively_correlated_with",)),
    "expressedIn": Statement(("located_in",), wider=True),
    "involvedIn": Statement(("actively_involved_in", RELATED)),
    "showsReduced": Statement((RELATED,), {"object_direction_qualifier": "decreased"}, wider=True),
    "usedFor": Statement(("applied_to_treat", RELATED)),
    "studiedFor": Statement(("studied_to_treat", RELATED)),
    "contraindicatedIn": Statement(("contraindicated_in", RELATED)),
    "causes": Statement(("causes",)),
    "prevents": Statement(("preventative_for_condition", "associated_with_decreased_likelihood_of")),
    "increasesRiskOf": Statement(("associated_with_increased_likelihood_of",)),
    "decreasesRiskOf": Statement(("associated_with_decreased_likelihood_of",)),
    "resembles": Statement(("similar_to",)),
    "interactsWith": Statement(("pharmacologically_interacts_with", RELATED)),
    "authorOf": Statement(("author", RELATED)),
    "listsReference": Statement(("mentions",), wider=True),
}
"""Our predicates that have a counterpart; all others are :data:`RELATED`, with our predicate beside it."""

QUALIFIERS: dict[str, str] = {
    "population": "population_context_qualifier",
    "species": "species_context_qualifier",
    "condition": "disease_context_qualifier",
    "frequency": "frequency_qualifier",
    "severity": "severity_qualifier",
    "anatomical_context": "anatomical_context_qualifier",
    "enantiomer": "subject_form_or_variant_qualifier",
}
"""Our qualifiers and their Biolink slots; ``severity_qualifier`` is deprecated there and has no successor yet."""

MANY_VALUED = {"anatomical_context_qualifier"}
"""The slots among these that hold a list."""

STATISTICAL = {"correlatesPositivelyWith", "correlatesNegativelyWith"}
KNOWLEDGE_LEVELS = {"asserted": "knowledge_assertion", "hedged": "prediction", "hypothesis": "prediction"}
AGENT_TYPES = {"curated": "manual_agent", "extracted": "text_mining_agent"}
APPROVAL = {"approved": "approved_for_condition", "offLabel": "off_label_use"}
NOT_PROVIDED = "not_provided"

SLOTS = (
    "id", "iri", "category", "name", "description", "synonym", "xref", "equivalent_identifiers", "subject",
    "predicate", "object", "negated", "knowledge_level", "agent_type", "primary_knowledge_source", "publications",
    "original_predicate", "qualified_predicate", "object_aspect_qualifier", "object_direction_qualifier",
    "causal_mechanism_qualifier", *QUALIFIERS.values(), "has_evidence_of_type", "clinical_approval_status",
)  # fmt: skip
"""All Biolink slots that the export fills."""


def category(class_name: str) -> str:
    """Return the Biolink class of one of our classes.

    :param class_name: local name of our class
    :returns: a Biolink CURIE

    >>> category("DrugCombination")
    'DrugExposure'
    """
    vocabulary = load_vocabulary()
    above = vocabulary.ancestors(class_name) if class_name in vocabulary.classes else ()
    return next((CATEGORIES[name] for name in (class_name, *above) if name in CATEGORIES), CATEGORIES["Entity"])


def edge_terms(record: Mapping[str, Any], subject: str, target: str, *, least: bool = False) -> dict[str, Any]:
    """Return predicate, qualifiers, negation, knowledge level and agent of a claim in Biolink's words.

    What is said to be unknown, open, rejected, not yet checked or not recommended does not get the plain predicate,
    since a reader who looks at nothing else would take it for a fact. A denial keeps its predicate; where that is
    wider than ours, so that the denial would say too much, its knowledge level is not given.

    :param record: the claim record
    :param subject: Biolink class of the subject
    :param target: Biolink class of the object
    :param least: say no more than that the two are related
    :returns: slot to value
    """
    name = record["predicate_id"].partition(":")[2]
    statement = STATEMENTS.get(name, _RELATED)
    denied = record["polarity"] == "denied"
    predicate = next((p for p in statement.predicates if _takes(p, subject, target)), RELATED)
    open_claim = (
        record["modality"] in OPEN
        or record.get("regulatory_status") == "notRecommended"
        or record["review_status"] in ("rejected", "proposed")
    )
    if least or (open_claim and not denied):
        predicate, statement = RELATED, _RELATED
    level = "statistical_association" if name in STATISTICAL else KNOWLEDGE_LEVELS.get(record["modality"], NOT_PROVIDED)
    wider = statement.wider or predicate != statement.predicates[0]
    if open_claim or (denied and wider) or record["modality"] not in KNOWLEDGE_LEVELS:
        level = NOT_PROVIDED
    made: dict[str, Any] = {
        "predicate": f"biolink:{predicate}",
        "negated": denied,
        "knowledge_level": level,
        "agent_type": AGENT_TYPES.get(record["agent"], NOT_PROVIDED),
        **statement.qualifiers,
    }
    if predicate == "applied_to_treat" and record.get("regulatory_status") in APPROVAL:
        made["clinical_approval_status"] = APPROVAL[record["regulatory_status"]]
    return made


def _takes(predicate: str, subject: str, target: str) -> bool:
    """Return whether a predicate takes a subject and an object of these classes."""
    subjects, objects = predicates_taken()[predicate]
    return (ANY in subjects or subject in subjects) and (ANY in objects or target in objects)


@lru_cache(maxsize=1)
def predicates_taken() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Return the Biolink predicates in use with the classes that they accept.

    :returns: predicate → classes of subjects, classes of objects
    """
    found = {}
    for line in TERMS_FILE.read_text(encoding="utf-8").splitlines():
        kind, _, rest = line.partition("\t")
        if kind == "predicate":
            name, subjects, objects = rest.split("\t")
            found[name] = frozenset(subjects.split("|")), frozenset(objects.split("|"))
    return found
