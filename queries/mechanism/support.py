"""What supports a step: how many documents say so and how surely, and what limits what they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ontology.evidence import count_evidence
from queries.mechanism.basis import ANIMALS, STATEMENT
from queries.mechanism.claims import CERTAINTIES, MODALITIES, MechanismClaim
from queries.mechanism.effects import Mechanisms

Record = dict[str, Any]

_PROPOSED = ("review", "review", "proposed")
"""What limits a step of claims that nobody has reviewed: key, label and value."""


def strongest(claims: Iterable[MechanismClaim]) -> str | None:
    """Return the strongest modality of claims.

    :param claims: affirmed claims
    :returns: one of :data:`queries.mechanism.claims.MODALITIES`; nothing without claims
    """
    return min((claim.modality for claim in claims), key=MODALITIES.index, default=None)


def support(claims: Sequence[MechanismClaim]) -> list[Record]:
    """Return how many documents make claims, by modality.

    A document counts with the strongest modality that it uses, and is counted once.

    :param claims: the claims behind a step
    :returns: for each modality, the strongest first: ``modality``, ``documents``, and ``lines``: independent lines of
        evidence, by :func:`ontology.evidence.count_evidence`
    """
    by_document: dict[str, list[MechanismClaim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.source].append(claim)
    found: dict[str, list[MechanismClaim]] = defaultdict(list)
    for document in by_document.values():
        modality = strongest(document)
        found[str(modality)] += [claim for claim in document if claim.modality == modality]
    return [
        {"modality": modality, "documents": evidence.documents, "lines": evidence.lines}
        for modality in MODALITIES
        if modality in found
        for evidence in [count_evidence((claim.source, claim.works) for claim in found[modality])]
    ]


def support_words(counts: Sequence[Record]) -> str:
    """Return what :func:`support` returns, in words.

    :param counts: the counts by modality
    :returns: such as ``asserted by 2 documents; hedged by 1``

    >>> two = {"modality": "asserted", "documents": 2, "lines": 1}
    >>> support_words([two, {"modality": "hedged", "documents": 1, "lines": 1}])
    'asserted by 2 documents (1 independent); hedged by 1'
    """
    words = []
    for at, count in enumerate(counts):
        number = count["documents"]
        noun = "" if at else " document" if number == 1 else " documents"
        few = f" ({count['lines']} independent)" if count["lines"] < number else ""
        words.append(f"{CERTAINTIES[count['modality']]} by {number}{noun}{few}")
    return "; ".join(words)


def limits(claims: Sequence[MechanismClaim]) -> list[Record]:
    """Return the qualifiers that limit claims.

    :param claims: the claims behind a step
    :returns: for each qualifier and value, and for the review that a claim lacks: ``qualifier`` (its key), ``label``,
        ``value`` (in words), ``claims`` (those that it limits) and ``all`` (whether it limits each claim of the step)
    """
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for claim in claims:
        for limit in claim.limits:
            found[limit].append(claim.id)
        if claim.review == "proposed":
            found[_PROPOSED].append(claim.id)
    records = [
        {"qualifier": key, "label": label, "value": value, "claims": names, "all": len(names) == len(claims)}
        for (key, label, value), names in found.items()
    ]
    return sorted(records, key=lambda limit: (not limit["all"], limit["claims"], limit["qualifier"]))


def limit_words(records: Iterable[Record]) -> str:
    """Return the limits that hold for each claim of a step, in a line.

    :param records: what :func:`limits` returned
    :returns: such as ``dose level: high dose; species: animal model``; empty where a claim is not limited
    """
    return "; ".join(f"{limit['label']}: {limit['value']}" for limit in records if limit["all"])


def basis_words(step: Mapping[str, Any]) -> list[str]:
    """Return in whom a step was seen and by what kind of study, in words.

    :param step: a record of :func:`queries.mechanism.records.step_record`
    :returns: such as ``seen in animals only`` and ``animal study``; nothing where the document only states it
    """
    only = " only" if step["species"] == ANIMALS else ""
    words = [f"seen in {step['species']}{only}"] if step["species"] else []
    return words + [study for study in step["evidence_types"] if study != STATEMENT]


def short_limits(step: Mapping[str, Any]) -> str:
    """Return the limits of a step in few words, for a picture: the values, without those that its object names.

    :param step: a record of :func:`queries.mechanism.records.step_record`
    :returns: such as ``animal model; inferred by the reader``
    """
    name = step["object"].casefold()
    words = [limit["value"] for limit in step["limits"] if limit["all"] and limit["value"].casefold() not in name]
    return "; ".join([*words, *(["inferred by the reader"] if step["inferred"] else [])])


def surroundings(mechanisms: Mechanisms, node: str) -> dict[str, list[str]]:
    """Return where an activity takes place, and which transmitters it involves.

    :param mechanisms: the activities and their contexts
    :param node: IRI of the activity
    :returns: ``places`` and ``transmitters``: labels, sorted
    """
    found: dict[str, list[str]] = {"places": [], "transmitters": []}
    for context in mechanisms.around.get(node, ()):
        classes = mechanisms.names.classes.get(context, frozenset())
        if "Neurotransmitter" in classes:
            found["transmitters"].append(mechanisms.names.label(context))
        elif classes & {"BrainRegion", "AnatomicalStructure"}:
            found["places"].append(mechanisms.names.label(context))
    return {key: sorted(labels) for key, labels in found.items()}
